import { CONSUMER } from '../../contracts/session/names.ts';
import { openSessionsText } from '../findings.ts';
import {
  type Cause,
  causesOf,
  headingOf,
  nameOf,
  type Told,
  toldOfResult,
  toldOfWhole,
  whereOf,
} from '../report/causes.ts';
import { bySeverity } from '../report/exit-code.ts';
import type {
  CheckResult,
  CheckStatus,
  InteractionResult,
  PactReport,
  Report,
  TargetReport,
} from '../report/report.ts';
import { isForDoctor } from '../report/verdict.ts';
import { printable, printableLines, shellQuoted } from '../text.ts';
import { commandLine } from '../tool.ts';
import { type Paint, paintFor } from './paint.ts';

/** The shape of each status: nothing depends on color. */
export const marks = { verified: '✓', warned: '!', failed: '✗', unverifiable: '–' } as const;

/** How much is shown. */
export interface HowToShow {
  /** What is not as it should be, and no more: for CI systems and coding agents. */
  readonly onlyFailures?: boolean;
  /** A curl line for each failure, and not for the first alone. */
  readonly verbose?: boolean;
  /** The options of the run that say how a Jira is reached, as the doctor needs them too. */
  readonly options?: readonly string[];
}

/** The report's lines for one person at one terminal. Whatever comes from outside is made printable here. */
export class TerminalReport {
  readonly #paint: Paint;
  readonly #how: HowToShow;
  #width = 0;
  #hasShownCurl = false;
  #hasStopped = false;

  constructor(colors: boolean, how: HowToShow = {}) {
    this.#paint = paintFor(colors);
    this.#how = how;
  }

  /** What is verified. Nothing can be sent again to the embedded mocked Jira: it has stopped when somebody reads this. */
  target({
    kind,
    baseUrl,
    flavour,
    version,
  }: Pick<TargetReport, 'kind' | 'baseUrl' | 'flavour' | 'version'>): string {
    this.#hasStopped = kind === 'mocked';
    return kind === 'mocked'
      ? `The embedded mocked Jira (${printable(flavour)}). Set JIRA_BASE_URL to verify a real one.`
      : `The Jira at ${printable(baseUrl)} (${printable(flavour)}${version ? ` ${printable(version)}` : ''})`;
  }

  /**
   * Which pact it is held to; empty for our own client's that no broker handed out.
   *
   * @param descriptions of all interactions that follow, to line them up
   */
  pact(
    {
      consumer,
      consumerVersion,
      why,
      pending,
      pathRoot,
    }: Pick<PactReport, 'consumer' | 'consumerVersion' | 'why' | 'pending' | 'pathRoot'>,
    descriptions: readonly string[],
  ): string {
    this.#width = Math.max(...descriptions.map((one) => printable(one).length), 0);
    const title = `The pact of ${printable(consumer)}${consumerVersion ? ` ${printable(consumerVersion)}` : ''}${pending ? ' (pending)' : ''}`;
    return [
      ...(why || consumer !== CONSUMER ? [title] : []),
      ...(why ?? []).map((reason) => `  ${printableLines(reason).replaceAll('\n', '\n  ')}`),
      ...(pathRoot
        ? [
            `  Its paths begin with ${printable(pathRoot)}; this part is left out when they are replayed below the base URL.`,
          ]
        : []),
    ].join('\n');
  }

  /** The line of an interaction that was sent; undefined for one that was not, which is told of in the end. */
  interaction({ status, pending, description, method, durationMs }: InteractionResult): string | undefined {
    if (status === 'unverifiable' || (status === 'verified' && this.#how.onlyFailures)) return undefined;
    const took = this.#paint.dim(`${String(durationMs).padStart(5)} ms`);
    const isPending = status === 'failed' && pending;
    return `  ${this.#mark(status)} ${printable(method).padEnd(6)} ${printable(description).padEnd(this.#width)} ${took}${isPending ? ' (pending)' : ''}`;
  }

  /** The checks, then each cause once, with the interactions that it concerns: a paragraph each. */
  pactDone(pact: PactReport): string[] {
    const { interactions, checks } = pact;
    const { onlyFailures } = this.#how;
    const looked = checks.filter(
      ({ status }) => status !== 'unverifiable' && !(onlyFailures && status === 'verified'),
    );
    const idle = onlyFailures ? 0 : checks.filter(({ status }) => status === 'unverifiable').length;
    const lines = looked.flatMap((check) => this.#check(check));
    if (idle > 0) {
      const which = idle === 1 ? '1 more check' : `${idle} more checks`;
      lines.push(`  ${this.#mark('unverifiable')} ${which} could not run, because no answer came for it`);
    }
    return [
      ...(looked.length > 0 ? [lines.join('\n')] : []),
      ...this.problem(pact),
      ...causesOf(interactions.flatMap((one) => found(one, pact))).map((cause) =>
        this.#cause(cause, interactions.length),
      ),
    ];
  }

  /** Why a pact as a whole could not be verified, or its result not published. */
  problem(pact: PactReport): string[] {
    return causesOf(toldOfWhole(pact)).map((cause) =>
      [
        `  ${this.#mark('unverifiable')} ${headingOf(cause)}`,
        `      ${printable(cause[0].cure)}`,
        `      ${printable(whereOf(cause[0], pact))} (${printable(pact.source)})`,
      ].join('\n'),
    );
  }

  /** The counts. */
  counts({ verified, failed, unverifiable }: TargetReport['summary'], durationMs?: number): string {
    const took = durationMs === undefined ? '' : ` (${durationMs} ms)`;
    return `${verified} verified, ${failed} failed, ${unverifiable} unverifiable${took}`;
  }

  /** What it comes to, and the next step. */
  verdict({ verdict, exitCode, targets }: Pick<Report, 'verdict' | 'exitCode' | 'targets'>): string {
    const paint = { 0: this.#paint.green, 1: this.#paint.red, 2: this.#paint.yellow }[exitCode];
    const open = openSessionsLine(targets);
    // The first that is broken, else the first that could not be found out.
    const [worst] = targets.filter(isForDoctor).toSorted(bySeverity);
    const which = targets.length > 1 ? printable(worst?.name ?? '') : 'that Jira';
    return [
      ...(open ? [open] : []),
      paint(printable(verdict)),
      ...(worst && exitCode !== 0
        ? [
            `To see what is wrong with ${which}: ${commandLine('doctor', this.#forDoctor(worst).map(printable).map(forShell).join(' '))}`,
          ]
        : []),
    ].join('\n');
  }

  /** The words that let the doctor reach a Jira in the way that this run did. */
  #forDoctor({ name, baseUrl, definedAt }: TargetReport): string[] {
    const { options = [] } = this.#how;
    return definedAt ? ['--targets', definedAt.file, ...options, name] : ['--base-url', baseUrl, ...options];
  }

  #check({ name, status, findings }: CheckResult): string[] {
    const before = status === 'warned' ? 'warning: ' : '';
    return [
      `  ${this.#mark(status)} check: ${printable(name)}`,
      ...findings.map(({ text }) => `      ${before}${printable(text)}`),
    ];
  }

  #cause(cause: Cause<Found>, all: number): string {
    const [{ status, cure, result }] = cause;
    const count = cause.length;
    const concerned = count === all ? (all === 1 ? '' : `: all ${all} interactions`) : '';
    const { mismatches } = result;
    return [
      `  ${this.#mark(status)} ${headingOf(cause)}${concerned}`,
      `      ${printable(cure)}`,
      ...(count === all ? [] : cause.map((one) => `      ${line(one.result)}`)),
      ...(count > 1 && mismatches.length > 0 ? [`      For example ${printable(nameOf(result))}:`] : []),
      ...mismatches.map(({ text }) => this.#paint.dim(`        ${printable(text)}`)),
      ...this.#curls(cause.map((one) => one.result)).map((text) => this.#paint.dim(`        ${text}`)),
    ].join('\n');
  }

  /** What repeats the first failure of all; each, where everything is wanted. */
  #curls(group: readonly InteractionResult[]): string[] {
    if (this.#hasStopped) return [];
    const curls = group.flatMap(({ curl }) => curl ?? []).map(printable);
    if (this.#how.verbose) return curls.map((curl) => `Repeat: ${curl}`);
    const [first] = curls;
    if (!first || this.#hasShownCurl) return [];
    this.#hasShownCurl = true;
    return [`Repeat ${group.length === 1 ? 'it' : 'the first'}: ${first}`];
  }

  #mark(status: CheckStatus): string {
    const { green, yellow, red } = this.#paint;
    return { verified: green, warned: yellow, failed: red, unverifiable: yellow }[status](marks[status]);
  }
}

/** A word of a command line that may be copied into a shell. */
function forShell(word: string): string {
  return /^[\w.:/@%[\]~-]+$/.test(word) ? word : shellQuoted(word);
}

/** What is left open at these Jiras, in one line; undefined where all is closed. */
export function openSessionsLine(targets: readonly TargetReport[]): string | undefined {
  const open = targets.filter(({ sessionsLeftOpen }) => sessionsLeftOpen > 0);
  if (open.length === 0) return undefined;
  const all = open.reduce((sum, { sessionsLeftOpen }) => sum + sessionsLeftOpen, 0);
  const where = targets.length > 1 ? open.map(({ name }) => name).join(', ') : 'Jira';
  const causes = new Set(
    open.flatMap(({ sessionsLeftOpenCause: why }) => (why ? `${why.cause}. ${why.cure}` : [])),
  );
  return printable([`${openSessionsText(all, where)}.`, ...causes].join(' '));
}

/** What is not as it should be with an interaction. */
type Found = Told & { readonly result: InteractionResult };

function found(result: InteractionResult, pact: PactReport): Found[] {
  return toldOfResult(result, pact).map((told) => ({ ...told, result }));
}

function line({ method, description }: InteractionResult): string {
  return `${printable(method).padEnd(6)} ${printable(description)}`;
}
