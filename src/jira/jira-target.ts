import { SESSION_PATH } from '../../contracts/session/names.ts';
import type { StateName } from '../../contracts/session/states.ts';
import { cookieHeaderFrom, hasSession } from '../http/cookies.ts';
import { faultOfStatus } from '../http/faults.ts';
import type { JiraHttp } from '../http/http-client.ts';
import type { Credentials } from '../settings/jira.ts';
import { CredentialsRefusedError, StateNotMadeError, type Target, type Values } from './target.ts';

/** An account that no Jira has. One fixed name, so that an administrator recognises it in the log. */
const NOBODY = { username: 'jira-session-contracts-no-such-user', password: 'no-such-password' };

/** Wrong passwords that are tried until the account given up for the CAPTCHA is challenged. */
const CAPTCHA_ATTEMPTS = 6;

type Handler = {
  /** What has to be set before the state can be made; undefined when all of it is. */
  readonly missing: string | undefined;
  readonly setUp: () => Promise<Values>;
};

export interface JiraTargetOptions {
  readonly kind: 'live' | 'mocked';
  readonly http: JiraHttp;
  readonly credentials: Credentials;
  /** Why this Jira cannot be put into a state whatever the settings are. */
  readonly impossible?: Partial<Record<StateName, string>>;
}

/**
 * A Jira behind a base URL, put into provider states over HTTP alone, as a stranger has to. The mocked Jira is
 * treated the same way, so that what is tried on it is what runs against a live one.
 *
 * Sessions are pooled: one that an interaction opened serves the next that needs one, so that no log-in happens
 * that the interactions do not need, and all are closed in the end. The oldest serves first: it then lives a whole
 * life, and is not forsaken for one that a request with Basic credentials opened.
 */
export class JiraTarget implements Target {
  readonly kind: 'live' | 'mocked';
  readonly baseUrl: string;
  readonly #credentials: Credentials;
  readonly #http: JiraHttp;
  readonly #impossible: Partial<Record<StateName, string>>;
  readonly #handlers: Record<StateName, Handler>;
  readonly #open: string[] = [];
  #ended: string | undefined;
  /** Set once the real credentials were refused: they are never tried a second time. */
  #refused: Error | undefined;

  constructor({ kind, http, credentials, impossible = {} }: JiraTargetOptions) {
    this.#impossible = impossible;
    this.kind = kind;
    this.baseUrl = http.baseUrl;
    this.#credentials = credentials;
    this.#http = http;
    const { user, captchaUser, cloudUser, personalAccessToken } = credentials;
    const basicUser = cloudUser ? { username: cloudUser.email, password: cloudUser.apiToken } : user;
    const userMissing = user ? undefined : 'needs JIRA_USERNAME and JIRA_PASSWORD';
    this.#handlers = {
      'the user can log in': { missing: userMissing, setUp: async () => this.#user() },
      'no account has the user name': {
        missing: undefined,
        setUp: async () => ({ ...NOBODY, authorization: basic(NOBODY) }),
      },
      'a CAPTCHA challenge is pending for the user': {
        missing: captchaUser
          ? undefined
          : 'needs JIRA_CAPTCHA_USERNAME and JIRA_CAPTCHA_PASSWORD, an account given up for it',
        setUp: () => this.#demandCaptcha(),
      },
      'the user has a session': {
        missing: userMissing,
        setUp: async () => ({ cookie: this.#open[0] ?? (await this.#logIn()) }),
      },
      'the session of the user has ended': {
        missing: userMissing,
        setUp: async () => ({ cookie: this.#ended ?? (await this.#endSession()), ...this.#user() }),
      },
      'the user may use Basic credentials': {
        missing: basicUser
          ? undefined
          : 'needs JIRA_USERNAME and JIRA_PASSWORD, or JIRA_EMAIL and JIRA_API_TOKEN on Cloud',
        setUp: async () => ({ authorization: basic(basicUser ?? NOBODY) }),
      },
      'the user has a personal access token': {
        missing: personalAccessToken ? undefined : 'needs JIRA_PERSONAL_ACCESS_TOKEN',
        setUp: async () => ({ authorization: `Bearer ${personalAccessToken}` }),
      },
      'nobody is logged in': { missing: undefined, setUp: async () => ({}) },
    };
  }

  unverifiable(state: StateName): string | undefined {
    return this.#impossible[state] ?? this.#handlers[state].missing;
  }

  setUp(state: StateName): Promise<Values> {
    return this.#handlers[state].setUp();
  }

  adoptSession(cookieHeader: string): void {
    if (hasSession(cookieHeader)) this.#open.push(cookieHeader);
  }

  sessionEnded(cookieHeader: string): void {
    const index = this.#open.indexOf(cookieHeader);
    if (index < 0) return;
    this.#open.splice(index, 1);
    this.#ended = cookieHeader;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#open.splice(0).map((Cookie) => this.#send('DELETE', { Cookie })));
  }

  #user() {
    if (this.#refused) throw this.#refused;
    const { user } = this.#credentials;
    if (!user) throw new Error('no user is set');
    return user;
  }

  async #logIn(): Promise<string> {
    const { setCookies, denied, ...answer } = await this.#send('POST', {}, this.#user());
    const { status } = answer;
    const cookie = cookieHeaderFrom(setCookies, this.baseUrl + SESSION_PATH);
    if (status === 200 && hasSession(cookie)) {
      this.#open.push(cookie);
      return cookie;
    }
    const what = status === 200 ? 'no session cookie came' : `the answer was ${status}`;
    const Cause = status === 401 || denied ? CredentialsRefusedError : StateNotMadeError;
    this.#refused = new Cause(`The log-in failed: ${what}.`, { method: 'POST', answer });
    throw this.#refused;
  }

  async #endSession(): Promise<string> {
    const cookie = this.#open[0] ?? (await this.#logIn());
    const answer = await this.#send('DELETE', { Cookie: cookie });
    if (answer.status !== 204 && answer.status !== 200) {
      throw new StateNotMadeError(`The log-out failed: the answer was ${answer.status}.`, {
        method: 'DELETE',
        answer,
      });
    }
    this.sessionEnded(cookie);
    return cookie;
  }

  async #demandCaptcha(): Promise<Values> {
    const { captchaUser } = this.#credentials;
    if (!captchaUser) throw new Error('no account is given up for the CAPTCHA');
    for (let attempt = 0; attempt < CAPTCHA_ATTEMPTS; attempt++) {
      const wrong = { username: captchaUser.username, password: `not-${captchaUser.password}` };
      const answer = await this.#send('POST', {}, wrong);
      if (answer.denied) return captchaUser;
      if (answer.status !== 401) {
        const message = `A wrong password was answered ${answer.status} instead of 401 or a CAPTCHA.`;
        throw new StateNotMadeError(message, { method: 'POST', answer });
      }
    }
    throw new Error(
      `${CAPTCHA_ATTEMPTS} wrong passwords brought no CAPTCHA: is it switched off on this Jira?`,
    );
  }

  /** @throws Fault when no answer came, or one that says that Jira is not in service */
  async #send(method: 'POST' | 'DELETE', headers: Record<string, string>, body?: object) {
    const answer = await this.#http.send({
      method,
      path: SESSION_PATH,
      headers: {
        Accept: 'application/json',
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const fault = faultOfStatus(answer.status);
    if (fault) throw fault.at(`${method} ${SESSION_PATH}`);
    const { location } = answer.headers;
    return {
      status: answer.status,
      text: answer.body.toString(),
      setCookies: answer.setCookies,
      /** Whether a CAPTCHA stands before the log-in, whatever the password. */
      denied: answer.headers['x-authentication-denied-reason'] !== undefined,
      ...(typeof location === 'string' && { location }),
    };
  }
}

function basic({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
