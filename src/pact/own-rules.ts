import {
  cookieNameOf,
  cookiePairOf,
  cookieValueOf,
  jsonIn,
  sessionsIn,
  valueIn,
} from '../../contracts/session/response.ts';
import type { HttpResponse } from '../http/http-client.ts';
import type { Mismatch } from '../report/report.ts';
import { type JsonType, jsonTypeOf } from '../strict-json.ts';
import { fitsRegex } from './matchers.ts';
import { mismatch } from './mismatches.ts';
import type { PactInteraction } from './pact-file.ts';
import { type BodyPath, placeOf } from './rule-path.ts';

/** Where an interaction keeps our own rules: in its comments, which Pact and brokers preserve and ignore. */
export const OWN_RULES = 'jira-session-contracts';

/**
 * The parts of a response that Pact cannot compare: a field that may be absent, a header with commas in its value, JSON by another
 * name, a cookie that no jar keeps, or none of this path, a session of the body that is sent back under a name of the client's own, a
 * field that may say anything, a session cookie that has to come first. And what Pact would send differently from the client: headers
 * in order, with whole lines for those that Pact cannot hold, and the cookies that it knows by their names beside the session's, or
 * sends as often as they were set.
 */
export type OwnRule =
  | { readonly sends: readonly string[] }
  | { readonly cookiesBeside: readonly string[] }
  | { readonly cookiesAsSet: true }
  | { readonly anyMediaType: true }
  | { readonly anyCookie: true }
  | { readonly cookieOfAnyPath: true }
  | { readonly firstCookie: true }
  | { readonly anyValue: BodyPath }
  | { readonly ownSite: BodyPath }
  | { readonly field: BodyPath; readonly text: string }
  | { readonly sessionCookie: string }
  | { readonly body: BodyPath; readonly types: readonly JsonType[] }
  | { readonly header: string; readonly regex: string; readonly mayBeAbsent: boolean };

export function ownRulesOf({ comments }: PactInteraction): readonly OwnRule[] {
  return (comments?.[OWN_RULES] ?? []) as readonly OwnRule[];
}

/** @returns undefined where a rule takes too long */
export function ownMismatches(
  interaction: PactInteraction,
  got: HttpResponse,
  baseUrl: string,
): Mismatch[] | undefined {
  // A client takes the successes alike, or the refusals: what it takes beside them, it reads in another way.
  const isOfClass = classOf(got.status) === classOf(interaction.response?.status ?? 0);
  if (!isOfClass) return [];
  const found = ownRulesOf(interaction).map((rule) => {
    if ('body' in rule) return wrongType(rule, got);
    if ('firstCookie' in rule) return notFirst(got);
    if ('field' in rule) return wrongText(rule, got);
    if ('ownSite' in rule) return ofAnotherSite(rule.ownSite, got, baseUrl.replace(/rest$/, ''));
    return 'header' in rule ? wrongHeader(rule, got) : [];
  });
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
}

export function takesAnyMediaType(interaction: PactInteraction): boolean {
  return ownRulesOf(interaction).some((rule) => 'anyMediaType' in rule);
}

/** A body as Pact compares it: with its media type, whether the client looks at that or not. */
export function asPactComparesIt(interaction: PactInteraction, got: HttpResponse): HttpResponse {
  if (!takesAnyMediaType(interaction)) return got;
  return { ...got, headers: { ...got.headers, 'content-type': 'application/json' } };
}

function wrongType({ body, types }: Extract<OwnRule, { body: unknown }>, got: HttpResponse): Mismatch[] {
  const json = jsonIn(got.text);
  if (types.length === 0 && got.text.trim() !== '') return [mismatch('body', '$', 'no body', 'a body')];
  if (json === undefined && got.text.trim() !== '')
    return [mismatch('body', '$', 'JSON, or nothing', 'no JSON')];
  const value = valueIn(json, body);
  const type = jsonTypeOf(value);
  if (value === undefined || types.includes(type)) return [];
  return [mismatch('body', placeOf(body), `${types.join(' or ')}, or nothing`, JSON.stringify(value))];
}

/** What the session cookie is called, only the body knows for sure. */
function notFirst({ setCookies, text }: HttpResponse): Mismatch[] {
  const value = valueIn(jsonIn(text), ['session', 'value']);
  const pairs = setCookies.map(cookiePairOf);
  const session =
    pairs.find((pair) => cookieValueOf(pair) === value) ?? pairs.find((pair) => sessionsIn(pair).length > 0);
  if (session === undefined || session === pairs[0]) return [];
  return [
    mismatch('header', 'Set-Cookie', 'the session cookie first', `${cookieNameOf(pairs[0] ?? '')} first`),
  ];
}

function ofAnotherSite(path: BodyPath, got: HttpResponse, site: string): Mismatch[] {
  const value = valueIn(jsonIn(got.text), path);
  if (value === undefined || String(value).startsWith(site)) return [];
  return [mismatch('body', placeOf(path), `an address below ${site}`, JSON.stringify(value))];
}

function wrongText({ field, text }: Extract<OwnRule, { field: unknown }>, got: HttpResponse) {
  const value = valueIn(jsonIn(got.text), field) ?? undefined;
  return unlessMatches(value === undefined ? [] : [String(value)], text, true, ['body', placeOf(field)]);
}

function wrongHeader(
  { header, regex, mayBeAbsent }: Extract<OwnRule, { header: unknown }>,
  { headers, setCookies }: HttpResponse,
) {
  const name = header.toLowerCase();
  const values = name === 'set-cookie' ? setCookies : [headers[name] ?? []].flat();
  return unlessMatches(values, regex, mayBeAbsent, ['header', header]);
}

/** @returns undefined where the regular expression takes too long */
function unlessMatches(
  values: readonly string[],
  regex: string,
  mayBeAbsent: boolean,
  [kind, where]: readonly [kind: string, where: string],
): Mismatch[] | undefined {
  const text = values.join(', ');
  const fits = values.length === 0 ? mayBeAbsent : fitsRegex(text, regex);
  if (fits === undefined) return undefined;
  const expected = `a match of ${regex}${mayBeAbsent ? ', or nothing' : ''}`;
  return fits ? [] : [mismatch(kind, where, expected, text || 'nothing')];
}

const classOf = (status: number) => Math.trunc(status / 100);
