import { occurrences } from './occurrences.ts';
import type { Change, CheckResult, History, InteractionResult, Report, TargetReport } from './report.ts';

/** A report, and how its results stand to an earlier one. */
export interface WithHistory {
  readonly targets: readonly TargetReport[];
  readonly history: History;
}

/**
 * Says of each interaction and check what is new, what is still broken and since when, and what is mended.
 *
 * @param baseline the earlier report; undefined where there is none yet, and everything that is broken is new
 */
export function compareWith(baseline: Report | undefined, report: Report): WithHistory {
  const since = baseline ? brokenIn(baseline) : new Map<string, string>();
  const targets = report.targets.map((target) => ({
    ...target,
    pacts: target.pacts.map((pact, index) => {
      const sinceOf = (id: string) => since.get(keyOf(target, index, id));
      return {
        ...pact,
        interactions: pact.interactions.map((one) => withChange(one, sinceOf(one.id), report.startedAt)),
        checks: pact.checks.map((one) => withChange(one, sinceOf(`check ${one.id}`), report.startedAt)),
      };
    }),
  }));
  const changes = targets.flatMap(resultsOf).map(({ change }) => change?.kind);
  const count = (kind: Change['kind']) => changes.filter((one) => one === kind).length;
  const history = { new: count('new'), stillBroken: count('still-broken'), mended: count('mended') };
  return { targets, history: { ...(baseline && { baseline: baseline.startedAt }), ...history } };
}

/** Everything of a target that may change from run to run. */
export function resultsOf({ pacts }: TargetReport): (InteractionResult | CheckResult)[] {
  return pacts.flatMap(({ interactions, checks }) => [...interactions, ...checks]);
}

/** What was broken in a report, as far as is known, with the time since when. */
function brokenIn({ targets, startedAt }: Report): Map<string, string> {
  const broken = new Map<string, string>();
  for (const target of targets) {
    for (const [index, { interactions, checks }] of target.pacts.entries()) {
      const all = [
        ...interactions.map((one) => ({ ...one, key: one.id })),
        ...checks.map((one) => ({ ...one, key: `check ${one.id}` })),
      ];
      for (const { key, status, change } of all) {
        if (status === 'failed' || change?.kind === 'not-found-out') {
          broken.set(keyOf(target, index, key), change?.since ?? startedAt);
        }
      }
    }
  }
  return broken;
}

/** What is the same from run to run: of two pacts of one consumer, the first and the second are two. */
function keyOf({ name, pacts }: TargetReport, index: number, id: string): string {
  const consumers = pacts.map(({ consumer }) => consumer);
  return JSON.stringify([name, consumers[index], occurrences(consumers)[index], id]);
}

function withChange<Result extends InteractionResult | CheckResult>(
  result: Result,
  brokenSince: string | undefined,
  now: string,
): Result {
  const { change: _, ...rest } = result;
  const kind = kindOf(result.status, brokenSince !== undefined);
  return (kind ? { ...rest, change: { kind, since: brokenSince ?? now } } : rest) as Result;
}

function kindOf(status: CheckResult['status'], wasBroken: boolean): Change['kind'] | undefined {
  if (status === 'failed') return wasBroken ? 'still-broken' : 'new';
  if (!wasBroken) return undefined;
  return status === 'unverifiable' ? 'not-found-out' : 'mended';
}
