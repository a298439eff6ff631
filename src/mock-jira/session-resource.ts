import { MOCKED_TITLE } from '../../contracts/session/names.ts';
import type { components } from '../../contracts/session/openapi.ts';
import { credentialsIn, type SentCredentials } from '../authorization.ts';
import { type WireResponse, wireResponse, withHeaders } from '../http/wire.ts';
import { ACCESS_TOKEN_S, type MockedAccounts, type KnownPassword as PasswordIs } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { FlavourTraits, RemovedStatus } from './flavours.ts';
import {
  basicCaptcha,
  basicRefusal,
  captchaHeaders,
  deadCookieRefusal,
  gatewayRefusal,
  json,
  kerberosRefusal,
  oAuthChallenge,
  otherRefusal,
  page,
  refusal,
  titled,
} from './responses.ts';
import type { MockedRequest } from './server.ts';

type Schemas = components['schemas'];

export interface KnownPassword {
  readonly in: 'body' | 'basic' | 'address';
  readonly username: string;
  readonly secret: string;
  readonly is: PasswordIs;
}

export interface KnownCredentials {
  readonly session?: { readonly id: string; readonly is: 'open' | 'ended' | 'unknown' };
  /** That of a log-in's body, else that of Basic credentials, else that of the address. */
  readonly password?: KnownPassword;
  readonly besideBody?: KnownPassword;
  readonly token?: { readonly is: 'right' | 'unknown' };
}

export interface SetUp {
  readonly contextPath: string;
  readonly removedStatus: RemovedStatus;
  readonly basicAuthentication: boolean;
  readonly isHttps: boolean;
}

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

  logIn(request: MockedRequest): WireResponse {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const mediaType = request.headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(mediaType)) return wireResponse(415);
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
        return json(403, { errorMessages: ['Login denied'], errors: {} }, captchaHeaders(request.site));
      case 'failed':
        return json(
          401,
          { errorMessages: ['Login failed'], errors: {} },
          this.#traits.isCloudToday
            ? {
                'WWW-Authenticate': ['JIRA REST POST', oAuthChallenge(request.site)],
                ...this.#accountIdOf(request),
              }
            : { 'WWW-Authenticate': 'JIRA REST POST', 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' },
        );
      case 'ok': {
        const username = String(credentials?.username);
        const value = this.#memory.openSession(username, 'log-in');
        return json(
          200,
          {
            session: { name: this.#traits.sessionCookie, value },
            ...this.#loginInfo(username),
          } satisfies Schemas['AuthSuccess'],
          { 'X-Seraph-LoginReason': 'OK', 'Set-Cookie': this.#cookies(value) },
        );
      }
      default:
        return outcome satisfies never;
    }
  }

  currentUser(request: MockedRequest): WireResponse {
    if (this.#traits.logIn === 'removed') return this.#removed();
    return this.#answer(request, refusal(), (username) => {
      const name = this.#traits.isCloudToday ? accountId(username) : username;
      const self = `${request.site}/rest/api/latest/user?username=${encoded(name)}`;
      return json(200, { self, name, ...this.#loginInfo(username) } satisfies Schemas['CurrentUser']);
    });
  }

  logOut(request: MockedRequest): WireResponse {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const session = this.#sessionOf(request);
    return session !== undefined && this.#memory.closeSession(session) ? wireResponse(204) : refusal();
  }

  tokens(request: MockedRequest): WireResponse {
    return this.other(request, ({ username }) => json(200, this.#memory.tokensOf(username)));
  }

  /** Documented: the fields, and what comes back. Inferred, from RFC 6749: the refusals. */
  accessToken(request: MockedRequest): WireResponse {
    if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
      return wireResponse(415);
    const given = Object.fromEntries(new URLSearchParams(request.body));
    const { grant_type: grant, client_id: id = '', client_secret: secret = '', scope = '' } = given;
    if (grant !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
    const token = this.#memory.accessTokenFor(id, secret);
    if (token === undefined) return json(401, { error: 'invalid_client' });
    if (!['READ', 'WRITE'].includes(scope)) return json(400, { error: 'invalid_scope' });
    const body = { access_token: token, token_type: 'Bearer', expires_in: ACCESS_TOKEN_S, scope };
    return json(200, body, { 'Cache-Control': 'no-store' });
  }

  /** All that is neither the session resource nor `serverInfo`: it asks who is there first, as every resource of a Jira does. */
  other(
    request: MockedRequest,
    respond: (caller: { readonly username: string; readonly user: object }) => WireResponse,
  ): WireResponse {
    const toNobody = otherRefusal(this.#traits.otherRefusal, request.site);
    return this.#answer(request, toNobody, (username) =>
      respond({ username, user: this.#userFor(username, request.site) }),
    );
  }

  /** Documented: Atlassian's REST references of Jira Data Center and Cloud, `myself`: what a client moves to. */
  #userFor(username: string, site: string): object {
    const id = accountId(username);
    return {
      ...(this.#isCloud && { self: `${site}/rest/api/3/user?accountId=${encoded(id)}`, accountId: id }),
      // Documented: Cloud had the names of users until 2019.
      ...(!this.#traits.isCloudToday && { key: username, name: username }),
      ...(!this.#isCloud && { self: `${site}/rest/api/2/user?username=${encoded(username)}` }),
      emailAddress: `${username}@example.com`,
      displayName: username,
      active: true,
      timeZone: 'Etc/UTC',
      locale: 'en_US',
    };
  }

  /** The page of the site, which says in a header whom it is for. */
  dashboard(request: MockedRequest): WireResponse {
    const toNobody = page(200, { 'X-AUSERNAME': 'anonymous' }, titled('System Dashboard'));
    return this.#answer(request, toNobody, () => page(200, {}, titled('System Dashboard')));
  }

  /** `serverInfo`, which is open to anybody. Recorded: wrong Basic credentials are refused all the same, but for Cloud. */
  serverInfo(request: MockedRequest): WireResponse {
    const { version, deploymentType } = this.#traits;
    const versionNumbers = version.split(/\D+/).filter(Boolean).map(Number);
    const info = {
      baseUrl: request.site,
      version,
      versionNumbers,
      ...(versionNumbers[0] === 7 ? {} : { deploymentType }),
      serverTitle: MOCKED_TITLE,
    };
    const asNobody = json(200, info, {
      'X-AUSERNAME': 'anonymous',
      ...(this.#traits.isCloudToday &&
        sentIn(request.headers.authorization)?.in === 'basic' && {
          'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
        }),
    });
    return this.#answer(request, asNobody, () => json(200, info));
  }

  know(request: MockedRequest): KnownCredentials {
    const id = this.#sessionOf(request);
    const { authorization } = request.headers;
    // A body that is no log-in is nothing but a body.
    const body = request.method === 'POST' ? request.body : undefined;
    const header = sentIn(authorization);
    const inBody = sentIn(undefined, body);
    const inAddress = (header ?? inBody) ? undefined : this.#sentInAddress(request);
    const basic = header?.in === 'basic' ? this.#knowPassword('basic', header) : undefined;
    const password =
      (inBody && this.#knowPassword('body', inBody)) ??
      basic ??
      (inAddress && this.#knowPassword('address', inAddress));
    return {
      ...(id !== undefined && { session: { id, is: this.#knowSession(id) } }),
      ...(password && { password }),
      ...(basic && basic !== password && { besideBody: basic }),
      ...(header?.in === 'bearer' && {
        token: { is: this.#memory.userOfToken(header.secret) === undefined ? 'unknown' : 'right' },
      }),
    };
  }

  /** `os_username` and `os_password`, which count as Basic credentials. */
  #sentInAddress({ path, query }: MockedRequest): SentCredentials | undefined {
    // Of the pages beside REST there is none here.
    if (!this.#traits.credentialsInAddress || !path.includes('/rest/')) return undefined;
    const sent = credentialsIn({ path: path + query }).find(({ in: place }) => place === 'form');
    return sent && { ...sent, in: 'basic' };
  }

  #knowPassword(
    place: KnownPassword['in'],
    { username = '', secret }: Pick<SentCredentials, 'username' | 'secret'>,
  ): KnownPassword {
    return { in: place, username, secret, is: this.#memory.know(username, secret) };
  }

  get #isCloud(): boolean {
    return this.#traits.deploymentType === 'Cloud';
  }

  #knowSession(id: string): 'open' | 'ended' | 'unknown' {
    if (this.#memory.userOfSession(id) !== undefined) return 'open';
    return this.#memory.hasEnded(id) ? 'ended' : 'unknown';
  }

  #removed(): WireResponse {
    const message = 'The session resource is not available on this instance.';
    const status = this.#setUp.removedStatus;
    if (status === 401) return refusal();
    return json(status, status === 403 ? { message } : { errorMessages: [message], errors: {} });
  }

  /** Where Basic credentials are switched off, whatever is asked. Recorded of 11.3.5, where `serverInfo` is refused too. */
  refuseBasic({ headers: { authorization } }: MockedRequest): WireResponse | undefined {
    if (this.#setUp.basicAuthentication || !/^basic\s/i.test(authorization ?? '')) return undefined;
    return json(403, { message: 'Basic Authentication has been disabled on this instance.' });
  }

  /** What stands in front of the Jira and answers by itself: without the headers of Jira's own answers. */
  answerInFront(request: MockedRequest): WireResponse | undefined {
    if (this.#traits.logIn === 'not reached') return kerberosRefusal;
    if (!this.#traits.isCloudToday) return undefined;
    const sent = sentIn(request.headers.authorization);
    const isPassword = sent?.in === 'basic' && this.#memory.isPassword(`${sent.username}`, sent.secret);
    return gatewayRefusal(request.headers.authorization ?? '', isPassword, request.site);
  }

  #answer(
    request: MockedRequest,
    toNobody: WireResponse,
    toSomebody: (username: string) => WireResponse,
  ): WireResponse {
    const sent = sentIn(request.headers.authorization) ?? this.#sentInAddress(request);
    const caller = this.#callerOf(request, sent);
    if (caller === 'captcha') return basicCaptcha(request.site);
    if (caller === 'refused') return this.#traits.isCloudToday ? toNobody : basicRefusal(request.site);
    if (caller === 'nobody') {
      const isBesideCookie = sent?.in === 'bearer' && this.#sessionOf(request) !== undefined;
      return isBesideCookie ? deadCookieRefusal(request.site) : toNobody;
    }
    const { username } = caller;
    // Recorded: a request with Basic credentials or a token, and no session, opens one; not so at Cloud.
    const isNew = sent !== undefined && this.#memory.userOfSession(this.#sessionOf(request)) === undefined;
    return withHeaders(toSomebody(username), {
      ...(this.#traits.isCloudToday
        ? { 'X-AACCOUNTID': encoded(accountId(username)) }
        : { 'X-AUSERNAME': encoded(username) }),
      'Cache-Control': 'no-cache, no-store, no-transform',
      ...(isNew && {
        'X-Seraph-LoginReason': 'OK',
        'Set-Cookie': this.#isCloud
          ? [this.#xsrfCookie()]
          : this.#cookies(this.#memory.openSession(username, 'credentials')),
      }),
    });
  }

  #callerOf(
    request: MockedRequest,
    sent = sentIn(request.headers.authorization) ?? this.#sentInAddress(request),
  ): { readonly username: string } | 'nobody' | 'refused' | 'captcha' {
    const user = (username: string | undefined) => (username === undefined ? 'nobody' : { username });
    if (sent?.in === 'basic') {
      const byApiToken = this.#isCloud ? this.#memory.userOfApiToken(sent.username, sent.secret) : undefined;
      if (byApiToken !== undefined) return user(byApiToken);
      if (this.#traits.isCloudToday) return 'refused';
      const outcome = this.#memory.logIn(sent.username, sent.secret);
      return outcome === 'ok' ? user(sent.username) : outcome === 'captcha' ? 'captcha' : 'refused';
    }
    // Recorded: where there is a session cookie it wins, and a token beside that of a dead session is refused.
    const session = this.#sessionOf(request);
    if (sent === undefined || session !== undefined) return user(this.#memory.userOfSession(session));
    const byToken = this.#traits.personalAccessTokens ? this.#memory.userOfToken(sent.secret) : undefined;
    // Documented, of the first release: access tokens open nothing else.
    const isOpen = request.path.includes('/rest/api/2/');
    return user(byToken ?? (isOpen ? this.#memory.userOfAccessToken(sent.secret) : undefined));
  }

  /** Recorded of Cloud: a refused log-in tells whom its Basic credentials are of. */
  #accountIdOf(request: MockedRequest): { readonly 'X-AACCOUNTID'?: string } {
    const caller = this.#callerOf(request);
    return typeof caller === 'object' ? { 'X-AACCOUNTID': encoded(accountId(caller.username)) } : {};
  }

  #sessionOf(request: MockedRequest): string | undefined {
    const name = `${this.#traits.sessionCookie}=`;
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
  }

  #cookies(session: string): string[] {
    const cookie = `${this.#traits.sessionCookie}=${session}; Path=${this.#path}${this.#secure}; HttpOnly`;
    const cookies = [cookie, this.#xsrfCookie()];
    return this.#chance.isSessionCookieLast() ? cookies.reverse() : cookies;
  }

  #xsrfCookie(): string {
    const chance = this.#chance;
    const token = ['BMUT', chance.hex(2), chance.hex(2)].join('-').toUpperCase();
    const xsrf = [token, chance.hex(20), 'lin'].join(this.#traits.xsrfSeparator);
    return `atlassian.xsrf.token=${xsrf}; Path=${this.#path}${this.#secure && `${this.#secure}; SameSite=None`}`;
  }

  /** Recorded: over https alone. */
  get #secure(): '' | '; Secure' {
    return this.#setUp.isHttps ? '; Secure' : '';
  }

  get #path(): string {
    return this.#setUp.contextPath || '/';
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

/** A text in an address or a header as Jira writes it, with a plus sign for a blank. */
function encoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function accountId(username: string): string {
  return `557058:mocked-account-id-of-${username}`;
}
