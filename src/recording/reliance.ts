import { type Breakage, holds, type Part, partName, partsOf, type Way, waysToBreak } from './parts.ts';
import type { ObservedRequest } from './stage.ts';

/** An answer that a client got, and what was found of it so far. */
export interface ResponseReliance {
  readonly sighting: ObservedRequest;
  readonly parts: readonly Part[];
  /** By the name of the part: in which ways it was noticed when it was broken, and in which not. */
  readonly noticed: Map<string, Set<Way>>;
  readonly unnoticed: Map<string, Set<Way>>;
  /** The statuses that were tried, and whether the client takes them. */
  readonly statuses: Map<number, boolean>;
  /** Of each list, one part has to be right; some may be of another answer. */
  readonly eitherOf: (readonly Breakage[])[];
}

export function emptyUsage(sighting: ObservedRequest): ResponseReliance {
  return {
    sighting,
    parts: partsOf(sighting.unbroken),
    noticed: new Map(),
    unnoticed: new Map(),
    statuses: new Map(),
    eitherOf: [],
  };
}

/** The parts that the client relies on: noticed in any way, and not one of several that would do. */
export function neededParts({ parts, noticed, eitherOf }: ResponseReliance): Part[] {
  const replaceable = namesIn(eitherOf);
  const needed = parts.filter((part) => {
    const found = noticed.get(partName(part));
    return found && (found.has('gone') || !replaceable.has(partName(part)));
  });
  return needed.filter((part) => !needed.some((other) => holds(part, other)));
}

/** The names of all parts in either-ors. */
export function namesIn(eitherOf: ResponseReliance['eitherOf']): Set<string> {
  return new Set(eitherOf.flat().map(({ part }) => partName(part)));
}

/** Whether another status than the answer's own is noticed. */
export function needsStatus({ statuses }: ResponseReliance): boolean {
  return [...statuses.values()].includes(false);
}

/** The statuses that the client takes, of those that were tried, and the answer's own. */
export function acceptedStatuses({ statuses, sighting }: ResponseReliance): number[] {
  const taken = [...statuses].filter(([, isTaken]) => isTaken).map(([status]) => status);
  return [sighting.unbroken.status, ...taken].toSorted((a, b) => a - b);
}

/** The parts that were broken in every way without being noticed. */
export function ignoredParts(reliance: ResponseReliance): Part[] {
  const { parts, noticed, unnoticed, eitherOf } = reliance;
  const replaceable = namesIn(eitherOf);
  const needed = neededParts(reliance);
  return parts.filter((part) => {
    const name = partName(part);
    const isTried = unnoticed.has(name) && !noticed.has(name) && !replaceable.has(name);
    return isTried && !needed.some((one) => holds(part, one));
  });
}

/** In how many ways an answer can be broken, one part at a time. */
export function breakagesOf({ parts, statuses, sighting }: ResponseReliance): number {
  const ofParts = parts.map((part) => waysToBreak(part, sighting.unbroken).length);
  return ofParts.reduce((sum, count) => sum + count, statuses.size);
}
