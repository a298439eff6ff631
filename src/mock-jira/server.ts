import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { usualPath } from '../../contracts/session/names.ts';
import { listen, type Started, started } from '../http/listen.ts';
import { createServer } from '../http/node-http.ts';
import { type WireResponse, wireResponse, withHeader } from '../http/wire.ts';
import { type Chance, realChance } from './chance.ts';
import { cookiesBeside } from './cookies-beside.ts';
import { type FlavourName, flavours, type RemovedStatus, refuseUnknownFlavour } from './flavours.ts';
import { certificatesFor } from './make-certificates.ts';
import { type Account, defaultAccounts, type LoginInfo, mockedAccounts } from './mocked-accounts.ts';
import { type MockedRequest, readRequest } from './request.ts';
import { notMocked, page, titled } from './responses.ts';
import { otherResources } from './rest/resources.ts';
import { type StoredAnswer, storedAnswers } from './rest/stored-answers.ts';
import { type KnownCredentials, sessionResource } from './session-resource.ts';

export interface Upstream {
  know(request: MockedRequest): KnownCredentials;
  respond(request: MockedRequest): WireResponse;
}

/**
 * A function between the callers and the mocked Jira: it sees every request, and can change the answer. If it returns undefined,
 * the connection is closed.
 */
export type Middleware = (
  request: MockedRequest,
  jira: Upstream,
) => WireResponse | undefined | Promise<WireResponse | undefined>;

/** Settings of a mocked Jira. By default, it is a Data Center with the default accounts, on loopback. */
export interface MockedJiraOptions {
  /** The kind of Jira. Default: `datacenter`. */
  readonly flavour?: FlavourName;
  /** For a flavour that refuses the session resource: the status of this answer. Default: that of the flavour. */
  readonly removedStatus?: RemovedStatus;
  /** Such as `/jira`; empty for none. */
  readonly contextPath?: string;
  /** Default: made-up ones. */
  readonly accounts?: readonly Account[];
  /** Whether Basic credentials are accepted (an administrator can choose, from Jira 8.16 on). Default: as in the flavour. */
  readonly basicAuthentication?: boolean;
  /**
   * How many nodes stand behind a load balancer that sets a cookie of its own, `AWSALB`: a session is known at its node
   * alone, so a request without that cookie is refused. Default: 1, which is no load balancer.
   */
  readonly nodes?: number;
  /** Whether it is behind Crowd's single sign-on: a session then needs the cookie `crowd.token_key` beside its own. */
  readonly crowd?: boolean;
  /** The address to listen on. Default: 127.0.0.1. */
  readonly host?: string;
  /** 0 for any free port. */
  readonly port?: number;
  /** Whether it speaks https, with a certificate of its own making, which needs the package `@peculiar/x509`. */
  readonly tls?: boolean;
  /** Called with each request and the status of its answer. */
  readonly onRequest?: (method: string, path: string, status: number) => void;
  /**
   * Answers of a real Jira, which are given before its own ones.
   *
   * @internal
   */
  readonly answers?: readonly StoredAnswer[];
  /**
   * Called when a connection is of no use, since the caller speaks https, or plain http where this is https.
   *
   * @internal
   */
  readonly onOtherScheme?: () => void;
  /** @internal */
  readonly middleware?: Middleware;
  /**
   * Where random values and the time come from.
   *
   * @internal
   */
  readonly chance?: Chance;
}

/** A mocked Jira that listens. */
export interface MockedJira extends Started {
  /** The kind of Jira that it is. */
  readonly flavour: FlavourName;
  /** With `/rest`, as a client needs it. */
  readonly baseUrl: string;
  /** With `tls`: the certificate authority to trust, in PEM. */
  readonly ca: string | undefined;
  /** The accounts that it has. */
  readonly accounts: readonly Account[];
  /** How many sessions are open now. */
  readonly openSessions: number;
  /** How many of the open sessions a log-in opened; a request with Basic credentials or a token opens a session too. */
  readonly openLogIns: number;
  /** What `loginInfo` would tell of an account. */
  loginInfo(username: string): LoginInfo;
  /** Ends a session, as a restart or a time-out does. */
  endSession(id: string): void;
}

/**
 * Starts a Jira that answers `/auth/1/session` as the given flavour does, over real sockets, and what clients ask beside it:
 * search, issues, comments and so on, of one small project, to who is logged in.
 *
 * @returns the started Jira. Take it with `await using`, or call `stop()`: until then the process does not end
 * @throws InputError for a flavour that there is not, and for `tls` without the package that it needs
 * @throws the system's error when it cannot listen (`EADDRINUSE`, `EACCES`)
 */
export async function startMockedJira(options: MockedJiraOptions = {}): Promise<MockedJira> {
  const { flavour = 'datacenter', accounts = defaultAccounts, contextPath = '', onRequest } = options;
  refuseUnknownFlavour(flavour);
  const { tls = false, host, port, onOtherScheme } = options;
  const { chance = realChance, middleware = (request, { respond }) => respond(request) } = options;
  const memory = mockedAccounts(accounts, chance);
  const traits = {
    ...flavours[flavour],
    refusedWith: options.removedStatus ?? flavours[flavour].refusedWith,
    basicAuthentication: options.basicAuthentication ?? flavours[flavour].basicAuthentication,
  };
  const path = contextPath || '/';
  const resource = sessionResource(memory, traits, { path, isHttps: tls }, chance);
  const { nodes = 1, crowd = false } = options;
  const withCookiesBeside = cookiesBeside(
    { nodes, crowd, sessionCookie: traits.sessionCookie, path },
    chance,
  );
  const respondAsStored = storedAnswers(options.answers ?? []);
  const respondBeside = otherResources(chance);
  const root = `${contextPath}/rest`;
  const responseTo = (request: MockedRequest): WireResponse => {
    // A Jira under a context path has nothing at the root but the way there.
    if (contextPath && request.path === '/') return wireResponse(302, { Location: `${contextPath}/` });
    if (request.path === `${contextPath}/` && request.method === 'GET') return resource.dashboard(request);
    if (!request.path.startsWith(`${root}/`)) return notMocked(request.method);
    const path = usualPath(request.path.slice(root.length));
    const byMethod = resource.routes[path];
    if (!byMethod) {
      return resource.other(
        request,
        (caller) =>
          respondAsStored(request, path) ??
          respondBeside(request, path, caller) ??
          notMocked(request.method, path),
      );
    }
    const route = byMethod[request.method === 'HEAD' ? 'GET' : request.method];
    return route
      ? route(request)
      : page(405, { Allow: Object.keys(byMethod).join(', ') }, titled('Method Not Allowed'));
  };
  let requests = 0;
  /** Recorded: all that Jira itself answers bears the id of the request, which begins with the minute of the day. */
  const withRequestId = (given: WireResponse) => {
    requests += 1;
    const now = chance.now();
    const id = `${now.getUTCHours() * 60 + now.getUTCMinutes()}x${requests}x1`;
    return withHeader(given, 'X-AREQUESTID', id);
  };
  const jiraBehind: Upstream = {
    know: resource.know,
    respond: (request) =>
      resource.responseInFront(request) ??
      withCookiesBeside(request, (sent) => withRequestId(resource.refuseBasic(sent) ?? responseTo(sent))),
  };
  const scheme = tls ? 'https' : 'http';
  const listener: RequestListener = async (incoming, outgoing) => {
    const request = await readRequest(incoming, scheme, contextPath).catch(() => undefined);
    if (!request) {
      outgoing.writeHead(413, { Connection: 'close' }).end();
      return;
    }
    const given = await middleware(request, jiraBehind);
    if (!given) {
      outgoing.destroy();
      return;
    }
    const { status, headers, body } = given;
    onRequest?.(request.method, request.path, status);
    const length = status === 204 ? [] : ['Content-Length', String(Buffer.byteLength(body))];
    outgoing
      .writeHead(status, [...headers.flat(), ...length])
      .end(request.method === 'HEAD' ? undefined : body);
  };
  const certificates = tls ? await certificatesFor(host ?? '127.0.0.1') : undefined;
  const server = certificates
    ? createHttpsServer({ cert: certificates.cert, key: certificates.key }, listener)
    : createServer(listener);
  server.on('clientError', ({ rawPacket }: Error & { readonly rawPacket?: Buffer }, socket) => {
    if (rawPacket?.[0] === TLS_HANDSHAKE) onOtherScheme?.();
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  server.on('tlsClientError', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'ERR_SSL_HTTP_REQUEST') onOtherScheme?.();
  });
  const listening = await listen(server, { host, port });
  const jira = {
    flavour,
    baseUrl: `${listening.origin}${contextPath}/rest`,
    ca: certificates?.ca,
    accounts,
    get openSessions() {
      return memory.countSessions();
    },
    get openLogIns() {
      return memory.countLogIns();
    },
    loginInfo: (username: string) => memory.loginInfo(username),
    endSession: (id: string) => void memory.closeSession(id),
  };
  return started(jira, () => listening.stop());
}

const TLS_HANDSHAKE = 0x16;
