import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PeerCertificate, TLSSocket } from 'node:tls';
import { headerValuesIn } from '../authorization.ts';
import { type Fault, fault, faultOf } from '../faults.ts';
import type { Network } from '../settings/network.ts';
import { bodyOf } from './body.ts';
import { Agent as HttpAgent, request as httpRequest } from './node-http.ts';
import { proxyFor } from './proxy.ts';

/** How long a run may wait for `Retry-After` in total, in milliseconds. */
export const RETRY_BUDGET_MS = 30_000;

/** How many bytes of response headers are read: curl and Python accept more than Node's 16 KiB. */
const MAX_HEADER_BYTES = 256 * 1024;

export interface HttpClientOptions {
  readonly baseUrl: string;
  /** For a whole response, in milliseconds; half of it for the connection. */
  readonly timeoutMs: number;
  readonly network?: Network;
  readonly onWait?: (milliseconds: number, status: number) => void;
  readonly retryBudgetMs?: number;
  /** Cuts short both requests and the wait for `Retry-After`, with a {@link Fault} of code `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each whole response. */
  readonly onResponse?: (request: HttpRequest, response: HttpResponse) => void;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Buffer;
}

export interface ResponseHead {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly setCookies: readonly string[];
}

/** A response as it arrived, decoded. Nothing in it is trusted. */
export interface HttpResponse extends ResponseHead {
  readonly body: Buffer;
  readonly text: string;
}

export interface SendOptions {
  readonly mayRepeat?: boolean;
  /** Replaces the client's own. */
  readonly signal?: AbortSignal | undefined;
  /** Called as soon as the headers arrive, whatever becomes of the body. */
  readonly onHead?: (head: ResponseHead) => void;
}

/** The one way out: proxy, certificates, time-outs, `Retry-After`, sizes. It never follows a redirect. */
export class HttpClient {
  readonly baseUrl: string;
  /** The proxy that is used, without its credentials. */
  readonly proxy: string | undefined;
  certificate: ReturnType<typeof certificateOf>;
  readonly #options: HttpClientOptions;
  readonly #agent: InstanceType<typeof HttpAgent>;
  #retryBudgetMs: number;

  constructor(options: HttpClientOptions) {
    const { baseUrl, network, retryBudgetMs = RETRY_BUDGET_MS } = options;
    this.baseUrl = baseUrl;
    this.#options = options;
    this.#retryBudgetMs = retryBudgetMs;
    const proxy = network && proxyFor(baseUrl, network.environment);
    this.proxy = proxy ? new URL(proxy).origin : undefined;
    // A connection for each request: a server that closes kept-alive ones cannot lose a log-in.
    const agent = { keepAlive: false, proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } };
    this.#agent = isHttps(baseUrl) ? new HttpsAgent({ ...agent, ...network?.tls() }) : new HttpAgent(agent);
  }

  /** A client that goes the same way to another address, and does not wait there. */
  at(baseUrl: string): HttpClient {
    return new HttpClient({ ...this.#options, baseUrl, retryBudgetMs: 0 });
  }

  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  async send(sent: HttpRequest, { signal = this.signal, onHead, mayRepeat = true }: SendOptions = {}) {
    const at = `${sent.method} ${sent.path}`;
    // A server that asks for no wait, yet refuses again, is asked at ever longer intervals.
    for (let leastMs = 1000; ; leastMs *= 2) {
      const response = await this.#sendOnce(sent, signal, onHead);
      const asked = mayRepeat ? askedWaitMs(response) : undefined;
      if (asked === undefined) return response;
      const waitMs = asked > 0 ? Math.max(1000, asked) : leastMs;
      if (waitMs > this.#retryBudgetMs) return response;
      this.#retryBudgetMs -= waitMs;
      this.#options.onWait?.(waitMs, response.status);
      await sleep(waitMs, undefined, signal && { signal }).catch(() => {
        throw fault('interrupted', `while waiting, as the answer ${response.status} asked for`).at(at);
      });
    }
  }

  async #sendOnce(sent: HttpRequest, signal: AbortSignal | undefined, onHead: SendOptions['onHead']) {
    const { timeoutMs } = this.#options;
    using deadline = deadlineOf(timeoutMs, signal);
    try {
      const response = await this.#headersOf(sent, deadline);
      deadline.phase = 'whole answer';
      const { 'content-encoding': _, ...headers } = response.headers;
      const { statusCode: status = 0 } = response;
      const head = { status, headers, setCookies: headers['set-cookie'] ?? [] };
      onHead?.(head);
      // HTTP has no status below 100 (RFC 9110, section 15); one above 599 counts as a server error.
      if (status < 100) throw fault('no-http', `the status is ${String(status).padStart(3, '0')}`);
      if (status === 407) throw fault('proxy-password', 'the proxy answered 407');
      const body = await bodyOf(response);
      // A body delimited by its connection ends without an error even if we cut the connection.
      if (deadline.fault) throw deadline.fault;
      const whole = { ...head, body, text: body.toString() };
      this.#options.onResponse?.(sent, whole);
      return whole;
    } catch (error) {
      const cause = deadline.fault ?? error;
      throw faultOf(cause, this.proxy).at(`${sent.method} ${sent.path}`);
    }
  }

  #headersOf(
    { method, path, headers = {}, body }: HttpRequest,
    deadline: ReturnType<typeof deadlineOf>,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const send = isHttps(this.baseUrl) ? httpsRequest : httpRequest;
      const isChunked = headerValuesIn(headers, 'transfer-encoding').length > 0;
      const outgoing = send(this.baseUrl + path, {
        method,
        maxHeaderSize: MAX_HEADER_BYTES,
        agent: this.#agent,
        signal: deadline.signal,
        // Node's own limit for a proxy's response to CONNECT: the signal cannot abort a connection that does not exist yet.
        ...(this.proxy && { timeout: Math.max(1, deadline.connectMs - 50) }),
        headers: {
          // First, as clients send it: Node writes its own behind the others.
          Host: new URL(this.baseUrl).host,
          ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
          // Node sends no length with the body of a GET, so a server would read it as the next request.
          ...(body && body.length > 0 && !isChunked && { 'Content-Length': Buffer.byteLength(body) }),
        },
      });
      outgoing.on('error', reject);
      deadline.signal.addEventListener('abort', () => reject(new Error('the request was cut')));
      outgoing.on('response', (response) => {
        this.certificate ??= certificateOf(response.socket);
        resolve(response);
      });
      outgoing.on('socket', (socket) => {
        const connected = () => {
          deadline.isConnected = true;
        };
        if (socket.connecting) socket.once(isHttps(this.baseUrl) ? 'secureConnect' : 'connect', connected);
        else connected();
      });
      outgoing.end(body);
    });
  }
}

/** A time-out is counted in this many steps. A late step counts once: then this machine was busy, and Jira not slow. */
const STEPS = 10;

/** What cuts a request that takes too long, or is interrupted. */
function deadlineOf(timeoutMs: number, interruption: AbortSignal | undefined) {
  const controller = new AbortController();
  const deadline = {
    signal: controller.signal,
    connectMs: Math.ceil(timeoutMs / 2),
    isConnected: false,
    phase: 'first byte',
    fault: undefined as Fault | undefined,
    [Symbol.dispose]: () => {
      clearInterval(clock);
      interruption?.removeEventListener('abort', interrupt);
    },
  };
  const cut = (why: Fault) => {
    deadline.fault ??= why;
    controller.abort();
  };
  const interrupt = () => cut(fault('interrupted', `no ${deadline.phase} until then`));
  let steps = 0;
  const clock = setInterval(() => {
    steps += 1;
    if (steps >= STEPS) cut(fault('answer-timeout', `no ${deadline.phase} within ${timeoutMs} ms`));
    else if (steps >= STEPS / 2 && !deadline.isConnected)
      cut(fault('connect-timeout', `no connection within ${deadline.connectMs} ms`));
  }, timeoutMs / STEPS);
  if (interruption?.aborted) interrupt();
  interruption?.addEventListener('abort', interrupt);
  return deadline;
}

function certificateOf(socket: Socket) {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { subject, issuer, valid_to: end } = socket.getPeerCertificate();
  const endsAt = new Date(end);
  if (Number.isNaN(endsAt.getTime())) return undefined;
  const holderOf = (one: PeerCertificate['subject'] | undefined) =>
    [one?.CN ?? one?.O ?? ''].flat().join(', ');
  // Why it is not trusted. Node's type calls it an Error, but it is an error's code.
  const distrust = socket.authorized ? undefined : String(socket.authorizationError);
  return { subject: holderOf(subject), issuer: holderOf(issuer), endsAt, distrust };
}

/** RFC 9110, section 10.2.3. Recorded of Data Centers: `Retry-After: 0`, where the interval of the limit is what counts. */
export function askedWaitMs({ status, headers }: HttpResponse): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const value = String(headers['retry-after'] ?? '').trim();
  const date = Date.parse(value);
  const told = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Math.max(0, date - Date.now());
  const interval = String(headers['x-ratelimit-interval-seconds'] ?? '');
  if (!(told > 0) && status === 429 && /^\d{1,9}$/.test(interval)) return Number(interval) * 1000;
  return Number.isNaN(told) ? undefined : told;
}

function isHttps(url: string): boolean {
  return url.startsWith('https:');
}
