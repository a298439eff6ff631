import { resolve } from 'node:path';
import type { Entry, Har } from 'har-format';
import { isSessionRequest } from '../../contracts/session/names.ts';
import {
  cookieNameOf,
  cookiePairOf,
  isJsonObject,
  jsonIn,
  jsonObject,
} from '../../contracts/session/response.ts';
import { credentialsIn } from '../authorization.ts';
import { InputError } from '../errors.ts';
import { readText } from '../files/input-file.ts';
import { headerValues, wireResponse } from '../http/wire.ts';
import type { StoredAnswer } from '../mock-jira/rest/stored-answers.ts';
import { secretsIn } from '../redaction/from-settings.ts';
import type { Secrets } from '../redaction/secrets.ts';
import type { Environment } from '../settings/environment.ts';
import { count, listed } from '../text.ts';
import { tool } from '../tool.ts';

const MAX_BYTES = 50_000_000;

/** The answers in HAR files, and a line for each file: what was taken of it, and what was left out. */
export function readAnswers(files: readonly string[], cwd: string, environment: Environment) {
  const secrets = secretsIn(environment);
  const parsed = files.map((file) => entriesIn(file, resolve(cwd, file)));
  // First of all: nothing is kept or told of an answer before every secret is known.
  for (const entry of parsed.flat()) addSecretsOf(entry, secrets);
  const read = files.map((file, index) => answersIn(file, parsed[index] ?? [], secrets));
  return { answers: read.flatMap(({ answers }) => answers), notes: read.map(({ note }) => note) };
}

/** What each file's entries are read as: anything may be missing, or be something else. */
type ReadEntry = Entry & { readonly request: { readonly url: string } };

function answersIn(
  file: string,
  entries: readonly ReadEntry[],
  secrets: Secrets,
): { readonly answers: readonly StoredAnswer[]; readonly note: string } {
  const below = entries.flatMap((entry) => belowRest(entry) ?? []);
  const bySite = [...Map.groupBy(below, ({ site }) => site)];
  const [mostFrequent] = bySite.toSorted(([, one], [, other]) => other.length - one.length);
  if (!mostFrequent) {
    throw new InputError(
      `${file} has no request below /rest: record one of your client, or of a browser, at your Jira.`,
    );
  }
  const [site, ofJira] = mostFrequent;
  const own = ofJira.filter(({ entry, path }) => !isSessionRequest(entry.request.method, path));
  const answers = own.flatMap((one) => answerIn(one, secrets) ?? []);
  const left = [
    [entries.length - ofJira.length, 'of other addresses'] as const,
    [ofJira.length - own.length, 'of the session resource'] as const,
    [own.length - answers.length, 'without an answer or a text in it'] as const,
  ].filter(([number]) => number > 0);
  const without = left.length > 0 ? ` Left out: ${listed(left.map((words) => words.join(' ')))}.` : '';
  return { answers, note: `${file}: ${count(answers.length, 'answer')} of ${site}.${without}` };
}

function entriesIn(file: string, path: string): readonly ReadEntry[] {
  const whyNot = (why: string) =>
    new InputError(
      `${file} cannot be read (${why}): give a HAR file with --answers, of at most ${MAX_BYTES / 1_000_000} MB.`,
    );
  const har = jsonIn(readText(path, whyNot, MAX_BYTES)) as Partial<Har> | null | undefined;
  const entries: unknown = har?.log?.entries;
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new InputError(
      `${file} is not a HAR file (HTTP Archive 1.2): browsers, mitmproxy, Playwright and Postman write one.`,
    );
  }
  return entries;
}

function isEntry(entry: unknown): entry is ReadEntry {
  if (!isJsonObject(entry)) return false;
  const { request, response } = entry;
  return (
    isJsonObject(request) &&
    typeof request.method === 'string' &&
    typeof request.url === 'string' &&
    URL.canParse(request.url) &&
    isJsonObject(response) &&
    typeof response.status === 'number'
  );
}

interface OfJira {
  readonly entry: ReadEntry;
  readonly site: string;
  /** Below the REST root. */
  readonly path: string;
}

/** Undefined for all that is not asked by http below a REST root. */
function belowRest(entry: ReadEntry): OfJira | undefined {
  const { protocol, origin, pathname } = new URL(entry.request.url);
  const [, context, path] = /^(.*?)\/rest(\/.*)$/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || path === undefined) return undefined;
  return { entry, site: `${origin}${context}`, path };
}

/** Undefined where the file does not have what the Jira answered. */
function answerIn(
  { entry: { request, response }, site, path }: OfJira,
  secrets: Secrets,
): StoredAnswer | undefined {
  const body = request.method.toUpperCase() === 'HEAD' ? '' : bodyOf(response);
  if (body === undefined) return undefined;
  const { searchParams } = new URL(request.url);
  const query = [...searchParams].filter(([name]) => !/^os_|password|secret|(?<!page)token/i.test(name));
  // Kept by a browser from before, and sent without its body: what it shows is the whole answer.
  const status = response.status === 304 ? 200 : response.status;
  const type = textIn(response.content?.mimeType).replaceAll(/[^\t -~]/g, '');
  return {
    method: request.method.toUpperCase(),
    path: secrets.redact(path),
    query: query.map(([name, value]) => [name, secrets.redact(value)] as const),
    site,
    response: wireResponse(status, { 'Content-Type': type || undefined }, secrets.redact(body)),
  };
}

export function harText(answers: readonly StoredAnswer[], now = new Date()): string {
  const none = { headers: [], cookies: [], headersSize: -1, bodySize: -1, httpVersion: 'HTTP/1.1' };
  const entries = answers.map(({ method, path, query, site, response }): Entry => {
    const search = `${new URLSearchParams(query.map((pair): [string, string] => [...pair]))}`;
    const [mimeType = ''] = headerValues(response, 'Content-Type');
    const { status, body: text } = response;
    return {
      startedDateTime: now.toISOString(),
      time: 0,
      request: {
        ...none,
        ...{ method, url: `${site}/rest${path}${search && `?${search}`}` },
        queryString: query.map(([name, value]) => ({ name, value })),
      },
      response: {
        ...none,
        ...{ status, statusText: '', redirectURL: '' },
        content: { size: Buffer.byteLength(text), mimeType, text },
      },
      cache: {},
      timings: { wait: 0, receive: 0 },
    };
  });
  const har: Har = { log: { version: '1.2', creator: tool, entries } };
  return `${JSON.stringify(har, null, 2)}\n`;
}

/** The text of an answer, which HAR has without its compression; undefined where there is none, or something else than text. */
function bodyOf({ status, content }: Entry['response']): string | undefined {
  // 0 is what browsers write for what got no answer, and 101 for a WebSocket; no server can send what has no three digits.
  if (!/^[2-9]\d\d$/.test(String(status))) return undefined;
  const text = textIn(content?.text);
  if (status === 204) return '';
  if (text === '') {
    const isCut = Number(content?.size) > 0 || /json/i.test(textIn(content?.mimeType)) || status === 304;
    return isCut ? undefined : '';
  }
  if (content.encoding !== 'base64') return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');

/** Fields of a body with a secret in them; the token of a page is none. */
const SECRET_FIELDS = /"(?!\w*page_?token)\w*(?:password|secret|token|api_?key)"\s*:\s*"((?:[^"\\]|\\.)+)"/gi;

/** Cookies by which nobody is let in, such as the language, are words like any other. */
const isCredential = (cookie: string) =>
  /session|token|auth|sid\b|remember/i.test(cookieNameOf(cookie)) || cookie.length > 30;

/** All credentials in an entry: what let somebody in must not be in anything that is kept. */
function addSecretsOf({ request, response }: ReadEntry, secrets: Secrets): void {
  for (const [name, value] of [...pairsIn(request.headers), ...pairsIn(response.headers)]) {
    if (/^(proxy-)?authorization$/i.test(name)) secrets.addAuthorization(value);
    if (/^cookie$/i.test(name)) for (const one of value.split(/;\s*/)) addCookie(one, secrets);
    // Some write several into one, a line each.
    if (/^set-cookie$/i.test(name))
      for (const one of value.split('\n')) addCookie(cookiePairOf(one), secrets);
    if (/token|secret|api-?key/i.test(name) && value !== 'no-check') secrets.add(value);
  }
  for (const [name, value] of [...pairsIn(request.cookies), ...pairsIn(response.cookies)])
    addCookie(`${name}=${value}`, secrets);
  const { search } = new URL(request.url);
  const body = textIn(request.postData?.text);
  for (const { username, secret } of credentialsIn({ path: search, body })) secrets.addPair(username, secret);
  const received = bodyOf(response) ?? '';
  for (const text of [body, received])
    for (const [, value] of text.matchAll(SECRET_FIELDS)) secrets.add(value);
  const form = body.startsWith('{') ? [] : [...new URLSearchParams(body)];
  for (const [name, value] of [...pairsIn(request.postData?.params), ...form])
    if (/pass|secret|token/i.test(name)) secrets.add(value);
  const session = jsonObject(received)?.session;
  if (isJsonObject(session)) secrets.add(textIn(session.value));
  const { username, password } = new URL(request.url);
  if (password) secrets.addPair(username, password);
}

function addCookie(cookie: string, secrets: Secrets): void {
  if (isCredential(cookie)) secrets.addCookies(cookie);
}

function pairsIn(list: unknown): (readonly [name: string, value: string])[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isJsonObject).map(({ name, value }) => [textIn(name), textIn(value)] as const);
}
