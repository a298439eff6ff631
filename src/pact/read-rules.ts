/** Reads the matching rules of a pact into one form. Each function throws an Error whose message says what is wrong. */
import { closest } from 'fastest-levenshtein';
import { isJsonObject, type JsonObject } from '../../contracts/session/response.ts';
import { type Matcher, matcherNamed, namesOfMatchers, type Rules, statusClasses } from './matchers.ts';
import { stepsOf } from './rule-path.ts';

/** The name of a matcher that is not written out is told by its settings. */
const NAMED_BY = ['regex', 'min', 'max', 'timestamp', 'time', 'date'] as const;

/** What stands by place: by the path in a body, or by the name of a header. */
export function readByPlace<One>(
  all: JsonObject,
  arePaths: boolean,
  what: 'rule' | 'generator',
  read: (one: unknown, place: string) => One,
): Record<string, One> {
  const places = Object.entries(all).map(([place, one]) => {
    if (arePaths && !stepsOf(place)) throw new Error(`the ${what}'s path cannot be read: ${place}`);
    return [place, read(one, place)] as const;
  });
  return Object.fromEntries(places);
}

export function readRules(raw: unknown, place: string): Rules {
  // Pact ignores a rule that is not in a list, and compares with the example.
  if (!isJsonObject(raw) || !Array.isArray(raw.matchers))
    throw new Error(`the rule of ${place} has no list of 'matchers'`);
  const { combine = 'AND' } = raw;
  if (!['AND', 'OR'].includes(String(combine).toUpperCase()))
    throw new Error(`the rules of ${place} are combined by neither AND nor OR`);
  return { combine: String(combine), matchers: raw.matchers.map(readMatcher) };
}

function readMatcher(raw: unknown): Matcher {
  if (!isJsonObject(raw)) throw new Error('a rule is not an object');
  const { 'pact:matcher:type': typed, ...given } = raw;
  const name = given.match ?? typed ?? NAMED_BY.find((one) => given[one] !== undefined);
  if (typeof name !== 'string') throw new Error("a rule does not name its matcher ('match')");
  const kind = matcherNamed(name);
  if (!kind) {
    throw new Error(
      `there is no matcher '${name}' without a plugin: did you mean '${closest(name, namesOfMatchers)}'?`,
    );
  }
  if (kind.needs && given[kind.needs] === undefined)
    throw new Error(`the matcher '${name}' has no '${kind.needs}'`);
  for (const [setting, whyNot] of Object.entries(complaints)) {
    const why = given[setting] === undefined ? undefined : whyNot(given[setting]);
    if (why) throw new Error(`the '${setting}' of the matcher '${name}' ${why}`);
  }
  const { variants, rules } = given;
  const format = given.format ?? given[name === 'datetime' ? 'timestamp' : name];
  return {
    ...{ ...given, match: name },
    ...(typeof format === 'string' && { format }),
    ...(Array.isArray(variants) && { variants: variants.map(readVariant) }),
    ...(Array.isArray(rules) && { rules: rules.map(readMatcher) }),
  } as Matcher;
}

/** What is wrong with a setting of a matcher. */
const complaints: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  regex: (value) => (typeof value === 'string' ? whyNoRegex(value) : 'is not a text'),
  min: whyNoLength,
  max: whyNoLength,
  variants: whyNoList,
  rules: whyNoList,
  status: (value) => {
    const isClass = typeof value === 'string' && Object.hasOwn(statusClasses, value);
    const isList = Array.isArray(value) && value.length > 0;
    if (isClass || (isList && value.every((one) => /^[1-5]\d\d$/.test(String(one))))) return undefined;
    return `is neither a list of statuses nor one of ${Object.keys(statusClasses).join(', ')}`;
  },
};

function whyNoLength(value: unknown): string | undefined {
  return Number.isInteger(Number(value)) && Number(value) >= 0 ? undefined : 'is not a whole number';
}

function whyNoList(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : 'is not a list';
}

function readVariant(raw: unknown): unknown {
  if (!isJsonObject(raw)) throw new Error('a variant is not an object');
  if (raw.rules === undefined) return raw;
  if (!isJsonObject(raw.rules)) throw new Error('the rules of a variant are not an object');
  return { ...raw, rules: readByPlace(raw.rules, true, 'rule', readRules) };
}

/** What Pact's regular expressions have and JavaScript's have not, or read in another way. */
const ONLY_PACTS = /\(\?[^:=!<]|\[\^?\]|\[[^\]]*\[|[*+?}][*+]/;

/** What is wrong in every dialect. Pact itself reports the rest when it compares. */
const WRONG_EVERYWHERE = /Unterminated|Unmatched|Nothing to repeat|at end of pattern|order in character/;

function whyNoRegex(regex: string): string | undefined {
  if (ONLY_PACTS.test(regex)) return undefined;
  try {
    new RegExp(regex);
    return undefined;
  } catch (error) {
    const why = (error as Error).message.replace(/^.*: /s, '');
    if (!WRONG_EVERYWHERE.test(why)) return undefined;
    return `is not a regular expression (${why.toLowerCase()}): ${regex}`;
  }
}
