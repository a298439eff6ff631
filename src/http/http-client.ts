import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates } from 'node:tls';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { getProxyForUrl } from 'proxy-from-env';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { InputError } from '../errors.ts';
import { Fault, faultOf } from './faults.ts';
import { isLoopback } from './loopback.ts';

/** The largest answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 10_000_000;

/** How long all waiting for `Retry-After` may take in a run, in milliseconds. */
const RETRY_BUDGET_MS = 30_000;

/** How a Jira is reached. */
export interface JiraHttpOptions {
  /** With Jira's REST root, without a trailing slash. */
  readonly baseUrl: string;
  /** For a whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** A file with a company's CA, in PEM; trusted beside Node's own, NODE_EXTRA_CA_CERTS and the machine's. */
  readonly ca?: string;
  /** Files with a client certificate and its key, in PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** Takes any certificate. */
  readonly insecure?: boolean;
  /** Told when an answer asks to wait, and for how long. */
  readonly onWait?: (milliseconds: number, status: number) => void;
  readonly retryBudgetMs?: number;
}

export interface JiraRequest {
  readonly method: string;
  /** Relative to the base URL. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Buffer;
}

/** An answer as it came, decoded. Nothing in it is trusted. */
export interface JiraAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly setCookies: readonly string[];
  readonly body: Buffer;
}

/** The one way to a Jira: proxy, certificates, time-outs, `Retry-After`, sizes. It never follows a redirect. */
export class JiraHttp {
  readonly baseUrl: string;
  /** The proxy that is used, without its credentials. */
  readonly proxy: string | undefined;
  readonly #options: JiraHttpOptions;
  readonly #dispatcher: Dispatcher;
  #retryBudgetMs: number;

  /** @throws InputError when a certificate file cannot be read, or the proxy's address is no URL */
  constructor(options: JiraHttpOptions) {
    this.baseUrl = options.baseUrl;
    this.#options = options;
    this.#retryBudgetMs = options.retryBudgetMs ?? RETRY_BUDGET_MS;
    const proxy = isLoopback(options.baseUrl) ? '' : getProxyForUrl(options.baseUrl);
    if (proxy && !URL.canParse(proxy)) {
      throw new InputError(
        "The proxy's address is not a URL: set HTTPS_PROXY to one such as http://proxy:3128.",
      );
    }
    this.proxy = proxy ? new URL(proxy).origin : undefined;
    const timeouts = { headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs };
    const tls = tlsOptions(options);
    const timeout = Math.ceil(options.timeoutMs / 2);
    // One request a connection: a server that closes kept-alive ones cannot lose a log-in.
    this.#dispatcher = proxy
      ? new ProxyAgent({
          uri: proxy,
          requestTls: { ...tls, timeout },
          connectTimeout: timeout,
          pipelining: 0,
          ...timeouts,
        })
      : new Agent({ connect: { ...tls, timeout }, pipelining: 0, ...timeouts });
  }

  /**
   * Sends one request; waits where the answer asks for it and the budget allows.
   *
   * @throws Fault when no answer came that Jira gave
   */
  async send(sent: JiraRequest): Promise<JiraAnswer> {
    for (;;) {
      const answer = await this.#sendOnce(sent);
      const waitMs = answer.status === 429 || answer.status === 503 ? retryAfterMs(answer) : undefined;
      if (waitMs === undefined || waitMs > this.#retryBudgetMs) return answer;
      this.#retryBudgetMs -= waitMs;
      this.#options.onWait?.(waitMs, answer.status);
      await sleep(waitMs);
    }
  }

  /** Closes the connections. May be called more than once. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  async #sendOnce({ method, path, headers = {}, body }: JiraRequest): Promise<JiraAnswer> {
    const { timeoutMs } = this.#options;
    const url = this.baseUrl + path;
    let phase: 'first byte' | 'whole answer' = 'first byte';
    try {
      const response = await request(url, {
        method,
        headers,
        ...(body !== undefined && body.length > 0 && { body }),
        dispatcher: this.#dispatcher,
        signal: AbortSignal.timeout(timeoutMs),
      });
      phase = 'whole answer';
      if (response.statusCode === 407) throw new Fault('proxy-password', 'the proxy answered 407');
      const encoded = await readAtMost(response.body, MAX_ANSWER_BYTES);
      const { 'content-encoding': encoding, ...rest } = response.headers;
      return {
        status: response.statusCode,
        headers: rest,
        setCookies: [response.headers['set-cookie'] ?? []].flat(),
        body: decode(encoded, String(encoding ?? '')),
      };
    } catch (error) {
      throw faultOf(error, { phase, timeoutMs, proxy: this.proxy }).at(`${method} ${path}`);
    }
  }
}

async function readAtMost(stream: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) throw new Fault('too-large', `the answer is larger than ${most / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(encoded: Buffer, encoding: string): Buffer {
  // A small answer must not unpack to a huge one.
  const limit = { maxOutputLength: MAX_ANSWER_BYTES };
  if (encoded.length === 0) return encoded;
  switch (encoding.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return gunzipSync(encoded, limit);
    case 'br':
      return brotliDecompressSync(encoded, limit);
    case 'deflate':
      return inflateSync(encoded, limit);
    default:
      return encoded;
  }
}

/** `Retry-After` in milliseconds, at least a second; undefined when there is none (RFC 9110, section 10.2.3). */
function retryAfterMs({ headers }: JiraAnswer): number | undefined {
  const value = String(headers['retry-after'] ?? '').trim();
  if (/^\d{1,9}$/.test(value)) return Math.max(1000, Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(1000, date - Date.now());
}

function tlsOptions({ baseUrl, ca, cert, key, insecure }: JiraHttpOptions) {
  if (!baseUrl.startsWith('https:')) return {};
  const trusted = ca ? [readPem('--ca', ca)] : [];
  return {
    ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...trusted])],
    ...(cert && { cert: readPem('--cert', cert) }),
    ...(key && { key: readPem('--key', key) }),
    ...(insecure && { rejectUnauthorized: false }),
  };
}

function readPem(option: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError(`${option} ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (!text.includes('-----BEGIN '))
    throw new InputError(`${option} ${file} is not PEM: it has no '-----BEGIN'.`);
  return text;
}
