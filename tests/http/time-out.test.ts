import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from '@jest/globals';
import { HttpClient } from '../../src/http/http-client.ts';

/** Answers at once, in a thread of its own. */
const server = `
  const { parentPort } = require('node:worker_threads');
  import('${new URL('../support/faulty-server.ts', import.meta.url)}')
    .then(({ startHttp }) => startHttp((request, response) => response.end('here')))
    .then(({ origin }) => parentPort.postMessage(origin));
`;

it('a time-out does not count how long this process itself was busy', async () => {
  const worker = new Worker(server, { eval: true });
  const [baseUrl] = await once(worker, 'message');
  const client = new HttpClient({ baseUrl, timeoutMs: 400 });
  try {
    const answer = client.send({ method: 'GET', path: '/' });
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000));
    expect((await answer).body.toString()).toBe('here');
  } finally {
    await worker.terminate();
  }
});
