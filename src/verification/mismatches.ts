import type { Mismatch } from '../reports/report.ts';
import type { PactInteraction } from './pact-file.ts';

/** A difference as Pact's core reports it; its fields are Pact's, and depend on its type. */
export interface PactMismatch {
  readonly type?: unknown;
  readonly mismatch?: unknown;
  readonly path?: unknown;
  readonly key?: unknown;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** A matching rule of a pact (version 3 on). */
interface Matcher {
  readonly match?: string;
  readonly regex?: string;
  readonly status?: readonly unknown[];
  readonly variants?: readonly { readonly rules?: Readonly<Record<string, Rules>> }[];
}
interface Rules {
  readonly matchers?: readonly Matcher[];
}
type RulesByPath = Readonly<Record<string, Rules>>;

/** What a reader looks at first, first. */
const ORDER = ['status', 'header', 'body-type', 'body'];

/** Puts the differences that Pact found into the report's form, the status first. */
export function readMismatches(raw: readonly PactMismatch[], interaction: PactInteraction): Mismatch[] {
  return raw
    .map((one) => readMismatch(one, interaction))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/**
 * Puts a difference that Pact found into the report's form. What was asked for is the contract's rule in words where there
 * is one, and not the example that stands in the pact.
 */
function readMismatch(raw: PactMismatch, interaction: PactInteraction): Mismatch {
  const kind =
    text(raw.type)
      .replace('Mismatch', '')
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase() || 'error';
  const where = [raw.path, raw.key].map(text).filter(Boolean).join(' ');
  const rule = ruleFor(kind, where, interaction);
  const expected = rule ? (inWords(kind, rule) ?? show(raw.expected)) : show(raw.expected);
  const actual = show(raw.actual);
  // Pact's own words name the example again where there is a rule.
  const said = rule || kind === 'status' ? '' : text(raw.mismatch);
  return {
    kind,
    where,
    expected,
    actual,
    text: `${kind}${where && ` ${where}`}: expected ${expected}, actual ${actual}${said && ` (${said})`}`,
  };
}

function ruleFor(kind: string, where: string, { response }: PactInteraction): Rules | undefined {
  const rules = (response?.matchingRules ?? {}) as Readonly<Record<string, RulesByPath>>;
  switch (kind) {
    case 'status':
      return rules.status?.$;
    case 'header':
      return Object.entries(rules.header ?? {}).find(
        ([name]) => name.toLowerCase() === where.toLowerCase(),
      )?.[1];
    case 'body':
      return rules.body?.[where] ?? rules.body?.[where.replaceAll(/\[\d+\]/g, '[*]')];
    default:
      return undefined;
  }
}

function inWords(kind: string, { matchers = [] }: Rules): string | undefined {
  const words = matchers.map((matcher) => matcherInWords(kind, matcher));
  return words.every((one) => one !== undefined) && words.length > 0 ? words.join(', and ') : undefined;
}

function matcherInWords(kind: string, { match, regex, status, variants }: Matcher): string | undefined {
  switch (match) {
    case 'statusCode':
      return status?.join(' or ');
    case 'regex':
      return kind === 'header' ? (cookieInWords(regex) ?? textLike(regex)) : textLike(regex);
    case 'arrayContains': {
      const wanted = variants?.map(({ rules = {} }) =>
        Object.values(rules)
          .map((rule) => inWords(kind, rule))
          .join(', and '),
      );
      return wanted?.join(', and ');
    }
    default:
      return undefined;
  }
}

/** A rule on a cookie's name: `^(A|B)=` is what a person would call a cookie named A or B. */
function cookieInWords(regex = ''): string | undefined {
  const names = /^\^\(?([\w\\.|-]+)\)?=/.exec(regex)?.[1];
  return names && `a cookie named ${names.replaceAll('\\', '').split('|').join(' or ')}, with a value`;
}

const textLike = (regex = '') => `a text that matches ${regex}`;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
