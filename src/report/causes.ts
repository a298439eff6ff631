import { type FindingCode, findings, means } from '../findings.ts';
import {
  type CheckStatus,
  isCheck,
  type PactReport,
  type Result,
  resultsOf,
  type TargetReport,
} from './report.ts';

/** One thing that is not as it should be: at an interaction, in a check, or with a pact as a whole. */
export interface Told {
  readonly status: Exclude<CheckStatus, 'verified'>;
  readonly isPending: boolean;
  readonly code?: FindingCode | undefined;
  readonly at?: string | undefined;
  readonly cause: string;
  readonly cure: string;
  /** `POST a log-in`, `check: name is the user`, `the pact of my-client`. */
  readonly where: string;
  readonly result?: Result;
}

export interface Place extends Told {
  readonly target: TargetReport;
}

export type Cause<T extends Told = Told> = readonly [T, ...T[]];

/** What is said of checks that had nothing to do. */
export function idleText(which: string): string {
  return `${which} had no answer to look at`;
}

export function toldOf(pact: PactReport): Told[] {
  return withIdleChecks(pact).filter(
    ({ status, result }) => !(status === 'unverifiable' && result && isCheck(result)),
  );
}

function withIdleChecks(pact: PactReport): Told[] {
  return [...resultsOf(pact).flatMap((one) => toldOfResult(one, pact)), ...toldOfWhole(pact)];
}

export function placesIn(target: TargetReport, tell = toldOf): Place[] {
  return target.pacts.flatMap((pact) => tell(pact).map((told) => ({ ...told, target })));
}

/** Every cause, for those who read all of a report. */
export function causesIn(jiras: readonly TargetReport[]): Cause<Place>[] {
  const places = jiras.flatMap((jira) => placesIn(jira, withIdleChecks));
  return causesOf(places).toSorted(byFrequency).toSorted(byStatus);
}

export function toldOfWhole({ problem, exitCode, interactions, consumer }: PactReport): Told[] {
  if (!problem && (exitCode !== 2 || interactions.length > 0)) return [];
  const { code, cause, cure } = problem ?? NOTHING_VERIFIED;
  return [{ status: 'unverifiable', isPending: false, code, cause, cure, where: `the pact of ${consumer}` }];
}

export const NOTHING_VERIFIED = { code: undefined, cause: 'nothing was verified', cure: '' };

/** What is not as it should be with one result. */
export function toldOfResult(result: Result, pact: Pick<PactReport, 'pending'>): Told[] {
  const { status } = result;
  const isPending = isPendingFailure(result, pact);
  const where = titleOf(result);
  if (isCheck(result)) {
    if (status === 'unverifiable') {
      return [{ status, isPending, cause: idleText('This check'), cure: '', where, result }];
    }
    return result.findings.map(({ code, text: cause }) => {
      const { cure, means } = findings[code];
      const found = { code, cause, cure, where, result };
      return means === 'warning'
        ? { ...found, status: 'warned', isPending: false }
        : { ...found, status: 'failed', isPending };
    });
  }
  if (status === 'verified') return [];
  const { code, at, cause = 'it is not verified', cure = '' } = result;
  return [{ status, isPending, code, at, cause, cure, where, result }];
}

export function isPendingFailure(result: Result, pact: Pick<PactReport, 'pending'>): boolean {
  const isPending = pact.pending || (!isCheck(result) && result.pending);
  return result.status === 'failed' && isPending === true;
}

/** Each cause once: what is broken first, then what is broken and pending, then the rest. */
export function causesOf<T extends Told>(told: readonly T[]): Cause<T>[] {
  return [...Map.groupBy(told, causeKey).values()].map((same) => same as [T, ...T[]]).toSorted(byStatus);
}

const severities = { failed: 0, unverifiable: 2, warned: 3 } as const;

function byStatus([a]: Cause, [b]: Cause): number {
  return severities[a.status] + Number(a.isPending) - severities[b.status] - Number(b.isPending);
}

export function byFrequency(a: Cause, b: Cause): number {
  return b.length - a.length;
}

/** A cause in words, without the request if it was found at several. */
export function wordsOf(cause: Cause): string {
  const [first, ...more] = cause;
  return more.every((one) => one.cause === first.cause) ? first.cause : withoutRequest(first);
}

export function titleOf(result: Result): string {
  return isCheck(result) ? `check: ${result.name}` : `${result.method} ${result.description}`;
}

/** A cause is its code and what is known of it, and not the request that it was found at. */
function causeKey(told: Told): string {
  const { status, isPending, code, cure } = told;
  return JSON.stringify([status, isPending, code, withoutRequest(told), cure, differencesOf(told)]);
}

function withoutRequest({ at, cause }: Told): string {
  return at && cause.startsWith(at) ? cause.slice(`${at}: `.length) : cause;
}

/** Answers that merely differ have one cause only if they differ in the same places. */
function differencesOf({ code, result }: Told): readonly string[] {
  if (code !== 'differs' || !result || isCheck(result)) return [];
  return [result.id, ...result.mismatches.map(({ kind, where }) => `${kind} ${where}`)];
}

export const NOTHING_AGAINST = 'Not verified, but no problem of the contract';

export function saysNothingAgainst([{ status, code, result }]: Cause<Place>): boolean {
  return status === 'unverifiable' && result !== undefined && !means({ code }, 'unknown');
}

/** Where a cause was found; Jiras with the same places are together. */
export function placesOf(cause: Cause<Place>) {
  const byJira = placesByJira(cause);
  return [...Map.groupBy(byJira, ({ where }) => where.join('\n')).values()].map((same) => ({
    jiras: same.map(({ jira }) => jira),
    where: same[0]?.where ?? [],
  }));
}

/** The names of the places, and their count: two pacts may have an interaction of one name. */
export function placesByJira(cause: Cause<Place>) {
  return [...Map.groupBy(cause, ({ target }) => target)].map(([jira, places]) => {
    const all = jira.pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
    const interactions = places.filter(({ result }) => result && !isCheck(result));
    const isAll = all > 1 && interactions.length === all;
    const named = isAll ? places.filter((one) => !interactions.includes(one)) : places;
    const where = [...(isAll ? [`all ${all} interactions`] : []), ...new Set(named.map((one) => one.where))];
    return { jira, where, count: named.length + (isAll ? 1 : 0) };
  });
}
