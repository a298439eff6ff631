export interface Suspect<Item> {
  readonly item: Item;
  readonly likelihood: number;
}

export interface Found<Item> {
  readonly noticed: readonly Item[];
  readonly eitherOr: readonly (readonly Item[])[];
}

/** Asks whether anybody notices when all of these are broken at once. */
export type Notices<Item> = (broken: readonly Item[]) => Promise<boolean>;

type Asks<Item> = Notices<Suspect<Item>>;

/** What is at least so likely is asked for alone: in a group it would only hide the others. */
const LIKELY = 0.4;

/** Either-ors are told of up to this number; a client with more has a mistake that one of them shows. */
const MAX_EITHER_ORS = 12;

/**
 * Finds what matters with few questions: adaptive group testing. What is likely is asked for alone; the rest at once,
 * and split only where that is noticed, at the point that halves the likelihood. In the end all that does not matter
 * alone has been broken at once: what is noticed then is an either-or.
 *
 * @param notices has to answer the same for the same items
 */
export async function findNoticed<Item>(
  suspects: readonly Suspect<Item>[],
  notices: Notices<Item>,
): Promise<Found<Item>> {
  const sorted = suspects.toSorted((a, b) => b.likelihood - a.likelihood);
  const alone = await Promise.all(
    sorted.map(({ item, likelihood }) => likelihood >= LIKELY && notices([item])),
  );
  const asks = (pool: readonly Suspect<Item>[]) => notices(pool.map(({ item }) => item));
  const groups: Suspect<Item>[][] = sorted.filter((_, index) => alone[index]).map((one) => [one]);
  const seen = new Set<string>();
  const isKnown = (group: readonly Suspect<Item>[]) =>
    groups.some((known) => known.every((one) => group.includes(one)));

  const collect = async (pool: readonly Suspect<Item>[]): Promise<void> => {
    // Two orders of taking items out lead to the same pool.
    const id = pool.map((one) => sorted.indexOf(one)).join();
    if (pool.length === 0 || seen.has(id) || groups.filter(isEitherOr).length >= MAX_EITHER_ORS) return;
    seen.add(id);
    if (!(await asks(pool))) return;
    const group = await smallestNoticed(pool, asks);
    if (!isKnown(group)) groups.push(group);
    for (const one of group) await collect(pool.filter((other) => other !== one));
  };

  await collect(sorted.filter((_, index) => !alone[index]));
  const found = groups.map((group) => group.map(({ item }) => item));
  return {
    noticed: found.filter((group) => !isEitherOr(group)).flat(),
    eitherOr: found.filter(isEitherOr),
  };
}

const isEitherOr = ({ length }: readonly unknown[]) => length > 1;

/** A group of which nothing can be left out without going unnoticed. */
async function smallestNoticed<Item>(
  pool: readonly Suspect<Item>[],
  notices: Asks<Item>,
): Promise<Suspect<Item>[]> {
  // Mostly one item alone is noticed: halving leads there.
  let rest = pool;
  while (rest.length > 1) {
    const [left, right] = halves(rest);
    rest = (await notices(left)) ? left : right;
  }
  return (await notices(rest)) ? [...rest] : smallestWith([], false, pool, notices);
}

/** The smallest part of the candidates that is noticed together with what is broken already (QuickXplain). */
async function smallestWith<Item>(
  broken: readonly Suspect<Item>[],
  isChanged: boolean,
  candidates: readonly Suspect<Item>[],
  notices: Asks<Item>,
): Promise<Suspect<Item>[]> {
  if (isChanged && (await notices(broken))) return [];
  if (candidates.length === 1) return [...candidates];
  const [left, right] = halves(candidates);
  const ofRight = await smallestWith([...broken, ...left], true, right, notices);
  const ofLeft = await smallestWith([...broken, ...ofRight], ofRight.length > 0, left, notices);
  return [...ofLeft, ...ofRight];
}

function halves<Item>(
  suspects: readonly Suspect<Item>[],
): readonly [readonly Suspect<Item>[], readonly Suspect<Item>[]] {
  const total = suspects.reduce((sum, { likelihood }) => sum + likelihood, 0);
  let sum = 0;
  const past = suspects.findIndex(({ likelihood }) => {
    sum += likelihood;
    return sum >= total / 2;
  });
  const cut = Math.min(Math.max(past + 1, 1), suspects.length - 1);
  return [suspects.slice(0, cut), suspects.slice(cut)];
}
