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

/** Whether a request names the very address of our server, and no page in a browser sent it, through a name of its own. */
export function isMeantFor(origin: string, { headers }: IncomingMessage): boolean {
  return headers.host === new URL(origin).host && headers.origin === undefined;
}

export async function listen(server: Server | HttpsServer, where: ListenOptions = {}) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0, ...where }, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return started(
    {
      origin: `${server instanceof HttpsServer ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    },
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
}
