import { Option } from 'commander';
import { InputError } from '../errors.ts';
import { folderFormatNames, formatNames } from '../render/format-names.ts';
import { listed } from '../text.ts';
import { commandLine } from '../tool.ts';
import { collect, day, reachesJira, wholeNumber } from './command-line.ts';
import { flavourOption } from './flavour-option.ts';
import type { AddVerb } from './verb.ts';

const inFolders = folderFormatNames.map((name) => `${name}=FOLDER/`).join(' and ');
const REPORT_FORMATS = `${listed(formatNames, 'or')}; - is the standard output; ${inFolders} writes several files; may be repeated`;
const FAIL_ON = new Option('--fail-on <what>', 'with --baseline: count only what is newly broken').choices([
  'new',
]);
/** A pact of a broker is verified as a whole and once, and it is not beside others. */
const OTHER_PACTS = ['pact', 'client', 'filter', 'watch'];

/** The verbs that ask a Jira: verify with its reports, and doctor. */
export function addVerificationVerbs(verb: AddVerb): void {
  reachesJira(
    verb(
      'verify',
      'replay a pact against a Jira, or against the embedded mocked one',
      async (options: VerifyOptions, withSettings) => {
        if (options.fromBroker || options.pactUrl) {
          const { verifyFromBroker } = await import('./verify-from-broker.ts');
          return verifyFromBroker(options, withSettings);
        }
        refuseBrokerOptions(options);
        const { verifyCommand } = await import('./verify.ts');
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
    .addOption(flavourOption('which mocked Jira to use').conflicts('live'))
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
      'the JSON report of an earlier run, to show what is newly broken, still broken, and fixed',
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
  ${commandLine('verify')}
  ${commandLine('verify', '--flavour cloud')}
  ${commandLine('verify', '--client python-jira --base-url https://jira.example.com/rest')}
  ${commandLine('verify', '--base-url https://jira.example.com/rest --json report.json')}
  ${commandLine('verify', '--live --from-broker --publish')}
  ${commandLine('verify', '--targets jiras.yaml --report html=report.html --baseline last.json --json last.json')}
  ${commandLine('verify', '--targets jiras.yaml --shard 2/5 --json shard-2.json')}

Exit codes: 0 the contract holds, 1 the contract is broken, 2 the result is unknown. With many Jiras: 1 if the contract is
broken on any of them, else 2 if any result is unknown, else 0.`,
    );

  verb(
    'merge-reports',
    'combine the reports of all shards into one report',
    async (options: MergeReportsOptions, withSettings, [folder = '']) => {
      const { mergeReportsCommand } = await import('./merge-reports.ts');
      return mergeReportsCommand(folder, options, withSettings);
    },
  )
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
  ${commandLine('merge-reports', 'reports --json merged.json --report junit=merged.xml')}

Exit codes: the same as for verify; also 2 if a shard is missing, is there twice, or is from another run or another version.`,
    );

  reachesJira(
    verb(
      'doctor',
      'examine a Jira, and say what is wrong and what to do',
      async (options: DoctorOptions, withSettings, [name]) => {
        const { doctorCommand } = await import('./doctor.ts');
        return doctorCommand({ ...options, ...(name !== undefined && { name }) }, withSettings);
      },
    ),
  )
    .argument('[name]', 'the name of the Jira in the targets file')
    .option('--targets <file>', 'a targets file (YAML or JSON) that has the Jira')
    .option('--json <file>', 'write what was found as JSON; - is the standard output')
    .addHelpText(
      'after',
      `
Examples:
  ${commandLine('doctor', '--base-url https://jira.example.com/rest')}
  ${commandLine('doctor', '--targets jiras.yaml acme-production')}`,
    );
}

type VerifyOptions = import('./verify-from-broker.ts').FromBrokerOptions & {
  readonly fromBroker?: boolean;
};
type MergeReportsOptions = import('./merge-reports.ts').MergeReportsOptions;
type DoctorOptions = import('./doctor.ts').DoctorOptions;

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
