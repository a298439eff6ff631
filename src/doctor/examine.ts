import { SESSION_PATH } from '../../contracts/session/names.ts';
import { cookieHeaderFrom, hasSession } from '../http/cookies.ts';
import { Fault } from '../http/faults.ts';
import type { JiraAnswer, JiraHttp } from '../http/http-client.ts';
import { diagnose } from '../jira/meaning.ts';
import { askServerInfo, type ServerInfo } from '../jira/server-info.ts';
import type { Credentials } from '../settings/jira.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly topic: string;
  readonly verdict: 'good' | 'bad' | 'unknown';
  readonly what: string;
  /** What a bad one comes to: the contract is broken there, or it could not be found out. */
  readonly means?: 'broken' | 'unknown';
}

/** A clock that is off by more makes tokens and certificates fail, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

/** An account that no Jira has: its Basic credentials show whether any are taken, and lock nobody out. */
const NOBODY = `Basic ${Buffer.from('jira-session-contracts-no-such-user:no-such-password').toString('base64')}`;

const MOVE = {
  cloud:
    'Cloud: send e-mail and API token as Basic credentials, or use OAuth 2.0 (3LO). It replaces the log-in and the log-out; "who am I" stays, with Basic credentials in place of the cookie.',
  server:
    'Jira 11: send a personal access token as Bearer, or use OAuth 2.0. It replaces the log-in, the cookie and the log-out; ask /rest/api/2/myself for "who am I".',
};

/**
 * Asks a Jira what it is and what is wrong, one thing after another, logging in at most once.
 *
 * @yields each finding as it comes to be known; it ends where nothing more can be asked
 */
export async function* examine(http: JiraHttp, credentials: Credentials): AsyncGenerator<Finding> {
  yield { topic: 'proxy', verdict: 'good', what: http.proxy ? `in use: ${http.proxy}` : 'none in use' };
  try {
    const info = await askServerInfo(http);
    yield { topic: 'reachable', verdict: 'good', what: `${http.baseUrl} answers` };
    yield http.baseUrl.startsWith('https:')
      ? { topic: 'TLS', verdict: 'good', what: 'the certificate is trusted' }
      : { topic: 'TLS', verdict: 'unknown', what: 'none: the base URL is plain http' };
    yield isIt(info);
    yield whereIt(info, http.baseUrl);
    yield clockOf(info);
    yield* resourceOf(info, http, credentials);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    yield { topic: 'reachable', verdict: 'bad', what: error.message, means: 'unknown' };
  }
}

function isIt({ version, flavour, status }: ServerInfo): Finding {
  if (!version) {
    const what = `serverInfo does not say so (${status}): is the context path missing, such as /jira/rest?`;
    return { topic: 'Jira', verdict: 'bad', what, means: 'unknown' };
  }
  const names = {
    server: 'Server or Data Center',
    datacenter: 'Data Center',
    cloud: 'Cloud',
    unknown: 'unknown',
  };
  return { topic: 'Jira', verdict: 'good', what: `${names[flavour]}, version ${version}` };
}

function whereIt({ siteUrl }: ServerInfo, baseUrl: string): Finding {
  const here = new URL(baseUrl).pathname;
  if (!siteUrl) return { topic: 'context path', verdict: 'unknown', what: 'serverInfo does not tell it' };
  const expected = `${new URL(siteUrl).pathname.replace(/\/+$/, '')}/rest`;
  return here === expected
    ? {
        topic: 'context path',
        verdict: 'good',
        what: here === '/rest' ? 'none' : here.slice(0, -'/rest'.length),
      }
    : {
        topic: 'context path',
        verdict: 'bad',
        what: `Jira says its REST root is ${expected}`,
        means: 'unknown',
      };
}

function clockOf({ date }: ServerInfo): Finding {
  if (!date) return { topic: 'clock', verdict: 'unknown', what: 'the server does not tell the time' };
  const offMs = Math.abs(Date.now() - date.getTime());
  return offMs <= CLOCK_TOLERANCE_MS
    ? { topic: 'clock', verdict: 'good', what: 'the same here and there' }
    : {
        topic: 'clock',
        verdict: 'bad',
        what: `${Math.round(offMs / 1000)} s apart: set the clock of this machine or of the server`,
        means: 'unknown',
      };
}

async function* resourceOf(
  info: ServerInfo,
  http: JiraHttp,
  credentials: Credentials,
): AsyncGenerator<Finding> {
  const anonymous = await http.send({
    method: 'GET',
    path: SESSION_PATH,
    headers: { Accept: 'application/json' },
  });
  if (anonymous.status !== 401) {
    const said = saidOf('GET', anonymous, info) ?? `It answers ${anonymous.status} to an anonymous caller.`;
    yield { topic: 'session resource', verdict: 'bad', what: said, means: 'broken' };
    if ([403, 404, 410].includes(anonymous.status)) {
      yield {
        topic: 'move to',
        verdict: 'unknown',
        what: info.flavour === 'cloud' ? MOVE.cloud : MOVE.server,
      };
    }
    return;
  }
  yield { topic: 'session resource', verdict: 'good', what: 'still there' };

  const basic = await http.send({ method: 'GET', path: SESSION_PATH, headers: { Authorization: NOBODY } });
  yield basic.status === 403
    ? {
        topic: 'Basic credentials',
        verdict: 'bad',
        what: 'switched off: use a personal access token',
        means: 'broken',
      }
    : { topic: 'Basic credentials', verdict: 'good', what: 'taken' };

  if (credentials.personalAccessToken) {
    yield await bearerOf('personal access token', `Bearer ${credentials.personalAccessToken}`, http);
  }
  if (info.flavour === 'cloud') {
    yield {
      topic: 'log-in with password',
      verdict: 'bad',
      what: 'closed on Cloud; not tried',
      means: 'broken',
    };
    if (credentials.cloudUser) {
      const { email, apiToken } = credentials.cloudUser;
      yield await bearerOf(
        'API token',
        `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
        http,
      );
    }
    yield { topic: 'move to', verdict: 'unknown', what: MOVE.cloud };
    return;
  }
  yield* logInOnce(info, http, credentials);
}

async function bearerOf(topic: string, Authorization: string, http: JiraHttp): Promise<Finding> {
  const { status } = await http.send({ method: 'GET', path: SESSION_PATH, headers: { Authorization } });
  return status === 200
    ? { topic, verdict: 'good', what: 'taken' }
    : { topic, verdict: 'bad', what: `refused (${status}): is it expired or revoked?`, means: 'unknown' };
}

async function* logInOnce(info: ServerInfo, http: JiraHttp, { user }: Credentials): AsyncGenerator<Finding> {
  if (!user) {
    yield { topic: 'credentials', verdict: 'unknown', what: 'none: set JIRA_USERNAME and JIRA_PASSWORD' };
    return;
  }
  const answer = await http.send({
    method: 'POST',
    path: SESSION_PATH,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(user),
  });
  const cookie = cookieHeaderFrom(answer.setCookies, http.baseUrl + SESSION_PATH);
  if (hasSession(cookie)) {
    await http.send({ method: 'DELETE', path: SESSION_PATH, headers: { Cookie: cookie } });
  }
  const captcha = answer.headers['x-authentication-denied-reason'] !== undefined;
  yield captcha
    ? { topic: 'CAPTCHA', verdict: 'bad', what: 'pending: log in once with a browser', means: 'unknown' }
    : { topic: 'CAPTCHA', verdict: 'good', what: 'none pending' };
  if (captcha) return;
  if (answer.status === 200 && hasSession(cookie)) {
    yield { topic: 'credentials', verdict: 'good', what: 'logged in, and logged out again' };
  } else if (answer.status === 401) {
    const what = 'refused: check the settings before you try again, or the account is locked';
    yield { topic: 'credentials', verdict: 'bad', what, means: 'unknown' };
  } else {
    const what =
      saidOf('POST', answer, info) ?? `the log-in was answered ${answer.status}, without a session`;
    yield { topic: 'credentials', verdict: 'bad', what, means: 'broken' };
  }
}

function saidOf(
  method: string,
  { status, body, headers }: JiraAnswer,
  { flavour }: ServerInfo,
): string | undefined {
  const location = typeof headers.location === 'string' ? { location: headers.location } : {};
  return diagnose({ method, answer: { status, text: body.toString(), ...location } }, flavour);
}
