import { means } from '../findings.ts';
import {
  byFrequency,
  byStatus,
  type Cause,
  CHECK_NOT_RUN,
  causesOf,
  type Place,
  placesIn,
  titleOf,
} from '../report/causes.ts';
import { isCheck, type TargetReport } from '../report/report.ts';

export function causesIn(jiras: readonly TargetReport[]): Cause<Place>[] {
  const places = jiras.flatMap((jira) => [...placesIn(jira), ...checksNotRun(jira)]);
  return causesOf(places).toSorted(byFrequency).toSorted(byStatus);
}

function checksNotRun(target: TargetReport): Place[] {
  const idle = target.pacts.flatMap(({ checks }) => checks.filter(({ status }) => status === 'unverifiable'));
  return idle.map((result) => ({
    ...{ target, result, where: titleOf(result), status: 'unverifiable', isPending: false },
    ...{ cause: CHECK_NOT_RUN, cure: '' },
  }));
}

export const NOTHING_AGAINST = 'Not verified, but no problem of the contract';

export function saysNothingAgainst([{ status, code, result }]: Cause<Place>): boolean {
  return status === 'unverifiable' && result !== undefined && !means({ code }, 'unknown');
}

/** Where a cause was found, at each Jira; Jiras at which it was found in the same places stand together. */
export function placesOf(
  cause: Cause<Place>,
): { readonly jiras: TargetReport[]; readonly where: string[] }[] {
  const byJira = placesByJira(cause);
  return [...Map.groupBy(byJira, ({ where }) => where.join('\n')).values()].map((same) => ({
    jiras: same.map(({ jira }) => jira),
    where: same[0]?.where ?? [],
  }));
}

export function placesByJira(
  cause: Cause<Place>,
): { readonly jira: TargetReport; readonly where: string[] }[] {
  return [...Map.groupBy(cause, ({ target }) => target)].map(([jira, places]) => ({
    jira,
    where: placesAt(jira, places),
  }));
}

function placesAt({ pacts }: TargetReport, places: readonly Place[]): string[] {
  const all = pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  const interactions = places.filter(({ result }) => result && !isCheck(result));
  const isAll = all > 1 && interactions.length === all;
  const named = isAll ? places.filter((one) => !interactions.includes(one)) : places;
  const names = new Set(named.map(({ where }) => where));
  return [...(isAll ? [`all ${all} interactions`] : []), ...names];
}
