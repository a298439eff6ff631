import type { CheckResult, InteractionResult, PactReport } from '../../schemas/report.ts';

export type * from '../../schemas/report.ts';

/** What became of an interaction or of a check. */
export type Result = InteractionResult | CheckResult;

export function isCheck(result: Result): result is CheckResult {
  return 'findings' in result;
}

export function resultsOf({ interactions, checks }: Pick<PactReport, 'interactions' | 'checks'>): Result[] {
  return [...interactions, ...checks];
}
