import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { AddressInfo, ListenOptions } from 'node:net';

/** Something that was started. `stop()` may be called more than once. */
export interface Started extends AsyncDisposable {
  stop(): Promise<void>;
}

export function started<Thing extends object>(thing: Thing, end: () => Promise<void>): Thing & Started {
  let ended: Promise<void> | undefined;
  const stop = () => {
    ended ??= end();
    return ended;
  };
  // A getter of the thing stays one.
  return Object.defineProperties(
    { stop, [Symbol.asyncDispose]: stop },
    Object.getOwnPropertyDescriptors(thing),
  ) as Thing & Started;
}

/** Whether a request names our server by its own address: a page in a browser could send one through another name. */
export function isMeantFor(origin: string, { headers }: IncomingMessage): boolean {
  return headers.host === new URL(origin).host && headers.origin === undefined;
}

export async function listen(
  server: Server | HttpsServer,
  { host = '127.0.0.1', port = 0 }: ListenOptions = {},
) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  const bound = server.address() as AddressInfo;
  const scheme = server instanceof HttpsServer ? 'https' : 'http';
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address;
  return started({ origin: `${scheme}://${name}:${bound.port}` }, async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
}
