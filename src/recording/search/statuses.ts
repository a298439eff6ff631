import { type Breakage, partName } from './parts.ts';
import { findNoticed, type Notices } from './reduce.ts';
import {
  breakStatus,
  hasSucceeded,
  namesIn,
  neededParts,
  type ResponseReliance,
  usualStatusOf,
} from './reliance.ts';

/** Where all of these are taken, so is any error; where some of them are, each other one is tried. */
const STAND_FOR_ALL: readonly number[] = [403, 500, 401, 404];
const OTHER_ERRORS: readonly number[] = [400, 401, 404, 410, 429, 503];

export async function tryStatus(
  response: ResponseReliance,
  status: number,
  notices: Notices<Breakage>,
): Promise<boolean> {
  const isTaken = !(await notices([breakStatus(response, status)]));
  response.statuses.set(status, isTaken);
  return isTaken;
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

export async function findStatuses(
  all: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  const responses = all.filter(({ presumed }) => !presumed.has('status'));
  const tryOne = (response: ResponseReliance, status: number) => tryStatus(response, status, notices);
  const tryErrors = async (response: ResponseReliance) => {
    const own = usualStatusOf(response);
    const [first = 403, second = 500, third = 401] = STAND_FOR_ALL.filter((status) => status !== own);
    const isFirstTaken = await tryOne(response, first);
    // Who notices one error of a success notices others. Of the log-in, the hazards want to know it.
    if (!isFirstTaken && hasSucceeded(response) && !response.observed.known.password) return;
    const taken = [isFirstTaken, await tryOne(response, second)];
    if (hasSucceeded(response) && !taken.includes(true)) return;
    taken.push(await tryOne(response, third));
    const rest = OTHER_ERRORS.filter((status) => status !== own && !response.statuses.has(status));
    if (!taken.includes(false)) {
      for (const status of rest) response.statuses.set(status, true);
      if (!statusesOfItsOwn(response).includes(302)) await tryOne(response, 302);
    } else if (taken.includes(true)) await Promise.all(rest.map((status) => tryOne(response, status)));
  };
  const others = responses.flatMap((response) =>
    statusesOfItsOwn(response).map((status) => tryOne(response, status)),
  );
  // Other successes are mostly taken: they are tried for all responses at once.
  const successes = responses
    .filter(hasSucceeded)
    .map((response) => ({ response, status: usualStatusOf(response) === 204 ? 200 : 201 }));
  await Promise.all([...responses.map(tryErrors), ...others, tryStatuses(successes, notices)]);
}

/** 204 takes the body away: where that is needed, it would say nothing of the status. */
export async function findNoBody(
  responses: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
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
