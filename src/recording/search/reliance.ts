import type { PartName } from '../../report/recording.ts';
import type { ObservedRequest } from '../run/observed-request.ts';
import { type Breakage, type BreakKind, holds, type Part, partName, partsOf } from '../run/parts.ts';
import type { Notices } from './group-testing.ts';

export interface ResponseReliance {
  readonly observed: ObservedRequest;
  readonly parts: readonly Part[];
  /** By part name: whether the client noticed it in each way in which it was broken. */
  readonly tried: Map<PartName, ReadonlyMap<BreakKind, boolean>>;
  readonly statuses: Map<number, boolean>;
  /** In each list, one part has to be right; some may belong to another response. */
  readonly eitherOf: (readonly Breakage[])[];
  /** What another scenario has shown, and this one has confirmed: names of parts, and `status`. */
  readonly presumed: Set<PartName>;
}

export function emptyUsage(observed: ObservedRequest): ResponseReliance {
  return {
    observed,
    parts: partsOf(observed.unbroken),
    tried: new Map(),
    statuses: new Map(),
    eitherOf: [],
    presumed: new Set(),
  };
}

export function noteTried(
  { tried }: ResponseReliance,
  part: Part,
  kind: BreakKind,
  wasNoticed: boolean,
): void {
  tried.set(partName(part), new Map([...(tried.get(partName(part)) ?? []), [kind, wasNoticed]]));
}

/** Whether the client noticed that a part was broken in this way, or in any; undefined where that was not tried. */
export function isNoticed({ tried }: ResponseReliance, part: Part, kind?: BreakKind): boolean | undefined {
  const kinds = tried.get(partName(part));
  return kind === undefined ? kinds && [...kinds.values()].includes(true) : kinds?.get(kind);
}

/** The parts that the client relies on: it notices when they are gone. A cookie of another name is one that is gone. */
export function neededParts(reliance: ResponseReliance): Part[] {
  const replaceable = namesIn(reliance.eitherOf);
  const needed = reliance.parts.filter((part) => {
    const isOtherGone = part.kind === 'cookie' && !replaceable.has(partName(part));
    return isNoticed(reliance, part, isOtherGone ? undefined : 'gone');
  });
  return innermostOf(needed);
}

/** The parts that may be absent, but not wrong; those of an either-or are told there. */
export function partsRightIfThere(reliance: ResponseReliance): Part[] {
  const needed = neededParts(reliance);
  const replaceable = namesIn(reliance.eitherOf);
  const found = reliance.parts.filter((part) => {
    const name = partName(part);
    const isNeeded = needed.some((one) => partName(one) === name || holds(part, one));
    return isNoticed(reliance, part) && !isNeeded && !replaceable.has(name);
  });
  return innermostOf(found);
}

/** Without the parts that hold another one: what is in them says more. */
export function innermostOf(parts: readonly Part[]): Part[] {
  return parts.filter((part) => !parts.some((other) => holds(part, other)));
}

export function namesIn(eitherOf: ResponseReliance['eitherOf']): Set<string> {
  return new Set(eitherOf.flat().map(({ part }) => partName(part)));
}

export function needsStatus({ statuses }: ResponseReliance): boolean {
  return [...statuses.values()].includes(false);
}

export function acceptedStatuses({ statuses, observed }: ResponseReliance): number[] {
  const taken = [...statuses].filter(([, isTaken]) => isTaken).map(([status]) => status);
  return [observed.unbroken.status, ...taken].toSorted((a, b) => a - b);
}

/** The parts that were broken in every way without being noticed. */
export function ignoredParts(reliance: ResponseReliance): Part[] {
  const replaceable = namesIn(reliance.eitherOf);
  const needed = neededParts(reliance);
  return reliance.parts.filter(
    (part) =>
      isNoticed(reliance, part) === false &&
      !replaceable.has(partName(part)) &&
      !needed.some((one) => holds(part, one)),
  );
}

/** The errors by which a Jira is broken: with others it cannot be asked just now, which says nothing of it. */
const VERDICTS = [400, 401, 403, 404, 410, 500];

export function canBeFailed(reliance: ResponseReliance): boolean {
  const { statuses, observed, eitherOf } = reliance;
  const refuting = observed.unbroken.status < 300 ? VERDICTS : [200, ...VERDICTS];
  return (
    refuting.some((status) => statuses.get(status) === false) ||
    neededParts(reliance).length + partsRightIfThere(reliance).length + eitherOf.length > 0
  );
}

export const usualStatusOf = ({ observed }: ResponseReliance) => observed.unbroken.status;

export const hasSucceeded = (response: ResponseReliance) => usualStatusOf(response) < 300;

export function breakStatus({ observed }: ResponseReliance, status: number): Breakage {
  return { responseId: observed.responseId, part: { kind: 'status' }, kind: status };
}

export function breakPart({ observed }: ResponseReliance, part: Part, kind: BreakKind): Breakage {
  return { responseId: observed.responseId, part, kind };
}

/** Statuses of which another request's response says nothing: what a client makes of them depends on what it sends next. */
export function statusesOfItsOwn(response: ResponseReliance): readonly number[] {
  const { session, password, token } = response.observed.known;
  return [
    ...(session ? [] : [302]),
    // It carries the credentials to another host.
    ...(session || password || token ? [307] : []),
    ...(hasSucceeded(response) ? [] : [200]),
  ];
}

export async function tryStatus(
  response: ResponseReliance,
  status: number,
  notices: Notices<Breakage>,
): Promise<boolean> {
  const isTaken = !(await notices([breakStatus(response, status)]));
  response.statuses.set(status, isTaken);
  return isTaken;
}
