import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import type { FlavourName } from '../jira/mocked-jira/flavours.ts';
import { refuseUnlessWritable, writeWhole } from '../output-file.ts';
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
  const json = jsonOutput(options.json, io);
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
    onEvent: lines(options, io, pacts.length > 1),
  });
  json?.write(report);
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
 * Where the JSON report goes; undefined where none is wanted.
 *
 * @throws InputError when it could not be written in the end
 */
export function jsonOutput(file: string | undefined, io: Io) {
  if (file === undefined) return undefined;
  const path = resolve(io.cwd, file);
  if (file !== '-') refuseUnlessWritable(path, '--json');
  return {
    write: (report: Report) => {
      const text = `${JSON.stringify(report, null, 2)}\n`;
      if (file === '-') io.stdout.write(text);
      else writeWhole(path, '--json', text);
    },
  };
}

/** Turns the events of a verification into lines. With `--json -`, the standard output is the report's alone. */
export function lines(
  { verbose, json }: VerifyCommandOptions,
  io: Io,
  isOneOfMany = false,
): (event: VerificationEvent) => unknown {
  const terminal = new TerminalReport(wantsColors(io));
  const out = json === '-' ? io.stderr : io.stdout;
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
    switch (event.type) {
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
        paragraph(terminal.counts(event.target.summary, event.durationMs));
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
