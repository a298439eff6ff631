import { occupy, type Started } from './faulty-server.ts';

/** Below the ports that a system hands out by itself, so that none of these is taken between being found and being used. */
const FIRST = 20_000;
const PORTS = 10_000;

/** Another one in each process, and one after another in it: tests run in several at once. */
let next = process.pid * 97;

/** A port of loopback on which nothing listens. */
export async function freePort(): Promise<number> {
  for (;;) {
    next += 1;
    const port = FIRST + (next % PORTS);
    try {
      await using _ = await occupy(port);
      return port;
    } catch {
      // Somebody listens there.
    }
  }
}

/** Where a server could be, and none is: a port that one has just left is soon given to another test. */
export async function nobody(): Promise<Started> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  return { port, origin, baseUrl: `${origin}/rest`, [Symbol.asyncDispose]: async () => {} };
}
