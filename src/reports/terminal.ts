import { createColors } from 'picocolors';
import { CONSUMER } from '../../contracts/session/names.ts';
import { printable, printableLines } from './printable.ts';
import type { CheckResult, CheckStatus, InteractionResult, PactReport, TargetReport } from './report.ts';

const marks = { verified: '✓', warned: '!', failed: '✗', unverifiable: '–' } as const;

/** The report's lines for one person at one terminal. Whatever comes from outside is made printable here. */
export class TerminalReport {
  readonly #paint: ReturnType<typeof createColors>;
  #width = 0;

  constructor(colors: boolean) {
    this.#paint = createColors(colors);
  }

  /** What is verified. */
  target({
    kind,
    baseUrl,
    flavour,
    version,
  }: Pick<TargetReport, 'kind' | 'baseUrl' | 'flavour' | 'version'>): string {
    return kind === 'mocked'
      ? `The embedded mocked Jira (${flavour}). Set JIRA_BASE_URL to verify a real one.`
      : `The Jira at ${baseUrl} (${flavour}${version ? ` ${printable(version)}` : ''})`;
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
        ? [`  Its paths begin with ${printable(pathRoot)}: they are replayed below the base URL without it.`]
        : []),
    ].join('\n');
  }

  /** The line of an interaction that was sent; undefined for one that was not, which is told of in the end. */
  interaction({ status, description, method, durationMs }: InteractionResult): string | undefined {
    if (status === 'unverifiable') return undefined;
    const took = this.#paint.dim(`${String(durationMs).padStart(5)} ms`);
    return `  ${this.#mark(status)} ${printable(method).padEnd(6)} ${printable(description).padEnd(this.#width)} ${took}`;
  }

  /** The checks, then each cause once, with the interactions that it concerns: a paragraph each. */
  pactDone({ interactions, checks }: PactReport): string[] {
    const looked = checks.filter(({ status }) => status !== 'unverifiable');
    const idle = checks.length - looked.length;
    const lines = looked.flatMap((check) => this.#check(check));
    if (idle > 0) lines.push(`  ${this.#mark('unverifiable')} ${idle} more checks had no answer to look at`);
    return [
      ...(looked.length > 0 ? [lines.join('\n')] : []),
      ...groupsOf(interactions).map((group) => this.#group(group, interactions.length)),
    ];
  }

  /** The counts. */
  counts({ verified, failed, unverifiable }: TargetReport['summary'], durationMs?: number): string {
    const took = durationMs === undefined ? '' : ` (${durationMs} ms)`;
    return `${verified} verified, ${failed} failed, ${unverifiable} unverifiable${took}`;
  }

  /** What it comes to, and the next step. */
  verdict({
    verdict,
    exitCode,
    kind,
    baseUrl,
    sessionsLeftOpen,
  }: Omit<TargetReport, 'pacts' | 'summary'>): string {
    const paint = { 0: this.#paint.green, 1: this.#paint.red, 2: this.#paint.yellow }[exitCode];
    const sessions = sessionsLeftOpen === 1 ? '1 session' : `${sessionsLeftOpen} sessions`;
    return [
      ...(sessionsLeftOpen > 0
        ? [
            `${sessions} may still be open at Jira: ${sessionsLeftOpen === 1 ? 'it ends by itself after its' : 'they end by themselves after their'} time-out.`,
          ]
        : []),
      paint(printable(verdict)),
      ...(kind === 'live' && exitCode !== 0
        ? [`To see what is wrong with that Jira: npm run doctor -- --base-url ${baseUrl}`]
        : []),
    ].join('\n');
  }

  #check({ name, status, findings }: CheckResult): string[] {
    const before = status === 'warned' ? 'warning: ' : '';
    return [
      `  ${this.#mark(status)} check: ${name}`,
      ...findings.map(({ text }) => `      ${before}${printable(text)}`),
    ];
  }

  #group([first, ...more]: Group, all: number): string {
    const { status, cause = '', cure = '', mismatches, curl } = first;
    const count = more.length + 1;
    const concerned = count === all ? (all === 1 ? '' : `: all ${all} interactions`) : '';
    const verb = status === 'failed' ? 'Failed' : 'Not verified';
    return [
      `  ${this.#mark(status)} ${verb}: ${printable(cause)}${concerned}`,
      `      ${printable(cure)}`,
      ...(count === all ? [] : [first, ...more].map((one) => `      ${line(one)}`)),
      ...mismatches.map(({ text }) => this.#paint.dim(`        ${printable(text)}`)),
      ...(curl
        ? [this.#paint.dim(`        Repeat ${count === 1 ? 'it' : 'the first'}: ${printable(curl)}`)]
        : []),
    ].join('\n');
  }

  #mark(status: CheckStatus): string {
    const { green, yellow, red } = this.#paint;
    return { verified: green, warned: yellow, failed: red, unverifiable: yellow }[status](marks[status]);
  }
}

type Group = readonly [InteractionResult, ...InteractionResult[]];

/** The interactions that were not verified, by their cause. Those that differ each have mismatches of their own. */
function groupsOf(interactions: readonly InteractionResult[]): Group[] {
  const groups = Map.groupBy(
    interactions.filter(({ status }) => status !== 'verified'),
    ({ status, code, cause, id }) => [status, cause, code === 'differs' ? id : ''].join('\n'),
  );
  return [...groups.values()]
    .flatMap(([first, ...more]): Group[] => (first ? [[first, ...more]] : []))
    .toSorted(([a], [b]) => a.status.localeCompare(b.status));
}

function line({ method, description }: InteractionResult): string {
  return `${printable(method).padEnd(6)} ${printable(description)}`;
}
