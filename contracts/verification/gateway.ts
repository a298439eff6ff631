import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import type { Values } from '../provider/target.ts';
import type { Exchange } from './transcript.ts';

/** Where Pact asks for a provider state, beside the paths of Jira. */
export const STATE_PATH = '/_provider-state';

/** What the gateway does with what Pact sends. */
export interface GatewayHandlers {
  /** @throws when the state cannot be made */
  setUp(state: string): Promise<Values>;
  /** False once a state could not be made: its request is then not sent. */
  mayPassOn(): boolean;
  onExchange(exchange: Exchange): void;
}

/** Headers of one connection, which a gateway does not pass on (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'content-length',
]);

/**
 * Starts a gateway on loopback between Pact and a target. It always answers, so that a dead Jira is a finding and
 * never a crash of Pact.
 *
 * @param baseUrl where requests go on to
 * @param timeoutMs for a whole answer, in milliseconds
 */
export async function startGateway(baseUrl: string, timeoutMs: number, handlers: GatewayHandlers) {
  const server = createServer((incoming, outgoing) => {
    const handled =
      incoming.url === STATE_PATH
        ? changeState(incoming, outgoing, handlers)
        : passOn(incoming, outgoing, baseUrl, timeoutMs, handlers);
    handled.catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function changeState(incoming: IncomingMessage, outgoing: ServerResponse, handlers: GatewayHandlers) {
  const { action, state } = JSON.parse((await read(incoming)).toString()) as {
    action: string;
    state: string;
  };
  // A refusal would be retried by Pact for two minutes. The state counts as made for Pact, and nothing is passed on.
  const values = action === 'setup' ? await handlers.setUp(state).catch(() => ({})) : {};
  outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(values));
}

async function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  baseUrl: string,
  timeoutMs: number,
  { mayPassOn, onExchange }: GatewayHandlers,
) {
  const { method = 'GET', url: path = '/', headers } = incoming;
  const sent = { method, path, cookie: headers.cookie ?? '' };
  const body = await read(incoming);
  if (!mayPassOn()) {
    outgoing.writeHead(502).end();
    return;
  }
  try {
    const response = await request(baseUrl + path, {
      method,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name))),
      ...(body.length > 0 && { body }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = Buffer.from(await response.body.arrayBuffer());
    const setCookies = [response.headers['set-cookie'] ?? []].flat();
    const location = response.headers.location;
    onExchange({
      ...sent,
      answer: {
        status: response.statusCode,
        contentType: String(response.headers['content-type'] ?? ''),
        setCookies,
        ...(typeof location === 'string' && { location }),
        text: answer.toString(),
      },
    });
    for (const [name, value] of Object.entries(response.headers)) {
      if (value !== undefined && !HOP_BY_HOP.has(name)) outgoing.setHeader(name, value);
    }
    outgoing.writeHead(response.statusCode).end(answer);
  } catch (error) {
    const { name, code } = error as NodeJS.ErrnoException;
    onExchange({
      ...sent,
      fault: name === 'TimeoutError' ? `no answer within ${timeoutMs} ms` : (code ?? name),
    });
    outgoing.writeHead(502).end();
  }
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
