import { likelihoodOf } from './likelihood.ts';
import {
  type Breakage,
  breakageId,
  holds,
  layerOf,
  type Part,
  partName,
  type Way,
  waysToBreak,
} from './parts.ts';
import { findNoticed, type Notices, type Suspect } from './reduce.ts';
import { acceptedStatuses, namesIn, neededParts, type ResponseReliance } from './reliance.ts';

/** Finds what the client relies on in these answers, and takes note of it as it comes to be known. */
export async function findReliance(
  answers: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  await Promise.all([findStatuses(answers, notices), findGone(answers, notices)]);
  await findOtherWays(answers, notices);
  await findOtherEitherOrs(answers, notices);
  await findNoBody(answers, notices);
}

const asStatus = ({ sighting }: ResponseReliance, status: number): Breakage => ({
  answer: sighting.responseId,
  part: { kind: 'status' },
  way: status,
});

const asPart = ({ sighting }: ResponseReliance, part: Part, way: Way): Breakage => ({
  answer: sighting.responseId,
  part,
  way,
});

/** The errors that stand for all others: where one of them is taken, each is tried. */
const ERRORS = { first: [403, 500], others: [400, 401, 404, 410, 429, 503] } as const;

async function findStatuses(answers: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const tryOne = async (answer: ResponseReliance, status: number) => {
    if (status === answer.sighting.unbroken.status) return false;
    const isTaken = !(await notices([asStatus(answer, status)]));
    answer.statuses.set(status, isTaken);
    return isTaken;
  };
  const tryErrors = async (answer: ResponseReliance) => {
    const taken = await Promise.all(ERRORS.first.map((status) => tryOne(answer, status)));
    if (taken.includes(true)) await Promise.all(ERRORS.others.map((status) => tryOne(answer, status)));
    else if (!isSuccess(answer)) await tryOne(answer, answer.sighting.unbroken.status === 401 ? 404 : 401);
  };
  const others = answers.flatMap((answer) => {
    const { known } = answer.sighting;
    const hasCredentials = known.password !== undefined || known.token !== undefined;
    const redirects = known.session ? [307] : hasCredentials ? [302, 307] : [302];
    return [...redirects, ...(isSuccess(answer) ? [] : [200])].map((status) => tryOne(answer, status));
  });
  await Promise.all([...answers.map(tryErrors), ...others, findOtherSuccess(answers, notices)]);
}

const isSuccess = ({ sighting }: ResponseReliance) => sighting.unbroken.status < 300;

/** Other successes are mostly taken: they are tried for all answers at once. */
async function findOtherSuccess(answers: readonly ResponseReliance[], notices: Notices<Breakage>) {
  const suspects = answers
    .filter(isSuccess)
    .map((answer) => ({ answer, status: answer.sighting.unbroken.status === 204 ? 200 : 201 }));
  await tryStatuses(suspects, notices);
}

/** 204 takes the body away: where that is needed, it would say nothing of the status. */
async function findNoBody(answers: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const goesWithIt = (name: string) => /^body\b/.test(name) || name === 'header Content-Type';
  const tried = answers.filter((answer) => {
    const used = [...neededParts(answer).map(partName), ...namesIn(answer.eitherOf)];
    return isSuccess(answer) && answer.sighting.unbroken.status !== 204 && !used.some(goesWithIt);
  });
  await tryStatuses(
    tried.map((answer) => ({ answer, status: 204 })),
    notices,
  );
}

async function tryStatuses(
  tried: readonly { readonly answer: ResponseReliance; readonly status: number }[],
  notices: Notices<Breakage>,
): Promise<void> {
  const suspects = tried.map(({ answer, status }) => ({
    item: asStatus(answer, status),
    likelihood: 0.1,
  }));
  const { noticed } = await findNoticed(suspects, notices);
  for (const [index, { answer, status }] of tried.entries()) {
    const item = suspects[index]?.item;
    answer.statuses.set(status, item !== undefined && !noticed.includes(item));
  }
}

/** What is noticed when it is gone; and what is noticed only together with others: an either-or. */
async function findGone(answers: readonly ResponseReliance[], notices: Notices<Breakage>): Promise<void> {
  const suspects = answers.flatMap((answer) =>
    answer.parts.map((part) => ({
      item: asPart(answer, part, 'gone'),
      likelihood: likelihoodOf(part, answer),
    })),
  );
  const groups = await search(answers, suspects, notices);
  for (const group of groups) noteEitherOr(answers, group);
}

async function findOtherWays(
  answers: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const suspects = answers.flatMap((answer) => {
    const needed = neededParts(answer);
    return answer.parts
      .filter((part) => !needed.some((one) => holds(part, one)))
      .flatMap((part) =>
        waysToBreak(part, answer.sighting.unbroken)
          .filter((way) => way !== 'gone')
          .flatMap((way) => suspectOf(answer, part, way, needed.includes(part))),
      );
  });
  // A part can be broken in one way at a time.
  await Promise.all(
    ROUNDS.map((round) =>
      search(
        answers,
        suspects.filter(({ item }) => round.includes(item.way)),
        notices,
      ),
    ),
  );
}

/** The ways that are tried at once: none of them is for the same part as another of its round. */
const ROUNDS: readonly (readonly (Way | number)[])[] = [['null', 'renamed'], ['type', 'order'], ['value']];

/** How a part that is needed is looked at: as closely as the pact can say it. */
function suspectOf(answer: ResponseReliance, part: Part, way: Way, isNeeded: boolean): Suspect<Breakage>[] {
  const item = asPart(answer, part, way);
  // Most clients keep a jar: the names and the order of the cookies do not matter to them.
  if (part.kind === 'cookie') return [{ item, likelihood: 0.05 }];
  if (!isNeeded) return [{ item, likelihood: likelihoodOf(part, answer) / 8 }];
  if (part.kind === 'body' && way !== 'type') return [];
  return [{ item, likelihood: 0.9 }];
}

/**
 * Searches layer by layer, so that nothing is hidden by what holds it.
 *
 * @returns the either-ors
 */
async function search(
  answers: readonly ResponseReliance[],
  suspects: readonly Suspect<Breakage>[],
  notices: Notices<Breakage>,
): Promise<(readonly Breakage[])[]> {
  const partsIn = new Map(answers.map(({ sighting, parts }) => [sighting.responseId, parts]));
  const layers = Map.groupBy(suspects, ({ item }) => layerOf(item.part, partsIn.get(item.answer) ?? []));
  const noticed: Breakage[] = [];
  const eitherOr: (readonly Breakage[])[] = [];
  for (const [, layer] of [...layers].toSorted(([a], [b]) => order(b) - order(a))) {
    // Whatever holds a part that is noticed is noticed too.
    const open = layer.filter(({ item }) => !noticed.some((one) => isHeldBy(one, item)));
    const found = await findNoticed(open, notices);
    noticed.push(...found.noticed);
    eitherOr.push(...found.eitherOr.filter((group) => !isCoarser(group, eitherOr)));
    const ids = new Set(found.noticed.map(breakageId));
    for (const { item } of open) note(answers, item, ids.has(breakageId(item)));
  }
  return eitherOr;
}

/** The innermost first. */
const order = (layer: string) =>
  layer === 'single' ? Number.POSITIVE_INFINITY : Number(/\d+/.exec(layer)?.[0] ?? -1);

const isHeldBy = (inner: Breakage, outer: Breakage) =>
  inner.answer === outer.answer && holds(outer.part, inner.part);

/** Whether an either-or says of containers what another one says of what is in them. */
function isCoarser(group: readonly Breakage[], known: readonly (readonly Breakage[])[]): boolean {
  return known.some((finer) =>
    finer.every((one) =>
      group.some((other) => breakageId(one) === breakageId(other) || isHeldBy(one, other)),
    ),
  );
}

function note(
  answers: readonly ResponseReliance[],
  { answer, part, way }: Breakage,
  isNoticed: boolean,
): void {
  const reliance = answers.find(({ sighting }) => sighting.responseId === answer);
  const notes = isNoticed ? reliance?.noticed : reliance?.unnoticed;
  const name = partName(part);
  notes?.set(name, new Set([...(notes.get(name) ?? []), way as Way]));
}

/** All that does not matter is broken at once, the statuses too: a part may stand in for a status. */
async function findOtherEitherOrs(
  answers: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const suspects = answers.flatMap((answer) => {
    // Of each either-or that is known, one part stays right.
    const kept = new Set(answer.eitherOf.map(([first]) => first && partName(first.part)));
    const gone = answer.parts
      .filter((part) => layerOf(part, answer.parts) === 'single')
      .filter((part) => !answer.noticed.get(partName(part))?.has('gone') && !kept.has(partName(part)))
      .map((part) => asPart(answer, part, 'gone'));
    const status = acceptedStatuses(answer)
      .filter((one) => one !== answer.sighting.unbroken.status && ![204, 302, 307].includes(one))
      .at(-1);
    return [...gone, ...(status === undefined ? [] : [asStatus(answer, status)])];
  });
  const found = await findNoticed(
    suspects.map((item) => ({ item, likelihood: 0.05 })),
    notices,
  );
  for (const group of found.eitherOr) noteEitherOr(answers, group);
}

/** The part that a client is likely to take first stands first: it is the one that the pact asks for. */
function noteEitherOr(answers: readonly ResponseReliance[], group: readonly Breakage[]): void {
  const rank = { cookie: 0, body: 1, header: 2, status: 3 } as const;
  const sorted = group.toSorted((a, b) => rank[a.part.kind] - rank[b.part.kind]);
  for (const answer of answers) {
    if (group.some((one) => one.answer === answer.sighting.responseId)) answer.eitherOf.push(sorted);
  }
}
