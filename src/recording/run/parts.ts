import { isDeepStrictEqual } from 'node:util';
import { SESSION_PATH } from '../../../contracts/session/names.ts';
import { cookieNameOf, jsonIn, SESSION_COOKIES, valueIn } from '../../../contracts/session/response.ts';
import { headerValues, logInPage, type WireResponse, withHeader, withoutHeader } from '../../http/wire.ts';
import { type BodyPath, placeOf } from '../../pact/rule-path.ts';
import type { PartName } from '../../report/recording.ts';
import { literal } from '../../text.ts';

export type Part =
  | { readonly kind: 'status' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string }
  | { readonly kind: 'body'; readonly path: BodyPath };

/** `form`: the same media type in other words, the same path at another site, the same time in another form, another name for all. */
export type BreakKind = 'gone' | 'null' | 'type' | 'value' | 'form' | 'order' | NotKept | Renamed;

/** A proxy may call the session cookie otherwise; a Jira that does so says it in the body too. */
type Renamed = 'renamed' | 'renamed as told';

export const SESSION_NAME = ['session', 'name'] as const;

/** How Jira writes a time. */
const JIRA_TIME = String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$`;

/** The regular expression of a text that says the same in another form: the name of the session cookie, or a time. */
export function textFormOf(path: BodyPath, response: WireResponse): string | undefined {
  const value = String(valueAt(response, path));
  if (isDeepStrictEqual(path, SESSION_NAME)) return `^${literal(value)}$`;
  return new RegExp(JIRA_TIME).test(value) ? JIRA_TIME : undefined;
}

/** How a session cookie is broken so that a jar does not send it back, and the attributes that then stand behind it. */
export const NOT_KEPT = {
  'of another path': '; Path=/another-path; Secure',
  'of another host':
    '; Path=/; Domain=another-host.example.com; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
} as const;

export type NotKept = keyof typeof NOT_KEPT;

export interface Breakage {
  readonly responseId: string;
  readonly part: Part;
  readonly kind: BreakKind | number;
}

export function breakageId({ responseId, part, kind }: Breakage): string {
  return `${responseId} | ${partName(part)} | ${kind}`;
}

export function partName(part: Part): PartName {
  switch (part.kind) {
    case 'status':
      return 'status';
    case 'body':
      return part.path.length === 0 ? 'body' : `body ${placeOf(part.path).replace(/^\$\.?/, '')}`;
    default:
      return `${part.kind} ${part.name}`;
  }
}

export function holds(outer: Part, inner: Part): boolean {
  return (
    outer.kind === 'body' &&
    inner.kind === 'body' &&
    outer.path.length < inner.path.length &&
    outer.path.every((key, index) => key === inner.path[index])
  );
}

export function isMediaType(part: Part): boolean {
  return part.kind === 'header' && /^content-type$/i.test(part.name);
}

export const INNERMOST = Number.POSITIVE_INFINITY;

/** Parts of one layer hide no other: a client that gets no body, or another media type, does not look at a field. The media type hides all. */
export function layerOf(part: Part, parts: readonly Part[]): number {
  if (isMediaType(part)) return -1;
  const isContainer = parts.some((other) => holds(part, other));
  return part.kind !== 'body' || (part.path.length > 0 && !isContainer) ? INNERMOST : part.path.length;
}

export function partsOf(response: WireResponse): Part[] {
  const names = new Set(response.headers.map(([name]) => name));
  names.delete('Set-Cookie');
  return [
    ...headerValues(response, 'Set-Cookie').map(
      (cookie): Part => ({ kind: 'cookie', name: cookieNameOf(cookie) }),
    ),
    ...[...names].map((name): Part => ({ kind: 'header', name })),
    ...(response.body === '' && response.status !== 204 ? [] : bodyParts(jsonIn(response.body), [])),
  ];
}

function bodyParts(value: unknown, path: BodyPath): Part[] {
  const inside =
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) =>
          bodyParts(one, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [{ kind: 'body', path }, ...inside];
}

export function isSessionCookie(name: string): boolean {
  return (SESSION_COOKIES as readonly string[]).includes(name);
}

/** The name that a session cookie is given where it is renamed; the mocked Jira then takes it under this name. */
export const OTHER_SESSION_COOKIE = 'renamed.session.token';

/** The site under another host name: what arrives there was sent to another address. */
const elsewhere = (site: string) => site.replace('127.0.0.1', 'localhost');

export function broken(response: WireResponse, breakages: readonly Breakage[], site: string): WireResponse {
  // From the inside out, and the status last: what is broken inside may be gone with what holds it.
  const depth = ({ part }: Breakage) =>
    part.kind === 'body' ? part.path.length : part.kind === 'status' ? -2 : -1;
  return breakages
    .toSorted((a, b) => depth(b) - depth(a))
    .reduce((changed, breakage) => brokenOnce(changed, breakage, site), response);
}

function brokenOnce(
  response: WireResponse,
  { responseId, part, kind }: Breakage,
  site: string,
): WireResponse {
  switch (part.kind) {
    case 'status':
      return withStatus(response, Number(kind), site);
    case 'header':
      return kind === 'gone'
        ? withoutHeader(response, part.name)
        : withHeader(response, part.name, kind === 'form' ? bareType(response) : otherHeader(part.name));
    case 'cookie': {
      const changed = withCookies(response, part.name, kind);
      return kind === 'renamed as told'
        ? { ...changed, body: brokenBody(response.body, SESSION_NAME, kind, site) }
        : changed;
    }
    case 'body': {
      const name = valueAt(response, SESSION_NAME);
      if (kind === 'form' && isDeepStrictEqual(part.path, SESSION_NAME) && typeof name === 'string')
        return brokenOnce(
          response,
          { responseId, part: { kind: 'cookie', name }, kind: 'renamed as told' },
          site,
        );
      const changed = { ...response, body: brokenBody(response.body, part.path, kind, site) };
      if (response.status !== 204 || changed.body === '') return changed;
      const type = kind === 'null' ? 'application/json' : otherHeader('Content-Type');
      return withHeader({ ...changed, status: 200 }, 'Content-Type', type);
    }
    default:
      return part satisfies never;
  }
}

/** The media type without its character set, or with one. */
function bareType(response: WireResponse): string {
  const [type = '', charset] = (headerValues(response, 'Content-Type')[0] ?? '').split(';');
  return charset === undefined ? `${type};charset=UTF-8` : type;
}

function otherHeader(name: string): string {
  return name.toLowerCase() === 'content-type' ? 'text/html;charset=UTF-8' : 'another-value';
}

function withStatus(response: WireResponse, status: number, site: string): WireResponse {
  const changed = { ...response, status };
  if (status === 204) return { ...withoutHeader(changed, 'Content-Type'), body: '' };
  // As from a sign-on page, and from a load balancer that sends its callers to another host.
  if (status === 302) return withHeader(changed, 'Location', `${site}/login.jsp`);
  if (status === 307) return withHeader(changed, 'Location', `${elsewhere(site)}/rest${SESSION_PATH}`);
  return changed;
}

function withCookies(response: WireResponse, name: string, kind: BreakKind | number): WireResponse {
  const cookies = headerValues(response, 'Set-Cookie');
  const changed =
    kind === 'order'
      ? cookies.toReversed()
      : cookies.flatMap((cookie) => {
          if (cookieNameOf(cookie) !== name) return [cookie];
          // Of an attribute that stands there twice, some clients take the first one.
          if (kind in NOT_KEPT) return [cookie.replace(/;\s*path=[^;]*/i, '') + NOT_KEPT[kind as NotKept]];
          const other = isSessionCookie(name) ? OTHER_SESSION_COOKIE : `renamed.${name}`;
          return kind === 'gone' ? [] : [other + cookie.slice(name.length)];
        });
  return withHeader(response, 'Set-Cookie', ...changed);
}

function brokenBody(body: string, path: BodyPath, kind: BreakKind | number, site: string): string {
  if (path.length === 0) {
    const nothing = body === '' ? '{}' : 'null';
    return { gone: '', null: nothing, type: logInPage }[kind as 'gone' | 'null' | 'type'];
  }
  const json = jsonIn(body);
  const owner = valueIn(json, path.slice(0, -1)) as Record<string | number, unknown>;
  const key = path.at(-1) ?? '';
  // What holds it may be broken already.
  if (owner === null || typeof owner !== 'object' || !Object.hasOwn(owner, key)) return body;
  if (kind === 'gone' && Array.isArray(owner)) owner.splice(Number(key), 1);
  else if (kind === 'gone') delete owner[key];
  else owner[key] = otherValue(owner[key], kind, site);
  return JSON.stringify(json);
}

function otherValue(value: unknown, kind: BreakKind | number, site: string): unknown {
  if (kind === 'null') return null;
  if (kind === 'renamed as told') return OTHER_SESSION_COOKIE;
  if (kind === 'type') return typeof value === 'string' ? 7 : 'text';
  if (typeof value === 'number') return value + 41;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'text';
  if (URL.canParse(value) && /^https?:/.test(value)) {
    const { pathname, search } = new URL(value);
    const contextPath = new URL(site).pathname.replace(/\/$/, '');
    return `${elsewhere(site)}${pathname.slice(contextPath.length)}${search}${kind === 'form' ? '' : '-another'}`;
  }
  if (kind === 'form') return new Date(value).toISOString().replace(/\.\d+/, '');
  return Number.isNaN(Date.parse(value)) ? `another-${value}` : '2001-02-03T04:05:06.789+0000';
}

export function valueAt({ body }: WireResponse, path: BodyPath): unknown {
  return valueIn(jsonIn(body), path);
}
