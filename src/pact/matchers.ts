import { closest } from 'fastest-levenshtein';
import { isJsonObject, type JsonObject } from '../../contracts/session/response.ts';
import { listed } from '../text.ts';
import { stepsOf } from './rule-path.ts';

/** A matching rule of a pact, as Pact reads it. */
export interface Matcher {
  /** Its name. */
  readonly match?: string;
  readonly regex?: string;
  readonly min?: number;
  readonly max?: number;
  readonly value?: unknown;
  readonly format?: string;
  readonly status?: string | readonly (number | string)[];
  readonly variants?: readonly { readonly rules?: RulesByPath }[];
  readonly rules?: readonly Matcher[];
}

/** All rules at one place. */
export interface Rules {
  readonly matchers?: readonly Matcher[];
  /** `OR`: one of them is enough. */
  readonly combine?: string;
}

/** Rules by the path, or by the name of the header, that they are for. */
export type RulesByPath = Readonly<Record<string, Rules>>;

/** What the rules of an interaction are held against. */
export interface RulePlace {
  readonly kind: string;
  /** What stands in the pact there, as it is shown. */
  readonly example: string;
}

interface MatcherKind {
  /** Other names of the same. */
  readonly alias?: readonly string[];
  /** What it cannot do without. */
  readonly needs?: keyof Matcher;
  /** What it asks for; undefined where the example says it best. */
  readonly words: (matcher: Matcher, place: RulePlace) => string | undefined;
}

/** What the classes of a status are called in a pact, and which they are. */
const statusClasses: Readonly<Record<string, string>> = {
  info: '100 to 199',
  success: '200 to 299',
  redirect: '300 to 399',
  clientError: '400 to 499',
  serverError: '500 to 599',
  nonError: '100 to 399',
  error: '400 to 599',
};

/** Every matcher of Pact's specification, versions 1 to 4. Source: `MatchingRule` of Pact's core. */
const matchers: Readonly<Record<string, MatcherKind>> = {
  equality: { words: (_, { example }) => `exactly ${example}` },
  regex: {
    needs: 'regex',
    words: ({ regex }, { kind }) =>
      (kind === 'header' && cookieInWords(regex)) || `a text that matches ${regex}`,
  },
  type: { words: (matcher, place) => lengthInWords(matcher) ?? typeInWords(place) },
  min: { alias: ['min-type'], needs: 'min', words: lengthInWords },
  max: { alias: ['max-type'], needs: 'max', words: lengthInWords },
  include: { needs: 'value', words: ({ value }) => `a text that contains ${value}` },
  integer: { words: () => 'a whole number' },
  decimal: { alias: ['real'], words: () => 'a decimal number' },
  number: { words: () => 'a number' },
  boolean: { words: () => 'true or false' },
  null: { words: () => 'null' },
  date: { words: ({ format }) => `a date${likeFormat(format)}` },
  time: { words: ({ format }) => `a time${likeFormat(format)}` },
  datetime: { alias: ['timestamp'], words: ({ format }) => `a date with a time${likeFormat(format)}` },
  contentType: {
    alias: ['content-type'],
    needs: 'value',
    words: ({ value }) => `content of the type ${value}`,
  },
  values: { words: () => undefined },
  arrayContains: {
    alias: ['array-contains'],
    needs: 'variants',
    words: ({ variants = [] }, place) =>
      variants
        .map(({ rules = {} }) =>
          Object.values(rules)
            .map((rule) => rulesInWords(rule, place) ?? place.example)
            .join(', and '),
        )
        .join(', and ') || undefined,
  },
  statusCode: {
    alias: ['status-code'],
    words: ({ status = 'success' }) =>
      typeof status === 'string'
        ? `a status of the class ${status} (${statusClasses[status]})`
        : listed(status.map(String), 'or'),
  },
  notEmpty: { alias: ['not-empty'], words: () => 'a value that is not empty' },
  semver: { words: () => 'a semantic version, such as 1.2.3' },
  eachKey: {
    alias: ['each-key'],
    words: ({ rules = [] }, place) => `each key: ${rulesInWords({ matchers: rules }, place)}`,
  },
  eachValue: {
    alias: ['each-value'],
    words: ({ rules = [] }, place) => `each value: ${rulesInWords({ matchers: rules }, place)}`,
  },
};

const namesOfMatchers = Object.entries(matchers).flatMap(([name, { alias = [] }]) => [name, ...alias]);

/** The name of a matcher that is not written out is told by its settings. */
const NAMED_BY = ['regex', 'min', 'max', 'timestamp', 'time', 'date'] as const;

function kindOf(name: string): MatcherKind | undefined {
  return Object.hasOwn(matchers, name)
    ? matchers[name]
    : Object.values(matchers).find(({ alias }) => alias?.includes(name));
}

/** What rules ask for, in words; undefined where the example says it best. */
export function rulesInWords({ matchers: all = [], combine }: Rules, place: RulePlace): string | undefined {
  const words = all.map((matcher) => kindOf(matcher.match ?? '')?.words(matcher, place));
  if (words.length === 0 || words.includes(undefined)) return undefined;
  return words.join(combine?.toUpperCase() === 'OR' ? ', or ' : ', and ');
}

/** A rule on a cookie's name: `^(A|B)=` is what a person would call a cookie named A or B. */
function cookieInWords(regex = ''): string | undefined {
  if (regex.startsWith('^[^=;\\s]+=[^;\\s]+')) return 'a cookie with a value';
  const names = /^\^\(?([\w\\.|-]+)\)?=/.exec(regex)?.[1];
  return names && `a cookie named ${names.replaceAll('\\', '').split('|').join(' or ')}, with a value`;
}

function lengthInWords({ min, max }: Matcher): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  if (max === undefined) return `a list of ${min} or more`;
  return min === undefined ? `a list of ${max} or fewer` : `a list of ${min} to ${max}`;
}

/** The type of an example, which stands in a body as JSON. */
function typeInWords({ kind, example }: RulePlace): string {
  if (kind !== 'body') return 'a text';
  try {
    const value: unknown = JSON.parse(example);
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'a list';
    if (typeof value === 'object') return 'an object';
    if (typeof value === 'boolean') return 'true or false';
    return typeof value === 'number' ? 'a number' : 'a text';
  } catch {
    return 'a text';
  }
}

const likeFormat = (format: string | undefined) => (format ? ` in the form ${format}` : '');

/**
 * A matching rule in the one form in which it is read on.
 *
 * @throws Error whose message says what is wrong with it
 */
function readMatcher(raw: unknown): Matcher {
  if (!isJsonObject(raw)) throw new Error('a rule is not an object');
  const { 'pact:matcher:type': typed, ...given } = raw;
  const name = given.match ?? typed ?? NAMED_BY.find((one) => given[one] !== undefined);
  if (typeof name !== 'string') throw new Error("a rule does not name its matcher ('match')");
  const kind = kindOf(name);
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
  if (!Array.isArray(status) || status.length === 0 || !status.every(isStatus)) {
    throw new Error(
      `the matcher '${name}' has neither a list of statuses nor one of ${Object.keys(statusClasses).join(', ')}`,
    );
  }
}

/** Whether a value is a status of HTTP. */
function isStatus(value: unknown): boolean {
  return /^[1-5]\d\d$/.test(String(value));
}

function readVariant(raw: unknown): unknown {
  if (!isJsonObject(raw)) throw new Error('a variant is not an object');
  return { ...raw, ...(raw.rules !== undefined && { rules: readRulesByPath(raw.rules, true) }) };
}

/**
 * Rules by their places in the one form in which they are read on.
 *
 * @param arePaths whether the places are paths in a body, and not names
 * @throws Error whose message says what is wrong with them
 */
export function readRulesByPath(raw: unknown, arePaths: boolean): RulesByPath {
  if (!isJsonObject(raw)) throw new Error('rules are not an object');
  return Object.fromEntries(
    Object.entries(raw).map(([place, rules]) => {
      if (arePaths && !stepsOf(place)) throw new Error(`the rule's path cannot be read: ${place}`);
      return [place, readRules(rules, place)];
    }),
  );
}

/** The rules of one place. @throws Error whose message says what is wrong with them */
export function readRules(raw: unknown, place: string): Rules {
  // Pact passes over a rule that stands in no list, and compares with the example.
  if (!isJsonObject(raw) || !Array.isArray(raw.matchers))
    throw new Error(`the rule of ${place} has no list of 'matchers'`);
  const { combine = 'AND' } = raw;
  if (!['AND', 'OR'].includes(String(combine).toUpperCase()))
    throw new Error(`the rules of ${place} are combined by neither AND nor OR`);
  return { combine: String(combine), matchers: raw.matchers.map(readMatcher) };
}

/** What Pact's regular expressions have and JavaScript's have not, or read in another way. */
const ONLY_PACTS = /\(\?[^:=!<]|\[\^?\]|\[[^\]]*\[|[*+?}][*+]/;

/** What is wrong in every dialect. What only Pact knows to be wrong, it says when it compares. */
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

/** Whether a text fits. What only Pact's regular expressions have is not known here. */
export function fitsRegex(value: string, regex: string): boolean {
  try {
    return new RegExp(regex).test(value);
  } catch {
    return false;
  }
}
