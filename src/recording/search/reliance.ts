import { usualPath } from '../../../contracts/session/names.ts';
import type { Heeding } from '../../../contracts/session/states.ts';
import type { PartName, ScenarioName } from '../../report/recording.ts';
import type { ObservedRequest } from '../run/observed-request.ts';
import { type Breakage, holds, INNERMOST, layerOf, type Part, partName, partsOf } from '../run/parts.ts';
import type { Run, ScenarioRuns } from '../run/runs.ts';
import type { Notices } from './group-testing.ts';

export const STATUS = { kind: 'status' } as const satisfies Part;

/** The errors by which a Jira is broken: with others it cannot be asked just now, which says nothing of it. */
const VERDICTS = [400, 401, 403, 404, 410, 500];

/** What is known of how a client relies on a response. */
export class ResponseReliance {
  readonly observed: ObservedRequest;
  readonly parts: readonly Part[];
  /** By part name: whether the client noticed it in each way in which it was broken; of the status, in the place of which others. */
  readonly tried = new Map<PartName, ReadonlyMap<Breakage['kind'], boolean>>();
  /** In each list, one part has to be right; some may belong to another response. */
  readonly eitherOf: (readonly Breakage[])[] = [];
  /** What another scenario has shown, and this one has confirmed: names of parts, and `status`. */
  readonly presumed = new Set<PartName>();

  constructor(observed: ObservedRequest) {
    this.observed = observed;
    this.parts = partsOf(observed.unbroken);
  }

  get status(): number {
    return this.observed.unbroken.status;
  }

  get hasSucceeded(): boolean {
    return this.status < 300;
  }

  breakage(part: Part, kind: Breakage['kind']): Breakage {
    return { responseId: this.observed.responseId, part, kind };
  }

  note(part: Part, kind: Breakage['kind'], wasNoticed: boolean): void {
    const name = partName(part);
    this.tried.set(name, new Map([...(this.tried.get(name) ?? []), [kind, wasNoticed]]));
  }

  /** Whether the client noticed that a part was broken in this way, or in any; undefined where that was not tried. */
  isNoticed(part: Part, kind?: Breakage['kind']): boolean | undefined {
    const kinds = this.tried.get(partName(part));
    return kind === undefined ? kinds && [...kinds.values()].includes(true) : kinds?.get(kind);
  }

  async tryStatus(status: number, notices: Notices<Breakage>): Promise<boolean> {
    this.note(STATUS, status, await notices([this.breakage(STATUS, status)]));
    return this.takes(status);
  }

  hasTried(status: number): boolean {
    return this.isNoticed(STATUS, status) !== undefined;
  }

  takes(status: number): boolean {
    return this.isNoticed(STATUS, status) === false;
  }

  get acceptedStatuses(): number[] {
    const others = [...(this.tried.get('status')?.keys() ?? [])].map(Number);
    return [this.status, ...others.filter((status) => this.takes(status))].toSorted((a, b) => a - b);
  }

  /** Statuses of which another request's response says nothing: what a client makes of them depends on what it sends next. */
  get statusesOfItsOwn(): readonly number[] {
    const { session, password, token } = this.observed.known;
    return [
      ...(session ? [] : [302]),
      // It carries the credentials to another host.
      ...(session || password || token ? [307] : []),
      ...(this.hasSucceeded ? [] : [200]),
    ];
  }

  /** The names of the parts that another one may stand in for. */
  get replaceable(): Set<PartName> {
    return new Set(this.eitherOf.flat().map(({ part }) => partName(part)));
  }

  /** The parts that the client relies on: it notices when they are gone. A cookie of another name is one that is gone. */
  get needed(): Part[] {
    const { replaceable } = this;
    const needed = this.parts.filter((part) => {
      const isOtherGone = part.kind === 'cookie' && !replaceable.has(partName(part));
      return this.isNoticed(part, isOtherGone ? undefined : 'gone');
    });
    return innermostOf(needed);
  }

  /** The parts that may be absent, but not wrong; those of an either-or are told there. */
  get rightIfThere(): Part[] {
    return innermostOf(this.#others.filter((part) => this.isNoticed(part) && !this.needed.includes(part)));
  }

  /** The parts that were broken in every way without being noticed. */
  get ignored(): Part[] {
    return this.#others.filter((part) => this.isNoticed(part) === false);
  }

  /** Without what holds a part that is needed, and without what another one may stand in for. */
  get #others(): Part[] {
    const { needed, replaceable } = this;
    return this.parts.filter(
      (part) => !needed.some((one) => holds(part, one)) && !replaceable.has(partName(part)),
    );
  }

  get canBeFailed(): boolean {
    const refuting = this.hasSucceeded ? VERDICTS : [200, ...VERDICTS];
    return (
      refuting.some((status) => this.isNoticed(STATUS, status)) ||
      this.needed.length + this.rightIfThere.length + this.eitherOf.length > 0
    );
  }
}

/** All that was seen of a client. */
export interface Evidence {
  /** Every run, the broken ones too. */
  readonly runs: readonly Run[];
  readonly scenarios: ReadonlyMap<ScenarioName, ScenarioRuns>;
  /** One in which the user, and not nobody, gets answers with nothing in them. */
  readonly emptyForUser: Run | undefined;
  readonly found: readonly ResponseReliance[];
  /** Of each request whose credentials are refused beside the session resource, what the client notices of that. */
  readonly refusedBeside: readonly ResponseReliance[];
  readonly heeds: Heeding;
}

/** What was sent in the first run of each scenario. */
export const observedIn = (scenarios: Evidence['scenarios']) =>
  [...scenarios.values()].flatMap(({ unbroken: [one] }) => one.observed);

/** Without the parts that hold another one: what is in them says more. */
export function innermostOf(parts: readonly Part[]): Part[] {
  return parts.filter((part) => !parts.some((other) => holds(part, other)));
}

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
