import { describe, expect, it } from '@jest/globals';
import { commandClient } from '../../src/recording/run/run-client.ts';

const given = {
  ...{ baseUrl: 'http://127.0.0.1:1/rest', siteUrl: 'http://127.0.0.1:1' },
  ...{ username: 'alice', password: 'x', personalAccessToken: 'x' },
  scenario: 'right-credentials',
} as const;

/** What is kept of the standard output of a script. */
async function outputOf(script: string): Promise<string> {
  const run = commandClient([process.execPath, '--eval', script], { PATH: process.env.PATH }, '.');
  const { stdout } = await run(given, AbortSignal.timeout(30_000));
  return stdout;
}

describe('the output of a client that prints more than is kept', () => {
  it('is the same however it came in pieces', async () => {
    const atOnce = await outputOf("process.stdout.write('ab'.repeat(750_000))");
    const inPieces = await outputOf(`
      const { writeSync } = require('node:fs');
      for (let left = 1_500_000; left > 0; left -= 2500) {
        writeSync(1, 'ab'.repeat(1250));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      }
    `);
    expect(inPieces).toBe(atOnce);
    expect(atOnce).toMatch(/^(ab){500000}\n\[1500000 bytes in all, the rest is [0-9a-f]{64}\]$/);
  });

  it('differs where it differs behind what is kept', async () => {
    const long = (end: string) => outputOf(`process.stdout.write('a'.repeat(1_100_000) + '${end}')`);
    expect(await long('x')).not.toBe(await long('y'));
  });
});
