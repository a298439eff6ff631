import { jsonObject } from '../../contracts/session/answers.ts';
import { isSessionRequest } from '../../contracts/session/names.ts';
import { type Finding, type FindingCode, finding, mayHaveArrived } from '../findings.ts';
import { hasSession } from '../http/cookies.ts';
import { Fault } from '../http/faults.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http/http-client.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import { type Accounts, type Attempts, type Due, NotSentError } from './accounts.ts';
import { isCloudLogIn, type JiraFacts, kindOfAnswer, outOfService } from './meaning.ts';
import { logOutRequest } from './session-requests.ts';
import { Sessions } from './sessions.ts';

/** How long an answer that may open a session is waited for after an interruption, in milliseconds. */
const GRACE_MS = 1000;

/** How long one closing log-out may take, in milliseconds. */
const CLOSE_WITHIN_MS = 5000;

export interface JiraConnectionOptions {
  readonly http: HttpClient;
  readonly facts: JiraFacts;
  readonly accounts: Accounts;
  readonly sessions?: Sessions;
  /** Cuts requests and waiting short; closing sessions goes on all the same. */
  readonly signal?: AbortSignal | undefined;
}

/** An answer, and what it says of the credentials that were sent. */
export interface JiraAnswer {
  readonly answer: HttpAnswer;
  /** Jira refused the credentials: that says nothing of the contract. */
  readonly refusal?: Finding | undefined;
  /** Jira cannot be asked now, or something in front of it gave the answer: nothing more is to be sent. */
  readonly out?: Finding | undefined;
  /** Whether the credentials of the request had been taken before in this run. */
  readonly wasAccepted: boolean;
}

/**
 * The one way to a Jira for the gateway, the provider states and the doctor. Every request passes the guard of the
 * accounts, and every session that an answer opens is known and closed in the end.
 */
export class JiraConnection {
  readonly http: HttpClient;
  readonly facts: JiraFacts;
  readonly sessions: Sessions;
  /** Told every cookie that arrives: each is a secret. */
  onCookies: (setCookies: readonly string[]) => void = () => {};
  /** Why nothing more is to be sent; undefined while Jira answers. */
  out: Finding | undefined;
  readonly #options: JiraConnectionOptions;
  /** Requests whose answers may still open a session. */
  readonly #underWay = new Set<Promise<unknown>>();
  /** Answers to credentials that never came: each may have opened a session that nobody knows. */
  #lostAnswers = 0;
  /** Whether Jira took somebody else's session in this run. */
  #wasPastedAccepted = false;

  constructor(options: JiraConnectionOptions) {
    this.http = options.http;
    this.facts = options.facts;
    this.sessions = options.sessions ?? new Sessions();
    this.#options = options;
  }

  /** Holds what follows to a plan: the credentials of each role are sent so often at most. */
  allow(attempts: Attempts): void {
    this.#options.accounts.allow(attempts);
  }

  /** The same accounts and sessions, on another way to the same Jira. */
  through(http: HttpClient): JiraConnection {
    return new JiraConnection({ ...this.#options, http, sessions: this.sessions });
  }

  /**
   * Sends one request.
   *
   * @throws Fault when no answer came that Jira gave
   * @throws NotSentError when the guard of the accounts keeps it back, and for a log-out of somebody else's session
   */
  async send(request: HttpRequest, due: Due = {}): Promise<JiraAnswer> {
    const { accounts, signal: interruption } = this.#options;
    const isPasted = this.#holdsSomebodyElses(request);
    const account = accounts.admit(request, due);
    const wasAccepted = account?.wasAccepted ?? false;
    const url = this.http.baseUrl + request.path;
    const later = interruption && account && abortedAfter(interruption, GRACE_MS);
    const signal = later?.signal ?? interruption;
    let hasHeaders = false;
    const sending = this.http.send(request, {
      signal,
      // Credentials are sent as often as the plan says, and no more.
      mayRepeat: account === undefined,
      onCookies: (setCookies) => {
        hasHeaders = true;
        this.onCookies(setCookies);
        // What Jira makes of somebody else's session is theirs too.
        if (isPasted) this.sessions.leaveAlone(...setCookies);
        else this.sessions.note(setCookies, url, account?.role === 'token');
      },
    });
    this.#underWay.add(sending);
    const answer = await sending
      .catch((error: unknown) => {
        const wasSent = error instanceof Fault && mayHaveArrived(error);
        if (account && wasSent && !hasHeaders) this.#lostAnswers += 1;
        throw error;
      })
      .finally(() => {
        this.#underWay.delete(sending);
        later?.forget();
      });
    const out = outOfService(request, answer, this.facts);
    this.out ??= out;
    const kind = kindOfAnswer(answer);
    if (answer.status >= 200 && answer.status < 300) {
      this.#wasPastedAccepted ||= isPasted;
      if (request.method === 'DELETE') this.sessions.end(cookieOf(request));
      // That of a token may be another user's.
      else if (account?.role !== 'token') this.sessions.adopt(answer.setCookies, url);
    } else if (!account && kind === 'not-authenticated') {
      // A session of nobody, which Jira hands to whoever is not logged in.
      this.sessions.forget(answer.setCookies);
    }
    if (request.method === 'POST') {
      const sessions = sessionInBody(answer);
      this.onCookies(sessions);
      this.sessions.note(sessions, url);
    }
    // Beside a session cookie the cookie wins: a refusal then says nothing of the token.
    const isOfCookie = account?.role === 'token' && hasSession(cookieOf(request));
    const isOfPasted = isPasted && (!account || isOfCookie);
    const refusal = isOfPasted
      ? this.#refusalOfPasted(answer)
      : due.mayBeWrong || isOfCookie || out
        ? undefined
        : account?.note(kind, isCloudLogIn(request, this.facts), this.#refusedAs(request, account.role));
    return { answer, refusal, out, wasAccepted };
  }

  /** What a refusal of credentials is called: where a Jira may refuse all of them, it may not be their fault. */
  #refusedAs({ method, path }: HttpRequest, role: AccountRole): FindingCode {
    if (this.facts.mayRefuseLogIns && isSessionRequest(method, path)) return 'perhaps-refused-by-jira-11';
    return role === 'token' || role === 'cloud-user' ? 'token-refused' : 'credentials-refused';
  }

  /**
   * Whether a request goes in somebody else's session.
   *
   * @throws NotSentError for any but a plain GET: it could end that session
   */
  #holdsSomebodyElses(request: HttpRequest): boolean {
    const { method, path, headers = {} } = request;
    if (!this.sessions.isNotOurs(JSON.stringify(headers) + path)) return false;
    const overrides =
      Object.keys(headers).some((name) => /method/i.test(name)) || /[?&]_?method=/i.test(path);
    if (method.toUpperCase() === 'GET' && !overrides) return true;
    throw new NotSentError(finding('session-not-ours'));
  }

  /** What an answer says of somebody else's session: one that was taken before is not over, so the contract is broken. */
  #refusalOfPasted(answer: HttpAnswer): Finding | undefined {
    if (this.#wasPastedAccepted || kindOfAnswer(answer) !== 'not-authenticated') return undefined;
    return finding('session-cookie-refused', String(answer.status));
  }

  /**
   * Logs out of every session that is open, each once more if that fails. Never throws.
   *
   * @returns how many may still be open
   */
  async closeSessions(): Promise<number> {
    await Promise.allSettled(this.#underWay);
    const closed = await Promise.all(
      this.sessions.open
        .filter(({ cookie }) => !this.sessions.isNotOurs(cookie))
        .map(async ({ cookie, byToken }) => {
          const isClosed = (await this.#logOut(cookie)) || (await this.#logOut(cookie));
          // A Jira opens one for each request with a token, whether it can be ended or not.
          return isClosed || byToken;
        }),
    );
    return closed.filter((done) => !done).length + this.#lostAnswers;
  }

  async #logOut(cookie: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(CLOSE_WITHIN_MS);
      const { status } = await this.http.send(logOutRequest(cookie), { signal });
      // What is not there, or not known any more, is not open.
      const isClosed = (status >= 200 && status < 300) || [401, 404, 410].includes(status);
      if (isClosed) this.sessions.end(cookie);
      return isClosed;
    } catch {
      return false;
    }
  }
}

function cookieOf({ headers = {} }: HttpRequest): string {
  return String(headers.cookie ?? headers.Cookie ?? '');
}

/** The session that a body tells of: it is open although its cookie may have been lost on the way. */
function sessionInBody({ body }: HttpAnswer): string[] {
  const { session } = jsonObject(body.toString()) ?? {};
  const { name, value } = (session ?? {}) as { readonly name?: unknown; readonly value?: unknown };
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? [`${name}=${value}`] : [];
}

/** A signal that is aborted some time after another one, until it is forgotten. */
function abortedAfter(
  signal: AbortSignal,
  milliseconds: number,
): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  const abort = () => setTimeout(() => controller.abort(), milliseconds).unref();
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, forget: () => signal.removeEventListener('abort', abort) };
}
