import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { logInInteractions } from '../../contracts/session/interactions/log-in.ts';
import baseConfig from '../../jest.config.ts';
import { wrongClients } from './wrong-clients/wrong-clients.ts';

/** The titles of the consumer tests that failed, by wrong client. */
let failed: Record<string, string[]>;

beforeAll(async () => {
  const { transform, moduleNameMapper, extensionsToTreatAsEsm } = baseConfig;
  const projects = Object.entries(wrongClients).map(([name, { caughtBy }]) => ({
    displayName: name,
    rootDir: process.cwd(),
    transform,
    moduleNameMapper,
    extensionsToTreatAsEsm,
    globals: { wrongClient: name },
    setupFiles: ['<rootDir>/tests/consumer/wrong-clients/spoil-client.ts'],
    testMatch: [`<rootDir>/tests/${caughtBy[0]}.test.ts`],
  }));
  const reporters = ['<rootDir>/tests/consumer/wrong-clients/failed-tests-reporter.ts'];
  // Without the folder for its parts, nothing that a wrong client sends gets into the pact.
  const { PACT_FRAGMENTS: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
      ...['--config', JSON.stringify({ projects, reporters, testTimeout: 5000 })],
    ],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  failed = JSON.parse(output);
}, 120_000);

describe('the consumer tests', () => {
  it.each(Object.entries(wrongClients))('catch a client that %s', (name, { caughtBy: [, test] }) => {
    expect(failed[name]).toContain(test);
  });

  it('are not all upset by one mistake', () => {
    const forbidden = Object.values(logInInteractions).filter(({ response }) => response.status === 403);
    expect(failed['treats 403 as a wrong password']).toHaveLength(forbidden.length);
  });
});
