import { keptApartBy } from './apart.ts';
import { count } from './count.ts';
import { isDown } from './exit-code.ts';
import { type Paint, paintFor } from './paint.ts';
import { printable } from './printable.ts';
import type { InteractionResult, Report, TargetReport } from './report.ts';
import { marks } from './terminal.ts';

/** So many Jiras or interactions are named under a cause; the others are counted. */
const MOST_NAMED = 8;

/** The report of many Jiras for one person at one terminal. Whatever comes from outside is made printable here. */
export class FleetReport {
  readonly #paint: Paint;

  constructor(colors: boolean) {
    this.#paint = paintFor(colors);
  }

  /** A line for each Jira, in the file's order. */
  targets(targets: readonly TargetReport[], onlyFailures: boolean): string[] {
    const width = Math.max(...targets.map(({ name }) => printable(name).length), 0);
    const kindWidth = Math.max(...targets.map((one) => kindOf(one).length), 0);
    return targets
      .filter(({ exitCode }) => !onlyFailures || exitCode !== 0)
      .map((target) => {
        const { verified, failed, unverifiable } = target.summary;
        const counts = [
          ...(verified > 0 ? [`${verified} verified`] : []),
          ...(failed > 0 ? [`${failed} failed`] : []),
          ...(unverifiable > 0 ? [`${unverifiable} unverifiable`] : []),
        ].join(', ');
        const name = printable(target.name).padEnd(width);
        return `  ${this.#mark(target.exitCode)} ${name}  ${kindOf(target).padEnd(kindWidth)}  ${counts}`;
      });
  }

  /** Each cause once, with the Jiras and the interactions that it concerns: a paragraph each, what is broken first. */
  causes(targets: readonly TargetReport[]): string[] {
    const found = targets
      .filter(({ exitCode }) => exitCode !== 0)
      .flatMap((target) => [...failedIn(target, 'failed'), ...failedIn(target, 'unverifiable')]);
    const groups = [...Map.groupBy(found, ({ key }) => key).values()].toSorted(
      ([a], [b]) => Number(b?.isFailure) - Number(a?.isFailure),
    );
    return groups.flatMap((group, index) => {
      const [first] = group;
      return first ? [this.#cause(first, group, index === 0)] : [];
    });
  }

  /** How many Jiras hold, are broken, are down, or could not be found out. */
  counts({ targets, summary, durationMs }: Report): string {
    const number = (exitCode: TargetReport['exitCode']) =>
      targets.filter((one) => one.exitCode === exitCode).length;
    const down = targets.filter(isDown).length;
    const unknown = number(2) - down;
    const jiras = [
      `${count(targets.length, 'Jira')}: the contract holds on ${number(0)}, is broken on ${number(1)}`,
      `${down} unreachable`,
      ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ].join(', ');
    const { verified, failed, unverifiable } = summary;
    return `${jiras}\n${verified} verified, ${failed} failed, ${unverifiable} unverifiable (${seconds(durationMs)} s)`;
  }

  #cause(first: Found, group: readonly Found[], isFirst: boolean): string {
    const { isFailure, cause, cure, curl, details } = first;
    const byTarget = [...Map.groupBy(group, ({ target }) => target)];
    const named = byTarget
      .slice(0, MOST_NAMED)
      .map(([target, ofTarget]) => `      ${printable(target)}: ${concerned(ofTarget)}`);
    const others = byTarget.length - named.length;
    return [
      `  ${isFailure ? this.#mark(1) : this.#mark(2)} ${isFailure ? 'Failed' : 'Not verified'}: ${printable(cause)}: ${count(byTarget.length, 'Jira')}`,
      `      ${printable(cure)}`,
      ...named,
      ...(others > 0 ? [`      and ${others} more`] : []),
      ...details.map((text) => this.#paint.dim(`        ${printable(text)}`)),
      ...(curl && isFirst ? [this.#paint.dim(`        Repeat the first: ${printable(curl)}`)] : []),
    ].join('\n');
  }

  #mark(exitCode: TargetReport['exitCode']): string {
    const { green, red, yellow } = this.#paint;
    return { 0: green(marks.verified), 1: red(marks.failed), 2: yellow(marks.unverifiable) }[exitCode];
  }
}

/** The interactions of one Jira that a cause concerns. */
function concerned(found: readonly Found[]): string {
  const [first] = found;
  if (!first) return '';
  if (found.length === first.ofAll && found.length > 1) return `all ${found.length} interactions`;
  const more = found.length > 1 ? ` and ${found.length - 1} more` : '';
  return printable(first.what) + more;
}

/** One thing that is not as it should be at one Jira. */
interface Found {
  readonly key: string;
  readonly target: string;
  /** The interaction or the check. */
  readonly what: string;
  /** How many interactions the Jira has in all. */
  readonly ofAll: number;
  readonly isFailure: boolean;
  readonly cause: string;
  readonly cure: string;
  readonly details: readonly string[];
  readonly curl?: string | undefined;
}

function failedIn({ name, pacts }: TargetReport, status: 'failed' | 'unverifiable'): Found[] {
  const isFailure = status === 'failed';
  const ofAll = pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  return pacts.flatMap(({ interactions, checks }) => [
    ...interactions
      .filter((one) => one.status === status)
      .map((one) => ({
        key: [status, one.cause, differencesOf(one)].join('\n'),
        target: name,
        what: `${one.method} ${one.description}`,
        ofAll,
        isFailure,
        cause: one.cause ?? '',
        cure: one.cure ?? '',
        details: one.mismatches.map(({ text }) => text),
        curl: one.curl,
      })),
    ...checks
      .filter((one) => isFailure && one.status === 'failed')
      .map((one) => ({
        key: `check\n${one.id}`,
        target: name,
        what: one.findings[0]?.text ?? '',
        ofAll: 0,
        isFailure,
        cause: `check: ${one.name}`,
        cure: '',
        details: [],
      })),
  ]);
}

/** Where an answer merely differs: two Jiras that differ in the same places have one cause. */
function differencesOf(one: InteractionResult): string {
  const own = keptApartBy(one);
  return own && [own, ...one.mismatches.map(({ kind, where }) => `${kind} ${where}`)].join('\n');
}

function kindOf({ kind, flavour, version }: TargetReport): string {
  return `${kind === 'mocked' ? 'mocked ' : ''}${printable(flavour)}${version ? ` ${printable(version)}` : ''}`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
