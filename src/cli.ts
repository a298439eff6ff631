import { Command, CommanderError, Option } from 'commander';
import { collect, collectOneOf, day, reachesJira, refuseUnmeantWords, wholeNumber } from './command-line.ts';
import type { Io } from './commands/io.ts';
import { CommandError, InputError, InputErrors } from './errors.ts';
import { flavours, removedStatuses } from './jira/mocked-jira/flavours.ts';
import { scenarioNames } from './recording/scenarios.ts';
import { printable, printableLines } from './reports/printable.ts';
import { loadEnvironment } from './settings/environment.ts';
import { tool } from './tool.ts';

const REPORT_FORMATS =
  'json, junit, ctrf, markdown or html; - is the standard output, html=FOLDER/ several files; may be repeated';
const FAIL_ON = new Option('--fail-on <what>', 'with --baseline: count only what is newly broken').choices([
  'new',
]);
/** A pact of a broker is verified as a whole and once, and it is not beside others. */
const OTHER_PACTS = ['pact', 'client', 'filter', 'watch'];
const flavour = (text: string) => new Option('--flavour <name>', text).choices(Object.keys(flavours));

/**
 * Runs a verb of the command line.
 *
 * @param argv the words behind the command's name
 * @param io what it has to do with the world; the settings of `.env` in `cwd` are read here
 * @returns the exit code: 0, 1 or 2
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  let isTalkative = Boolean(io.env.DEBUG);
  const program = programFor(io, (options) => {
    isTalkative ||= options.verbose === true;
    return async (command) => {
      exitCode = await command({ ...io, env: loadEnvironment(io.env, io.cwd) });
    };
  });
  try {
    // What a shell asks for when somebody presses the tab key; nobody else loads it.
    if (argv[0] === 'complete') (await import('@bomb.sh/tab/commander')).default(program);
    const end = argv.indexOf('--');
    const options = end < 0 ? argv : argv.slice(0, end);
    await program.parseAsync([...options.map(withoutSpaces), ...argv.slice(options.length)], {
      from: 'user',
    });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or shown its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandError) io.stderr.write(commandErrorText(error));
    else io.stderr.write(mistakeOfOurs(error, isTalkative));
    return 2;
  }
}

/** An option that was copied with a space before it is that option. */
function withoutSpaces(word: string): string {
  return /^\s+-/.test(word) ? word.trim() : word;
}

/** One line, and one more for each mistake where there are several. */
function commandErrorText(error: CommandError): string {
  const mistakes = error instanceof InputErrors ? error.mistakes : [];
  const head = `error: ${printable(error.message)}${mistakes.length > 0 ? ':' : ''}`;
  return [head, ...mistakes.map((one) => `  ${printable(one)}`), ''].join('\n');
}

function mistakeOfOurs(error: unknown, isTalkative: boolean): string {
  const { message, stack = message } = error as Error;
  const how = isTalkative
    ? 'Please report it with the lines above.'
    : 'Please report it, with what it prints when DEBUG=1 is set.';
  return `${isTalkative ? `${printableLines(stack)}\n` : ''}error: ${printable(message)} This is a mistake of this program, and not yours. ${how}\n`;
}

type Verb = (io: Io) => Promise<number>;
type Start = (options: { readonly verbose?: boolean }) => (verb: Verb) => Promise<void>;

function programFor(io: Io, start: Start): Command {
  const program = new Command(tool.name)
    .description("Does my log-in still work on that Jira? Contract tests for Jira's session resource.")
    .version(tool.version)
    // A verb may have a --version of its own: the client's.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `
Help for one of them: ${tool.name} verify --help
Completion with the tab key: source <(${tool.name} complete bash), or zsh; ${tool.name} complete fish | source`,
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });

  /** A verb, which refuses what makes no sense on any command line before it starts. */
  const verb = <Options extends object>(
    name: string,
    description: string,
    command: (options: Options, io: Io) => Promise<number>,
  ) => {
    const made = program.command(name).description(description).allowExcessArguments();
    return made.action(async (options: Options & { readonly verbose?: boolean }) => {
      refuseUnmeantWords(made, io);
      await start(options)((withSettings) => command(options, withSettings));
    });
  };

  reachesJira(
    verb(
      'verify',
      'replay a pact against a Jira, or against the embedded mocked one',
      async (options: VerifyOptions, withSettings) => {
        if (options.fromBroker || options.pactUrl) {
          const { verifyFromBroker } = await import('./commands/verify-from-broker.ts');
          return verifyFromBroker(options, withSettings);
        }
        refuseBrokerOptions(options);
        const { verifyCommand } = await import('./commands/verify.ts');
        return verifyCommand(options, withSettings);
      },
    ),
  )
    .option('--targets <file>', 'many Jiras at once, each with the names of its settings: YAML or JSON')
    .option(
      '--concurrency <number>',
      'how many of them at once; as many as pay off if left out',
      wholeNumber(1, 1000),
    )
    .option('--shard <index/total>', 'a part of them, such as 2/5; auto asks the CI system')
    .option('--live', 'refuse the mocked Jira: for CI, where a setting may be missing')
    .addOption(flavour('of the embedded mocked Jira').conflicts('live'))
    .option('--pact <file>', 'another pact than the committed one; may be repeated', collect)
    .option(
      '--client <name>',
      'the pact of a client that people run, such as python-jira; all for every one; may be repeated',
      collect,
    )
    .option('--filter <text>', 'only the interactions with this text in their description')
    .addOption(
      new Option(
        '--plan',
        'say what would be sent, in which order, with whose credentials; sends nothing',
      ).conflicts(['json', 'report', 'baseline', 'publish', 'fromBroker', 'pactUrl']),
    )
    .option('--json <file>', 'write the report as JSON; - is the standard output')
    .option('--report <format=file>', REPORT_FORMATS, collect)
    .option(
      '--baseline <file>',
      'the JSON report of an earlier run: what is new, still broken, and mended since',
    )
    .addOption(FAIL_ON)
    .option(
      '--allow-unreachable <number>',
      'so many Jiras may be down without failing the run',
      wholeNumber(0, 10_000),
    )
    .addOption(
      new Option('--watch [seconds]', 'verify again every so often, and tell what changed')
        .argParser(wholeNumber(10, 86_400))
        .preset(300)
        .conflicts(['plan', 'publish']),
    )
    .addOption(new Option('--quiet', 'print the verdict alone').conflicts('verbose'))
    .option('--verbose', "show each failure in full, and Pact's own output")
    .addOption(
      new Option(
        '--from-broker',
        'the pacts that the Pact Broker has: main branch, matching branch, deployed, released',
      ).conflicts(OTHER_PACTS),
    )
    .addOption(
      new Option('--pact-url <url>', 'one pact of the Pact Broker, as a webhook names it').conflicts([
        ...OTHER_PACTS,
        ...['fromBroker', 'wipSince'],
      ]),
    )
    .option(
      '--branch <name>',
      'the branch whose pact is asked for too; the one that is checked out if left out',
    )
    .addOption(
      new Option(
        '--wip-since <date>',
        'verify pacts of any branch since this day as work in progress',
      ).argParser(day),
    )
    .option('--publish', 'publish the results to the Pact Broker, from CI')
    .option('--force', 'publish from outside CI too')
    .addHelpText(
      'after',
      `
Examples:
  npm run verify
  npm run verify -- --flavour cloud
  npm run verify -- --client python-jira --base-url https://jira.example.com/rest
  npm run verify -- --base-url https://jira.example.com/rest --json report.json
  npm run verify -- --live --from-broker --publish
  npm run verify -- --targets jiras.yaml --report html=report.html --baseline last.json --json last.json
  npm run verify -- --targets jiras.yaml --shard 2/5 --json shard-2.json

Exit codes: 0 the contract holds, 1 it is broken, 2 it could not be found out. Of many Jiras: 1 if any is broken, else 2
if any could not be found out, else 0.`,
    );

  const mergeReports = program
    .command('merge-reports')
    .description('make one report of those of all shards')
    .argument('<folder>', 'the folder with their JSON reports')
    .option('--json <file>', 'write the report as JSON; - is the standard output')
    .option('--report <format=file>', REPORT_FORMATS, collect)
    .option('--baseline <file>', 'the JSON report of an earlier run')
    .addOption(FAIL_ON)
    .option('--allow-unreachable <number>', 'so many Jiras may be down', wholeNumber(0, 10_000))
    .addOption(new Option('--quiet', 'print the verdict alone').conflicts('verbose'))
    .option('--verbose', 'show each failure in full')
    .addHelpText(
      'after',
      `
Example:
  npm run merge-reports -- reports --json merged.json --report junit=merged.xml

Exit codes: as those of verify; 2 too where a shard is missing, there twice, of another run or another version.`,
    );
  mergeReports.action(async (folder: string, options: MergeReportsOptions) => {
    refuseUnmeantWords(mergeReports, io);
    await start(options)(async (withSettings) => {
      const { mergeReportsCommand } = await import('./commands/merge-reports.ts');
      return mergeReportsCommand(folder, options, withSettings);
    });
  });

  reachesJira(
    verb(
      'doctor',
      'ask a Jira what it is, and say what is wrong and what to do',
      async (options: DoctorOptions, withSettings) => {
        const { doctorCommand } = await import('./commands/doctor.ts');
        return doctorCommand(options, withSettings);
      },
    ),
  )
    .option('--json <file>', 'write what was found as JSON; - is the standard output')
    .addHelpText('after', '\nExample:\n  npm run doctor -- --base-url https://jira.example.com/rest');

  verb('mock', 'serve a mocked Jira until Ctrl-C', async (options: MockOptions, withSettings) => {
    const { mockCommand } = await import('./commands/mock.ts');
    return mockCommand(options, withSettings);
  })
    .addOption(flavour('which Jira it is').default('datacenter'))
    .option('--port <number>', 'the port to listen on; 0 takes a free one', wholeNumber(0, 65_535), 8080)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--context-path <path>', 'such as /jira', '')
    .option('--account <user:password>', 'an account, instead of the made-up ones; may be repeated', collect)
    .addOption(
      new Option(
        '--removed-status <status>',
        'with which the flavours jira11 and removed refuse the session resource',
      ).choices(removedStatuses.map(String)),
    )
    .option('--basic', 'take Basic credentials, as an administrator of Jira 11 may have it')
    .option('--no-basic', 'refuse Basic credentials, as an administrator may have it')
    .option('--verbose', 'print each request')
    .addHelpText(
      'after',
      '\nExample:\n  npm run mock -- --flavour datacenter --port 8080 --context-path /jira --account bob:secret',
    );

  const record = program
    .command('record')
    .description('find what a client relies on by running it, and write its pact')
    .argument('[command...]', 'the client, behind --')
    .passThroughOptions()
    .requiredOption('--consumer <name>', "the client's name in the pact")
    .option(
      '--scenario <name>',
      `one beside right-credentials; may be repeated; all that apply if left out (choices: ${scenarioNames.join(', ')})`,
      collectOneOf(scenarioNames),
    )
    .addOption(flavour('of the mocked Jira').default('datacenter'))
    .option('--context-path <path>', 'such as /jira', '')
    .option('--pact-dir <folder>', 'where the pact is written', 'pacts')
    .option('--json <file>', 'write the recording as JSON; - is the standard output')
    .option('--check', 'compare with the pact that is there, and write nothing: for CI')
    .option('--jobs <number>', 'runs at once; as many as there are cores if left out', wholeNumber(1, 64))
    .option('--run-timeout <ms>', 'for one run, in milliseconds', wholeNumber(100, 3_600_000), 10_000)
    .option('--max-runs <number>', 'no more runs than this', wholeNumber(2, 100_000), 500)
    .addOption(new Option('--fail-on <what>', 'exit code 1 when there is one').choices(['hazard']))
    .addHelpText(
      'after',
      `
The command is given JIRA_BASE_URL (with /rest), JIRA_SITE_URL (without), JIRA_USERNAME, JIRA_PASSWORD,
JIRA_PERSONAL_ACCESS_TOKEN and JIRA_SCENARIO, all of a mocked Jira. Its exit code and what it prints are its outcome.

Examples:
  npm run record -- --consumer nightly-sync -- python3 sync.py
  npm run record -- --consumer nightly-sync --check --fail-on hazard -- python3 sync.py
  npm run record -- --consumer app --scenario captcha -- sh -c 'USER=$JIRA_USERNAME PASS=$JIRA_PASSWORD ./app'

Exit codes: 0 recorded, 1 the client has changed (--check) or has a hazard (--fail-on), 2 it could not be found out.`,
    );
  record.action(async (command: readonly string[], options: RecordOptions) => {
    refuseUnmeantWords(record, io);
    await start({})(async (withSettings) => {
      const { recordCommand } = await import('./commands/record.ts');
      return recordCommand(command, options, withSettings);
    });
  });

  verb(
    'mutate',
    'break a mocked Jira in hundreds of ways, and say how many the contract catches',
    async (options: MutateOptions, withSettings) => {
      const { mutateCommand } = await import('./commands/mutate.ts');
      return mutateCommand(options, withSettings);
    },
  )
    .option('--filter <text>', 'only the Jiras with this text in their name')
    .option('--json <file>', 'write the report as JSON; - is the standard output')
    .option('--markdown <file>', 'write the report as Markdown')
    .addHelpText('after', '\nExample:\n  npm run mutate -- --filter cookie --markdown mutants.md');

  verb(
    'broker',
    'run a Pact Broker on this machine until Ctrl-C',
    async (options: BrokerOptions, withSettings) => {
      const { brokerCommand } = await import('./commands/broker.ts');
      return brokerCommand(options, withSettings);
    },
  ).option('--port <number>', 'the port to listen on', wholeNumber(1, 65_535), 9292);

  verb(
    'publish:pacts',
    'publish the committed pact to the Pact Broker, under the commit',
    async (options: PublishOptions, withSettings) => {
      const { publishPactsCommand } = await import('./commands/publish-pacts.ts');
      return publishPactsCommand(options, withSettings);
    },
  )
    .option(
      '--client <name>',
      'its name: jira-session-client if left out; jira-token-client, or one that was recorded',
    )
    .option('--allow-dirty', 'although the work tree has changes')
    .option('--no-check', 'without running the consumer tests, which write the pact, before');

  verb(
    'can-i-deploy',
    'ask whether the client may go to an environment, such as the Jira that stands there',
    async (options: CanIDeployOptions, withSettings) => {
      const { canIDeployCommand } = await import('./commands/can-i-deploy.ts');
      return canIDeployCommand(options, withSettings);
    },
  )
    .requiredOption('--to-environment <name>', 'where it is to go')
    .option(
      '--client <name>',
      'its name: jira-session-client if left out; jira-token-client, or one that was recorded',
    )
    .option('--version <version>', "the client's; the commit if left out")
    .option(
      '--retry-while-unknown <times>',
      'ask again while a verification is running',
      wholeNumber(1, 1000),
    )
    .option('--retry-interval <seconds>', 'how long to wait in between', wholeNumber(1, 3600))
    .addHelpText(
      'after',
      '\nExample:\n  npm run can-i-deploy -- --to-environment jira-staging --retry-while-unknown 12',
    );

  reachesJira(
    verb(
      'record-deployment',
      'record that the client, or the Jira at --base-url, stands in an environment from now on',
      async (options: RecordDeploymentOptions, withSettings) => {
        const { recordDeploymentCommand } = await import('./commands/record-deployment.ts');
        return recordDeploymentCommand(options, withSettings);
      },
    ),
  )
    .requiredOption('--environment <name>', 'where it stands')
    .option(
      '--jira',
      'record the Jira at --base-url or JIRA_BASE_URL, and not the client; --base-url says so too',
    )
    .option(
      '--client <name>',
      'its name: jira-session-client if left out; jira-token-client, or one that was recorded',
    )
    .option('--version <version>', "the client's; the commit if left out")
    .addHelpText(
      'after',
      `
Examples:
  npm run record-deployment -- --environment production
  npm run record-deployment -- --environment jira-staging --base-url https://jira.example.com/rest`,
    );

  verb(
    'webhook',
    'have the Pact Broker run the verification in CI when a contract needs it (WEBHOOK_TOKEN)',
    async (options: WebhookOptions, withSettings) => {
      const { webhookCommand } = await import('./commands/webhook.ts');
      return webhookCommand(options, withSettings);
    },
  )
    .option('--github <owner/repository>', 'by a repository_dispatch')
    .addOption(new Option('--gitlab <url>', "by a trigger of the project's pipeline").conflicts('github'))
    .option('--ref <branch>', "GitLab's branch", 'main')
    .addHelpText('after', '\nExample:\n  WEBHOOK_TOKEN=... npm run webhook -- --github example/jira-client');

  return program;
}

type VerifyOptions = import('./commands/verify-from-broker.ts').FromBrokerOptions & {
  readonly fromBroker?: boolean;
};
type RecordOptions = import('./commands/record.ts').RecordCommandOptions;
type MergeReportsOptions = import('./commands/merge-reports.ts').MergeReportsOptions;
type DoctorOptions = import('./commands/doctor.ts').DoctorOptions;
type MockOptions = import('./commands/mock.ts').MockCommandOptions;
type MutateOptions = import('./commands/mutate.ts').MutateCommandOptions;
type BrokerOptions = { readonly port: number };
type PublishOptions = import('./commands/publish-pacts.ts').PublishPactsOptions;
type CanIDeployOptions = import('./commands/can-i-deploy.ts').CanIDeployOptions;
type RecordDeploymentOptions = import('./commands/record-deployment.ts').RecordDeploymentOptions;
type WebhookOptions = import('./commands/webhook.ts').WebhookOptions;

/** Options that do nothing without a broker. */
function refuseBrokerOptions({ publish, branch, wipSince, force }: VerifyOptions): void {
  const given = { publish, branch, 'wip-since': wipSince, force };
  const [name] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (name) {
    throw new InputError(`--${name} is for a pact of the Pact Broker: say --from-broker, or --pact-url URL.`);
  }
}
