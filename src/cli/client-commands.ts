import { Option } from 'commander';
import { flavoursThatRefuse, removedStatuses } from '../mock-jira/flavours.ts';
import { scenarioNames } from '../recording/scenarios.ts';
import { commandLine } from '../tool.ts';
import { collect, collectOneOf, wholeNumber } from './command-line.ts';
import { flavourOption } from './flavour-option.ts';
import type { AddVerb } from './verb.ts';

/** The verbs that need no Jira: they work with a mocked one. */
export function addMockedVerbs(verb: AddVerb): void {
  verb(
    'record',
    'run a client to find what it relies on, and write its pact',
    async (options: RecordOptions, withSettings, command) => {
      const { recordCommand } = await import('./record.ts');
      return recordCommand(command, options, withSettings);
    },
  )
    .argument('[command...]', 'the command that runs the client, after --')
    .passThroughOptions()
    .requiredOption('--consumer <name>', "the client's name in the pact")
    .option(
      '--scenario <name>',
      `a scenario to run in addition to right-credentials; may be repeated; all that apply, if left out (choices: ${scenarioNames.join(', ')})`,
      collectOneOf(scenarioNames),
    )
    .addOption(flavourOption('which mocked Jira to use').default('datacenter'))
    .option('--context-path <path>', 'the context path of the mocked Jira, such as /jira', '')
    .option('--pact-dir <folder>', 'where the pact is written', 'pacts')
    .option('--json <file>', 'write the recording as JSON; - is the standard output')
    .option('--check', 'compare with the existing pact, and write nothing: for CI')
    .option(
      '--jobs <number>',
      'how many runs at the same time; one for each core, if left out',
      wholeNumber(1, 64),
    )
    .option(
      '--run-timeout <ms>',
      'time limit for one run, in milliseconds',
      wholeNumber(100, 3_600_000),
      10_000,
    )
    .option('--max-runs <number>', 'stop after this number of runs', wholeNumber(2, 100_000), 500)
    .addOption(
      new Option('--fail-on <what>', 'end with exit code 1 if a hazard is found').choices(['hazard']),
    )
    .addHelpText(
      'after',
      `
The command gets the settings of a mocked Jira: JIRA_BASE_URL (with /rest), JIRA_SITE_URL (without /rest), JIRA_USERNAME,
JIRA_PASSWORD, JIRA_PERSONAL_ACCESS_TOKEN and JIRA_SCENARIO. Its outcome is its exit code and what it prints.

Examples:
  ${commandLine('record', '--consumer nightly-sync -- python3 sync.py')}
  ${commandLine('record', '--consumer nightly-sync --check --fail-on hazard -- python3 sync.py')}
  ${commandLine('record', "--consumer app --scenario captcha -- sh -c 'USER=$JIRA_USERNAME PASS=$JIRA_PASSWORD ./app'")}

Exit codes: 0 recorded, 1 the client has changed (--check) or has a hazard (--fail-on), 2 the client could not be recorded.`,
    );

  verb('mock', 'serve a mocked Jira until Ctrl-C', async (options: MockOptions, withSettings) => {
    const { mockCommand } = await import('./mock.ts');
    return mockCommand(options, withSettings);
  })
    .addOption(flavourOption('which Jira it is').default('datacenter'))
    .option('--port <number>', 'the port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 8080)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--context-path <path>', 'the context path of the mocked Jira, such as /jira', '')
    .option('--account <user:password>', 'an account, instead of the made-up ones; may be repeated', collect)
    .addOption(
      new Option(
        '--removed-status <status>',
        `the status with which the flavours ${flavoursThatRefuse.join(' and ')} refuse the session resource`,
      ).choices(removedStatuses.map(String)),
    )
    .option('--basic', 'accept Basic credentials: an administrator of Jira 11 can allow them')
    .option('--no-basic', 'refuse Basic credentials: an administrator can switch them off')
    .option('--verbose', 'print each request')
    .addHelpText(
      'after',
      `\nExample:\n  ${commandLine('mock', '--flavour datacenter --port 8080 --context-path /jira --account bob:secret')}`,
    );
}

type RecordOptions = import('./record.ts').RecordCommandOptions;
type MockOptions = import('./mock.ts').MockCommandOptions;
