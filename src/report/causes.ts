import { type FindingCode, findings, meaningOf } from '../findings.ts';
import { printable } from '../text.ts';
import type { CheckResult, CheckStatus, InteractionResult, PactReport } from './report.ts';

/** One thing that is not as it should be: at an interaction, in a check, or with a pact as a whole. */
export interface Told {
  readonly status: Exclude<CheckStatus, 'verified'>;
  /** Whether it is the failure of something pending, which does not count. */
  readonly isPending: boolean;
  readonly code?: FindingCode | undefined;
  readonly cause: string;
  readonly cure: string;
  /** Where it was found; undefined for a pact as a whole. */
  readonly result?: InteractionResult | CheckResult;
}

/** All that has one cause. */
export type Cause<T extends Told = Told> = readonly [T, ...T[]];

/** All that is not as it should be in a pact. */
export function toldOf(pact: PactReport): Told[] {
  const { interactions, checks } = pact;
  return [...[...interactions, ...checks].flatMap((one) => toldOfResult(one, pact)), ...toldOfWhole(pact)];
}

/** Why a pact as a whole could not be verified, or its result not published. */
export function toldOfWhole({ problem, exitCode, interactions }: PactReport): Told[] {
  const isEmpty = exitCode === 2 && interactions.length === 0;
  const { code, cause, cure } = problem ?? { code: undefined, cause: 'nothing was verified', cure: '' };
  return problem || isEmpty ? [{ status: 'unverifiable', isPending: false, code, cause, cure }] : [];
}

/** What is not as it should be with one result. A check that no answer came for has found nothing. */
export function toldOfResult(
  result: InteractionResult | CheckResult,
  pact: Pick<PactReport, 'pending'>,
): Told[] {
  const { status } = result;
  const isPending = isPendingFailure(result, pact);
  if ('findings' in result) {
    return result.findings.map(({ code, text }) => {
      const one = meaningOf({ code }) === 'warning' ? 'warned' : 'failed';
      return {
        result,
        status: one,
        isPending: isPending && one === 'failed',
        code,
        cause: text,
        cure: findings[code].cure,
      };
    });
  }
  if (status === 'verified') return [];
  const { code, cause = 'it is not verified', cure = '' } = result;
  return [{ result, status, isPending, code, cause, cure }];
}

/** Whether a result failed, and that does not count, because the interaction or its pact is pending. */
export function isPendingFailure(
  result: InteractionResult | CheckResult,
  pact: Pick<PactReport, 'pending'>,
): boolean {
  const isPending = pact.pending || ('pending' in result && result.pending);
  return result.status === 'failed' && isPending === true;
}

/** Each cause once: what is broken first, then what is broken and pending, then the rest. */
export function causesOf<T extends Told>(told: readonly T[]): Cause<T>[] {
  return [...Map.groupBy(told, keyOf).values()]
    .flatMap(([first, ...more]): Cause<T>[] => (first ? [[first, ...more]] : []))
    .toSorted(([a], [b]) => severity(a) - severity(b));
}

/** A cause in words. Where it was found at several requests, none of them stands in it. */
export function wordsOf(cause: Cause): string {
  const [first, ...more] = cause;
  return more.every((one) => one.cause === first.cause) ? first.cause : withoutRequest(first);
}

/** `failed`, or `failed (pending)`: a failure that does not count. */
export function statusInWords({
  status,
  isPending,
}: Pick<Told, 'isPending'> & { readonly status: CheckStatus }): string {
  return isPending ? `${status} (pending)` : status;
}

/** A cause as the heading of what stands under it, for a terminal. */
export function headingOf(cause: Cause): string {
  const [{ status, isPending, result }] = cause;
  const headings = {
    failed: isPending ? 'Failed (pending)' : 'Failed',
    unverifiable: result ? 'Not verified' : 'Problem',
    warned: 'Warning',
  };
  return `${headings[status]}: ${printable(wordsOf(cause))}`;
}

/** Where something was found: `POST a log-in`, `check: name is the user`, `the pact of my-client`. */
export function whereOf(
  { result }: Pick<Told, 'result'>,
  { consumer }: Pick<PactReport, 'consumer'>,
): string {
  return result ? nameOf(result) : `the pact of ${consumer}`;
}

/** `POST a log-in`, `check: name is the user`. */
export function nameOf(result: InteractionResult | CheckResult): string {
  return 'description' in result ? `${result.method} ${result.description}` : `check: ${result.name}`;
}

const severities = { failed: 0, unverifiable: 2, warned: 3 } as const;

function severity({ status, isPending }: Told): number {
  return severities[status] + Number(isPending);
}

/** The code and what is known of this one tell a cause; the request that it was found at does not. */
function keyOf(told: Told): string {
  const { status, isPending, code, cure } = told;
  return JSON.stringify([status, isPending, code, withoutRequest(told), cure, differencesOf(told)]);
}

function withoutRequest({ code, cause }: Told): string {
  const at = code ? cause.indexOf(findings[code].cause) : -1;
  return at > 0 && cause.slice(0, at).endsWith(': ') ? cause.slice(at) : cause;
}

/** An answer that merely differs does so in its own way: where two differ in the same places, that is one cause. */
function differencesOf({ code, result }: Told): readonly string[] {
  if (code !== 'differs' || !result || !('mismatches' in result)) return [];
  return [result.id, ...result.mismatches.map(({ kind, where }) => `${kind} ${where}`)];
}
