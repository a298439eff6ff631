import type {
  Change,
  CheckResult,
  History,
  InteractionResult,
  PactReport,
  Report,
  TargetReport,
} from './report.ts';

/**
 * Says of each interaction and check what is new, what is still broken and since when, and what is fixed.
 *
 * @param baseline the earlier report; undefined where there is none yet, and everything that is broken is new
 */
export function compareWith(
  baseline: Report | undefined,
  report: Report,
): { readonly targets: readonly TargetReport[]; readonly history: History } {
  const since = baseline ? brokenIn(baseline) : new Map<string, string>();
  const known = new Set(baseline?.targets.flatMap((one) => one.pacts.map((pact) => keyOf(one, pact))));
  const targets = report.targets.map((target) => ({
    ...target,
    pacts: target.pacts.map((pact) => {
      // A pact that was not there, such as that of the next version, is held against all of its client.
      const before = known.has(keyOf(target, pact)) ? pact : { consumer: pact.consumer };
      const changed = <Result extends InteractionResult | CheckResult>(result: Result) =>
        withChange(result, since.get(keyOf(target, before, result)), report.startedAt);
      return { ...pact, interactions: pact.interactions.map(changed), checks: pact.checks.map(changed) };
    }),
  }));
  const changes = targets.flatMap(resultsOf).map(({ change }) => change?.kind);
  const count = (kind: Change['kind']) => changes.filter((one) => one === kind).length;
  const history = { new: count('new'), stillBroken: count('still-broken'), mended: count('mended') };
  return { targets, history: { ...(baseline && { baseline: baseline.startedAt }), ...history } };
}

export function resultsOf({ pacts }: TargetReport): (InteractionResult | CheckResult)[] {
  return pacts.flatMap(({ interactions, checks }) => [...interactions, ...checks]);
}

function brokenIn({ targets, startedAt }: Report): Map<string, string> {
  const broken = new Map<string, string>();
  for (const target of targets) {
    for (const { consumer, source, interactions, checks } of target.pacts) {
      for (const result of [...interactions, ...checks]) {
        const { status, change } = result;
        if (status !== 'failed' && change?.kind !== 'not-found-out') continue;
        const since = change?.since ?? startedAt;
        broken.set(keyOf(target, { consumer, source }, result), since);
        broken.set(keyOf(target, { consumer }, result), since);
      }
    }
  }
  return broken;
}

/** What is the same from run to run: two pacts of one client are told apart by where they are from, in whatever order. */
export function keyOf(
  { name }: Pick<TargetReport, 'name'>,
  { consumer, source }: Pick<PactReport, 'consumer'> & Partial<PactReport>,
  result?: InteractionResult | CheckResult,
): string {
  const kind = result && ('findings' in result ? 'check' : 'interaction');
  return JSON.stringify([name, consumer, source, kind, result?.id]);
}

function withChange<Result extends InteractionResult | CheckResult>(
  result: Result,
  brokenSince: string | undefined,
  now: string,
): Result {
  const { change: _, ...rest } = result;
  const kind = changeOf(result.status, brokenSince !== undefined);
  return (kind ? { ...rest, change: { kind, since: brokenSince ?? now } } : rest) as Result;
}

function changeOf(status: CheckResult['status'], wasBroken: boolean): Change['kind'] | undefined {
  if (status === 'failed') return wasBroken ? 'still-broken' : 'new';
  if (!wasBroken) return undefined;
  return status === 'unverifiable' ? 'not-found-out' : 'mended';
}
