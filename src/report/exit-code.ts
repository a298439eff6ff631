import { type Finding, findings, isConsequence, means } from '../findings.ts';
import { isPendingFailure } from './causes.ts';
import {
  type CheckStatus,
  type ExitCode,
  type InteractionResult,
  type PactReport,
  resultsOf,
  type Summary,
  type TargetReport,
} from './report.ts';

export interface Policy {
  readonly allowUnreachable?: number | undefined;
  /** `new`: what was broken in an earlier report already does not count. */
  readonly failOn?: 'new' | undefined;
}

export function summarize(interactions: readonly Pick<InteractionResult, 'status'>[]): Summary {
  const count = (status: InteractionResult['status']) =>
    interactions.filter((one) => one.status === status).length;
  return { verified: count('verified'), failed: count('failed'), unverifiable: count('unverifiable') };
}

export function addUp(summaries: readonly Summary[]): Summary {
  const sum = (status: keyof Summary) => summaries.reduce((total, summary) => total + summary[status], 0);
  return { verified: sum('verified'), failed: sum('failed'), unverifiable: sum('unverifiable') };
}

/**
 * What a pact's results come to: 1 if anything is broken that is not pending; else 2 if anything could not be found out, or
 * nothing was verified at all; else 0.
 */
export function exitCodeOfPact(results: Pick<PactReport, 'interactions' | 'checks'>): ExitCode {
  const { interactions } = results;
  if (resultsOf(results).some((one) => one.status === 'failed' && !isPendingFailure(one, {}))) return 1;
  return interactions.some((one) => means(one, 'unknown')) || summarize(interactions).verified === 0 ? 2 : 0;
}

/** A broken contract is a failure; all else leaves an interaction unverified. */
export function statusOf(found: Pick<Finding, 'code'>): 'failed' | 'unverifiable' {
  return means(found, 'broken') ? 'failed' : 'unverifiable';
}

export function checkStatusOf(found: readonly Pick<Finding, 'code'>[]): CheckStatus {
  if (found.some((one) => means(one, 'broken'))) return 'failed';
  return found.some((one) => means(one, 'warning')) ? 'warned' : 'verified';
}

/** Whether nothing of a pact can be verified here, which does not matter if something of another one can. */
function isForAnotherKindOfJira({ interactions, problem }: PactReport): boolean {
  return !problem && interactions.length > 0 && interactions.every((one) => means(one, 'not-here'));
}

/**
 * What the pacts at one target come to. A pending pact's failure does not count, but where nothing else was verified it is
 * no success either; what was not published counts.
 */
export function exitCodeOfTarget(pacts: readonly PactReport[]): ExitCode {
  const forHere = pacts.filter((pact) => !isForAnotherKindOfJira(pact));
  const isNothingVerified = addUp(pacts.map(({ summary }) => summary)).verified === 0;
  return worst(
    (forHere.length > 0 ? forHere : pacts).map(({ pending, exitCode, problem }) => {
      const counted = pending && exitCode === 1 ? (isNothingVerified ? 2 : 0) : exitCode;
      return problem && counted === 0 ? 2 : counted;
    }),
  );
}

export interface Judgement {
  readonly exitCode: ExitCode;
  /** Those that count, each with the exit code of what is not let pass there. */
  readonly counted: readonly { readonly target: TargetReport; readonly exitCode: ExitCode }[];
  readonly down: readonly TargetReport[];
  /** Those that are broken in nothing new, which is let pass. */
  readonly known: readonly TargetReport[];
}

/** Judges targets by what is let pass. Where nothing is left to count, nothing was found out. */
export function judge(targets: readonly TargetReport[], policy: Policy = {}): Judgement {
  const areDown = targets.filter(isDown);
  const down = areDown.length <= (policy.allowUnreachable ?? 0) ? areDown : [];
  const known = policy.failOn === 'new' ? targets.filter(isBrokenInNothingNew) : [];
  const counted = targets
    .filter((one) => !down.includes(one))
    .map((target) => ({
      target,
      exitCode: known.includes(target) ? exitCodeBesideBreaks(target) : target.exitCode,
    }));
  return { exitCode: worst(counted.map(({ exitCode }) => exitCode)), counted, down, known };
}

/** Whether a Jira is down, as far as one can see from here: nothing else is why it could not be verified. */
export function isDown({ exitCode, pacts }: Pick<TargetReport, 'exitCode' | 'pacts'>): boolean {
  const all = pacts.flatMap(({ interactions }) => interactions);
  const unknown = all.filter((one) => means(one, 'unknown'));
  return exitCode === 2 && unknown.length > 0 && unknown.every(({ code }) => code && findings[code].isDown);
}

function isBrokenInNothingNew({ exitCode, pacts }: TargetReport): boolean {
  const isNew = (pact: PactReport) =>
    resultsOf(pact).some((one) => one.change?.kind === 'new' && !isPendingFailure(one, pact));
  return exitCode === 1 && !pacts.some(isNew);
}

/** What a target comes to without what is broken, and what follows from that: the rest may not have been found out. */
function exitCodeBesideBreaks({ pacts }: TargetReport): ExitCode {
  const isKnown = ({ exitCode, interactions }: PactReport) =>
    (exitCode === 1 || interactions.some(isConsequence)) &&
    !interactions.some((one) => means(one, 'unknown') && !isConsequence(one));
  return exitCodeOfTarget(
    pacts.map((pact) => ({ ...pact, exitCode: pact.exitCode === 0 || isKnown(pact) ? 0 : 2 })),
  );
}

/** What is broken, then what could not be found out, then what holds. */
const worstFirst: readonly ExitCode[] = [1, 2, 0];

export function bySeverity(a: Pick<TargetReport, 'exitCode'>, b: Pick<TargetReport, 'exitCode'>): number {
  return worstFirst.indexOf(a.exitCode) - worstFirst.indexOf(b.exitCode);
}

/** Without any, nothing was found out. */
function worst(exitCodes: readonly ExitCode[]): ExitCode {
  return worstFirst.find((code) => exitCodes.includes(code)) ?? 2;
}
