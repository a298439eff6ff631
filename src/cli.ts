import { Command, CommanderError, Option } from 'commander';
import { collect, collectOneOf, day, reachesJira, refuseUnmeantWords, wholeNumber } from './command-line.ts';
import type { Io } from './commands/io.ts';
import { CommandError, InputError, InputErrors } from './errors.ts';
import { flavours, flavoursThatRefuse, removedStatuses } from './jira/mocked-jira/flavours.ts';
import { scenarioNames } from './recording/scenarios.ts';
import { folderFormatNames, formatNames } from './reports/format-names.ts';
import { printable, printableLines } from './reports/printable.ts';
import { loadEnvironment } from './settings/environment.ts';
import { tool } from './tool.ts';

const inFolders = folderFormatNames.map((name) => `${name}=FOLDER/`).join(' and ');
const REPORT_FORMATS = `${formatNames.slice(0, -1).join(', ')} or ${formatNames.at(-1)}; - is the standard output; ${inFolders} writes several files; may be repeated`;
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
    : 'Please run it again with DEBUG=1, and report what it prints.';
  return `${isTalkative ? `${printableLines(stack)}\n` : ''}error: ${printable(message)}${/[.?!]$/.test(message) ? '' : '.'} This is a bug in this program, and not your mistake. ${how}\n`;
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
Help for one command: ${tool.name} verify --help
Completion with the tab key: source <(${tool.name} complete bash); in zsh, the same with zsh; in fish: ${tool.name} complete fish | source`,
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
    .option(
      '--targets <file>',
      'verify many Jiras: a YAML or JSON file that lists them, with the names of their settings',
    )
    .option(
      '--concurrency <number>',
      'how many of these Jiras at the same time; 32 for each core, at most 128, if left out',
      wholeNumber(1, 1000),
    )
    .option(
      '--shard <index/total>',
      'verify only a part of these Jiras, such as 2/5; auto reads the part from the CI system',
    )
    .option('--live', 'stop if no real Jira is set, instead of using the mocked Jira: for CI')
    .addOption(flavour('which mocked Jira to use').conflicts('live'))
    .option('--pact <file>', 'a pact file to use instead of the committed pact; may be repeated', collect)
    .option(
      '--client <name>',
      'the recorded pact of a known client, such as python-jira; all for every client; may be repeated',
      collect,
    )
    .option('--filter <text>', 'only the interactions with this text in their description')
    .addOption(
      new Option(
        '--plan',
        'show what would be sent, in which order and with whose credentials, and send nothing',
      ).conflicts(['json', 'report', 'baseline', 'publish', 'fromBroker', 'pactUrl']),
    )
    .option('--json <file>', 'write the report as JSON; - is the standard output')
    .option('--report <format=file>', REPORT_FORMATS, collect)
    .option(
      '--baseline <file>',
      'the JSON report of an earlier run, to show what is newly broken, still broken, and mended',
    )
    .addOption(FAIL_ON)
    .option(
      '--allow-unreachable <number>',
      'how many Jiras may be down without making the run fail',
      wholeNumber(0, 10_000),
    )
    .addOption(
      new Option(
        '--watch [seconds]',
        'verify again and again, with this many seconds in between, and show what changed',
      )
        .argParser(wholeNumber(10, 86_400))
        .preset(300)
        .conflicts(['plan', 'publish']),
    )
    .addOption(new Option('--quiet', 'print only the verdict').conflicts('verbose'))
    .option('--verbose', "show each failure in full, and Pact's own output")
    .addOption(
      new Option(
        '--from-broker',
        'verify pacts from the Pact Broker: of the main branch, of the matching branch, deployed, and released',
      ).conflicts(OTHER_PACTS),
    )
    .addOption(
      new Option(
        '--pact-url <url>',
        'verify one pact from the Pact Broker, at the address that a webhook gives',
      ).conflicts([...OTHER_PACTS, ...['fromBroker', 'wipSince']]),
    )
    .option(
      '--branch <name>',
      'also ask for the pacts of this branch; the branch that is checked out, if left out',
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

Exit codes: 0 the contract holds, 1 the contract is broken, 2 the result is unknown. With many Jiras: 1 if the contract is
broken on any of them, else 2 if any result is unknown, else 0.`,
    );

  const mergeReports = program
    .command('merge-reports')
    .description('combine the reports of all shards into one report')
    .argument('<folder>', 'the folder with the JSON reports of the shards')
    .option('--json <file>', 'write the report as JSON; - is the standard output')
    .option('--report <format=file>', REPORT_FORMATS, collect)
    .option('--baseline <file>', 'the JSON report of an earlier run')
    .addOption(FAIL_ON)
    .option(
      '--allow-unreachable <number>',
      'how many Jiras may be down without making the run fail',
      wholeNumber(0, 10_000),
    )
    .addOption(new Option('--quiet', 'print only the verdict').conflicts('verbose'))
    .option('--verbose', 'show each failure in full')
    .addHelpText(
      'after',
      `
Example:
  npm run merge-reports -- reports --json merged.json --report junit=merged.xml

Exit codes: the same as for verify; also 2 if a shard is missing, is there twice, or is from another run or another version.`,
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
      'examine a Jira, and say what is wrong and what to do',
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
      '\nExample:\n  npm run mock -- --flavour datacenter --port 8080 --context-path /jira --account bob:secret',
    );

  const record = program
    .command('record')
    .description('run a client to find what it relies on, and write its pact')
    .argument('[command...]', 'the command that runs the client, after --')
    .passThroughOptions()
    .requiredOption('--consumer <name>', "the client's name in the pact")
    .option(
      '--scenario <name>',
      `a scenario to run in addition to right-credentials; may be repeated; all that apply, if left out (choices: ${scenarioNames.join(', ')})`,
      collectOneOf(scenarioNames),
    )
    .addOption(flavour('which mocked Jira to use').default('datacenter'))
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
  npm run record -- --consumer nightly-sync -- python3 sync.py
  npm run record -- --consumer nightly-sync --check --fail-on hazard -- python3 sync.py
  npm run record -- --consumer app --scenario captcha -- sh -c 'USER=$JIRA_USERNAME PASS=$JIRA_PASSWORD ./app'

Exit codes: 0 recorded, 1 the client has changed (--check) or has a hazard (--fail-on), 2 the client could not be recorded.`,
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
    'publish the committed pact to the Pact Broker, with the commit as its version',
    async (options: PublishOptions, withSettings) => {
      const { publishPactsCommand } = await import('./commands/publish-pacts.ts');
      return publishPactsCommand(options, withSettings);
    },
  )
    .option(
      '--client <name>',
      'the name of the client, such as jira-token-client, or a recorded client; jira-session-client, if left out',
    )
    .option('--allow-dirty', 'publish even if the work tree has changes that are not committed')
    .option('--no-check', 'do not run the consumer tests (they write the pact) before publishing');

  verb(
    'can-i-deploy',
    'ask whether the client may be deployed to an environment, with the Jira that runs there',
    async (options: CanIDeployOptions, withSettings) => {
      const { canIDeployCommand } = await import('./commands/can-i-deploy.ts');
      return canIDeployCommand(options, withSettings);
    },
  )
    .requiredOption('--to-environment <name>', 'the environment to deploy to')
    .option(
      '--client <name>',
      'the name of the client, such as jira-token-client, or a recorded client; jira-session-client, if left out',
    )
    .option('--version <version>', 'the version of the client; the commit, if left out')
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
      'record that the client, or the Jira at --base-url, is now deployed in an environment',
      async (options: RecordDeploymentOptions, withSettings) => {
        const { recordDeploymentCommand } = await import('./commands/record-deployment.ts');
        return recordDeploymentCommand(options, withSettings);
      },
    ),
  )
    .requiredOption('--environment <name>', 'the environment')
    .option(
      '--jira',
      'record the Jira at --base-url or JIRA_BASE_URL instead of the client; not needed with --base-url',
    )
    .option(
      '--client <name>',
      'the name of the client, such as jira-token-client, or a recorded client; jira-session-client, if left out',
    )
    .option('--version <version>', 'the version of the client; the commit, if left out')
    .addHelpText(
      'after',
      `
Examples:
  npm run record-deployment -- --environment production
  npm run record-deployment -- --environment jira-staging --base-url https://jira.example.com/rest`,
    );

  verb(
    'webhook',
    'tell the Pact Broker to start the verification in CI when a contract needs it (set WEBHOOK_TOKEN)',
    async (options: WebhookOptions, withSettings) => {
      const { webhookCommand } = await import('./commands/webhook.ts');
      return webhookCommand(options, withSettings);
    },
  )
    .option('--github <owner/repository>', 'start it with a repository_dispatch on GitHub')
    .addOption(new Option('--gitlab <url>', 'start it with a pipeline trigger on GitLab').conflicts('github'))
    .option('--ref <branch>', 'the branch whose pipeline GitLab starts', 'main')
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
    throw new InputError(
      `--${name} works only with a pact from the Pact Broker: add --from-broker, or --pact-url URL.`,
    );
  }
}
