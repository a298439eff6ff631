import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, faultOfStatus } from '../http/faults.ts';
import type { JiraHttp } from '../http/http-client.ts';
import type { Values } from '../jira/target.ts';
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

/**
 * Headers of one connection, which a gateway does not pass on (RFC 9110, section 7.6.1), and those that are its own:
 * an answer arrives decoded, so its encoding is between the gateway and Jira.
 */
const NOT_PASSED_ON = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Starts a gateway on loopback between Pact and a target. It always answers, so that a dead Jira is a finding and
 * never a crash of Pact.
 *
 * @param http the way to the target
 */
export async function startGateway(http: JiraHttp, handlers: GatewayHandlers) {
  const server = createServer((incoming, outgoing) => {
    const handled =
      incoming.url === STATE_PATH
        ? changeState(incoming, outgoing, handlers)
        : passOn(incoming, outgoing, http, handlers);
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
  http: JiraHttp,
  { mayPassOn, onExchange }: GatewayHandlers,
) {
  const body = await read(incoming);
  if (!mayPassOn()) {
    outgoing.writeHead(502).end();
    return;
  }
  const request = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !NOT_PASSED_ON.has(name)),
    ),
    body,
  };
  try {
    const answer = await http.send(request);
    const fault = faultOfStatus(answer.status)?.at(`${request.method} ${request.path}`);
    onExchange({ request, answer, ...(fault && { fault: fault.message }) });
    for (const [name, value] of Object.entries(answer.headers)) {
      // Pact would follow it, with the password, and verify what another address answered.
      if (name === 'location') continue;
      if (value !== undefined && !NOT_PASSED_ON.has(name)) outgoing.setHeader(name, value);
    }
    outgoing.writeHead(answer.status).end(answer.body);
  } catch (error) {
    onExchange({ request, fault: (error as Fault).message });
    outgoing.writeHead(502).end();
  }
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
