import { runInNewContext } from 'node:vm';
import { jsonIn } from '../../contracts/session/response.ts';
import { type JsonType, jsonTypeOf } from '../strict-json.ts';
import { listed } from '../text.ts';

export interface Matcher {
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

export interface Rules {
  readonly matchers?: readonly Matcher[];
  /** `OR`: one of them is enough. */
  readonly combine?: string;
}

export type RulesByPath = Readonly<Record<string, Rules>>;

export interface RulePlace {
  readonly kind: string;
  readonly example: string;
}

interface MatcherKind {
  readonly needs?: keyof Matcher;
  readonly words: (matcher: Matcher, place: RulePlace) => string | undefined;
}

export const statusClasses: Readonly<Record<string, string>> = {
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
  min: { needs: 'min', words: lengthInWords },
  max: { needs: 'max', words: lengthInWords },
  include: { needs: 'value', words: ({ value }) => `a text that contains ${value}` },
  integer: { words: () => 'a whole number' },
  decimal: { words: () => 'a decimal number' },
  number: { words: () => 'a number' },
  boolean: { words: () => 'true or false' },
  null: { words: () => 'null' },
  date: { words: ({ format }) => `a date${likeFormat(format)}` },
  time: { words: ({ format }) => `a time${likeFormat(format)}` },
  datetime: { words: ({ format }) => `a date with a time${likeFormat(format)}` },
  contentType: { needs: 'value', words: ({ value }) => `content of the type ${value}` },
  values: { words: () => undefined },
  arrayContains: {
    needs: 'variants',
    words: ({ variants = [] }, place) => {
      const rules = variants.flatMap(({ rules: byPath = {} }) => Object.values(byPath));
      return rules.map((rule) => rulesInWords(rule, place) ?? place.example).join(', and ') || undefined;
    },
  },
  statusCode: {
    words: ({ status = 'success' }) =>
      typeof status === 'string'
        ? `a status of the class ${status} (${statusClasses[status]})`
        : listed(status.map(String), 'or'),
  },
  notEmpty: { words: () => 'a value that is not empty' },
  semver: { words: () => 'a semantic version, such as 1.2.3' },
  eachKey: { words: ({ rules = [] }, place) => `each key: ${rulesInWords({ matchers: rules }, place)}` },
  eachValue: { words: ({ rules = [] }, place) => `each value: ${rulesInWords({ matchers: rules }, place)}` },
};

/** Other names of theirs, beside those with hyphens in the place of capitals, such as `each-key`. */
const OTHER_NAMES = new Map([
  ['min-type', 'min'],
  ['max-type', 'max'],
  ['real', 'decimal'],
  ['timestamp', 'datetime'],
]);

export const namesOfMatchers = [...Object.keys(matchers), ...OTHER_NAMES.keys()];

export function matcherNamed(name: string): MatcherKind | undefined {
  const withCapitals = name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const usual = OTHER_NAMES.get(name) ?? withCapitals;
  return Object.hasOwn(matchers, usual) ? matchers[usual] : undefined;
}

export function rulesInWords({ matchers: all = [], combine }: Rules, place: RulePlace): string | undefined {
  const words = all.map((matcher) => matcherNamed(matcher.match ?? '')?.words(matcher, place));
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

const TYPES: Readonly<Record<JsonType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

function typeInWords({ kind, example }: RulePlace): string {
  const value = kind === 'body' ? jsonIn(example) : undefined;
  return TYPES[value === undefined ? 'string' : jsonTypeOf(value)];
}

const likeFormat = (format: string | undefined) => (format ? ` in the form ${format}` : '');

/** How long somebody else's regular expression may take, in milliseconds: some would not end in years. */
const MAX_REGEX_MS = 250;

/** Whether a text fits; undefined where it takes too long, or for what only Pact's regular expressions have. */
export function fitsRegex(value: string, regex: string): boolean | undefined {
  try {
    const given = { value, regex };
    return runInNewContext('new RegExp(regex).test(value)', given, { timeout: MAX_REGEX_MS }) === true;
  } catch {
    return undefined;
  }
}
