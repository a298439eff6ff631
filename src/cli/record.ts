import { join, resolve } from 'node:path';
import { pactFileName } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { identityOf } from '../files/output-file.ts';
import type { FlavourName } from '../mock-jira/flavours.ts';
import { type RecordedPact, recordPact, refuseUnlessFileName } from '../recording/record-pact.ts';
import { commandClient } from '../recording/run-command.ts';
import { secretsIn } from '../redaction/from-settings.ts';
import { recordingText } from '../render/recording.ts';
import type { ScenarioName } from '../report/recording.ts';
import type { ExitCode } from '../report/report.ts';
import { printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { refuseContextPath } from './context-path.ts';
import { type Io, wantsColors } from './io.ts';
import { jsonOutput } from './json-output.ts';

/** The options of `record`, as the command line hands them in. */
export interface RecordCommandOptions {
  readonly consumer: string;
  readonly scenario?: readonly ScenarioName[];
  readonly flavour: FlavourName;
  readonly contextPath: string;
  readonly pactDir: string;
  /** A file, or `-` for the standard output. */
  readonly json?: string;
  readonly check?: boolean;
  readonly jobs?: number;
  readonly runTimeout: number;
  readonly maxRuns: number;
  readonly failOn?: 'hazard';
}

/**
 * Finds what a client relies on by running it, and writes its pact.
 *
 * @param command the words behind `--`
 * @returns 1 when `--check` found that the client has changed, or a hazard was found with `--fail-on hazard`; 2 when not
 *   all could be found out, or the client relies on nothing
 * @throws InputError for input that makes no sense, and a client that cannot be recorded
 */
export async function recordCommand(
  command: readonly string[],
  options: RecordCommandOptions,
  io: Io,
): Promise<ExitCode> {
  const { consumer, scenario, flavour, contextPath, pactDir, json, check = false } = options;
  if (command.length === 0) {
    throw new InputError(
      `No command to run: put the command after --, as in ${commandLine('record', '--consumer nightly-sync -- python3 sync.py')}`,
    );
  }
  refuseUnlessFileName(consumer);
  refuseContextPath(contextPath);
  const pactName = join(pactDir, pactFileName(consumer));
  const { out, write } = jsonOutput(json, io);
  if (json !== undefined && identityOf(resolve(io.cwd, json)) === identityOf(resolve(io.cwd, pactName))) {
    throw new InputError(`${json} is the file of the pact: choose another file with --json.`);
  }

  const progress = progressOn(io);
  let recorded: RecordedPact;
  try {
    recorded = await recordPact({
      client: { consumer, command, run: commandClient(command, io.realEnv, io.cwd), folder: io.cwd },
      scenarios: scenario,
      flavour,
      contextPath,
      jobs: options.jobs,
      runTimeoutMs: options.runTimeout,
      maxRuns: options.maxRuns,
      signal: io.signal,
      onRun: progress.ran,
      pactFile: resolve(io.cwd, pactName),
      pactName,
      check,
      environment: io.env,
    });
  } finally {
    progress.end();
  }
  const { recording, pact } = recorded;
  // Of a recording that is not complete, a table would say of parts that nothing is needed of them.
  if (recording.complete) {
    out.write(`${recordingText(recording, recorded, wantsColors(io))}\n`);
  }
  out.write(`${verdictOf(recorded, options, io.signal.aborted)}\n`);
  write(secretsIn(io.env).redactAll(recording));
  if (pact.is === 'none') return 2;
  const isHazardous = options.failOn === 'hazard' && recording.hazards.length > 0;
  return pact.is === 'changed' || isHazardous ? 1 : 0;
}

/** What it comes to, and the next step: last. */
function verdictOf(
  { recording, pact }: RecordedPact,
  options: RecordCommandOptions,
  isInterrupted: boolean,
): string {
  const { consumer, hazards, complete } = recording;
  const file = printable(recording.pact ?? '');
  const hazard = options.failOn === 'hazard' && hazards.length > 0;
  const alas = hazard ? ' A hazard was found, and --fail-on hazard is set.' : '';
  switch (pact.is) {
    case 'written':
      return `${file} was written, with ${interactions(pact.interactions)}. The mocked Jira (${options.flavour}) fulfills all of it.${alas}\nTo verify a real Jira: ${commandLine('verify', `--pact ${file} --base-url https://jira.example.com/rest`)}`;
    case 'same':
      return `${file} is up to date: it has what ${consumer} relies on today (${interactions(pact.interactions)}).${alas}`;
    case 'changed':
      return [
        `${file} is out of date. What ${consumer} relies on has changed:`,
        ...pact.changes.map((change) => `  ${printable(change)}`),
        `To write a new pact, run this again without --check.`,
      ].join('\n');
    case 'none':
      if (isInterrupted && !complete) {
        return `Interrupted after ${recording.runs === 1 ? '1 run' : `${recording.runs} runs`}: not everything was tried, so no pact was written.`;
      }
      if (!complete) {
        return `The limit of ${options.maxRuns} runs was reached: not everything was tried, so no pact was written. Allow more runs with --max-runs.`;
      }
      return `No pact was written: ${consumer} ends in the same way with every broken answer of Jira, so it seems to rely on none of them. Make it print what it learns, such as the name of the user, and end with an exit code other than 0 when the log-in fails.`;
    default:
      return pact satisfies never;
  }
}

const interactions = (count: number) => (count === 1 ? '1 interaction' : `${count} interactions`);

/** How often a line of progress is written where there is no terminal, in milliseconds. */
const PROGRESS_EVERY_MS = 2000;

function progressOn({ stderr }: Io) {
  let last = performance.now();
  let isOpen = false;
  return {
    ran: (runs: number) => {
      if (stderr.isTTY) {
        isOpen = true;
        stderr.write(`\r${runs} runs ...`);
      } else if (performance.now() - last >= PROGRESS_EVERY_MS) {
        last = performance.now();
        stderr.write(`${runs} runs ...\n`);
      }
    },
    end: () => isOpen && stderr.write('\r\u001b[K'),
  };
}
