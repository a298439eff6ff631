/**
 * Reads the matching rules of a pact into one form. Each function throws an Error whose
 * message says what is wrong.
 */
import { closest } from 'fastest-levenshtein';
import { isJsonObject, type JsonObject } from '../../contracts/session/response.ts';
import {
  type Matcher,
  matcherNamed,
  namesOfMatchers,
  type Rules,
  type RulesByPath,
  statusClasses,
} from './matchers.ts';
import { stepsOf } from './rule-path.ts';

/** The name of a matcher that is not written out is told by its settings. */
const NAMED_BY = ['regex', 'min', 'max', 'timestamp', 'time', 'date'] as const;

export function readRulesByPath(raw: unknown, arePaths: boolean): RulesByPath {
  if (!isJsonObject(raw)) throw new Error('rules are not an object');
  return Object.fromEntries(
    Object.entries(raw).map(([place, rules]) => {
      if (arePaths && !stepsOf(place)) throw new Error(`the rule's path cannot be read: ${place}`);
      return [place, readRules(rules, place)];
    }),
  );
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
  refuseWrongSettings(name, given);
  const { variants, rules } = given;
  const format = given.format ?? given[name === 'datetime' ? 'timestamp' : name];
  return {
    ...{ ...given, match: name },
    ...(typeof format === 'string' && { format }),
    ...(Array.isArray(variants) && { variants: variants.map(readVariant) }),
    ...(Array.isArray(rules) && { rules: rules.map(readMatcher) }),
  } as Matcher;
}

function refuseWrongSettings(name: string, { regex, min, max, status, variants, rules }: JsonObject): void {
  if (regex !== undefined && typeof regex !== 'string')
    throw new Error(`the 'regex' of a rule is not a text`);
  const noRegex = typeof regex === 'string' ? whyNoRegex(regex) : undefined;
  if (noRegex) throw new Error(`'${regex}' is not a regular expression (${noRegex})`);
  for (const [setting, value] of Object.entries({ min, max })) {
    if (value !== undefined && !(Number.isInteger(Number(value)) && Number(value) >= 0))
      throw new Error(`the '${setting}' of the matcher '${name}' is not a whole number`);
  }
  for (const [setting, value] of Object.entries({ variants, rules })) {
    if (value !== undefined && !Array.isArray(value))
      throw new Error(`the '${setting}' of the matcher '${name}' are not a list`);
  }
  if (status === undefined || (typeof status === 'string' && Object.hasOwn(statusClasses, status))) return;
  if (
    !Array.isArray(status) ||
    status.length === 0 ||
    !status.every((one) => /^[1-5]\d\d$/.test(String(one)))
  ) {
    throw new Error(
      `the matcher '${name}' has neither a list of statuses nor one of ${Object.keys(statusClasses).join(', ')}`,
    );
  }
}

function readVariant(raw: unknown): unknown {
  if (!isJsonObject(raw)) throw new Error('a variant is not an object');
  return { ...raw, ...(raw.rules !== undefined && { rules: readRulesByPath(raw.rules, true) }) };
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
    return WRONG_EVERYWHERE.test(why) ? why.toLowerCase() : undefined;
  }
}
