/** A mocked Jira that behaves, behind a server that spoils some of its answers at random. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { createSecureContext, TLSSocket } from 'node:tls';
import { PAT_PATH } from '../contracts/session/names.ts';
import { HttpClient } from '../src/http/http-client.ts';
import { listen } from '../src/http/listen.ts';
import { certificatesFor } from '../src/mock-jira/make-certificates.ts';
import { type MockedJiraOptions, startMockedJira } from '../src/mock-jira/server.ts';

/** What may happen to one answer, and the exit codes that it explains. */
type Fault = (response: ServerResponse, answer: Given) => void;
interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}
const send = (response: ServerResponse, { status, headers, body }: Given) => {
  const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers;
  response.writeHead(
    status,
    Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)) as never,
  );
  response.end(body);
};
const withStatus =
  (status: number, more: object = {}): Fault =>
  (response, answer) =>
    send(response, { ...answer, status, headers: { ...answer.headers, ...more } as Given['headers'] });
export const faults: Readonly<
  Record<string, { readonly fault: Fault; readonly explains: readonly number[] }>
> = {
  none: { fault: send, explains: [0] },
  'another status': { fault: withStatus(418), explains: [1] },
  'in trouble': { fault: withStatus(500), explains: [1] },
  'out of service': { fault: withStatus(503), explains: [1, 2] },
  'rate limited': { fault: withStatus(429, { 'retry-after': '3600' }), explains: [1, 2] },
  gone: { fault: withStatus(410), explains: [1] },
  refused: { fault: withStatus(401), explains: [0, 1, 2] },
  redirected: { fault: withStatus(302, { location: '/login.jsp' }), explains: [1] },
  reset: {
    fault: ({ socket }) => (socket instanceof TLSSocket ? socket.destroy() : socket?.resetAndDestroy()),
    explains: [1, 2],
  },
  'cut in its body': {
    fault: (response, { headers, status }) => {
      response
        .writeHead(status, { 'Set-Cookie': headers['set-cookie'] ?? [], 'Content-Length': 999 })
        .write('{');
      setTimeout(() => response.destroy(), 20);
    },
    explains: [1, 2],
  },
  'not HTTP': { fault: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'), explains: [1, 2] },
  'no JSON': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.from('{"a":') }),
    explains: [0, 1],
  },
  'a page': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.from('<html>') }),
    explains: [0, 1],
  },
  'much JSON': {
    fault: (response, answer) =>
      send(response, { ...answer, body: Buffer.from(JSON.stringify(Array(50_000).fill(''))) }),
    explains: [0, 1, 2],
  },
  'too large': {
    fault: (response, answer) => send(response, { ...answer, body: Buffer.alloc(11_000_000) }),
    explains: [1, 2],
  },
  'no cookies': {
    fault: (response, answer) =>
      send(response, { ...answer, headers: { ...answer.headers, 'set-cookie': undefined } }),
    explains: [0, 1],
  },
  slow: { fault: () => {}, explains: [1, 2] },
};

/** The account that is looked after: its password is right. */
export const user = {
  ...{ username: 'bob', password: 'password-of-bob', personalAccessToken: 'token-of-bob' },
  ...{ clientId: 'client-of-bob', clientSecret: 'client-secret-of-bob' },
} as const;
export const captchaUser = { username: 'dave', password: 'password-of-dave' } as const;

/** Starts it; until `strike` is called, every answer is as the Jira gives it. */
export async function startFaultyJira(random: () => number, options: MockedJiraOptions = {}) {
  const jira = await startMockedJira({ accounts: [user, captchaUser], ...options });
  const { ca } = jira;
  const secureContext = () => createSecureContext(ca === undefined ? {} : { ca });
  const tls = () => ({ secureContext: secureContext(), rejectUnauthorized: true });
  const network = { environment: {}, certificates: [], tls };
  const http = new HttpClient({ baseUrl: new URL(jira.baseUrl).origin, timeoutMs: 5000, network });
  const state = {
    ...{ name: 'none', rate: 0, spares: false },
    ...{ attempts: 0, struck: false, struckContract: false },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const { authorization = '' } = request.headers;
    const basic = `Basic ${btoa(`${user.username}:${user.password}`)}`;
    const isOfUser = body.includes(`"${user.username}"`) || authorization === basic;
    if (isOfUser) state.attempts += 1;
    const isSpared = state.spares && (isOfUser || authorization.startsWith('Bearer '));
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const given = await http.send({ method: request.method ?? '', path: request.url ?? '', headers, body });
    // What closes sessions is left out.
    if (request.method === 'DELETE' || isSpared || random() >= state.rate) return send(response, given);
    state.struck = true;
    if (!isBesideContract(request)) state.struckContract = true;
    faults[state.name]?.fault(response, given);
  };
  const certificates = ca === undefined ? undefined : await certificatesFor('127.0.0.1');
  const server = certificates ? createHttpsServer(certificates, answer) : createServer(answer);
  const listening = await listen(server);
  return {
    ...{ jira, state, ca, baseUrl: `${listening.origin}/rest` },
    /** From now on, so many of all answers are spoilt in this way, those to the user's password and token too or not. */
    strike: (name: string, rate: number, spares = false) => Object.assign(state, { name, rate, spares }),
    [Symbol.asyncDispose]: async () => {
      await listening.stop();
      await jira.stop();
    },
  };
}

/** What Jira says of itself, when tokens end, and which cookies a session needs: a run that is not answered there may say that the contract holds. */
function isBesideContract({ method, url = '', headers: { cookie } }: IncomingMessage): boolean {
  return (
    url.endsWith('/serverInfo') ||
    url.endsWith(PAT_PATH) ||
    (method === 'GET' && url.endsWith('/session') && cookie !== undefined)
  );
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
