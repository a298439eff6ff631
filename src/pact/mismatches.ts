import type { Mismatch } from '../report/report.ts';
import { fitsRegex, type Matcher, type Rules, type RulesByPath, rulesInWords } from './matchers.ts';
import type { PactInteraction } from './pact-file.ts';
import { stepsOf, weightOf } from './rule-path.ts';

export interface PactMismatch {
  readonly type?: unknown;
  readonly mismatch?: unknown;
  readonly path?: unknown;
  readonly key?: unknown;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

const ORDER = ['status', 'header', 'body-type', 'body'];

export function readMismatches(raw: readonly PactMismatch[], interaction: PactInteraction): Mismatch[] {
  // Pact says the same once for each of several rules of which one is enough.
  const byText = new Map(raw.map((one) => readMismatch(one, interaction)).map((one) => [one.text, one]));
  return [...byText.values()].toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** The expected value is the contract's rule in words, if there is one, rather than the pact's example. */
function readMismatch(raw: PactMismatch, interaction: PactInteraction): Mismatch {
  const kind =
    text(raw.type)
      .replace('Mismatch', '')
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase() || 'error';
  const where = [raw.path, raw.key].map(text).filter(Boolean).join(' ');
  const example = show(raw.expected);
  // A missing field or entry is told by its name, which no rule has.
  const isMissing = /missing the following keys|a List with \d+ elements|but was missing$/.test(
    text(raw.mismatch),
  );
  const rules = isMissing && kind === 'body' ? undefined : rulesFor(kind, where, interaction);
  const expected = (rules && rulesInWords(rules, { kind, example })) ?? example;
  const actual = show(raw.actual);
  // Pact's own words name the example again where there is a rule.
  const said = rules ? regexNote(rules, actual) : kind === 'status' ? '' : text(raw.mismatch);
  return mismatch(kind, where, expected, actual, said);
}

export function mismatch(kind: string, where: string, expected: string, actual: string, said = ''): Mismatch {
  const at = `${kind}${where && ` ${where}`}`;
  const text = `${at}: expected ${expected}, actual ${actual}${said && ` (${said})`}`;
  return { kind, where, expected, actual, text };
}

function regexNote({ matchers = [] }: Rules, actual: string): string {
  const fitsInPart = matchers.some(({ match, regex = '' }) => match === 'regex' && fitsRegex(actual, regex));
  return fitsInPart ? 'Pact asks that the whole text matches' : '';
}

export function rulesFor(kind: string, where: string, { response }: PactInteraction): Rules | undefined {
  const rules = (response?.matchingRules ?? {}) as Readonly<Record<string, RulesByPath & Rules>>;
  switch (kind) {
    case 'status':
      return rules.status?.matchers ? rules.status : rules.status?.$;
    case 'header':
      return Object.entries(rules.header ?? {}).find(
        ([name]) => name.toLowerCase() === where.toLowerCase(),
      )?.[1];
    case 'body':
      return rules.body && rulesInBody(rules.body.matchers ? { $: rules.body } : rules.body, where);
    default:
      return undefined;
  }
}

/** The rules whose path fits a place best. Those of a place above it hold for what is in it. */
function rulesInBody(rules: RulesByPath, where: string): Rules | undefined {
  const place = stepsOf(where) ?? [];
  const [best] = Object.entries(rules)
    .map(([path, own]) => ({ own, steps: stepsOf(path) ?? [] }))
    .map((one) => ({ ...one, weight: weightOf(one.steps, place) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  if (!best || best.steps.length === place.length) return best?.own;
  return { ...best.own, matchers: best.own.matchers?.flatMap(insideOf) ?? [] };
}

function insideOf(matcher: Matcher): readonly Matcher[] {
  const { match = '', rules = [] } = matcher;
  if (['eachValue', 'each-value'].includes(match)) return rules;
  if (['type', 'min', 'max', 'min-type', 'max-type'].includes(match)) return [{ match: 'type' }];
  return [matcher];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
