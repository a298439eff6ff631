import { credentialsIn, type SentCredentials } from '../../http/sent-credentials.ts';
import { type WireAnswer, wireAnswer } from '../../http/wire.ts';
import type { KnownPassword, MockedAccounts } from './accounts.ts';
import { type Body, basicRefusal, json, refusal } from './answers.ts';
import type { Chance } from './chance.ts';
import type { FlavourTraits, RemovedStatus } from './flavours.ts';
import type { MockedRequest } from './server.ts';

/** What a mocked Jira knows of the credentials in a request, before it answers. */
export interface KnownCredentials {
  /** The session whose cookie it has, and the cookie's value. */
  readonly session?: { readonly id: string; readonly is: 'open' | 'ended' | 'unknown' };
  /** The password that it has, in the body of a log-in or as Basic credentials. */
  readonly password?: {
    readonly in: 'body' | 'basic';
    readonly username: string;
    readonly secret: string;
    readonly is: KnownPassword;
  };
  readonly token?: { readonly is: 'right' | 'unknown' };
}

/** How a mocked Jira is set up, beside its flavour. */
export interface SetUp {
  readonly contextPath: string;
  readonly removedStatus: RemovedStatus;
  readonly basicAuthentication: boolean;
}

/** The session resource, as a flavour answers it. */
export class SessionResource {
  readonly #memory: MockedAccounts;
  readonly #traits: FlavourTraits;
  readonly #setUp: SetUp;
  readonly #chance: Chance;

  constructor(memory: MockedAccounts, traits: FlavourTraits, setUp: SetUp, chance: Chance) {
    this.#memory = memory;
    this.#traits = traits;
    this.#setUp = setUp;
    this.#chance = chance;
  }

  logIn(request: MockedRequest): WireAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const mediaType = request.headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(mediaType)) return wireAnswer(415);
    let credentials: { username?: unknown; password?: unknown } | null;
    try {
      credentials = JSON.parse(request.body);
    } catch {
      return json(400, { errorMessages: ['Unexpected character in the JSON of the request'] });
    }
    const outcome =
      this.#traits.logIn === 'refused'
        ? 'failed'
        : this.#memory.logIn(credentials?.username, credentials?.password);
    switch (outcome) {
      case 'captcha':
        return json(
          403,
          { errorMessages: ['Login denied'], errors: {} },
          {
            'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${request.site}/login.jsp`,
            'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
          },
        );
      case 'failed':
        return json(
          401,
          { errorMessages: ['Login failed'], errors: {} },
          { 'WWW-Authenticate': 'JIRA REST POST', 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' },
        );
      case 'ok': {
        const username = String(credentials?.username);
        const value = this.#memory.openSession(username, 'log-in');
        return json(
          200,
          { session: { name: this.#traits.sessionCookie, value }, ...this.#loginInfo(username) },
          { 'X-Seraph-LoginReason': 'OK', 'Set-Cookie': this.#cookies(value) },
        );
      }
      default:
        return outcome satisfies never;
    }
  }

  currentUser(request: MockedRequest): WireAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    return this.#asUser(request, (username, encoded) => ({
      self: `${request.site}/rest/api/latest/user?username=${encoded}`,
      name: username,
      ...this.#loginInfo(username),
    }));
  }

  logOut(request: MockedRequest): WireAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const session = this.#sessionOf(request);
    return session !== undefined && this.#memory.closeSession(session) ? wireAnswer(204) : refusal();
  }

  /** `myself`: the resource that a client goes on with, or moves to. Cloud names users by an account id. */
  myself(request: MockedRequest): WireAnswer {
    if (this.#isCloud) {
      return this.#asUser(request, (username) => {
        const accountId = `mocked-account-id-of-${username}`;
        return {
          self: `${request.site}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
          accountId,
          emailAddress: `${username}@example.com`,
          displayName: username,
          active: true,
          timeZone: 'Etc/UTC',
          locale: 'en_US',
        };
      });
    }
    return this.#asUser(request, (username, encoded) => ({
      self: `${request.site}/rest/api/2/user?username=${encoded}`,
      key: username,
      name: username,
      emailAddress: `${username}@example.com`,
      displayName: username,
      active: true,
      timeZone: 'Etc/UTC',
      locale: 'en_US',
    }));
  }

  serverInfo({ site }: MockedRequest): WireAnswer {
    const { version, deploymentType } = this.#traits;
    const versionNumbers = version.split(/\D+/).filter(Boolean).map(Number);
    return json(200, {
      baseUrl: site,
      version,
      versionNumbers,
      ...(versionNumbers[0] === 7 ? {} : { deploymentType }),
      serverTitle: 'Mocked Jira',
    });
  }

  /** What is known of the credentials in a request. Nothing is tried, and nothing counted. */
  know(request: MockedRequest): KnownCredentials {
    const id = this.#sessionOf(request);
    const { authorization } = request.headers;
    // A body that is no log-in is nothing but a body.
    const body = request.method === 'POST' ? request.body : undefined;
    const sent = sentIn(authorization, body);
    const { username = '', secret = '' } = sent ?? {};
    return {
      ...(id !== undefined && { session: { id, is: this.#knowSession(id) } }),
      ...((sent?.in === 'body' || sent?.in === 'basic') && {
        password: { in: sent.in, username, secret, is: this.#memory.know(username, secret) },
      }),
      ...(sent?.in === 'bearer' && {
        token: { is: this.#memory.userOfToken(secret) === undefined ? 'unknown' : 'right' },
      }),
    };
  }

  get #isCloud(): boolean {
    return this.#traits.deploymentType === 'Cloud';
  }

  #knowSession(id: string): 'open' | 'ended' | 'unknown' {
    if (this.#memory.userOfSession(id) !== undefined) return 'open';
    return this.#memory.hasEnded(id) ? 'ended' : 'unknown';
  }

  #removed(): WireAnswer {
    const message = 'The session resource is not available on this instance.';
    const status = this.#setUp.removedStatus;
    if (status === 401) return refusal();
    return json(status, status === 403 ? { message } : { errorMessages: [message], errors: {} });
  }

  /**
   * The refusal of Basic credentials where they are switched off: whatever is asked. Source: recorded of Jira 11.3.5, where
   * `serverInfo` is refused too.
   */
  refuseBasic({ headers: { authorization } }: MockedRequest): WireAnswer | undefined {
    if (this.#setUp.basicAuthentication || !/^basic\s/i.test(authorization ?? '')) return undefined;
    return json(403, { message: 'Basic Authentication has been disabled on this instance.' });
  }

  /** The answer to a user, or the refusal of a caller who is not logged in. */
  #asUser(request: MockedRequest, body: (username: string, encoded: string) => Body): WireAnswer {
    const sent = sentIn(request.headers.authorization);
    const username = this.#callerOf(request, sent);
    if (username === undefined) return sent?.in === 'basic' ? basicRefusal(request.site) : refusal();
    const encoded = encodeURIComponent(username);
    // Recorded: a request with a token opens a session.
    const isNew = sent?.in === 'bearer' && this.#sessionOf(request) === undefined;
    return json(200, body(username, encoded), {
      'X-AUSERNAME': encoded,
      'Cache-Control': 'no-cache, no-store, no-transform',
      ...(isNew && { 'Set-Cookie': this.#cookies(this.#memory.openSession(username, 'token')) }),
    });
  }

  #callerOf(request: MockedRequest, sent: SentCredentials | undefined): string | undefined {
    if (sent?.in === 'basic') {
      const byApiToken = this.#isCloud ? this.#memory.userOfApiToken(sent.username, sent.secret) : undefined;
      if (byApiToken !== undefined) return byApiToken;
      return this.#memory.logIn(sent.username, sent.secret) === 'ok' ? sent.username : undefined;
    }
    // Recorded: where there is a session cookie it wins, and a token beside that of a dead session is refused.
    const session = this.#sessionOf(request);
    if (sent === undefined || session !== undefined) return this.#memory.userOfSession(session);
    return this.#traits.personalAccessTokens ? this.#memory.userOfToken(sent.secret) : undefined;
  }

  #sessionOf(request: MockedRequest): string | undefined {
    const name = `${this.#traits.sessionCookie}=`;
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
  }

  /** The session cookie and its company, in changing order. Never `Secure`: this server speaks plain http. */
  #cookies(session: string): string[] {
    const path = this.#setUp.contextPath || '/';
    const chance = this.#chance;
    const token = ['BMUT', chance.hex(2), chance.hex(2)].join('-').toUpperCase();
    const xsrf = [token, chance.hex(20), 'lin'].join(this.#traits.xsrfSeparator);
    const cookies = [
      `${this.#traits.sessionCookie}=${session}; Path=${path}; HttpOnly`,
      `atlassian.xsrf.token=${xsrf}; Path=${path}`,
    ];
    return chance.isSessionCookieLast() ? cookies.reverse() : cookies;
  }

  #loginInfo(username: string) {
    return this.#traits.loginInfo ? { loginInfo: this.#memory.loginInfo(username) } : {};
  }
}

/** The credentials of a request, as the mocked Jira takes them: what it does not know counts for nothing. */
function sentIn(authorization: string | undefined, body?: string): SentCredentials | undefined {
  return credentialsIn({ path: '', headers: { authorization }, body }).find(({ in: place }) =>
    ['basic', 'bearer', 'body'].includes(place),
  );
}
