import {
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
} from '../contracts/session/names.ts';
import { jsonObject, SESSION_COOKIES, sessionsIn } from '../contracts/session/response.ts';
import { basic } from '../src/authorization.ts';
import { cookieHeaderFrom } from '../src/http/cookies.ts';
import { Secrets } from '../src/redaction/secrets.ts';

/** What a Jira is recorded with: accounts that were made up for it. */
export interface Seed {
  readonly user: { readonly username: string; readonly password: string };
  /** Given up: wrong passwords are tried on it. */
  readonly captchaUser: { readonly username: string; readonly password: string };
  readonly personalAccessToken?: string | undefined;
}

/** One answer of a Jira, with nothing in it that names a machine or opens a session. */
export interface RecordedResponse {
  /** What was asked, in words: the key to the same request at another Jira. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** By name in small letters, those that say something; cookies by their names alone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  /** JSON, or the media type of what is none. */
  readonly body: unknown;
}

/** What a Jira of one version answers. */
export interface Recorded {
  readonly formatVersion: 1;
  /** As `serverInfo` tells it. */
  readonly version: string;
  readonly answers: readonly RecordedResponse[];
}

interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const json = { Accept: 'application/json', 'Content-Type': 'application/json' };
const TELLING = [
  'content-type',
  'www-authenticate',
  'x-authentication-denied-reason',
  'x-aaccountid',
  'x-ausername',
  'x-seraph-loginreason',
  'retry-after',
];

const EXAMPLE_HOST = 'jira.example.com';

/** Wrong passwords that are tried until a CAPTCHA is demanded. */
const MAX_FAILURES = 6;

/**
 * Asks a Jira everything that the contract is about, and writes down what it answers. Sessions that it opens it closes.
 *
 * @param baseUrl with `/rest`
 */
export async function recordResponses(baseUrl: string, seed: Seed): Promise<Recorded> {
  const answers: RecordedResponse[] = [];
  const { host } = new URL(baseUrl);
  const secrets = new Secrets();
  for (const { username, password } of [seed.user, seed.captchaUser]) secrets.addPair(username, password);
  secrets.add(seed.personalAccessToken);
  /** A text without addresses, sessions and credentials, however they are written. */
  const clean = (text: string) =>
    [...addresses].reduce((rest, address) => rest.replaceAll(address, EXAMPLE_HOST), secrets.redact(text));
  const addresses = new Set([host, encodeURIComponent(host)]);
  const ask = async (what: string, { method, path = SESSION_PATH, headers = {}, body }: Asked) => {
    const answer = await fetch(baseUrl + path, {
      method,
      headers: { Accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      redirect: 'manual',
    });
    const setCookies = answer.headers.getSetCookie();
    secrets.addCookies(...setCookies);
    const text = await answer.text();
    const { baseUrl: itsOwn } = jsonObject(text) ?? {};
    if (typeof itsOwn === 'string' && URL.canParse(itsOwn)) {
      addresses.add(new URL(itsOwn).host).add(new URL(itsOwn).hostname);
    }
    answers.push({
      ...{ what, method, path, status: answer.status },
      headers: Object.fromEntries(
        TELLING.flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, clean(value)]];
        }),
      ),
      cookies: setCookies.map((cookie) => /^([\w.-]+)=/.exec(cookie)?.[1] ?? '(no name)').toSorted(),
      body: bodyOf(text, answer.headers.get('content-type') ?? '', clean),
    });
    return { status: answer.status, cookie: cookieHeaderFrom(setCookies, baseUrl + path) };
  };
  const logIn = (what: string, username: string, password: string, headers = {}) =>
    ask(what, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ username, password }),
    });
  const { user, captchaUser, personalAccessToken } = seed;

  await ask('anonymous serverInfo', { method: 'GET', path: SERVER_INFO_PATH });
  await ask('anonymous GET', { method: 'GET' });
  await ask('anonymous DELETE', { method: 'DELETE' });
  await logIn('log-in of nobody', 'no-such-user', 'no-such-password');
  await ask('log-in without credentials', { method: 'POST', headers: json, body: '{}' });
  await ask('log-in with broken JSON', { method: 'POST', headers: json, body: '{"username":' });
  await ask('log-in with another media type', {
    method: 'POST',
    headers: { 'Content-Type': 'text/plain' },
    body: 'text',
  });
  const { status, cookie: Cookie } = await logIn('log-in', user.username, user.password);
  if (status === 200) {
    await ask('GET with a session', { method: 'GET', headers: { Cookie } });
    await ask('myself with a session', { method: 'GET', path: MYSELF_PATH, headers: { Cookie } });
    await ask('DELETE with a session', { method: 'DELETE', headers: { Cookie } });
    await ask('GET with an ended session', { method: 'GET', headers: { Cookie } });
    await ask('second DELETE', { method: 'DELETE', headers: { Cookie } });
  }
  /** Asks with credentials, and ends the session that this opens. */
  const askWith = async (what: string, Authorization: string, path = SESSION_PATH) => {
    const opened = await ask(what, { method: 'GET', path, headers: { Authorization } });
    if (sessionsIn(opened.cookie).length > 0) {
      await ask(`DELETE of the session of: ${what}`, {
        method: 'DELETE',
        headers: { Cookie: opened.cookie },
      });
    }
  };
  await askWith('GET with Basic', basic(user));
  await askWith('serverInfo with Basic', basic(user), SERVER_INFO_PATH);
  await ask('GET with Basic of nobody', {
    method: 'GET',
    headers: { Authorization: basic({ username: 'no-such-user', password: 'no-such-password' }) },
  });
  if (personalAccessToken) {
    const Authorization = `Bearer ${personalAccessToken}`;
    await askWith('GET with a token', Authorization);
    await askWith('myself with a token', Authorization, MYSELF_PATH);
    if (status === 200) {
      const headers = { Authorization, Cookie };
      await ask('myself with a token and an ended session', { method: 'GET', path: MYSELF_PATH, headers });
    }
  }
  await ask('myself with a token of nobody', {
    method: 'GET',
    path: MYSELF_PATH,
    headers: { Authorization: 'Bearer no-such-token' },
  });
  await ask('myself of Cloud', { method: 'GET', path: CLOUD_MYSELF_PATH });
  // Last: what follows is refused for this account.
  for (let failure = 1; failure <= MAX_FAILURES; failure++) {
    const refused = await logIn(`wrong password ${failure}`, captchaUser.username, 'no-such-password');
    if (refused.status !== 401) break;
  }
  const info = answers[0]?.body as { readonly version?: unknown } | undefined;
  // It names a file.
  const version = /^\d[\w.-]{0,40}$/.test(String(info?.version)) ? String(info?.version) : 'unknown';
  return { formatVersion: 1, version, answers };
}

/** Fields of serverInfo that name a machine or a license. */
const NOT_KEPT = [
  'serverTitle',
  'scmInfo',
  'buildDate',
  'serverTime',
  'serverId',
  'emailAddress',
  'avatarUrls',
];

function bodyOf(text: string, mediaType: string, clean: (text: string) => string): unknown {
  if (text === '') return '';
  const [type = ''] = mediaType.split(';');
  if (type !== 'application/json') return `(${clean(type) || 'no media type'})`;
  try {
    return cleaned(JSON.parse(text), clean);
  } catch {
    return '(broken JSON)';
  }
}

function cleaned(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, clean));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([name]) => !NOT_KEPT.includes(name));
  const isSession = (SESSION_COOKIES as readonly unknown[]).includes((value as { name?: unknown }).name);
  return Object.fromEntries(
    entries.map(([name, one]) => [
      clean(name),
      isSession && name === 'value' ? 'SESSION' : cleaned(one, clean),
    ]),
  );
}
