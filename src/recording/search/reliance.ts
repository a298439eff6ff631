import type { ObservedRequest } from '../run/observed-request.ts';
import {
  type Breakage,
  type BreakKind,
  breakageId,
  holds,
  isSessionCookie,
  layerOf,
  type Part,
  partName,
  partsOf,
  waysToBreak,
} from './parts.ts';
import { findNoticed, type Notices, type Suspect } from './reduce.ts';

/** A response that a client got, and what was found of it so far. */
export interface ResponseReliance {
  readonly observed: ObservedRequest;
  readonly parts: readonly Part[];
  /** By the name of the part: in which ways it was noticed when it was broken, and in which not. */
  readonly noticed: Map<string, Set<BreakKind>>;
  readonly unnoticed: Map<string, Set<BreakKind>>;
  /** The statuses that were tried, and whether the client takes them. */
  readonly statuses: Map<number, boolean>;
  /** Of each list, one part has to be right; some may be of another response. */
  readonly eitherOf: (readonly Breakage[])[];
}

export function emptyUsage(observed: ObservedRequest): ResponseReliance {
  return {
    observed,
    parts: partsOf(observed.unbroken),
    noticed: new Map(),
    unnoticed: new Map(),
    statuses: new Map(),
    eitherOf: [],
  };
}

/** The parts that the client relies on: it notices when they are gone. A cookie of another name is one that is gone. */
export function neededParts({ parts, noticed, eitherOf }: ResponseReliance): Part[] {
  const replaceable = namesIn(eitherOf);
  const needed = parts.filter((part) => {
    const found = noticed.get(partName(part));
    return found && (found.has('gone') || (part.kind === 'cookie' && !replaceable.has(partName(part))));
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
    return reliance.noticed.has(name) && !isNeeded && !replaceable.has(name);
  });
  return innermostOf(found);
}

/** Without the parts that hold another one: what is in them says more. */
export function innermostOf(parts: readonly Part[]): Part[] {
  return parts.filter((part) => !parts.some((other) => holds(part, other)));
}

/** The names of all parts in either-ors. */
export function namesIn(eitherOf: ResponseReliance['eitherOf']): Set<string> {
  return new Set(eitherOf.flat().map(({ part }) => partName(part)));
}

/** Whether another status than the response's own is noticed. */
export function needsStatus({ statuses }: ResponseReliance): boolean {
  return [...statuses.values()].includes(false);
}

/** The statuses that the client takes, of those that were tried, and the response's own. */
export function acceptedStatuses({ statuses, observed }: ResponseReliance): number[] {
  const taken = [...statuses].filter(([, isTaken]) => isTaken).map(([status]) => status);
  return [observed.unbroken.status, ...taken].toSorted((a, b) => a - b);
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

/** The errors by which a Jira is broken: with others it cannot be asked just now, which says nothing of it. */
const VERDICTS = [400, 401, 403, 404, 410, 500];

/** Whether a Jira can fail what is asked for of this response. */
export function canBeFailed(reliance: ResponseReliance): boolean {
  const { statuses, observed, eitherOf } = reliance;
  const refuting = observed.unbroken.status < 300 ? VERDICTS : [200, ...VERDICTS];
  return (
    refuting.some((status) => statuses.get(status) === false) ||
    neededParts(reliance).length + partsRightIfThere(reliance).length + eitherOf.length > 0
  );
}

/** In how many ways a response can be broken, one part at a time. */
export function breakagesOf({ parts, statuses, observed }: ResponseReliance): number {
  const ofParts = parts.map((part) => waysToBreak(part, observed.unbroken).length);
  return ofParts.reduce((sum, count) => sum + count, statuses.size);
}

/** Finds what the client relies on in these responses, and takes note of it as it comes to be known. */
export async function findReliance(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  await Promise.all([findStatuses(responses, notices), findGone(responses, notices)]);
  await findOtherWays(responses, notices);
  await findOtherEitherOrs(responses, notices);
  await findNoBody(responses, notices);
}

function breakStatus({ observed }: ResponseReliance, status: number): Breakage {
  return { responseId: observed.responseId, part: { kind: 'status' }, kind: status };
}

function breakPart({ observed }: ResponseReliance, part: Part, kind: BreakKind): Breakage {
  return { responseId: observed.responseId, part, kind };
}

const statusOf = ({ observed }: ResponseReliance) => observed.unbroken.status;
const isSuccess = (response: ResponseReliance) => statusOf(response) < 300;

/** The errors that stand for all others: where one of them is taken, each is tried. */
const ERRORS = { first: [403, 500], others: [400, 401, 404, 410, 429, 503] } as const;

async function findStatuses(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const tryOne = async (response: ResponseReliance, status: number) => {
    if (status === statusOf(response)) return false;
    const isTaken = !(await notices([breakStatus(response, status)]));
    response.statuses.set(status, isTaken);
    return isTaken;
  };
  const tryErrors = async (response: ResponseReliance) => {
    const taken = await Promise.all(ERRORS.first.map((status) => tryOne(response, status)));
    if (taken.includes(true)) await Promise.all(ERRORS.others.map((status) => tryOne(response, status)));
    else if (!isSuccess(response)) await tryOne(response, statusOf(response) === 401 ? 404 : 401);
  };
  const others = responses.flatMap((response) => {
    const { session, password, token } = response.observed.known;
    const redirects = [
      ...(session ? [] : [302]),
      // It carries the credentials to another host.
      ...(session || password || token ? [307] : []),
    ];
    return [...redirects, ...(isSuccess(response) ? [] : [200])].map((status) => tryOne(response, status));
  });
  // Other successes are mostly taken: they are tried for all responses at once.
  const successes = responses
    .filter(isSuccess)
    .map((response) => ({ response, status: statusOf(response) === 204 ? 200 : 201 }));
  await Promise.all([...responses.map(tryErrors), ...others, tryStatuses(successes, notices)]);
}

/** 204 takes the body away: where that is needed, it would say nothing of the status. */
async function findNoBody(responses: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const goesWithIt = (name: string) => /^body\b/.test(name) || name === 'header Content-Type';
  const tried = responses.filter((response) => {
    const used = [...neededParts(response).map(partName), ...namesIn(response.eitherOf)];
    return isSuccess(response) && statusOf(response) !== 204 && !used.some(goesWithIt);
  });
  await tryStatuses(
    tried.map((response) => ({ response, status: 204 })),
    notices,
  );
}

async function tryStatuses(
  tried: readonly { readonly response: ResponseReliance; readonly status: number }[],
  notices: Notices<Breakage>,
): Promise<void> {
  const items = tried.map(({ response, status }) => ({
    response,
    status,
    item: breakStatus(response, status),
  }));
  const suspects = items.map(({ item }) => ({ item, likelihood: 0.1 }));
  const { noticed } = await findNoticed(suspects, notices);
  for (const { response, status, item } of items) response.statuses.set(status, !noticed.includes(item));
}

/** What is noticed when it is gone; and what is noticed only together with others: an either-or. */
async function findGone(responses: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const suspects = responses.flatMap((response) =>
    response.parts.map((part) => ({
      item: breakPart(response, part, 'gone'),
      likelihood: likelihoodOf(part, response),
    })),
  );
  const groups = await search(responses, suspects, notices);
  for (const group of groups) noteEitherOr(responses, group);
}

async function findOtherWays(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const suspects = responses.flatMap((response) => {
    const needed = neededParts(response);
    return response.parts
      .filter((part) => !needed.some((one) => holds(part, one)))
      .flatMap((part) =>
        waysToBreak(part, response.observed.unbroken)
          .filter((kind) => kind !== 'gone')
          .flatMap((kind) => suspectOf(response, part, kind, needed.includes(part))),
      );
  });
  const ofRound = (kinds: readonly (BreakKind | number)[]) =>
    suspects.filter(({ item }) => kinds.includes(item.kind));
  await Promise.all(ROUNDS.map((kinds) => search(responses, ofRound(kinds), notices)));
}

/** A part can be broken in one way at a time: of one round, no two ways are for the same part. */
const ROUNDS: readonly (readonly (BreakKind | number)[])[] = [
  ['null', 'renamed'],
  ['type', 'order'],
  ['value'],
];

/** How a part that is needed is looked at: as closely as the pact can say it. */
function suspectOf(
  response: ResponseReliance,
  part: Part,
  kind: BreakKind,
  isNeeded: boolean,
): Suspect<Breakage>[] {
  const item = breakPart(response, part, kind);
  // Most clients keep a jar: the names and the order of the cookies do not matter to them.
  if (part.kind === 'cookie') return [{ item, likelihood: 0.05 }];
  if (!isNeeded) return [{ item, likelihood: likelihoodOf(part, response) / 8 }];
  if (part.kind === 'body' && kind !== 'type') return [];
  return [{ item, likelihood: 0.9 }];
}

/**
 * Searches layer by layer, so that nothing is hidden by what holds it.
 *
 * @returns the either-ors
 */
async function search(
  responses: readonly ResponseReliance[],
  suspects: readonly Suspect<Breakage>[],
  notices: Notices<Breakage>,
): Promise<(readonly Breakage[])[]> {
  const byId = new Map(responses.map((response) => [response.observed.responseId, response]));
  const layers = Map.groupBy(suspects, ({ item }) =>
    layerOf(item.part, byId.get(item.responseId)?.parts ?? []),
  );
  const noticed: Breakage[] = [];
  const eitherOr: (readonly Breakage[])[] = [];
  for (const [, layer] of [...layers].toSorted(([a], [b]) => layerOrder(b) - layerOrder(a))) {
    // Whatever holds a part that is noticed is noticed too.
    const open = layer.filter(({ item }) => !noticed.some((one) => isHeldBy(one, item)));
    const found = await findNoticed(open, notices);
    noticed.push(...found.noticed);
    eitherOr.push(...found.eitherOr.filter((group) => !isCoarser(group, eitherOr)));
    for (const { item } of open) {
      const response = byId.get(item.responseId);
      const notes = found.noticed.includes(item) ? response?.noticed : response?.unnoticed;
      const name = partName(item.part);
      notes?.set(name, new Set([...(notes.get(name) ?? []), item.kind as BreakKind]));
    }
  }
  return eitherOr;
}

/** The innermost first. */
const layerOrder = (layer: string) =>
  layer === 'single' ? Number.POSITIVE_INFINITY : Number(/\d+/.exec(layer)?.[0] ?? -1);

const isHeldBy = (inner: Breakage, outer: Breakage) =>
  inner.responseId === outer.responseId && holds(outer.part, inner.part);

/** Whether an either-or says of containers what another one says of what is in them. */
function isCoarser(group: readonly Breakage[], known: readonly (readonly Breakage[])[]): boolean {
  return known.some((finer) =>
    finer.every((one) =>
      group.some((other) => breakageId(one) === breakageId(other) || isHeldBy(one, other)),
    ),
  );
}

/** All that does not matter is broken at once, the statuses too: a part may stand in for a status. */
async function findOtherEitherOrs(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const items = responses.flatMap((response) => {
    // Of each either-or that is known, one part stays right.
    const kept = new Set(response.eitherOf.map(([first]) => first && partName(first.part)));
    const gone = response.parts
      .filter((part) => layerOf(part, response.parts) === 'single')
      .filter((part) => !response.noticed.get(partName(part))?.has('gone') && !kept.has(partName(part)))
      .map((part) => breakPart(response, part, 'gone'));
    const status = acceptedStatuses(response)
      .filter((one) => one !== statusOf(response) && ![204, 302, 307].includes(one))
      .at(-1);
    return [...gone, ...(status === undefined ? [] : [breakStatus(response, status)])];
  });
  const suspects = items.map((item) => ({ item, likelihood: 0.05 }));
  const found = await findNoticed(suspects, notices);
  for (const group of found.eitherOr) noteEitherOr(responses, group);
}

/** The part that a client is likely to take first stands first: it is the one that the pact asks for. */
function noteEitherOr(responses: readonly ResponseReliance[], group: readonly Breakage[]): void {
  const rank = { cookie: 0, body: 1, header: 2, status: 3 } as const;
  const sorted = group.toSorted((a, b) => rank[a.part.kind] - rank[b.part.kind]);
  for (const { observed, eitherOf } of responses) {
    if (group.some(({ responseId }) => responseId === observed.responseId)) eitherOf.push(sorted);
  }
}

/** How many clients look at what is in a response. Source: clients that were read. */
const LIKELIHOODS: Readonly<Record<string, number>> = {
  'body name': 0.6,
  'body self': 0.4,
  'body session.name': 0.2,
  'body session.value': 0.2,
  'body loginInfo.loginCount': 0.15,
  'body errorMessages[0]': 0.2,
  'header Content-Type': 0.3,
  'header X-Authentication-Denied-Reason': 0.5,
  'header X-AREQUESTID': 0.02,
};
const OF_ANY_PART = 0.1;

const DESCRIBED =
  /^body( (session|self|name|loginInfo(\.(loginCount|failedLoginCount|lastFailedLoginTime|previousLoginTime))?|errors|errorMessages(\[0\])?|message))?$/;

/** How likely it is that a client notices when a part is gone. All fields that nobody describes count as one. */
function likelihoodOf(part: Part, { parts }: ResponseReliance): number {
  const name = partName(part);
  if (part.kind === 'cookie') return isSessionCookie(part.name) ? 0.9 : 0.02;
  if (parts.some((other) => holds(part, other))) return 0.05;
  const isUnknownField = part.kind === 'body' && !DESCRIBED.test(name);
  return LIKELIHOODS[name] ?? (isUnknownField ? OF_ANY_PART / parts.length : OF_ANY_PART);
}
