import { type Cause, causesOf, headingOf, type Told, toldOf, whereOf } from '../report/causes.ts';
import { isDown } from '../report/exit-code.ts';
import type { PactReport, Report, TargetReport } from '../report/report.ts';
import { count, printable } from '../text.ts';
import { type Paint, paintFor } from './paint.ts';
import { marks } from './terminal.ts';

/** So many Jiras or interactions are named under a cause; the others are counted. */
const MAX_NAMED = 8;

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
          ...(failed > 0 ? [`${failed} failed${target.exitCode === 0 ? ' (pending)' : ''}`] : []),
          ...(unverifiable > 0 ? [`${unverifiable} unverifiable`] : []),
        ].join(', ');
        const name = printable(target.name).padEnd(width);
        return `  ${this.#mark(target.exitCode)} ${name}  ${kindOf(target).padEnd(kindWidth)}  ${counts}`;
      });
  }

  /** Each cause once, with the Jiras and the interactions that it concerns: a paragraph each, what is broken first. */
  causes(targets: readonly TargetReport[]): string[] {
    const found = targets.flatMap((target) => target.pacts.flatMap((pact) => foundIn(target, pact)));
    return causesOf(found).map((cause, index) => this.#cause(cause, index === 0));
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

  #cause(cause: Cause<Found>, isFirst: boolean): string {
    const [first] = cause;
    const { status, target, where, result, cure } = first;
    const byTarget = [...Map.groupBy(cause, (one) => one.target)];
    const named = byTarget
      .slice(0, MAX_NAMED)
      .map(([{ name }, ofTarget]) => `      ${printable(name)}: ${concerned(ofTarget)}`);
    const others = byTarget.length - named.length;
    const { mismatches = [], curl } = result && 'mismatches' in result ? result : {};
    const example =
      cause.length > 1 ? `      For example ${printable(target.name)}, ${printable(where)}:` : '';
    return [
      `  ${this.#mark(status === 'failed' ? 1 : 2)} ${headingOf(cause)}: ${count(byTarget.length, 'Jira')}`,
      `      ${printable(cure)}`,
      ...named,
      ...(others > 0 ? [`      and ${others} more`] : []),
      ...(mismatches.length > 0 && example ? [example] : []),
      ...mismatches.map(({ text }) => this.#paint.dim(`        ${printable(text)}`)),
      ...(curl && isFirst ? [this.#paint.dim(`        Repeat the first: ${printable(curl)}`)] : []),
    ].join('\n');
  }

  #mark(exitCode: TargetReport['exitCode']): string {
    const { green, red, yellow } = this.#paint;
    return { 0: green(marks.verified), 1: red(marks.failed), 2: yellow(marks.unverifiable) }[exitCode];
  }
}

/** What of one Jira a cause concerns. */
function concerned([first, ...more]: readonly Found[]): string {
  if (!first) return '';
  const all = first.target.pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  if (more.length + 1 === all && more.length > 0) return `all ${all} interactions`;
  return printable(first.where) + (more.length > 0 ? ` and ${more.length} more` : '');
}

/** One thing that is not as it should be, and where. */
interface Found extends Told {
  readonly target: TargetReport;
  /** The interaction, the check, or the pact as a whole. */
  readonly where: string;
}

/** What is careless, and what cannot be verified where all else holds, is not told of many Jiras. */
function foundIn(target: TargetReport, pact: PactReport): Found[] {
  return toldOf(pact)
    .filter(({ status }) => status === 'failed' || (status === 'unverifiable' && target.exitCode !== 0))
    .map((told) => ({ ...told, target, where: whereOf(told, pact) }));
}

function kindOf({ kind, flavour, version }: TargetReport): string {
  return `${kind === 'mocked' ? 'mocked ' : ''}${printable(flavour)}${version ? ` ${printable(version)}` : ''}`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
