import { SESSION_PATH } from '../../contracts/session/names.ts';
import { SESSION_COOKIES } from '../../contracts/session/response.ts';
import { headerValues, type WireResponse, withHeader, withoutHeader } from '../http/wire.ts';
import type { PartName } from '../report/recording.ts';

type Path = readonly (string | number)[];

/** A part of an answer that a client may look at. */
export type Part =
  | { readonly kind: 'status' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string }
  /** The whole body has an empty path. */
  | { readonly kind: 'body'; readonly path: Path };

/** How a part may be broken, but for the status: that becomes another one. */
export type Way = 'gone' | 'null' | 'type' | 'value' | 'renamed' | 'order';

/** One part of one answer, broken in one way. */
export interface Breakage {
  /** Which answer: that to all requests of one method and path in one provider state. */
  readonly answer: string;
  readonly part: Part;
  /** A number is another status. */
  readonly way: Way | number;
}

/** Says a breakage in a line, which is the same from run to run. */
export function breakageId({ answer, part, way }: Breakage): string {
  return `${answer} | ${partName(part)} | ${way}`;
}

/** The name of a part, as it stands in a recording. */
export function partName(part: Part): PartName {
  switch (part.kind) {
    case 'status':
      return 'status';
    case 'body':
      return part.path.length === 0 ? 'body' : `body ${pathText(part.path)}`;
    default:
      return `${part.kind} ${part.name}`;
  }
}

/** A path into a body, such as `session.name` or `errorMessages[0]`. */
function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`))
    .join('');
}

/** Whether one part holds another one: a body its fields, an object its own. */
export function holds(outer: Part, inner: Part): boolean {
  return (
    outer.kind === 'body' &&
    inner.kind === 'body' &&
    outer.path.length < inner.path.length &&
    outer.path.every((key, index) => key === inner.path[index])
  );
}

/**
 * Parts of one layer hide no other: a client that gets no body, or another media type, does not look at a field.
 *
 * @returns the layer of a part in its answer
 */
export function layerOf(part: Part, parts: readonly Part[]): string {
  if (part.kind === 'header' && part.name.toLowerCase() === 'content-type') return 'media type';
  const isContainer = parts.some((other) => holds(part, other));
  if (part.kind !== 'body' || (part.path.length > 0 && !isContainer)) return 'single';
  return `container ${part.path.length}`;
}

/** Every part of an answer but its status: cookies, headers, the body and all in it. */
export function partsOf(answer: WireResponse): Part[] {
  const names = new Set(answer.headers.map(([name]) => name));
  names.delete('Set-Cookie');
  return [
    ...headerValues(answer, 'Set-Cookie').map((cookie): Part => ({ kind: 'cookie', name: nameOf(cookie) })),
    ...[...names].map((name): Part => ({ kind: 'header', name })),
    ...(answer.body === '' ? [] : bodyParts(jsonIn(answer.body), [])),
  ];
}

function bodyParts(value: unknown, path: Path): Part[] {
  const inside =
    value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) =>
          bodyParts(one, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [{ kind: 'body', path }, ...inside];
}

/** The ways in which a part of this answer can be broken. */
export function waysToBreak(part: Part, answer: WireResponse): readonly Way[] {
  switch (part.kind) {
    case 'status':
      return [];
    case 'header':
      return ['gone', 'value'];
    case 'cookie': {
      const others = headerValues(answer, 'Set-Cookie').length > 1;
      return isSessionCookie(part.name) && others ? ['gone', 'renamed', 'order'] : ['gone', 'renamed'];
    }
    case 'body': {
      const value = valueAt(answer, part.path);
      const isContainer = part.path.length === 0 || (value !== null && typeof value === 'object');
      return isContainer ? ['gone', 'null', 'type'] : ['gone', 'null', 'type', 'value'];
    }
    default:
      return part satisfies never;
  }
}

export function isSessionCookie(name: string): boolean {
  return (SESSION_COOKIES as readonly string[]).includes(name);
}

/** The name that a session cookie is given where it is renamed; the mocked Jira then takes it under this name. */
export const OTHER_SESSION_COOKIE = 'renamed.session.token';

/** What a broken answer may need to know of the run. */
export interface Place {
  /** The site under another host name: what arrives there was sent to another address. */
  readonly elsewhere: string;
  /** The site itself, where a log-in page is. */
  readonly site: string;
}

/** Breaks an answer. Breakages of other answers are passed over. */
export function broken(answer: WireResponse, breakages: readonly Breakage[], place: Place): WireResponse {
  // From the inside out, and the status last: what is broken inside may be gone with what holds it.
  const depth = ({ part }: Breakage) =>
    part.kind === 'body' ? part.path.length : part.kind === 'status' ? -2 : -1;
  return breakages
    .toSorted((a, b) => depth(b) - depth(a))
    .reduce((changed, breakage) => brokenOnce(changed, breakage, place), answer);
}

function brokenOnce(answer: WireResponse, { part, way }: Breakage, place: Place): WireResponse {
  switch (part.kind) {
    case 'status':
      return withStatus(answer, Number(way), place);
    case 'header':
      return way === 'gone'
        ? withoutHeader(answer, part.name)
        : withHeader(answer, part.name, otherHeader(part.name));
    case 'cookie':
      return withCookies(answer, part.name, way);
    case 'body':
      return { ...answer, body: brokenBody(answer.body, part.path, way, place) };
    default:
      return part satisfies never;
  }
}

function otherHeader(name: string): string {
  return name.toLowerCase() === 'content-type' ? 'text/html;charset=UTF-8' : 'another-value';
}

function withStatus(answer: WireResponse, status: number, { elsewhere, site }: Place): WireResponse {
  const changed = { ...answer, status };
  if (status === 204) return { ...withoutHeader(changed, 'Content-Type'), body: '' };
  // As from a sign-on page, and from a load balancer that sends its callers to another host.
  if (status === 302) return withHeader(changed, 'Location', `${site}/login.jsp`);
  if (status === 307) return withHeader(changed, 'Location', `${elsewhere}/rest${SESSION_PATH}`);
  return changed;
}

function withCookies(answer: WireResponse, name: string, way: Way | number): WireResponse {
  const cookies = headerValues(answer, 'Set-Cookie');
  const changed =
    way === 'order'
      ? cookies.toReversed()
      : cookies.flatMap((cookie) => {
          if (nameOf(cookie) !== name) return [cookie];
          const other = isSessionCookie(name) ? OTHER_SESSION_COOKIE : `renamed.${name}`;
          return way === 'gone' ? [] : [other + cookie.slice(name.length)];
        });
  return withHeader(answer, 'Set-Cookie', ...changed);
}

function nameOf(cookie: string): string {
  return cookie.slice(0, cookie.indexOf('='));
}

function brokenBody(body: string, path: Path, way: Way | number, place: Place): string {
  if (path.length === 0) {
    return { gone: '', null: 'null', type: '[]' }[way as 'gone' | 'null' | 'type'];
  }
  const json = jsonIn(body);
  const owner = path.slice(0, -1).reduce<unknown>(inside, json) as Record<string | number, unknown>;
  const key = path.at(-1) ?? '';
  // What holds it may be broken already.
  if (owner === null || typeof owner !== 'object' || !Object.hasOwn(owner, key)) return body;
  if (way === 'gone' && Array.isArray(owner)) owner.splice(Number(key), 1);
  else if (way === 'gone') delete owner[key];
  else owner[key] = otherValue(owner[key], way, place);
  return JSON.stringify(json);
}

function otherValue(value: unknown, way: Way | number, { elsewhere }: Place): unknown {
  if (way === 'null') return null;
  if (way === 'type') return typeof value === 'string' ? 7 : 'text';
  if (typeof value === 'number') return value + 41;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'text';
  if (URL.canParse(value) && /^https?:/.test(value)) {
    const { pathname, search } = new URL(value);
    return elsewhere + pathname.slice(new URL(elsewhere).pathname.replace(/\/$/, '').length) + search;
  }
  return Number.isNaN(Date.parse(value)) ? `another-${value}` : '2001-02-03T04:05:06.789+0000';
}

/** The value at a path of an answer's JSON; the text of a body that is not JSON. */
export function valueAt(answer: WireResponse, path: Path): unknown {
  return path.reduce<unknown>(inside, jsonIn(answer.body));
}

function inside(value: unknown, key: string | number): unknown {
  return value !== null && typeof value === 'object'
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
