import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import type { StateValues } from '../../contracts/session/states.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import { isMeantFor, listen, started } from '../http/listen.ts';
import { createServer } from '../http/node-http.ts';
import { CONNECTION_HEADERS } from '../http/wire.ts';
import type { PactEndpoint } from './watched-pact-process.ts';

export interface GatewayHandlers {
  /** Makes a provider state. A failure is the handler's own to remember: Pact is told nothing of it. */
  setUp(state: string): Promise<StateValues>;
  send(request: HttpRequest): Promise<HttpResponse | undefined>;
  onMistake(error: unknown): void;
  again?(): void;
}

/** Headers of one connection. A response arrives decoded, and a proxy's log-in is between the gateway and the proxy. */
const NOT_PASSED_ON = new Set([
  ...CONNECTION_HEADERS,
  'accept-encoding',
  'host',
  'proxy-authenticate',
  'proxy-authorization',
]);

/**
 * Starts a gateway on loopback between Pact and a target. It always answers, so that a dead Jira is a finding and never a
 * crash of Pact. It answers Pact alone: others on this machine do not know its path, and no page in a browser may ask.
 */
export async function startGateway() {
  const routes = new Map<string, OpenRoute>();
  let origin = 'http://localhost';
  const server = createServer((incoming, outgoing) => {
    const { url = '' } = incoming;
    const end = url.indexOf('/', 1);
    const route = routes.get(url.slice(1, end < 0 ? undefined : end));
    if (!route || end < 0 || !isMeantFor(origin, incoming)) {
      outgoing.writeHead(403, { Connection: 'close' }).end();
      return;
    }
    route.underWay += 1;
    const path = url.slice(end);
    const handle = path === STATE_PATH ? changeState : passOn;
    handle(incoming, outgoing, route.handlers, path)
      .catch((error: unknown) => {
        route.handlers.onMistake(error);
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(502).end();
      })
      .finally(() => {
        route.underWay -= 1;
      });
  });
  const listening = await listen(server);
  origin = listening.origin;
  /** The way of one interaction. Its URLs have a part that nobody else on this machine can know. */
  const open = (handlers: GatewayHandlers): PactEndpoint & { close(): void } => {
    const secret = randomBytes(16).toString('hex');
    const route: OpenRoute = { handlers, underWay: 0 };
    routes.set(secret, route);
    const url = `${listening.origin}/${secret}`;
    return {
      url,
      stateUrl: url + STATE_PATH,
      again: () => handlers.again?.(),
      get isBusy() {
        return route.underWay > 0;
      },
      close: () => routes.delete(secret),
    };
  };
  return started({ open }, () => listening.stop());
}

interface OpenRoute {
  readonly handlers: GatewayHandlers;
  underWay: number;
}

const STATE_PATH = '/_provider-state';

async function changeState(incoming: IncomingMessage, outgoing: ServerResponse, handlers: GatewayHandlers) {
  const { action, state } = JSON.parse(await text(incoming)) as { action: string; state: string };
  // Pact would try a refusal again for two minutes. The state counts as made for Pact, and nothing is sent on.
  const values = action === 'setup' ? await handlers.setUp(state) : {};
  outgoing.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(values));
}

async function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handlers: GatewayHandlers,
  path: string,
) {
  const body = await buffer(incoming);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !NOT_PASSED_ON.has(name)),
  );
  const response = await handlers.send({ method: incoming.method ?? 'GET', path, headers, body });
  if (!response) {
    outgoing.writeHead(502).end();
    return;
  }
  for (const [name, value] of Object.entries(response.headers)) {
    // Pact would follow it, with the password, and verify the response of another address.
    if (name === 'location') continue;
    if (value !== undefined && !NOT_PASSED_ON.has(name)) outgoing.setHeader(name, value);
  }
  outgoing.writeHead(response.status).end(response.body);
}
