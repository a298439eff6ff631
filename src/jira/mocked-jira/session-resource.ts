import { randomBytes, randomInt } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { components } from '../../../contracts/session/openapi.ts';
import type { Accounts } from './accounts.ts';
import type { FlavourTraits, RemovedStatus } from './flavours.ts';

type Schemas = components['schemas'];
type Body = Schemas['AuthSuccess' | 'CurrentUser' | 'Errors' | 'Message'] | ServerInfo;

/** What serverInfo tells. */
interface ServerInfo {
  readonly baseUrl: string;
  readonly version: string;
  readonly versionNumbers: readonly number[];
  readonly deploymentType?: string;
  readonly serverTitle: string;
}

/** A request, as far as the mocked Jira looks at it. */
export interface MockedRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The address of the site as the caller knows it, with the context path. */
  readonly site: string;
}

export interface MockedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** How a mocked Jira is set up, beside its flavour. */
export interface SetUp {
  readonly contextPath: string;
  readonly removedStatus: RemovedStatus;
  readonly basicAuthentication: boolean;
}

const JSON_TYPE = 'application/json;charset=UTF-8';
const NOT_AUTHENTICATED = 'You are not authenticated. Authentication required to perform this operation.';

/** The session resource, as a flavour answers it. */
export class SessionResource {
  readonly #memory: Accounts;
  readonly #traits: FlavourTraits;
  readonly #setUp: SetUp;

  constructor(memory: Accounts, traits: FlavourTraits, setUp: SetUp) {
    this.#memory = memory;
    this.#traits = traits;
    this.#setUp = setUp;
  }

  logIn(request: MockedRequest): MockedAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const mediaType = request.headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(mediaType)) return { status: 415 };
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
        const value = this.#memory.openSession(username);
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

  currentUser(request: MockedRequest): MockedAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const basic = /^basic (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (basic !== undefined && !this.#setUp.basicAuthentication) {
      return json(403, { message: 'Basic Authentication has been disabled on this instance.' });
    }
    const username = this.#callerOf(request, basic);
    if (username === undefined) return basic === undefined ? refusal() : basicRefusal(request.site);
    const encoded = encodeURIComponent(username);
    return json(
      200,
      {
        self: `${request.site}/rest/api/latest/user?username=${encoded}`,
        name: username,
        ...this.#loginInfo(username),
      },
      { 'X-AUSERNAME': encoded, 'Cache-Control': 'no-cache, no-store, no-transform' },
    );
  }

  logOut(request: MockedRequest): MockedAnswer {
    if (this.#traits.logIn === 'removed') return this.#removed();
    const session = this.#sessionOf(request);
    return session !== undefined && this.#memory.closeSession(session) ? { status: 204 } : refusal();
  }

  serverInfo({ site }: MockedRequest): MockedAnswer {
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

  #removed(): MockedAnswer {
    const message = 'The session resource is not available on this instance.';
    const status = this.#setUp.removedStatus;
    return json(status, status === 403 ? { message } : { errorMessages: [message], errors: {} });
  }

  #callerOf(request: MockedRequest, basic: string | undefined): string | undefined {
    if (basic !== undefined) {
      const [username = '', ...password] = Buffer.from(basic, 'base64').toString().split(':');
      return this.#memory.logIn(username, password.join(':')) === 'ok' ? username : undefined;
    }
    const token = /^bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return this.#memory.userOfSession(this.#sessionOf(request));
    return this.#traits.personalAccessTokens ? this.#memory.userOfToken(token) : undefined;
  }

  #sessionOf(request: MockedRequest): string | undefined {
    const name = `${this.#traits.sessionCookie}=`;
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
  }

  /** The session cookie and its company, in changing order. Never `Secure`: this server speaks plain http. */
  #cookies(session: string): string[] {
    const path = this.#setUp.contextPath || '/';
    const token = ['BMUT', randomBytes(2).toString('hex'), randomBytes(2).toString('hex')]
      .join('-')
      .toUpperCase();
    const xsrf = [token, randomBytes(20).toString('hex'), 'lin'].join(this.#traits.xsrfSeparator);
    const cookies = [
      `${this.#traits.sessionCookie}=${session}; Path=${path}; HttpOnly`,
      `atlassian.xsrf.token=${xsrf}; Path=${path}`,
    ];
    return randomInt(2) === 0 ? cookies : cookies.reverse();
  }

  #loginInfo(username: string) {
    return this.#traits.loginInfo ? { loginInfo: this.#memory.loginInfo(username) } : {};
  }
}

/** The answer to GET and DELETE without a session. */
function refusal(): MockedAnswer {
  return json(401, { errorMessages: [NOT_AUTHENTICATED], errors: {} }, { 'X-AUSERNAME': 'anonymous' });
}

/** The answer to wrong Basic credentials: a page. */
function basicRefusal(site: string): MockedAnswer {
  return {
    status: 401,
    headers: {
      'Content-Type': 'text/html;charset=UTF-8',
      'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
      'WWW-Authenticate': `OAuth realm="${encodeURIComponent(site)}"`,
    },
    body: '<html><head><title>Unauthorized (401)</title></head><body>Basic Authentication Failure</body></html>',
  };
}

function json(status: number, body: Body, headers: MockedAnswer['headers'] = {}): MockedAnswer {
  return { status, headers: { ...headers, 'Content-Type': JSON_TYPE }, body: JSON.stringify(body) };
}
