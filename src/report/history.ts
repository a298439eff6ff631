import {
  type Change,
  type CheckStatus,
  isCheck,
  type PactReport,
  type Report,
  type Result,
  resultsOf,
  type TargetReport,
} from './report.ts';

/** Says of each interaction and check what is new, what is still broken and since when, and what is fixed. */
export function compareWith(baseline: Report | undefined, report: Report) {
  const since = baseline ? brokenIn(baseline) : new Map<string, string>();
  const known = new Set(baseline?.targets.flatMap((one) => one.pacts.map((pact) => resultKey(one, pact))));
  const targets = report.targets.map((target) => ({
    ...target,
    pacts: target.pacts.map((pact) => {
      // A new pact, such as that of the next version, is compared with all earlier ones of its client.
      const before = known.has(resultKey(target, pact)) ? pact : { consumer: pact.consumer };
      const changed = <Any extends Result>(result: Any) =>
        withChange(result, since.get(resultKey(target, before, result)), report.startedAt);
      return { ...pact, interactions: pact.interactions.map(changed), checks: pact.checks.map(changed) };
    }),
  }));
  const changes = targets.flatMap(({ pacts }) => pacts.flatMap(resultsOf)).map(({ change }) => change?.kind);
  const count = (kind: Change['kind']) => changes.filter((one) => one === kind).length;
  const history = { new: count('new'), stillBroken: count('still-broken'), mended: count('mended') };
  return { targets, history: { ...(baseline && { baseline: baseline.startedAt }), ...history } };
}

function brokenIn({ targets, startedAt }: Report): Map<string, string> {
  const broken = new Map<string, string>();
  for (const target of targets) {
    for (const pact of target.pacts) {
      for (const result of resultsOf(pact)) {
        const { status, change } = result;
        if (status !== 'failed' && change?.kind !== 'not-found-out') continue;
        const since = change?.since ?? startedAt;
        broken.set(resultKey(target, pact, result), since);
        broken.set(resultKey(target, { consumer: pact.consumer }, result), since);
      }
    }
  }
  return broken;
}

/** What is the same from run to run: two pacts of one client are told apart by where they are from, in whatever order. */
function resultKey(
  { name }: Pick<TargetReport, 'name'>,
  { consumer, source }: Pick<PactReport, 'consumer'> & Partial<PactReport>,
  result?: Result,
): string {
  const kind = result && (isCheck(result) ? 'check' : 'interaction');
  return JSON.stringify([name, consumer, source, kind, result?.id]);
}

function withChange<Any extends Result>(result: Any, brokenSince: string | undefined, now: string): Any {
  const { change: _, ...rest } = result;
  const kind = changeOf(result.status, brokenSince !== undefined);
  return (kind ? { ...rest, change: { kind, since: brokenSince ?? now } } : rest) as Any;
}

function changeOf(status: CheckStatus, wasBroken: boolean): Change['kind'] | undefined {
  if (status === 'failed') return wasBroken ? 'still-broken' : 'new';
  if (!wasBroken) return undefined;
  return status === 'unverifiable' ? 'not-found-out' : 'mended';
}
