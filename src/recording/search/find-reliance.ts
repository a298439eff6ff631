import { headerValues } from '../../http/wire.ts';
import { triedErrors } from '../../report/recording.ts';
import {
  type Breakage,
  type BreakKind,
  breakageId,
  holds,
  INNERMOST,
  isMediaType,
  isSessionCookie,
  layerOf,
  type Part,
  partName,
  SESSION_NAME,
  textFormOf,
  valueAt,
} from '../run/parts.ts';
import { findNoticed, type Notices, type Suspect } from './group-testing.ts';
import { presume, type ResponseReliance, STATUS } from './reliance.ts';

/** Finds what the client relies on in these responses, and takes note of it as it comes to be known. */
export async function findReliance(
  responses: readonly ResponseReliance[],
  earlier: readonly ResponseReliance[],
  notices: Notices<Breakage>,
): Promise<void> {
  await presume(responses, earlier, notices);
  const search = new Search(responses, notices);
  await Promise.all([search.statuses(), search.gone()]);
  await search.otherWays();
  await Promise.all([search.toldNames(), search.jsonForNoBody()]);
  await search.otherEitherOrs();
  await search.withoutBody();
}

/** What the client compares in every letter: the same, written in another way, makes it fail. What it only prints does not count. */
export function findExact(responses: readonly ResponseReliance[], fails: Notices<Breakage>) {
  return new Search(responses, fails).otherForms();
}

/** Where all of these are taken, so is any error; where some of them are, each other one is tried. */
const STAND_FOR_ALL: readonly number[] = [403, 500, 401, 404];

class Search {
  readonly #responses: readonly ResponseReliance[];
  readonly #succeeded: readonly ResponseReliance[];
  readonly #notices: Notices<Breakage>;

  constructor(responses: readonly ResponseReliance[], notices: Notices<Breakage>) {
    this.#responses = responses;
    this.#succeeded = responses.filter(({ hasSucceeded }) => hasSucceeded);
    this.#notices = notices;
  }

  async statuses(): Promise<void> {
    const open = this.#responses.filter(({ presumed }) => !presumed.has('status'));
    const own = open.flatMap((response) =>
      response.statusesOfItsOwn.map((status) => response.tryStatus(status, this.#notices)),
    );
    await Promise.all([...open.map((response) => this.#errors(response)), ...own, this.#successes(open)]);
  }

  async #errors(response: ResponseReliance): Promise<void> {
    const tryOne = (status: number) => response.tryStatus(status, this.#notices);
    const { hasSucceeded, status: own } = response;
    const [first = 403, second = 500, third = 401] = STAND_FOR_ALL.filter((status) => status !== own);
    const isFirstTaken = await tryOne(first);
    // A client that notices one error in place of a success notices others. For the log-in, the hazards need to know.
    if (!isFirstTaken && hasSucceeded && !response.observed.known.password) return;
    const taken = [isFirstTaken, await tryOne(second)];
    if (hasSucceeded && !taken.includes(true)) return;
    taken.push(await tryOne(third));
    const rest = triedErrors.filter((status) => status !== own && !response.hasTried(status));
    if (!taken.includes(false)) {
      for (const status of rest) response.note(STATUS, status, false);
      if (!response.statusesOfItsOwn.includes(302)) await tryOne(302);
    } else if (taken.includes(true)) await Promise.all(rest.map(tryOne));
  }

  /** Other successes are mostly taken: they are tried for all responses at once. Nobody names 203: who takes it takes each of them. */
  async #successes(open: readonly ResponseReliance[]): Promise<void> {
    const other = ({ status }: ResponseReliance) => (status === 204 ? 200 : 201);
    const responses = open.filter(({ hasSucceeded }) => hasSucceeded);
    await this.#tryStatuses(responses, other);
    const taken = responses.filter((response) => response.takes(other(response)));
    await this.#tryStatuses(taken, () => 203);
    for (const response of taken) if (response.takes(203)) response.note(STATUS, 201, false);
  }

  /** 204, and the page that a redirect leads to, take the body away: where that is needed, they would say nothing of the status. */
  async withoutBody(): Promise<void> {
    const goesWithIt = (name: string) => /^body\b/.test(name) || name === 'header Content-Type';
    const open = this.#succeeded.filter(
      ({ needed, replaceable }) => ![...needed.map(partName), ...replaceable].some(goesWithIt),
    );
    const left = (response: ResponseReliance) => {
      const statuses = response.presumed.has('status') ? [204] : [204, 302];
      return statuses.find((status) => status !== response.status && !response.hasTried(status));
    };
    // Of one response, one status at a time.
    await this.#tryStatuses(open, left);
    await this.#tryStatuses(open, left);
  }

  async #tryStatuses(
    responses: readonly ResponseReliance[],
    statusOf: (response: ResponseReliance) => number | undefined,
  ): Promise<void> {
    const suspects = responses.flatMap((response) => {
      const status = statusOf(response);
      return status === undefined ? [] : [{ item: response.breakage(STATUS, status), likelihood: 0.1 }];
    });
    await this.#try(suspects);
  }

  /** What is noticed when it is gone; and what is noticed only together with others: an either-or. */
  async gone(): Promise<void> {
    const suspects = this.#responses.flatMap((response) =>
      newPartsOf(response).map((part) => ({
        item: response.breakage(part, 'gone'),
        likelihood: likelihoodOf(part, response),
      })),
    );
    this.#noteEitherOrs(await this.#tryByLayer(suspects));
  }

  async otherWays(): Promise<void> {
    const suspects = this.#responses.flatMap((response) => {
      const { needed } = response;
      return newPartsOf(response)
        .filter((part) => !needed.some((one) => holds(part, one)))
        .flatMap((part) => {
          const isNeeded = needed.includes(part);
          const likelihood = likelihoodOfOther(part, response, isNeeded);
          return otherWays(part, response, isNeeded).map((kind, round) => ({
            round,
            item: response.breakage(part, kind),
            likelihood,
          }));
        });
    });
    // A part can be broken in one way at a time: of one round, no two ways are for the same part.
    const rounds = Map.groupBy(suspects, ({ round }) => round);
    await Promise.all([...rounds.values()].map((round) => this.#tryByLayer(round)));
  }

  /** A client that notices another name of its cookie may take whatever name the body tells. */
  async toldNames(): Promise<void> {
    const suspects = this.#responses
      .filter((response) => response.isNoticed({ kind: 'body', path: SESSION_NAME }))
      .flatMap((response) =>
        newPartsOf(response)
          .filter((part) => part.kind === 'cookie' && response.isNoticed(part, 'renamed'))
          .map((part) => ({ item: response.breakage(part, 'renamed as told'), likelihood: 0.5 })),
      );
    await this.#try(suspects);
  }

  /** Who notices a page where there is no body may take JSON there. */
  async jsonForNoBody(): Promise<void> {
    const body = { kind: 'body', path: [] } as const;
    const responses = this.#succeeded.filter(
      (one) => one.status === 204 && one.isNoticed(body, 'type') && one.isNoticed(body, 'null') === undefined,
    );
    await this.#try(responses.map((one) => ({ item: one.breakage(body, 'null'), likelihood: 0.5 })));
  }

  async otherForms(): Promise<void> {
    const suspects = this.#responses.flatMap((response) =>
      response.parts
        .filter((part) => hasForms(part, response))
        .map((part) => ({ item: response.breakage(part, 'form'), likelihood: 0.1 })),
    );
    await this.#try(suspects);
  }

  /** All that does not matter is broken at once, the statuses too: a part may stand in for a status. */
  async otherEitherOrs(): Promise<void> {
    const tried = this.#responses.filter((response) => newPartsOf(response).length > 0);
    const items = tried.flatMap((response) => {
      // One part of each known either-or stays right.
      const kept = new Set(response.eitherOf.map(([first]) => first && partName(first.part)));
      const gone = response.parts
        .filter((part) => layerOf(part, response.parts) === INNERMOST)
        .filter((part) => !response.isNoticed(part, 'gone') && !kept.has(partName(part)))
        .map((part) => response.breakage(part, 'gone'));
      const status = response.acceptedStatuses
        .filter((one) => one !== response.status && ![204, 302, 307].includes(one))
        .at(-1);
      return [...gone, ...(status === undefined ? [] : [response.breakage(STATUS, status)])];
    });
    const suspects = items.map((item) => ({ item, likelihood: 0.05 }));
    this.#noteEitherOrs((await findNoticed(suspects, this.#notices)).eitherOr);
  }

  /** The part that a client is likely to take first stands first: it is the one that the pact asks for. */
  #noteEitherOrs(groups: readonly (readonly Breakage[])[]): void {
    const rank = { cookie: 0, body: 1, header: 2, status: 3 } as const;
    for (const group of groups) {
      const sorted = group.toSorted((a, b) => rank[a.part.kind] - rank[b.part.kind]);
      const of = this.#responses.filter(({ observed }) =>
        group.some(({ responseId }) => responseId === observed.responseId),
      );
      for (const { eitherOf } of of) eitherOf.push(sorted);
    }
  }

  /** Finds which of these are noticed, layer by layer, so that nothing is hidden by what holds it. */
  async #tryByLayer(suspects: readonly Suspect<Breakage>[]): Promise<(readonly Breakage[])[]> {
    const layers = Map.groupBy(suspects, ({ item }) => layerOf(item.part, this.#of(item)?.parts ?? []));
    const noticed: Breakage[] = [];
    const eitherOr: (readonly Breakage[])[] = [];
    for (const [, layer] of [...layers].toSorted(([a], [b]) => b - a)) {
      // Whatever holds a part that is noticed is noticed too.
      const found = await this.#try(layer.filter(({ item }) => !noticed.some((one) => isHeldBy(one, item))));
      noticed.push(...found.noticed);
      eitherOr.push(...found.eitherOr.filter((group) => !isCoarser(group, eitherOr)));
    }
    return eitherOr;
  }

  /** Finds which of these are noticed, and takes note of all. */
  async #try(suspects: readonly Suspect<Breakage>[]) {
    const found = await findNoticed(suspects, this.#notices);
    for (const { item } of suspects) this.#of(item)?.note(item.part, item.kind, found.noticed.includes(item));
    return found;
  }

  #of({ responseId }: Breakage): ResponseReliance | undefined {
    return this.#responses.find(({ observed }) => observed.responseId === responseId);
  }
}

/** A body where there is none comes with another status: who does not take that says nothing of the body. */
const newPartsOf = (response: ResponseReliance) =>
  response.parts.filter(
    (part) =>
      !response.presumed.has(partName(part)) &&
      !(part.kind === 'body' && response.status === 204 && !response.takes(200)),
  );

/** How else a part is broken than by leaving it out. */
function otherWays(part: Part, response: ResponseReliance, isNeeded: boolean): readonly BreakKind[] {
  const { unbroken } = response.observed;
  const isOneOfSeveral = headerValues(unbroken, 'Set-Cookie').length > 1;
  if (part.kind === 'cookie' && isSessionCookie(part.name) && isOneOfSeveral) return ['renamed', 'order'];
  if (part.kind !== 'body') return [part.kind === 'cookie' ? 'renamed' : 'value'];
  // What is needed is used, but for an address: who needs it there may never ask it.
  if (isNeeded) return isAddress(part, response) ? ['type', 'value'] : ['type'];
  // Of a refusal little is read.
  if (layerOf(part, response.parts) !== INNERMOST) return response.hasSucceeded ? ['type'] : [];
  if (!response.hasSucceeded) return ['type'];
  const isSingle = typeof (valueAt(unbroken, part.path) ?? '') !== 'object';
  return isSingle ? ['null', 'type', 'value'] : ['null', 'type'];
}

function likelihoodOfOther(part: Part, response: ResponseReliance, isNeeded: boolean): number {
  // Most clients keep a jar: the names and the order of the cookies do not matter to them.
  if (part.kind === 'cookie') return 0.05;
  return isNeeded ? 0.9 : likelihoodOf(part, response) / 8;
}

function hasForms(part: Part, response: ResponseReliance): boolean {
  if (part.kind === 'body' && textFormOf(part.path, response.observed.unbroken))
    return response.isNoticed(part) === true;
  if (!response.isNoticed(part, 'value')) return false;
  return part.kind === 'header' ? isMediaType(part) : isAddress(part, response);
}

const isAddress = (part: Part, { observed }: ResponseReliance) =>
  part.kind === 'body' && URL.canParse(String(valueAt(observed.unbroken, part.path)));

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
