import { triedErrors } from '../../report/recording.ts';
import {
  type Breakage,
  type BreakKind,
  breakageId,
  holds,
  isSessionCookie,
  layerOf,
  type Part,
  partName,
  SESSION_NAME,
  textFormOf,
  valueAt,
  waysToBreak,
} from '../run/parts.ts';
import { findNoticed, type Notices, type Suspect } from './group-testing.ts';
import { presume } from './presume.ts';
import {
  acceptedStatuses,
  breakPart,
  breakStatus,
  hasSucceeded,
  isNoticed,
  namesIn,
  neededParts,
  noteTried,
  type ResponseReliance,
  statusesOfItsOwn,
  tryStatus,
  usualStatusOf,
} from './reliance.ts';

/** Finds what the client relies on in these responses, and takes note of it as it comes to be known. */
export async function findReliance(
  responses: readonly ResponseReliance[],
  earlier: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  await presume(responses, earlier, notices);
  await Promise.all([findStatuses(responses, notices), findGone(responses, notices)]);
  await findOtherWays(responses, notices);
  await findToldNames(responses, notices);
  await findOtherEitherOrs(responses, notices);
  await findNoBody(responses, notices);
}

/** Where all of these are taken, so is any error; where some of them are, each other one is tried. */
const STAND_FOR_ALL: readonly number[] = [403, 500, 401, 404];

async function findStatuses(all: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const responses = all.filter(({ presumed }) => !presumed.has('status'));
  const tryOne = (response: ResponseReliance, status: number) => tryStatus(response, status, notices);
  const tryErrors = async (response: ResponseReliance) => {
    const own = usualStatusOf(response);
    const [first = 403, second = 500, third = 401] = STAND_FOR_ALL.filter((status) => status !== own);
    const isFirstTaken = await tryOne(response, first);
    // A client that notices one error in place of a success notices others. For the log-in, the hazards need to know.
    if (!isFirstTaken && hasSucceeded(response) && !response.observed.known.password) return;
    const taken = [isFirstTaken, await tryOne(response, second)];
    if (hasSucceeded(response) && !taken.includes(true)) return;
    taken.push(await tryOne(response, third));
    const rest = triedErrors.filter((status) => status !== own && !response.statuses.has(status));
    if (!taken.includes(false)) {
      for (const status of rest) response.statuses.set(status, true);
      if (!statusesOfItsOwn(response).includes(302)) await tryOne(response, 302);
    } else if (taken.includes(true)) await Promise.all(rest.map((status) => tryOne(response, status)));
  };
  const others = responses.flatMap((response) =>
    statusesOfItsOwn(response).map((status) => tryOne(response, status)),
  );
  await Promise.all([...responses.map(tryErrors), ...others, findSuccesses(responses, notices)]);
}

/** Other successes are mostly taken: they are tried for all responses at once. Nobody names 203: who takes it takes each of them. */
async function findSuccesses(all: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const responses = all.filter(hasSucceeded);
  const usual = responses.map((response) => ({
    response,
    status: usualStatusOf(response) === 204 ? 200 : 201,
  }));
  await tryStatuses(usual, notices);
  const taken = usual.filter(({ response, status }) => response.statuses.get(status));
  await tryStatuses(
    taken.map(({ response }) => ({ response, status: 203 })),
    notices,
  );
  for (const { response } of taken) if (response.statuses.get(203)) response.statuses.set(201, true);
}

/** 204 takes the body away: where that is needed, it would say nothing of the status. */
async function findNoBody(responses: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const goesWithIt = (name: string) => /^body\b/.test(name) || name === 'header Content-Type';
  const tried = responses.filter((response) => {
    const used = [...neededParts(response).map(partName), ...namesIn(response.eitherOf)];
    return (
      hasSucceeded(response) &&
      !response.statuses.has(204) &&
      usualStatusOf(response) !== 204 &&
      !used.some(goesWithIt)
    );
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

/** What the client compares in every letter: the same, written in another way, makes it fail. What it only prints does not count. */
export async function findExact(
  responses: readonly ResponseReliance[],
  fails: Notices<Breakage>,
): Promise<void> {
  const suspects = responses.flatMap((response) =>
    response.parts
      .filter((part) => hasForms(part, response))
      .map((part) => ({ item: breakPart(response, part, 'form'), likelihood: 0.1 })),
  );
  const { noticed } = await findNoticed(suspects, fails);
  for (const { responseId, part } of noticed) {
    const response = responses.find(({ observed }) => observed.responseId === responseId);
    if (response) noteTried(response, part, 'form', true);
  }
}

function hasForms(part: Part, response: ResponseReliance): boolean {
  if (part.kind === 'body' && textFormOf(part.path, response.observed.unbroken))
    return isNoticed(response, part) === true;
  if (!isNoticed(response, part, 'value')) return false;
  if (part.kind === 'header') return part.name.toLowerCase() === 'content-type';
  return part.kind === 'body' && URL.canParse(String(valueAt(response.observed.unbroken, part.path)));
}

/** What is noticed when it is gone; and what is noticed only together with others: an either-or. */
async function findGone(responses: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const suspects = responses.flatMap((response) =>
    newPartsOf(response).map((part) => ({
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
    return newPartsOf(response)
      .filter((part) => !needed.some((one) => holds(part, one)))
      .flatMap((part) =>
        otherWays(part, response, needed.includes(part))
          .flatMap((kind) => suspectOf(response, part, kind, needed.includes(part)))
          .map((suspect, round) => ({ round, suspect })),
      );
  });
  // A part can be broken in one way at a time: of one round, no two ways are for the same part.
  const rounds = Map.groupBy(suspects, ({ round }) => round);
  const suspectsIn = [...rounds.values()].map((round) => round.map(({ suspect }) => suspect));
  await Promise.all(suspectsIn.map((round) => search(responses, round, notices)));
}

/** A client that notices another name of its cookie may take whatever name the body tells. */
async function findToldNames(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const readsName = (response: ResponseReliance) => isNoticed(response, { kind: 'body', path: SESSION_NAME });
  const suspects = responses.filter(readsName).flatMap((response) =>
    newPartsOf(response)
      .filter((part) => part.kind === 'cookie' && isNoticed(response, part, 'renamed'))
      .map((part) => ({ item: breakPart(response, part, 'renamed as told'), likelihood: 0.5 })),
  );
  await search(responses, suspects, notices);
}

/** A body where there is none comes with another status: who does not take that says nothing of the body. */
const newPartsOf = ({ parts, presumed, statuses, observed: { unbroken } }: ResponseReliance) =>
  parts.filter(
    (part) =>
      !presumed.has(partName(part)) &&
      !(part.kind === 'body' && unbroken.status === 204 && statuses.get(200) !== true),
  );

/** How else a part is broken than by leaving it out. Of a refusal little is read. */
function otherWays(part: Part, response: ResponseReliance, isNeeded: boolean): readonly BreakKind[] {
  const kinds = waysToBreak(part, response.observed.unbroken).filter((kind) => kind !== 'gone');
  if (isNeeded || part.kind !== 'body') return kinds;
  const isContainer = layerOf(part, response.parts) !== 'single';
  if (isContainer && !hasSucceeded(response)) return [];
  return isContainer || !hasSucceeded(response) ? ['type'] : kinds;
}

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
  // What is needed is used, but for an address: who needs it there may never ask it.
  const isTried =
    part.kind !== 'body' ||
    kind === 'type' ||
    (kind === 'value' && URL.canParse(String(valueAt(response.observed.unbroken, part.path))));
  return isTried ? [{ item, likelihood: 0.9 }] : [];
}

/** Searches layer by layer, so that nothing is hidden by what holds it. */
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
      const wasNoticed = found.noticed.includes(item);
      if (response) noteTried(response, item.part, item.kind as BreakKind, wasNoticed);
    }
  }
  return eitherOr;
}

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
  const tried = responses.filter((response) => newPartsOf(response).length > 0);
  const items = tried.flatMap((response) => {
    // One part of each known either-or stays right.
    const kept = new Set(response.eitherOf.map(([first]) => first && partName(first.part)));
    const gone = response.parts
      .filter((part) => layerOf(part, response.parts) === 'single')
      .filter((part) => !isNoticed(response, part, 'gone') && !kept.has(partName(part)))
      .map((part) => breakPart(response, part, 'gone'));
    const status = acceptedStatuses(response)
      .filter((one) => one !== usualStatusOf(response) && ![204, 302, 307].includes(one))
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
  'body self': 0.3,
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
