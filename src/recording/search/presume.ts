import { usualPath } from '../../../contracts/session/names.ts';
import { type Breakage, INNERMOST, layerOf, type Part, partName } from '../run/parts.ts';
import type { Notices } from './group-testing.ts';
import { type ResponseReliance, STATUS } from './reliance.ts';

interface Pair {
  readonly response: ResponseReliance;
  readonly known: ResponseReliance;
}

/**
 * What one scenario has shown is not asked again in another: it is held against a few runs in which all that did not matter
 * is broken at once, with what only this one has. Where one of them ends otherwise than it should, nothing is presumed.
 */
export async function presume(
  responses: readonly ResponseReliance[],
  earlier: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const pairs = responses.flatMap((response): Pair[] => {
    const alike = earlier.filter((one) => isAlike(one, response) && one.eitherOf.length === 0);
    const known = alike.findLast((one) => isOfOneRequest(one, response)) ?? alike.at(-1);
    return known ? [{ response, known }] : [];
  });
  const breakEach = async (partsIn: (pair: Pair) => readonly Part[], isGoneKnown = false) => {
    const parts = pairs.flatMap((pair) => partsIn(pair).map((part) => ({ response: pair.response, part })));
    const gone = parts.map(({ response, part }) => response.breakage(part, 'gone'));
    const changed = parts
      .filter(({ response, part }) => layerOf(part, response.parts) === INNERMOST)
      .map(({ response, part }) => response.breakage(part, CHANGED[part.kind]));
    const noticed = await Promise.all([!isGoneKnown && notices(gone), notices(changed)]);
    return noticed.includes(true);
  };
  const isAsKnown = await Promise.all(pairs.map((pair) => isConfirmed(pair, notices)));
  const isAnyNoticed = await breakEach(
    unusedParts,
    isAsKnown.every((found) => found === 'whatever is broken'),
  );
  if (isAnyNoticed && (pairs.every((pair) => newParts(pair).length === 0) || (await breakEach(ignoredHere))))
    return;
  for (const [index, pair] of pairs.entries()) {
    const found = isAsKnown[index];
    if (found) adopt(pair, found === 'whatever is broken' && !isAnyNoticed ? newParts(pair) : []);
  }
}

/** What the client did not look at in the other scenario. */
const ignoredHere = ({ response, known }: Pair) => shared(known.ignored, response);

/** Clients read little of a refusal: what only this one has is tried together with what is not read of the other. */
function newParts({ response, known }: Pair): Part[] {
  const names = new Set(known.parts.map(partName));
  return response.hasSucceeded ? [] : response.parts.filter((part) => !names.has(partName(part)));
}

const unusedParts = (pair: Pair) => [...ignoredHere(pair), ...newParts(pair)];

const CHANGED = { status: 'value', header: 'value', cookie: 'renamed', body: 'type' } as const;

const isOfOneRequest = ({ observed: one }: ResponseReliance, { observed: other }: ResponseReliance) =>
  one.method === other.method && usualPath(one.path) === usualPath(other.path);

/** Clients look at one refusal of credentials as at another; what they take from a success differs from request to request. */
function isAlike(one: ResponseReliance, other: ResponseReliance): boolean {
  if (one.hasSucceeded !== other.hasSucceeded) return false;
  const isOfNobody = [one, other].some(({ observed: { known } }) => Object.keys(known).length === 0);
  return isOfOneRequest(one, other) || !(one.hasSucceeded || isOfNobody);
}

function shared(parts: readonly Part[], response: ResponseReliance): Part[] {
  const names = new Set(parts.map(partName));
  return response.parts.filter((part) => names.has(partName(part)));
}

/**
 * Whether what is needed is noticed here too, and the error that tells most is taken or not, as it was; and whether that error
 * is taken with all that is not used broken, too.
 */
async function isConfirmed(pair: Pair, notices: Notices<Breakage>): Promise<boolean | 'whatever is broken'> {
  const { response, known } = pair;
  const own = response.status;
  const others = [...(known.hasSucceeded ? [] : [known.status]), 403, 401];
  const error = others.find((status) => status !== own) ?? 500;
  const wasNoticed = known.isNoticed(STATUS, error === known.status ? own : error);
  const broken = response.breakage(STATUS, error);
  const needed = shared(known.needed, response);
  const unused = unusedParts(pair).map((part) => response.breakage(part, 'gone'));
  const [isTakenWithAll, ...areNeeded] = await Promise.all([
    wasNoticed === false && notices([broken, ...unused]).then((isNoticedNow) => !isNoticedNow),
    ...needed.map((part) => notices([response.breakage(part, 'gone')])),
  ]);
  const isKnown = isTakenWithAll || wasNoticed === (await notices([broken]));
  if (!isKnown || areNeeded.includes(false)) return false;
  const asked = isOfOneRequest(known, response) ? [200] : response.statusesOfItsOwn;
  if (!response.hasSucceeded) {
    await Promise.all(asked.map((status) => response.tryStatus(status, notices)));
  }
  return isTakenWithAll ? 'whatever is broken' : true;
}

/** @param unused parts that the other response does not have, and that were broken in each way without being noticed */
function adopt({ response, known }: Pair, unused: readonly Part[]): void {
  for (const part of response.parts) {
    const name = partName(part);
    const found = known.tried.get(name);
    if (!found) continue;
    response.tried.set(name, found);
    response.presumed.add(name);
  }
  for (const part of unused) {
    for (const kind of ['gone', CHANGED[part.kind]] as const) response.note(part, kind, false);
    response.presumed.add(partName(part));
  }
  response.presumed.add('status');
  const isRedirect = (status: number) => status >= 300 && status < 400;
  const ownStatuses = response.statusesOfItsOwn;
  for (const [of, wasNoticed] of known.tried.get('status') ?? []) {
    const status = of === response.status ? known.status : Number(of);
    const isShown = isOfOneRequest(known, response)
      ? !isRedirect(status) || ownStatuses.includes(status)
      : status >= 400;
    if (isShown && !response.hasTried(status)) response.note(STATUS, status, wasNoticed);
  }
}
