import { addAbortListener } from 'node:events';
import {
  isSessionRequest,
  isTokenRequest,
  MYSELF_PATH,
  SESSION_PATH,
} from '../../contracts/session/names.ts';
import { cookiePairOf, jsonObject, kindOf, type ResponseKind } from '../../contracts/session/response.ts';
import type { Heeding } from '../../contracts/session/states.ts';
import { credentialsIn } from '../authorization.ts';
import { FindingError } from '../errors.ts';
import { Fault, mayHaveArrived } from '../faults.ts';
import { type Finding, type FindingCode, finding } from '../findings.ts';
import { cookieOf, whyNotKept } from '../http/cookies.ts';
import type { HttpClient, HttpRequest, HttpResponse, ResponseHead } from '../http/http-client.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import type { Account, Accounts, Due } from './accounts.ts';
import { findingOf, isCloudLogIn, isSuccess, type JiraFacts, outOfService } from './meaning.ts';
import {
  accessTokenIn,
  accessTokenRequest,
  type ServiceAccount,
  secretsNamedIn,
  whoAmIRequest,
} from './session-requests.ts';
import { namedSession, Sessions, type ShownOverBy, sessionsInAddress } from './sessions.ts';

/** How long to wait, after an interruption, for a response that may open a session, in milliseconds. */
const GRACE_MS = 5000;

export interface JiraResponse {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Jira refused the credentials: that says nothing of the contract. */
  readonly refusal?: Finding | undefined;
  /** Jira cannot be asked now, or something in front of it gave the answer: nothing more is to be sent. */
  readonly out?: Finding | undefined;
  /** What an undesired response means; undefined if it merely differs. */
  readonly meaning: Finding | undefined;
  /** Jira does not know the request's session, although a log-in of this run opened it and nothing ended it. */
  readonly lostSession?: Finding | undefined;
}

interface Sent {
  readonly request: HttpRequest;
  readonly url: string;
  readonly cookie: string;
  readonly account: Account | undefined;
  readonly isPasted: boolean;
}

const SAYS_NOTHING: readonly ResponseKind[] = ['rate-limited', 'unavailable', 'server-error'];

export interface LeftOpen {
  readonly count: number;
  readonly cause?: Finding;
}

export type JiraConnection = ReturnType<typeof connectionTo>;

interface ToConnect {
  readonly http: HttpClient;
  readonly facts: JiraFacts;
  readonly accounts: Accounts;
  readonly sessions?: Sessions;
}

/** The one way to a Jira: every request passes the accounts' guard, and every session that a response opens is closed at the end. */
export function connectionTo({ http, facts, accounts, sessions = new Sessions() }: ToConnect) {
  /** Requests whose answers may still open a session. */
  const underWay = new Set<Promise<unknown>>();
  let wasPastedAccepted = false;
  const connection = {
    ...{ http, facts, accounts, sessions, send, userOf, knows, cookiesIn },
    /** Called with every cookie that arrives: each is a secret. */
    onCookies: (_setCookies: readonly string[]): void => {},
    /** Why nothing more is to be sent; undefined while Jira answers. */
    out: undefined as Finding | undefined,
    /** Known once its sessions have been closed. */
    leftOpen: { count: 0 } as LeftOpen,
    /** Log-ins that may have opened an unknown session: no response came, or none that names it. */
    unknownSessions: 0,
    /** Whether every request to the session resource was told that it does not exist; undefined if none was sent. */
    isGone: undefined as boolean | undefined,
    /** Waits for what is under way. */
    settled: () => Promise.allSettled(underWay),
  };
  return connection;

  async function send(request: HttpRequest, due: Due = {}): Promise<JiraResponse> {
    const isPasted = holdsSomebodyElses(request);
    const account = accounts.admit(request, due);
    const wasAccepted = account?.wasAccepted ?? false;
    const [url, cookie] = [http.baseUrl + request.path, cookieOf(request)];
    const wasOpen = sessions.isOpen(cookie);
    const sent = { request, url, cookie, account, isPasted };
    const { response, hasSession } = await responseTo(sent);
    const out = outOfService(request, response, facts);
    connection.out ??= out;
    noteResponse(sent, response, hasSession || out !== undefined);
    const refusal = refusalIn(sent, response, due.mayBeWrong || out !== undefined);
    const isLost = wasOpen && !account && !out && kindOf(response) === 'not-authenticated';
    const lostSession = isLost ? finding('session-not-known', String(response.status)) : undefined;
    const meaning = findingOf(request, response, facts, wasAccepted);
    return { request, response, refusal, out, meaning, lostSession };
  }

  async function responseTo(
    sent: Sent,
  ): Promise<{ readonly response: HttpResponse; readonly hasSession: boolean }> {
    const { request, account } = sent;
    const { signal: interruption } = http;
    const later = new AbortController();
    const abort = () => setTimeout(() => later.abort(), GRACE_MS).unref();
    using _ = account && interruption && addAbortListener(interruption, abort);
    const heard = { status: 0, hasSession: false };
    const sending = http.send(request, {
      signal: account ? later.signal : interruption,
      // Credentials are sent as often as the plan says, and no more.
      mayRepeat: account === undefined,
      onHead: (head) => {
        heard.status = head.status;
        heard.hasSession = noteHead(sent, head);
      },
    });
    underWay.add(sending);
    try {
      return { response: await sending, hasSession: heard.hasSession };
    } catch (error) {
      if (heard.status > 0 || (error instanceof Fault && mayHaveArrived(error))) noteNoResponse(sent, heard);
      throw error;
    } finally {
      underWay.delete(sending);
    }
  }

  function noteHead(sent: Sent, head: ResponseHead): boolean {
    const setCookies = cookiesIn(head);
    if (sent.isPasted) {
      // What Jira turns somebody else's session into is theirs too.
      sessions.leaveAlone(...setCookies);
      return false;
    }
    const shownOverBy = whatShowsOver(sent, head);
    const { url, cookie } = sent;
    return shownOverBy !== undefined && sessions.note({ setCookies, url, shownOverBy }, cookie);
  }

  function noteNoResponse(
    { request: { method, path }, cookie, account }: Sent,
    heard: { readonly status: number; readonly hasSession: boolean },
  ): void {
    const mayHaveOpened =
      heard.status > 0
        ? isSessionRequest(method, path) && method === 'POST' && isSuccess(heard.status) && !heard.hasSession
        : account && !isOfToken(account);
    if (mayHaveOpened) connection.unknownSessions += 1;
    if (method === 'DELETE') sessions.mayHaveEnded(cookie);
  }

  function noteResponse(sent: Sent, response: HttpResponse, opensNoOther: boolean): void {
    const { request, url, cookie, account, isPasted } = sent;
    const { method, path } = request;
    const isTaken = isSuccess(response.status);
    const kind = kindOf(response);
    if (isTaken) wasPastedAccepted ||= isPasted;
    if (isTaken && method === 'DELETE') sessions.end(cookie);
    const accessToken = accessTokenIn(response);
    connection.onCookies([accessToken ?? [], secretsNamedIn(response)].flat().map((one) => `secret=${one}`));
    if (isTokenRequest(method, path)) {
      if (isTaken && accessToken) account?.hold(accessToken);
      return;
    }
    const mayOpen = method === 'POST' && isSessionRequest(method, path);
    const named = mayOpen ? namedSession(response) : undefined;
    if (named) {
      connection.onCookies([`${named.name}=${named.value}`]);
      const shownOverBy = whatShowsOver(sent, response) ?? 'nothing';
      sessions.noteNamed(named, { setCookies: response.setCookies, url, shownOverBy });
    } else if (mayOpen && isTaken && kind !== 'page' && !opensNoOther) connection.unknownSessions += 1;
    // A token's session may be another user's, and without credentials it is nobody's.
    if (isTaken && (account?.role === 'user' || account?.role === 'cloud-user')) {
      sessions.adopt(response.setCookies, url, named);
    }
    if (method !== 'DELETE' && isSessionRequest(method, path)) {
      connection.isGone = kind === 'gone' && connection.isGone !== false;
    }
  }

  function refusalIn(
    { request, cookie, account, isPasted }: Sent,
    response: HttpResponse,
    saysNothing: boolean,
  ): Finding | undefined {
    const kind = kindOf(response);
    // A session cookie wins over a token: a refusal then says nothing about the token.
    const isOfCookie =
      account && account.role !== 'cloud-user' && isOfToken(account) && sessions.in(cookie).length > 0;
    if (isPasted && (!account || isOfCookie)) {
      // A session that was accepted before has not expired: the contract is broken.
      if (wasPastedAccepted || kind !== 'not-authenticated') return undefined;
      return finding('session-cookie-refused', String(response.status));
    }
    if (saysNothing || isOfCookie) return undefined;
    return account?.note(kind, isCloudLogIn(request, facts), refusedAs(request, account.role));
  }

  /** Whose session another resource says this is; undefined if it does not say. */
  async function userOf(cookie: string): Promise<string | undefined> {
    if (sessions.in(cookie).length === 0) return undefined;
    const response = await whoAmI(cookie, MYSELF_PATH);
    const { name } = jsonObject(response?.text ?? '') ?? {};
    return response?.status === 200 && typeof name === 'string' ? name : undefined;
  }

  /** @returns undefined where the answer says nothing of the session, such as 429 or 503 */
  async function knows(cookie: string, path?: string): Promise<boolean | undefined> {
    const response = await whoAmI(cookie, path);
    const kind = response && kindOf(response);
    return kind && !SAYS_NOTHING.includes(kind) ? kind === 'success' : undefined;
  }

  async function whoAmI(cookie: string, path?: string): Promise<HttpResponse | undefined> {
    try {
      return (await send(whoAmIRequest({ Cookie: cookie }, path))).response;
    } catch (error) {
      if (error instanceof FindingError) return undefined;
      throw error;
    }
  }

  /** The name of a refusal of credentials: at a Jira that may refuse all of them, they may be right. */
  function refusedAs({ method, path }: HttpRequest, role: AccountRole): FindingCode {
    if (role === 'service-account') return 'client-refused';
    if (facts.mayRefuseLogIns && isSessionRequest(method, path)) return 'perhaps-refused-by-jira-11';
    if (role === 'cloud-user') return 'api-token-refused';
    return role === 'token' ? 'token-refused' : 'credentials-refused';
  }

  /** What shows that a newly opened session is over; undefined for a session that Jira gives to anonymous callers. */
  function whatShowsOver(
    { request, cookie, account }: Sent,
    { status, headers }: ResponseHead,
  ): ShownOverBy | undefined {
    if (account && isOfToken(account)) return 'nothing';
    const hasCredentials = credentialsIn(request).some((one) => one.in !== 'cookie');
    const isOfLogIn = request.method === 'POST' || account !== undefined || hasCredentials;
    if (status === 401 && !isOfLogIn) return undefined;
    if (!isSuccess(status)) return account && status !== 401 && status !== 403 ? 'refusal' : 'nothing';
    if (!isOfLogIn && sessions.in(cookie).length === 0) return 'nothing';
    const isPage = /^\s*text\/html/i.test(String(headers['content-type'] ?? ''));
    return request.method === 'DELETE' || isPage ? 'refusal' : 'log-out';
  }

  function cookiesIn({ headers, setCookies }: ResponseHead): readonly string[] {
    const cookies = [...setCookies, ...sessionsInAddress(String(headers.location ?? ''))];
    connection.onCookies(cookies);
    return cookies;
  }

  function holdsSomebodyElses(request: HttpRequest): boolean {
    const { method, path, headers = {} } = request;
    if (!sessions.isNotOurs(JSON.stringify(headers) + path)) return false;
    const overrides =
      Object.keys(headers).some((name) => /method/i.test(name)) || /[?&]_?method=/i.test(path);
    if (method.toUpperCase() === 'GET' && !overrides) return true;
    throw new FindingError(finding('session-not-ours'));
  }
}

export function withoutSession(
  { setCookies }: Pick<ResponseHead, 'setCookies'>,
  { http, sessions }: JiraConnection,
  path = SESSION_PATH,
  heeds?: Heeding,
): Finding {
  const setCookie = setCookies.find((one) => sessions.in(cookiePairOf(one)).length > 0);
  const why = setCookie && whyNotKept(setCookie, http.baseUrl + SESSION_PATH, http.baseUrl + path, heeds);
  return why ? finding('cookie-not-kept', why) : finding('no-session-cookie');
}

/** A Jira opens a session for each request with a token, whether it can be ended or not. */
function isOfToken({ role }: Account): boolean {
  return role === 'token' || role === 'cloud-user' || role === 'service-account';
}

export async function askForAccessToken(account: ServiceAccount, connection: JiraConnection) {
  const sent = await connection.send(accessTokenRequest(account), { due: ['service-account'] });
  const token = isSuccess(sent.response.status) ? accessTokenIn(sent.response) : undefined;
  return { sent, token };
}
