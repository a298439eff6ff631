import { Agent } from 'node:https';
import { getCACertificates } from 'node:tls';
import axios from 'axios';
import { CookieJar } from 'tough-cookie';
import type { AnswerParts } from '../../contracts/session/answers.ts';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { isLoopback } from '../http/loopback.ts';
import { type CurrentUser, readCurrentUser, readLogOut, readSession, type Session } from './answers.ts';
import { LogInFailedError, NoAnswerError } from './errors.ts';

/** How requests without a session are authenticated. */
export type Authentication =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'personal-access-token'; readonly token: string };

/** Settings of a {@link JiraSessionClient}. */
export interface SessionClientOptions {
  /** Jira's REST root, such as `https://jira.example.com/rest`. */
  readonly baseUrl: string;
  /** How long one request may take, in milliseconds; 10,000 if left out. */
  readonly timeoutMs?: number;
  readonly authentication?: Authentication;
}

/** Logs in to Jira, asks who is logged in, logs out, and keeps every cookie that Jira sets on the way. */
export class JiraSessionClient {
  readonly #url: string;
  readonly #timeoutMs: number;
  readonly #authorization: string | undefined;
  readonly #httpsAgent: Agent | undefined;
  #jar = new CookieJar();

  constructor({ baseUrl, timeoutMs = 10_000, authentication }: SessionClientOptions) {
    this.#url = `${baseUrl.replace(/\/+$/, '')}${SESSION_PATH}`;
    this.#timeoutMs = timeoutMs;
    if (this.#url.startsWith('https:')) this.#httpsAgent = new Agent({ ca: trustedCertificates() });
    this.#authorization = authentication && authorizationHeader(authentication);
  }

  /**
   * Opens a session; its cookies go with every later request.
   *
   * @returns the session's cookie name and value, as Jira states them in the body
   * @throws LogInFailedError, CaptchaChallengeError, or another JiraSessionError
   */
  async logIn(username: string, password: string): Promise<Session> {
    const answer = await this.#send('POST', { username, password });
    try {
      return readSession(answer);
    } catch (error) {
      // Jira's words are shown to people and land in logs: a server that echoes the password must not get it there.
      if (!(error instanceof LogInFailedError) || password === '') throw error;
      throw new LogInFailedError(
        `POST ${SESSION_PATH}`,
        error.errorMessages.map((message) => message.replaceAll(password, '[redacted]')),
      );
    }
  }

  /**
   * Asks who is logged in.
   *
   * @throws NotAuthenticatedError without a session, or another JiraSessionError
   */
  async currentUser(): Promise<CurrentUser> {
    return readCurrentUser(await this.#send('GET'));
  }

  /**
   * Ends the session and forgets its cookies.
   *
   * @throws NotAuthenticatedError without a session, or another JiraSessionError
   */
  async logOut(): Promise<void> {
    readLogOut(await this.#send('DELETE'));
    await this.#jar.removeAllCookies();
  }

  /** The session's cookies as JSON. They are as good as the password while the session lasts: keep them safe. */
  saveSession(): string {
    return JSON.stringify(this.#jar.serializeSync());
  }

  /** Takes up a session that {@link saveSession} saved. */
  restoreSession(saved: string): void {
    this.#jar = CookieJar.deserializeSync(saved);
  }

  /** Takes up a session from a `Cookie` header, as a browser or another client sends it. */
  async useCookies(cookieHeader: string): Promise<void> {
    for (const cookie of cookieHeader.split(/;\s*/)) await this.#jar.setCookie(cookie, this.#url);
  }

  async #send(method: 'GET' | 'POST' | 'DELETE', body?: object): Promise<AnswerParts> {
    const cookie = await this.#jar.getCookieString(this.#url);
    try {
      const { status, headers, data } = await axios.request<string>({
        url: this.#url,
        method,
        ...(body && { data: JSON.stringify(body) }),
        headers: {
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
          ...(cookie && { Cookie: cookie }),
          ...(this.#authorization && { Authorization: this.#authorization }),
        },
        timeout: this.#timeoutMs,
        // A time-out of axios ends with the first byte; the signal holds for the whole answer.
        signal: AbortSignal.timeout(this.#timeoutMs),
        ...(this.#httpsAgent && { httpsAgent: this.#httpsAgent }),
        // A company's proxy does not know this machine's loopback.
        ...(isLoopback(this.#url) && { proxy: false as const }),
        maxRedirects: 0,
        maxContentLength: 10_000_000,
        transformResponse: (text: string) => text,
        validateStatus: () => true,
      });
      for (const setCookie of headers['set-cookie'] ?? []) {
        await this.#jar.setCookie(setCookie, this.#url, { ignoreError: true });
      }
      return { status, headers, text: data };
    } catch (error) {
      // Never the axios error itself: it holds the request with its password, cookies and headers.
      throw new NoAnswerError(`${method} ${SESSION_PATH}`, codeOf(error));
    }
  }
}

function authorizationHeader(authentication: Authentication): string {
  switch (authentication.kind) {
    case 'basic': {
      const { username, password } = authentication;
      return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    }
    case 'personal-access-token':
      return `Bearer ${authentication.token}`;
    default:
      return authentication satisfies never;
  }
}

/** Node's own certificates, those of NODE_EXTRA_CA_CERTS, and the machine's. */
function trustedCertificates(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])];
}

function codeOf(error: unknown): string {
  const code = axios.isAxiosError(error) ? error.code : undefined;
  return code === 'ERR_CANCELED' ? 'ETIMEDOUT' : (code ?? 'no connection');
}
