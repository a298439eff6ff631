import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import type { FlavourName } from '../jira/mocked-jira/flavours.ts';
import { refuseUnlessWritable, writeWhole } from '../output-file.ts';
import { type FormatName, formatNames, formats } from '../reports/formats.ts';
import { planText } from '../reports/plan.ts';
import { printableLines } from '../reports/printable.ts';
import type { ExitCode, Report } from '../reports/report.ts';
import { TerminalReport } from '../reports/terminal.ts';
import type { VerificationEvent } from '../verification/events.ts';
import { pactsOfClients } from '../verification/shipped-pacts.ts';
import { plan, type TargetSettings, verify } from '../verification/verify.ts';
import { type Io, wantsColors } from './io.ts';
import { type JiraOptions, liveJiraFrom, refuseCredentialsWithoutJira } from './jira-options.ts';

/** The options of `verify`, as the command line hands them in. */
export interface VerifyCommandOptions extends JiraOptions {
  readonly live?: boolean;
  readonly flavour?: FlavourName;
  readonly pact?: readonly string[];
  /** Clients whose recorded pacts come with the project; `all` for every one. */
  readonly client?: readonly string[];
  readonly filter?: string;
  /** A file, or `-` for the standard output. */
  readonly json?: string;
  /** Each `FORMAT=FILE`. */
  readonly report?: readonly string[];
  /** Prints the verdict alone. */
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Says what would be sent, and sends nothing. */
  readonly plan?: boolean;
}

/**
 * Verifies pacts with a live Jira, or with the embedded mocked one where no base URL is set.
 *
 * @throws InputError for input that makes no sense
 */
export async function verifyCommand(options: VerifyCommandOptions, io: Io): Promise<ExitCode> {
  const target = targetFrom(options, io);
  const output = reportOutput(options, io);
  const pacts = [
    ...(options.pact ?? []).map((file) => resolve(io.cwd, file)),
    ...(options.client ? pactsOfClients(options.client) : []),
  ];
  const what = { target, ...(pacts.length > 0 && { pacts }), filter: options.filter };
  if (options.plan) {
    const jira = target.kind === 'live' ? `the Jira at ${target.baseUrl}` : 'the embedded mocked Jira';
    io.stdout.write(planText(await plan(what), jira));
    return 0;
  }
  const report = await verify({
    ...what,
    timeoutMs: options.timeout,
    environment: io.env,
    signal: io.signal,
    onEvent: lines(options, output.toStdout, io, pacts.length > 1),
  });
  output.write(report);
  return report.exitCode;
}

/**
 * Which Jira is meant.
 *
 * @throws InputError for settings that make no sense
 */
export function targetFrom(options: VerifyCommandOptions, io: Io): TargetSettings {
  const live = liveJiraFrom(options, io);
  if (live && options.flavour) {
    throw new InputError('--flavour is for the mocked Jira, and a base URL is set: leave one of them out.');
  }
  if (live) return live;
  if (options.live) {
    throw new InputError('--live wants a real Jira: set JIRA_BASE_URL, or give --base-url URL.');
  }
  if (options.flavour) return { kind: 'mocked', flavour: options.flavour };
  refuseCredentialsWithoutJira(io);
  return { kind: 'mocked' };
}

/**
 * Where the report goes, in which formats: `--report FORMAT=FILE`, and `--json FILE`.
 *
 * @throws InputError for a format that there is none of, and a file that could not be written in the end
 */
export function reportOutput(options: Pick<VerifyCommandOptions, 'json' | 'report'>, io: Io) {
  const wanted = [
    ...(options.json === undefined
      ? []
      : [{ format: 'json' as const, file: options.json, option: '--json' }]),
    ...(options.report ?? []).map(parseReport),
  ];
  if (wanted.filter(({ file }) => file === '-').length > 1) {
    throw new InputError('Only one report can go to the standard output: name a file for the others.');
  }
  for (const { file, option } of wanted) {
    if (file !== '-') refuseUnlessWritable(resolve(io.cwd, file), option);
  }
  return {
    toStdout: wanted.some(({ file }) => file === '-'),
    write: (report: Report) => {
      for (const { format, file, option } of wanted) {
        const text = formats[format](report);
        if (file === '-') io.stdout.write(text);
        else writeWhole(resolve(io.cwd, file), option, text);
      }
    },
  };
}

function parseReport(text: string): { format: FormatName; file: string; option: string } {
  const [, format = '', file = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!(formatNames as readonly string[]).includes(format) || file === '') {
    throw new InputError(
      `--report takes FORMAT=FILE, such as junit=report.xml, and not '${text}': there are ${formatNames.join(', ')}.`,
    );
  }
  return { format: format as FormatName, file, option: '--report' };
}

/** Turns the events of a verification into lines. Where a report goes to the standard output, that is the report's alone. */
export function lines(
  { verbose, quiet }: Pick<VerifyCommandOptions, 'verbose' | 'quiet'>,
  isStdoutTaken: boolean,
  io: Io,
  isOneOfMany = false,
): (event: VerificationEvent) => unknown {
  const terminal = new TerminalReport(wantsColors(io));
  const out = isStdoutTaken ? io.stderr : io.stdout;
  let isGapDue = false;
  const write = (text: string | undefined) => {
    if (!text) return;
    out.write(`${isGapDue ? '\n' : ''}${text}\n`);
    isGapDue = false;
  };
  const paragraph = (text: string) => {
    isGapDue = true;
    write(text);
  };
  return (event) => {
    if (quiet && event.type !== 'target-done') return;
    switch (event.type) {
      case 'target-begun':
        return;
      case 'target':
        return write(terminal.target(event.target));
      case 'pact':
        paragraph(terminal.pact(event.pact, event.descriptions));
        isGapDue = true;
        return;
      case 'interaction':
        return write(terminal.interaction(event.result));
      case 'pact-done': {
        for (const text of terminal.pactDone(event.pact)) paragraph(text);
        if (!event.pact.why && !isOneOfMany) return;
        paragraph(terminal.counts(event.pact.summary));
        if (event.pact.pending && event.pact.exitCode === 1) {
          write('The pact is pending: this does not count in the exit code.');
        }
        return;
      }
      case 'target-done':
        if (!quiet) paragraph(terminal.counts(event.target.summary, event.durationMs));
        return write(terminal.verdict(event.target));
      case 'waiting': {
        const seconds = Math.ceil(event.milliseconds / 1000);
        return io.stderr.write(`Jira asks to wait (${event.status}): ${seconds} s ...\n`);
      }
      case 'pact-output':
        return verbose && event.text !== '' && io.stderr.write(`${printableLines(event.text)}`);
      default:
        return event satisfies never;
    }
  };
}
