import { jsonObject } from '../../contracts/session/answers.ts';
import { CLOUD_MYSELF_PATH, MYSELF_PATH, SESSION_PATH } from '../../contracts/session/names.ts';
import { type Finding, finding, meaningOf } from '../findings.ts';
import { Fault } from '../http/faults.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { basic } from '../http/sent-credentials.ts';
import { accountsFrom, NOBODY } from '../jira/accounts.ts';
import { type JiraAnswer, JiraConnection } from '../jira/connection.ts';
import { wrongBaseUrl } from '../jira/find-jira.ts';
import { findingOf, isCloud, kindOfAnswer } from '../jira/meaning.ts';
import { askServerInfo, type ServerInfo } from '../jira/server-info.ts';
import { logInRequest, whoAmIRequest } from '../jira/session-requests.ts';
import { Sessions } from '../jira/sessions.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import type { Observation } from './observation.ts';
import { traceOf, wayOut } from './way-out.ts';

/** A clock that is off by more makes tokens and certificates fail, in milliseconds. */
const CLOCK_TOLERANCE_MS = 60_000;

export interface ExamineOptions {
  /** Those whose pacts log in with a password. */
  readonly clients: readonly string[];
  /** Told every cookie that arrives: each is a secret. */
  readonly onCookies: (setCookies: readonly string[]) => void;
  readonly signal: AbortSignal;
}

/**
 * Asks a Jira what it is and what is wrong, one thing after another, logging in at most once.
 *
 * @yields each observation as it comes to be known; it ends where nothing more can be asked
 */
export async function* examine(
  options: HttpClientOptions,
  credentials: Credentials,
  { clients, onCookies, signal }: ExamineOptions,
): AsyncGenerator<Observation> {
  const http = new HttpClient(options);
  yield { topic: 'proxy', verdict: 'good', what: http.proxy ? `in use: ${http.proxy}` : 'none in use' };
  try {
    const info = await askServerInfo(http, signal);
    yield { topic: 'reachable', verdict: 'good', what: `${http.baseUrl} answers` };
    yield http.baseUrl.startsWith('https:')
      ? { topic: 'TLS', verdict: 'good', what: 'the certificate is trusted' }
      : { topic: 'TLS', verdict: 'unknown', what: 'none: the base URL is plain http' };
    yield isIt(info);
    const wrong = info.version ? undefined : await wrongBaseUrl(options, http, signal);
    if (wrong) {
      yield bad('base URL', wrong);
      return;
    }
    yield whereIt(info, http.baseUrl);
    yield clockOf(info);
    const facts = { flavour: info.flavour, lacksServerInfo: info.version === undefined };
    const sessions = new Sessions(credentials.sessionCookie);
    const accounts = accountsFrom(credentials);
    const connection = new JiraConnection({ http, facts, accounts, sessions, signal });
    connection.onCookies = onCookies;
    yield traceOf(credentials);
    let isGone = false;
    try {
      for await (const observation of resourceOf(info, connection, credentials)) {
        isGone ||= observation.topic === 'session resource' && observation.verdict === 'bad';
        yield observation;
      }
      yield* tokensOf(info, connection, credentials);
    } finally {
      await connection.closeSessions();
    }
    yield* wayOut(info, { isGone, baseUrl: http.baseUrl, clients });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    yield bad('reachable', error.finding);
  }
}

function bad(topic: string, found: Finding): Observation {
  const what = `${found.cause}. ${found.cure}`;
  return { topic, verdict: 'bad', what, breaksContract: meaningOf(found) === 'broken' };
}

function isIt({ version, flavour, status }: ServerInfo): Observation {
  if (!version) {
    return { topic: 'Jira', verdict: 'unknown', what: `serverInfo does not say that it is one (${status})` };
  }
  const names = {
    server: 'Server or Data Center',
    datacenter: 'Data Center',
    cloud: 'Cloud',
    unknown: 'unknown',
  };
  return { topic: 'Jira', verdict: 'good', what: `${names[flavour]}, version ${version}` };
}

function whereIt({ siteUrl }: ServerInfo, baseUrl: string): Observation {
  const topic = 'context path';
  const here = new URL(baseUrl).pathname;
  if (!siteUrl) return { topic, verdict: 'unknown', what: 'serverInfo does not tell it' };
  const expected = `${new URL(siteUrl).pathname.replace(/\/+$/, '')}/rest`;
  return here === expected
    ? { topic, verdict: 'good', what: here === '/rest' ? 'none' : here.slice(0, -'/rest'.length) }
    : { topic, verdict: 'bad', what: `Jira says its REST root is ${expected}` };
}

function clockOf({ date }: ServerInfo): Observation {
  if (!date) return { topic: 'clock', verdict: 'unknown', what: 'the server does not tell the time' };
  const offMs = Math.abs(Date.now() - date.getTime());
  return offMs <= CLOCK_TOLERANCE_MS
    ? { topic: 'clock', verdict: 'good', what: 'the same here and there' }
    : {
        topic: 'clock',
        verdict: 'bad',
        what: `${Math.round(offMs / 1000)} s apart: set the clock of this machine or of the server`,
      };
}

async function* resourceOf(
  info: ServerInfo,
  connection: JiraConnection,
  credentials: Credentials,
): AsyncGenerator<Observation> {
  const anonymous = await connection.send(whoAmIRequest());
  if (anonymous.answer.status !== 401) {
    yield bad('session resource', meaningIn('GET', anonymous, connection));
    return;
  }
  yield { topic: 'session resource', verdict: 'good', what: 'still there' };

  const asNobody = await connection.send(whoAmIRequest({ Authorization: basic(NOBODY) }));
  const kind = kindOfAnswer(asNobody.answer);
  if (kind === 'not-authenticated') {
    yield {
      topic: 'Basic credentials',
      verdict: 'good',
      what: 'not switched off: those of nobody are refused (401)',
    };
  } else if (kind === 'basic-off' || kind === 'refused') {
    yield bad('Basic credentials', finding('basic-off', String(asNobody.answer.status)));
  } else yield bad('Basic credentials', meaningIn('GET', asNobody, connection));

  if (isCloud(info.flavour)) {
    yield {
      topic: 'log-in with password',
      verdict: 'bad',
      what: 'closed on Cloud; not tried',
      breaksContract: true,
    };
    return;
  }
  if (credentials.sessionCookie) {
    yield await pastedSession(credentials.sessionCookie, connection);
    return;
  }
  yield* logInOnce(connection, credentials);
}

async function pastedSession(cookie: string, connection: JiraConnection): Promise<Observation> {
  const topic = 'session of JIRA_SESSION_COOKIE';
  const { answer } = await connection.send(whoAmIRequest({ Cookie: cookie }));
  if (isUser(answer)) return { topic, verdict: 'good', what: 'taken, and left open' };
  return answer.status === 401
    ? { topic, verdict: 'bad', what: 'refused (401): has it ended? Paste it anew' }
    : bad(topic, meaningIn('GET', { answer, wasAccepted: false }, connection));
}

/** Whether an answer is a user, and no page with the status 200. */
function isUser({ status, body }: JiraAnswer['answer']): boolean {
  return status === 200 && jsonObject(body.toString()) !== undefined;
}

/** Whether what replaces the log-in works here already, where there is a token to try it with. */
async function* tokensOf(
  { flavour, version = '' }: ServerInfo,
  connection: JiraConnection,
  { personalAccessToken, cloudUser }: Credentials,
): AsyncGenerator<Observation> {
  if (personalAccessToken && Number.parseInt(version, 10) < 8) {
    yield {
      topic: 'personal access token',
      verdict: 'unknown',
      what: 'not tried: this version has none (documented: 8.14 on)',
    };
  } else if (personalAccessToken && !isCloud(flavour)) {
    const authorization = `Bearer ${personalAccessToken}`;
    const taken = await tokenOf('personal access token', MYSELF_PATH, authorization, 'token', connection);
    yield taken;
    const { ended } = connection.sessions;
    if (taken.verdict === 'good' && ended) yield await besideEndedSession(authorization, ended, connection);
  }
  if (cloudUser && isCloud(flavour)) {
    const authorization = basic({ username: cloudUser.email, password: cloudUser.apiToken });
    yield await tokenOf('API token', CLOUD_MYSELF_PATH, authorization, 'cloud-user', connection);
  }
}

/** The trap of whoever keeps a cookie jar while moving to tokens. Recorded: the cookie wins, and the token is refused. */
async function besideEndedSession(
  authorization: string,
  cookie: string,
  connection: JiraConnection,
): Promise<Observation> {
  const topic = 'token beside the cookie of an ended session';
  const request = whoAmIRequest({ Authorization: authorization, Cookie: cookie }, MYSELF_PATH);
  const { answer } = await connection.send(request, { due: ['token'] });
  const what =
    answer.status === 401
      ? 'refused (401): send the token without a cookie jar'
      : `answered ${answer.status}`;
  return { topic, verdict: 'unknown', what };
}

async function tokenOf(
  topic: string,
  path: string,
  authorization: string,
  role: AccountRole,
  connection: JiraConnection,
): Promise<Observation> {
  const request = whoAmIRequest({ Authorization: authorization }, path);
  const sent = await connection.send(request, { due: [role] });
  const { status } = sent.answer;
  if (isUser(sent.answer)) return { topic, verdict: 'good', what: `taken at ${path}: you may move` };
  // Any other answer than a refusal says nothing of the token.
  return status === 401 || status === 403
    ? { topic, verdict: 'bad', what: `refused (${status}): is it expired or revoked?` }
    : bad(topic, meaningIn('GET', sent, connection, path));
}

async function* logInOnce(connection: JiraConnection, { user }: Credentials): AsyncGenerator<Observation> {
  if (!user) {
    yield { topic: 'credentials', verdict: 'unknown', what: 'none: set JIRA_USERNAME and JIRA_PASSWORD' };
    return;
  }
  const sent = await connection.send(logInRequest(user), { due: ['user'] });
  const hasSession = connection.sessions.usable !== undefined;
  const leftOpen = await connection.closeSessions();
  const kind = kindOfAnswer(sent.answer);
  if (kind === 'captcha') {
    yield { topic: 'CAPTCHA', verdict: 'bad', what: 'pending: log in once with a browser' };
    return;
  }
  if (kind === 'success' || kind === 'not-authenticated') {
    yield { topic: 'CAPTCHA', verdict: 'good', what: 'none pending' };
  }
  if (sent.answer.status !== 200 || !hasSession) {
    yield bad('credentials', meaningIn('POST', sent, connection));
    return;
  }
  yield leftOpen === 0
    ? { topic: 'credentials', verdict: 'good', what: 'logged in, and logged out again' }
    : {
        topic: 'credentials',
        verdict: 'unknown',
        what: 'logged in; the log-out failed, and the session may be open until its time-out',
      };
}

/** What an answer means that is not the one that was hoped for. */
function meaningIn(
  method: string,
  { answer, refusal, wasAccepted }: JiraAnswer,
  connection: JiraConnection,
  path = SESSION_PATH,
): Finding {
  const request = { method, path };
  return (
    refusal ??
    findingOf(request, answer, connection.facts, wasAccepted) ??
    finding('differs', `${method} ${path} was answered ${answer.status}`)
  );
}
