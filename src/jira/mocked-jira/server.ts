import { randomBytes, randomInt } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { components } from '../../../contracts/session/openapi.ts';
import { type Account, Accounts, defaultAccounts } from './accounts.ts';
import { type FlavourName, flavours, type RemovedStatus } from './flavours.ts';

/** Settings of a mocked Jira; whatever is left out is a Data Center with the default accounts on loopback. */
export interface MockedJiraOptions {
  readonly flavour?: FlavourName;
  /** The status with which the flavour `removed` refuses the resource. */
  readonly removedStatus?: RemovedStatus;
  /** Such as `/jira`; empty for none. */
  readonly contextPath?: string;
  readonly accounts?: readonly Account[];
  /** False refuses Basic credentials with 403, as an administrator of Jira 8.16 on may decide. */
  readonly basicAuthentication?: boolean;
  readonly host?: string;
  /** 0 for any free port. */
  readonly port?: number;
}

/** A mocked Jira that listens. `stop()` may be called more than once. */
export interface MockedJira extends AsyncDisposable {
  readonly flavour: FlavourName;
  /** With `/rest`, as a client needs it. */
  readonly baseUrl: string;
  readonly accounts: readonly Account[];
  /** How many sessions are open now. */
  readonly openSessions: number;
  /** What `loginInfo` would tell of an account. */
  loginInfo(username: string): ReturnType<Accounts['loginInfo']>;
  stop(): Promise<void>;
}

type Schemas = components['schemas'];
type Body = Schemas['AuthSuccess' | 'CurrentUser' | 'Errors' | 'Message'];
type Caller = { readonly username: string; readonly session?: string };

const JSON_TYPE = 'application/json;charset=UTF-8';
const NOT_AUTHENTICATED = 'You are not authenticated. Authentication required to perform this operation.';

/**
 * Starts a Jira that answers `/auth/1/session` and `/api/2/serverInfo` as the given flavour does, over real sockets.
 *
 * @returns the started Jira; call `stop()`
 * @throws the system's error when it cannot listen (`EADDRINUSE`, `EACCES`)
 */
export async function startMockedJira(options: MockedJiraOptions = {}): Promise<MockedJira> {
  const { flavour = 'datacenter', accounts = defaultAccounts, contextPath = '' } = options;
  const memory = new Accounts(accounts);
  const server = Fastify({ forceCloseConnections: true });
  new MockedJiraRoutes(server, memory, { ...options, flavour, contextPath });
  const address = await server.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  const stop = () => server.close();
  return {
    flavour,
    baseUrl: `${address}${contextPath}/rest`,
    accounts,
    get openSessions() {
      return memory.openSessions;
    },
    loginInfo: (username) => memory.loginInfo(username),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

class MockedJiraRoutes {
  readonly #memory: Accounts;
  readonly #traits: (typeof flavours)[FlavourName];
  readonly #contextPath: string;
  readonly #removedStatus: RemovedStatus;
  readonly #basic: boolean;

  constructor(
    server: FastifyInstance,
    memory: Accounts,
    options: MockedJiraOptions & { readonly flavour: FlavourName; readonly contextPath: string },
  ) {
    this.#memory = memory;
    this.#traits = flavours[options.flavour];
    this.#contextPath = options.contextPath;
    this.#removedStatus = options.removedStatus ?? 410;
    this.#basic = options.basicAuthentication ?? true;

    const root = `${options.contextPath}/rest`;
    server.removeAllContentTypeParsers();
    // Fastify has answers of its own to media types that it does not know; it is shown none of them.
    server.addHook('onRequest', (request, _reply, done) => {
      if (request.headers['content-type'] !== undefined) request.headers['content-type'] = 'text/plain';
      done();
    });
    server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    server.get(`${root}/api/2/serverInfo`, (request, reply) => this.#serverInfo(request, reply));
    for (const version of ['1', 'latest']) {
      const url = `${root}/auth/${version}/session`;
      server.post(url, (request, reply) => this.#whereItStands(reply) ?? this.#logIn(request, reply));
      server.get(url, (request, reply) => this.#whereItStands(reply) ?? this.#currentUser(request, reply));
      server.delete(url, (request, reply) => this.#whereItStands(reply) ?? this.#logOut(request, reply));
    }
  }

  /** Answers for a flavour that refuses the resource; undefined where it still stands. */
  #whereItStands(reply: FastifyReply): FastifyReply | undefined {
    if (this.#traits.logIn !== 'removed') return undefined;
    const message = 'The session resource is not available on this instance.';
    return this.#removedStatus === 403
      ? send(reply, 403, { message })
      : send(reply, this.#removedStatus, { errorMessages: [message], errors: {} });
  }

  #logIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const mediaType = request.raw.headersDistinct['content-type']?.[0] ?? '';
    if (!/^application\/json\b/i.test(mediaType)) return reply.code(415).send();
    let credentials: { username?: unknown; password?: unknown } | null;
    try {
      credentials = JSON.parse(String(request.body));
    } catch {
      return send(reply, 400, { errorMessages: ['Unexpected character in the JSON of the request'] });
    }
    const outcome =
      this.#traits.logIn === 'refused'
        ? 'failed'
        : this.#memory.logIn(credentials?.username, credentials?.password);
    switch (outcome) {
      case 'captcha':
        reply.headers({
          'X-Authentication-Denied-Reason': `CAPTCHA_CHALLENGE; login-url=${this.#site(request)}/login.jsp`,
          'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
        });
        return send(reply, 403, { errorMessages: ['Login denied'], errors: {} });
      case 'failed':
        reply.headers({
          'WWW-Authenticate': 'JIRA REST POST',
          'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
        });
        return send(reply, 401, { errorMessages: ['Login failed'], errors: {} });
      case 'ok': {
        const username = String(credentials?.username);
        const value = this.#memory.openSession(username);
        reply.headers({ 'X-Seraph-LoginReason': 'OK', 'Set-Cookie': this.#cookies(value) });
        return send(reply, 200, {
          session: { name: this.#traits.sessionCookie, value },
          ...this.#loginInfo(username),
        });
      }
      default:
        return outcome satisfies never;
    }
  }

  #currentUser(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { authorization = '' } = request.headers;
    const basic = /^basic (.*)$/i.exec(authorization)?.[1];
    if (basic !== undefined && !this.#basic) {
      return send(reply, 403, { message: 'Basic Authentication has been disabled on this instance.' });
    }
    const caller = this.#caller(request, basic);
    if (!caller && basic !== undefined) {
      reply.headers({
        'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
        'WWW-Authenticate': `OAuth realm="${encodeURIComponent(this.#site(request))}"`,
      });
      return reply
        .code(401)
        .type('text/html;charset=UTF-8')
        .send(
          '<html><head><title>Unauthorized (401)</title></head><body>Basic Authentication Failure</body></html>',
        );
    }
    if (!caller) return this.#refuse(reply);
    const encoded = encodeURIComponent(caller.username);
    reply.headers({ 'X-AUSERNAME': encoded, 'Cache-Control': 'no-cache, no-store, no-transform' });
    return send(reply, 200, {
      self: `${this.#site(request)}/rest/api/latest/user?username=${encoded}`,
      name: caller.username,
      ...this.#loginInfo(caller.username),
    });
  }

  #logOut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const session = this.#sessionOf(request);
    return session !== undefined && this.#memory.closeSession(session)
      ? reply.code(204).send()
      : this.#refuse(reply);
  }

  #serverInfo(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { version, deploymentType } = this.#traits;
    const versionNumbers = version.split(/\D+/).filter(Boolean).map(Number);
    return sendJson(reply, 200, {
      baseUrl: this.#site(request),
      version,
      versionNumbers,
      ...(versionNumbers[0] === 7 ? {} : { deploymentType }),
      serverTitle: 'Mocked Jira',
    });
  }

  #refuse(reply: FastifyReply): FastifyReply {
    reply.header('X-AUSERNAME', 'anonymous');
    return send(reply, 401, { errorMessages: [NOT_AUTHENTICATED], errors: {} });
  }

  #caller(request: FastifyRequest, basic: string | undefined): Caller | undefined {
    if (basic !== undefined) {
      const [username = '', ...password] = Buffer.from(basic, 'base64').toString().split(':');
      return this.#memory.logIn(username, password.join(':')) === 'ok' ? { username } : undefined;
    }
    const token = /^bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
    const username =
      token === undefined
        ? this.#memory.userOfSession(this.#sessionOf(request))
        : this.#traits.personalAccessTokens
          ? this.#memory.userOfToken(token)
          : undefined;
    return username === undefined ? undefined : { username };
  }

  #sessionOf(request: FastifyRequest): string | undefined {
    const name = `${this.#traits.sessionCookie}=`;
    const cookies = (request.headers.cookie ?? '').split(/;\s*/);
    return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
  }

  /** The session cookie and its company, in changing order. Never `Secure`: this server speaks plain http. */
  #cookies(session: string): string[] {
    const path = this.#contextPath || '/';
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

  #site(request: FastifyRequest): string {
    return `http://${request.host}${this.#contextPath}`;
  }
}

function send(reply: FastifyReply, status: number, body: Body): FastifyReply {
  return sendJson(reply, status, body);
}

function sendJson(reply: FastifyReply, status: number, body: object): FastifyReply {
  return reply.code(status).type(JSON_TYPE).serializer(JSON.stringify).send(body);
}
