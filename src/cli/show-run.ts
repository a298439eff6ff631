import { changesParagraph } from '../render/changes.ts';
import { Progress } from '../render/progress.ts';
import { folded } from '../render/table.ts';
import { TerminalReport } from '../render/terminal.ts';
import { countsText } from '../render/words.ts';
import type { Report } from '../report/report.ts';
import { printableLines } from '../text.ts';
import type { VerificationEvent } from '../verification/events.ts';
import { type GuardedOutput, type Io, lookOf } from './io.ts';
import { wayOptions } from './live-jira.ts';
import type { JiraOptions } from './options.ts';
import type { VerifyOptions } from './verify-options.ts';

/** How often the progress is told, in milliseconds: on a terminal in its place, elsewhere as one more line. */
const TELL_EVERY_MS = { onTerminal: 500, elsewhere: 10_000 };

type ShowOptions = Partial<JiraOptions> & Pick<VerifyOptions, 'quiet' | 'verbose'>;

export interface ShownRun {
  onEvent(event: VerificationEvent, index: number): void;
  end(report: Report): void;
}

function howToShow({ verbose = false, ...options }: ShowOptions, { isAutomated = false }: Io) {
  return { verbose, onlyFailures: isAutomated && !verbose, options: wayOptions(options) };
}

export function showOne(
  options: ShowOptions,
  out: GuardedOutput,
  io: Io,
  isOneOfManyPacts = false,
): ShownRun & Disposable {
  const { verbose, quiet } = options;
  const { look, write, paragraph, gap } = linesTo(out, io);
  const terminal = new TerminalReport(look, howToShow(options, io));
  const silence = quiet ? undefined : tellSilence(io);
  return {
    [Symbol.dispose]: () => silence?.stop(),
    onEvent: (event) => {
      if (quiet) return;
      silence?.hear(event);
      switch (event.type) {
        case 'target-begun':
        case 'target-done':
          return;
        case 'target':
          return write(terminal.target(event.target));
        case 'pact':
          paragraph(terminal.pact(event.pact, event.descriptions));
          return gap();
        case 'interaction':
          return write(terminal.interaction(event.result));
        case 'pact-done': {
          for (const text of terminal.pactDone(event.pact)) paragraph(text);
          if (!event.pact.why && !isOneOfManyPacts) return;
          paragraph(countsText(event.pact.summary));
          if (event.pact.pending && event.pact.exitCode === 1) {
            write('The pact is pending: its failure does not count.');
          }
          return;
        }
        case 'waiting': {
          const seconds = Math.ceil(event.milliseconds / 1000);
          io.stderr.write(`Jira asks to wait (${event.status}): ${seconds} s ...\n`);
          return;
        }
        case 'pact-output':
          if (verbose && event.text !== '') io.stderr.write(`${printableLines(event.text)}`);
          return;
        default:
          return event satisfies never;
      }
    },
    end: (report) => {
      silence?.stop();
      if (!quiet) {
        for (const { pacts } of report.targets)
          for (const text of pacts.flatMap((pact) => terminal.problem(pact))) paragraph(text);
        paragraph(changesParagraph(report));
        paragraph(terminal.counts(report));
      }
      write(terminal.verdict(report));
    },
  };
}

/** Tells whoever waits that the run goes on, when nothing else has been told for long. */
function tellSilence({ stderr }: Io) {
  let total = 0;
  let done = 0;
  let silentMs = 0;
  const timer = setInterval(() => {
    silentMs += TELL_EVERY_MS.elsewhere;
    const what = total === 0 ? 'for the first answer of Jira' : `${done} of ${total} interactions are done`;
    stderr.write(`Still waiting, ${silentMs / 1000} s without news: ${what} ...\n`);
  }, TELL_EVERY_MS.elsewhere);
  return {
    stop: () => clearInterval(timer),
    hear: (event: VerificationEvent) => {
      if (event.type === 'pact') total += event.descriptions.length;
      if (event.type === 'interaction') done += 1;
      silentMs = 0;
      timer.refresh();
    },
  };
}

export function showMany(
  options: ShowOptions,
  out: GuardedOutput,
  io: Io,
  { total, heading }: { readonly total: number; readonly heading: string },
): ShownRun & Disposable {
  const progress = new Progress(total);
  const isTerminal = io.stderr.isTTY === true;
  const erase = () => isTerminal && io.stderr.write('\r\u001b[K');
  const tell = () => {
    erase();
    io.stderr.write(`${progress.text()} ...${isTerminal ? '' : '\n'}`);
  };
  const timer = options.quiet
    ? undefined
    : setInterval(tell, isTerminal ? TELL_EVERY_MS.onTerminal : TELL_EVERY_MS.elsewhere);
  const stop = () => {
    clearInterval(timer);
    if (timer) erase();
  };
  return {
    onEvent: (event, index) => {
      if (event.type === 'target-begun') progress.begin(index, event.name);
      if (event.type === 'target-done') progress.end(index, event.target);
    },
    end: (report) => {
      stop();
      showFleet(report, heading, options, out, io);
    },
    [Symbol.dispose]: stop,
  };
}

export function showFleet(
  report: Report,
  heading: string,
  options: ShowOptions,
  out: GuardedOutput,
  io: Io,
): void {
  const { look, write, paragraph } = linesTo(out, io);
  const terminal = new TerminalReport(look, howToShow(options, io));
  if (!options.quiet) for (const text of terminal.fleet(report, heading)) paragraph(text);
  write(terminal.verdict(report));
}

function linesTo(out: GuardedOutput, { env }: Io) {
  const look = lookOf(out, env);
  let isGapDue = false;
  let hasWritten = false;
  const write = (text: string | undefined) => {
    if (!text) return;
    out.writeAsItIs(`${isGapDue ? '\n' : ''}${look.folds ? folded(text, look.columns) : text}\n`);
    isGapDue = false;
    hasWritten = true;
  };
  const gap = () => {
    isGapDue = hasWritten;
  };
  const paragraph = (text: string) => {
    gap();
    write(text);
  };
  return { look, write, paragraph, gap };
}
