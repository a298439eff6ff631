import { tool } from '../tool.ts';
import { addUp, exitCodeOfTarget, worst } from './exit-code.ts';
import type { PactReport, Report, TargetReport } from './report.ts';
import { verdictOf, verdictOfAll } from './verdict.ts';

/** A target's report, with what its pacts come to. */
export function reportTarget(
  target: Omit<TargetReport, 'exitCode' | 'verdict' | 'summary' | 'pacts'>,
  pacts: readonly PactReport[],
): TargetReport {
  const summary = addUp(pacts.map((pact) => pact.summary));
  const judged = { ...target, exitCode: exitCodeOfTarget(pacts), summary, pacts };
  return { ...judged, verdict: verdictOf(judged) };
}

/** The report of all targets. */
export function reportOf(targets: readonly TargetReport[], startedAt: Date, durationMs: number): Report {
  const exitCode = worst(targets.map((target) => target.exitCode));
  return {
    formatVersion: 1,
    tool,
    startedAt: startedAt.toISOString(),
    durationMs,
    exitCode,
    verdict: verdictOfAll(targets, exitCode),
    summary: addUp(targets.map(({ summary }) => summary)),
    targets,
  };
}
