import { CookieJar } from 'tough-cookie';
import { MYSELF_PATH, SESSION_PATH } from '../../contracts/session/names.ts';
import { basic } from '../authorization.ts';
import {
  type CurrentUser,
  readCurrentUser,
  readLogOut,
  readMyself,
  readSession,
  type Session,
} from './read-response.ts';
import { type ClientOptions, requestsTo } from './transport.ts';

/** How requests without a session are authenticated. */
export type Authentication =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'personal-access-token'; readonly token: string };

/** Settings of a {@link JiraSessionClient}. */
export interface SessionClientOptions extends ClientOptions {
  /** Sent with requests that have no session. Default: none. */
  readonly authentication?: Authentication;
}

/** Logs in to Jira, asks who is logged in, logs out, and keeps every cookie that Jira sets on the way. */
export class JiraSessionClient {
  readonly #baseUrl: string;
  readonly #authorization: string | undefined;
  readonly #request: ReturnType<typeof requestsTo>;
  #jar = new CookieJar();

  /** @param options the Jira, and how to reach it */
  constructor(options: SessionClientOptions) {
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#request = requestsTo(options);
    this.#authorization = options.authentication && authorizationHeader(options.authentication);
  }

  /**
   * Opens a session; its cookies go with every later request.
   *
   * @returns the session's cookie name and value, as Jira states them in the body
   * @throws LogInFailedError, CaptchaChallengeError, or another JiraSessionError
   */
  async logIn(username: string, password: string): Promise<Session> {
    return readSession(await this.#send('POST', { username, password }), password);
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
   * Asks another resource of Jira's REST API who is logged in: whether the session opens more than its own resource.
   *
   * @throws NotAuthenticatedError without a session, or another JiraSessionError
   */
  async myself(): Promise<Pick<CurrentUser, 'name'>> {
    return readMyself(await this.#send('GET', undefined, MYSELF_PATH));
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

  /** The session's cookies as JSON. While the session lasts, they give the same access as the password: keep them safe. */
  saveSession(): string {
    return JSON.stringify(this.#jar.serializeSync());
  }

  /** Continues a session that {@link saveSession} saved. */
  restoreSession(saved: string): void {
    this.#jar = CookieJar.deserializeSync(saved);
  }

  /** Continues a session from a `Cookie` header, as a browser or another client sends it. */
  async useCookies(cookieHeader: string): Promise<void> {
    // A `Cookie` header tells no path: the default one would keep them for the session resource alone.
    for (const cookie of cookieHeader.split(/;\s*/))
      await this.#jar.setCookie(`${cookie}; Path=/`, this.#baseUrl + SESSION_PATH);
  }

  async #send(method: 'GET' | 'POST' | 'DELETE', body?: object, path = SESSION_PATH) {
    const url = this.#baseUrl + path;
    const cookie = await this.#jar.getCookieString(url);
    const headers = {
      Accept: 'application/json',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(cookie && { Cookie: cookie }),
      ...(this.#authorization && { Authorization: this.#authorization }),
    };
    const response = await this.#request(method, path, headers, body && JSON.stringify(body));
    for (const setCookie of response.setCookies) {
      await this.#jar.setCookie(setCookie, url, { ignoreError: true });
    }
    return response;
  }
}

function authorizationHeader(authentication: Authentication): string {
  return authentication.kind === 'basic' ? basic(authentication) : `Bearer ${authentication.token}`;
}
