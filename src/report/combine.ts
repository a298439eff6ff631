import { tool } from '../tool.ts';
import { addUp, exitCodeOfPact, exitCodeOfTarget, judge, type Policy, summarize } from './exit-code.ts';
import { compareWith } from './history.ts';
import type { PactReport, Report, Shard, TargetReport } from './report.ts';
import { verdictOf, verdictOfAll, verdictOfEmptyShard } from './verdict.ts';

export function reportPact({
  interactions,
  checks,
  ...pact
}: Omit<PactReport, 'summary' | 'exitCode'>): PactReport {
  const exitCode = exitCodeOfPact({ interactions, checks });
  return { ...pact, summary: summarize(interactions), exitCode, interactions, checks };
}

export function reportTarget(
  target: Omit<TargetReport, 'exitCode' | 'verdict' | 'summary' | 'pacts'>,
  pacts: readonly PactReport[],
): TargetReport {
  const summary = addUp(pacts.map((pact) => pact.summary));
  const judged = { ...target, exitCode: exitCodeOfTarget(pacts), summary, pacts };
  return { ...judged, verdict: verdictOf(judged) };
}

export function reportOf(targets: readonly TargetReport[], startedAt: Date, durationMs: number): Report {
  const judgement = judge(targets);
  return {
    formatVersion: 1,
    tool,
    startedAt: startedAt.toISOString(),
    durationMs,
    exitCode: judgement.exitCode,
    verdict: verdictOfAll(targets, judgement),
    summary: addUp(targets.map(({ summary }) => summary)),
    targets,
  };
}

export interface ExitPolicy extends Policy {
  /** An earlier report, or none yet; left out where it is compared with nothing. */
  readonly baseline?: { readonly report: Report | undefined };
  readonly shard?: Shard | undefined;
}

export function judged(report: Report, { baseline, shard, ...policy }: ExitPolicy): Report {
  const { targets, history } = baseline
    ? compareWith(baseline.report, report)
    : { targets: report.targets, history: report.history };
  const together = { ...report, ...(shard && { shard }), ...(history && { history }), targets };
  // Other shards have the Jiras: to have none is no failure, and merge-reports checks that none is missing.
  if (shard && targets.length === 0) return { ...together, exitCode: 0, verdict: verdictOfEmptyShard(shard) };
  const judgement = judge(targets, policy);
  return { ...together, exitCode: judgement.exitCode, verdict: verdictOfAll(targets, judgement) };
}
