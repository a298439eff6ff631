import type { TrialOutcome } from './run-trial.ts';
import { survivors as knownSurvivors, type Survivor } from './survivors.ts';

/** The least share of the broken Jiras that has to be caught. */
export const LEAST_SCORE = 0.95;

/** What the contract is worth: what it catches, and what it lets through. */
export interface Score {
  readonly broken: {
    readonly total: number;
    /** By the pact, by a check where the pact saw nothing, and those where the verification stops for want of an answer. */
    readonly caught: { readonly byPact: number; readonly byChecks: number; readonly noResponse: number };
    /** From 0 to 1. */
    readonly score: number;
    readonly survivors: readonly (TrialOutcome & { readonly reason: string | undefined })[];
  };
  readonly harmless: {
    readonly total: number;
    readonly passed: number;
    readonly refused: readonly TrialOutcome[];
  };
  /** Why the score is not good enough; empty when it is. */
  readonly problems: readonly string[];
}

/**
 * Counts what was caught.
 *
 * @param broken the outcomes of Jiras that are broken
 * @param harmless the outcomes of Jiras that differ harmlessly
 * @param complete whether these are all: the least score and the list of survivors are for all alone
 */
export function scoreOf(
  broken: readonly TrialOutcome[],
  harmless: readonly TrialOutcome[],
  complete: boolean,
  known: readonly Survivor[] = knownSurvivors,
): Score {
  const reported = broken.filter(({ verdict }) => verdict === 'broken');
  const byChecks = reported.filter(({ seenBy }) => seenBy?.kind === 'check').length;
  const noResponse = broken.filter(({ verdict }) => verdict === 'no answer').length;
  const caught = { byPact: reported.length - byChecks, byChecks, noResponse };
  const share = broken.length === 0 ? 1 : (reported.length + noResponse) / broken.length;
  const survived = broken.filter(({ verdict }) => verdict === 'passed' || verdict === 'warned');
  const survivors = survived.map((outcome) => ({ ...outcome, reason: entryOf(outcome, known)?.reason }));
  const refused = harmless.filter(({ verdict }) => verdict !== 'passed');
  return {
    broken: { total: broken.length, caught, score: share, survivors },
    harmless: { total: harmless.length, passed: harmless.length - refused.length, refused },
    problems: [
      ...[...broken, ...harmless]
        .filter(({ changed }) => !changed)
        .map(({ name }) => `'${name}' changed nothing, so that its verdict says nothing.`),
      ...(complete && share < LEAST_SCORE ? [`The score is below ${LEAST_SCORE * 100} %.`] : []),
      ...survivors
        .filter(({ reason }) => reason === undefined)
        .map(
          ({ name }) =>
            `'${name}' survives without a reason: make the contract catch it, or add the reason to mutation/survivors.ts.`,
        ),
      ...known
        .filter(({ warned, name }) => warned && survivors.some((one) => one.name.includes(name)))
        .filter(({ name }) => !survivors.some((one) => one.name.includes(name) && one.verdict === 'warned'))
        .map(({ name }) => `'${name}' survives without a warning.`),
      ...(complete ? known.filter(({ name }) => !survivors.some((one) => one.name.includes(name))) : []).map(
        ({ name }) =>
          `'${name}' is in the list of survivors, but no such Jira survives: remove it from the list.`,
      ),
      ...refused.map(({ name }) => `'${name}' is harmless and was refused: the contract is too strict.`),
    ],
  };
}

function entryOf({ name }: TrialOutcome, known: readonly Survivor[]): Survivor | undefined {
  return known.find((survivor) => name.includes(survivor.name));
}
