import {
  CLOUD_MYSELF_PATH,
  MOCKED_TITLE,
  MYSELF_PATH,
  PAT_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
  TOKEN_PATH,
} from '../../contracts/session/names.ts';
import {
  cookieNameOf,
  cookiePairOf,
  jsonIn,
  jsonObject,
  sessionsIn,
} from '../../contracts/session/response.ts';
import { credentialsIn, type SentCredentials } from '../authorization.ts';
import { cookieOf } from '../http/cookies.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import { NOBODY } from '../jira/accounts.ts';
import { formOfCookieName, formOfHeader, formOfJson, formOfPage } from './form-without-secrets.ts';

/** What a request was sent with, in words. */
export const SENT = [
  ...['nothing', 'a password', 'a password of nobody', 'a wrong password', 'no password', 'a client secret'],
  ...['Basic', 'Basic of nobody', 'a token', 'a token of nobody', 'one cookie', 'cookies', 'broken JSON'],
  ...['the cookie of an ended session', 'another media type', 'another thing'],
] as const;

export type Sent = (typeof SENT)[number];

export const PATHS = [
  ...[SESSION_PATH, SERVER_INFO_PATH, MYSELF_PATH, CLOUD_MYSELF_PATH, PAT_PATH, TOKEN_PATH],
  // Of the site, which stands above Jira's REST root.
  ...['/', '/../'],
];

/** One response of a Jira, without anything that could be personal, an address or a secret. */
export interface RecordedResponse {
  readonly method: string;
  /** Below Jira's REST root. */
  readonly path: string;
  readonly sent: readonly Sent[];
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The names of those that it sets. */
  readonly cookies: readonly string[];
  /** What stands in JSON, by its fields; of another body, what is known in it. */
  readonly body: unknown;
}

/** What a Jira of one version answered. */
export interface Recorded {
  readonly formatVersion: 1;
  readonly by: 'doctor' | 'truth';
  /** A mocked Jira says nothing about a real one. */
  readonly kind: 'live' | 'mocked';
  /** As `serverInfo` tells it, or `unknown`. */
  readonly version: string;
  readonly answers: readonly RecordedResponse[];
}

/** Records the responses of a Jira, form by form: only what is known to be nobody's is kept. */
export class Recorder {
  readonly #answers: RecordedResponse[] = [];
  readonly #ended = new Set<string>();
  #version = 'unknown';
  #isMocked = false;

  /** `sent` is given where the request does not tell it. */
  note(request: HttpRequest, response: HttpResponse, sent: readonly Sent[] = this.#sentIn(request)): void {
    const { method, path } = request;
    const { status, headers, setCookies, text } = response;
    if (method === 'DELETE' && status < 300) for (const one of sessionsOf(request)) this.#ended.add(one);
    if (path === SERVER_INFO_PATH) this.#noteServerInfo(text);
    const { 'set-cookie': _, ...others } = headers;
    this.#answers.push({
      method,
      path: PATHS.includes(path) ? path : '(another)',
      sent,
      status,
      headers: Object.fromEntries(
        Object.entries(others).map(([name, value]) => formOfHeader(name, [value].flat().join(', '))),
      ),
      cookies: setCookies.map((one) => formOfCookieName(cookieNameOf(cookiePairOf(one)))).toSorted(),
      body: formOfBody(text, String(headers['content-type'])),
    });
  }

  recorded(by: Recorded['by']): Recorded | undefined {
    if (this.#answers.length === 0) return undefined;
    const kind = this.#isMocked ? 'mocked' : 'live';
    return { formatVersion: 1, by, kind, version: this.#version, answers: this.#answers };
  }

  #noteServerInfo(text: string): void {
    const { version, serverTitle } = jsonObject(text) ?? {};
    if (isVersion(version)) this.#version = version;
    this.#isMocked ||= serverTitle === MOCKED_TITLE;
  }

  #sentIn(request: HttpRequest): Sent[] {
    const cookies = cookieOf(request).split(';').filter(Boolean).length;
    const hasEnded = sessionsOf(request).some((one) => this.#ended.has(one));
    const sent = credentialsIn(request).flatMap(wordsFor);
    if (hasEnded) sent.push('the cookie of an ended session');
    else if (cookies > 0) sent.push(cookies > 1 ? 'cookies' : 'one cookie');
    return sent.length > 0 ? sent : ['nothing'];
  }
}

/** Names for credentials by their place, and for those of nobody. Cookies are counted, and never named. */
const WORDS: Readonly<Record<SentCredentials['in'], readonly [own: Sent, nobodys: Sent] | undefined>> = {
  basic: ['Basic', 'Basic of nobody'],
  bearer: ['a token', 'a token of nobody'],
  body: ['a password', 'a password of nobody'],
  cookie: undefined,
  form: ['a client secret', 'a client secret'],
  other: ['another thing', 'another thing'],
};

function wordsFor({ in: where, username, secret }: SentCredentials): Sent[] {
  const [own, nobodys] = WORDS[where] ?? [];
  const isNobody = username === NOBODY.username || secret === NOBODY.password;
  return [(isNobody ? nobodys : own) ?? []].flat();
}

function sessionsOf(request: HttpRequest): string[] {
  const known = sessionsIn(cookieOf(request));
  return known.length > 0 ? known : cookieOf(request).split(/;\s*/).filter(Boolean);
}

function formOfBody(text: string, mediaType: string): unknown {
  const value = jsonIn(text);
  if (value !== undefined) return formOfJson(value);
  return /\bjson\b/i.test(mediaType) && text !== '' ? '(broken JSON)' : formOfPage(text);
}

/** Three numbers at most: an address has four. */
export function isVersion(version: unknown): version is string {
  return typeof version === 'string' && /^\d{1,4}(\.\d{1,4}){0,2}(-SNAPSHOT)?$/.test(version);
}

/** As it is shown, written and kept. */
export function recordedText(recorded: Recorded): string {
  return `${JSON.stringify(recorded, null, 2)}\n`;
}
