import {
  cookieNameOf,
  cookiePairOf,
  cookieValueOf,
  jsonIn,
  sessionsIn,
  valueIn,
} from '../../contracts/session/response.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import type { Mismatch } from '../report/report.ts';
import { fitsRegex } from './matchers.ts';
import { mismatch } from './mismatches.ts';
import type { PactInteraction } from './pact-file.ts';
import { type BodyPath, placeOf } from './rule-path.ts';

/** Where an interaction keeps our own rules: in its comments, which Pact and brokers preserve and ignore. */
export const OWN_RULES = 'jira-session-contracts';

export const jsonTypes = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

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

/** Which cookies its request sends, as far as the value that it takes does not say it. */
export function cookiesSentIn(interaction: PactInteraction) {
  const rules = ownRulesOf(interaction);
  const beside = rules.find((rule) => 'cookiesBeside' in rule)?.cookiesBeside ?? [];
  return { beside, areAsSet: rules.some((rule) => 'cookiesAsSet' in rule) };
}

/** @returns undefined where a rule takes too long */
export function ownMismatches(
  interaction: PactInteraction,
  got: HttpResponse,
  baseUrl: string,
): Mismatch[] | undefined {
  // A rule for one response does not apply to a response with another status that the client accepts as well, but for a log-out's.
  const status = interaction.response?.status;
  const isLogOut = Number(status) === 204 && got.status >= 200 && got.status < 300;
  if (got.status !== status && !isLogOut) return [];
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

/** Lines that a pact may add to a request: anything else could end the request, or start a second one. */
const LINE =
  /^(accept[\w-]*: [\w ,;=.*+/-]+|authorization: (basic|bearer) +|content-length: 0|expect: 100-continue|origin: \S+|transfer-encoding: chunked)$/i;

/** How a recorded pact writes the mocked Jira's site, which differs in each run. */
export const EXAMPLE_SITE = 'https://jira.example.com';

/** The headers of Pact's request as the client sends them: without what Pact adds. */
export function asClientSends(
  interaction: PactInteraction,
  { headers: given = {}, body = '' }: HttpRequest,
  baseUrl: string,
): NonNullable<HttpRequest['headers']> {
  const rule = ownRulesOf(interaction).find((one) => 'sends' in one);
  if (!rule) return given;
  const { origin } = new URL(baseUrl);
  const known = new Map(Object.entries(given));
  const named = rule.sends.map((line) => line.toLowerCase().replace(/:.*/, ''));
  const added = Object.keys(interaction.request.headers ?? {}).filter(
    (name) => !named.includes(name.toLowerCase()),
  );
  // Only one of them can say how long a body is: with both, one request could be read as two.
  const isOfOther = body.length > 0 ? /^content-length:/i : /^transfer-encoding:/i;
  const pairs = [...rule.sends, ...added].flatMap((line) => {
    if (isOfOther.test(line)) return [];
    const [name = '', own] = LINE.test(line) ? line.split(': ') : [line];
    const sent = known.get(name.toLowerCase());
    // Pact sends UTF-8, and Node reads it byte by byte, as the recording did.
    const value = sent === undefined ? sent : Buffer.from(String(sent), 'latin1').toString();
    const written = /^authorization$/i.test(name) ? value && withScheme(value, own) : (own ?? value);
    const isNothing = written === undefined || (written === '' && /^cookie$/i.test(name));
    return isNothing ? [] : [[name, written.replaceAll(EXAMPLE_SITE, origin)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Credentials are the provider state's, and how their scheme is written is the client's. */
function withScheme(credentials: string, scheme = ''): string {
  const [sent = ''] = /^\w+ /.exec(credentials) ?? [];
  return sent.trim().toLowerCase() === scheme.trim().toLowerCase()
    ? scheme + credentials.slice(sent.length)
    : credentials;
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
  const fits = value === undefined || fitsRegex(String(value), text);
  if (fits === undefined) return undefined;
  return fits ? [] : [mismatch('body', placeOf(field), `a match of ${text}`, JSON.stringify(value))];
}

function wrongHeader(
  { header, regex: wanted, mayBeAbsent }: Extract<OwnRule, { header: unknown }>,
  got: HttpResponse,
): Mismatch[] | undefined {
  const isCookie = header.toLowerCase() === 'set-cookie';
  const values = isCookie ? got.setCookies : [got.headers[header.toLowerCase()] ?? []].flat();
  const fits = values.length === 0 ? mayBeAbsent : fitsRegex(values.join(', '), wanted);
  if (fits === undefined) return undefined;
  if (fits) return [];
  const expected = `a match of ${wanted}${mayBeAbsent ? ', or nothing' : ''}`;
  return [mismatch('header', header, expected, values.join(', ') || 'nothing')];
}

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
