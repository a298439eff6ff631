import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { CONSUMER, PROVIDER } from '../../contracts/session/names.ts';
import { startLocalBroker, wayToStart } from '../../dev-broker/local-broker.ts';
import { basic } from '../../src/authorization.ts';
import { freePort } from './free-port.ts';

/** The gem: it needs no image, and leaves nothing behind. */
const way = await wayToStart(process.env, ['gem']);

/** Tests with a real Pact Broker; skipped where its gems are not installed, which CI takes for a failure. */
export const describeWithBroker = way
  ? describe
  : (((name: string, tests: () => void) =>
      describe.skip(
        `${name} (skipped: 'bundle install' was not run in dev-broker/)`,
        tests,
      )) as typeof describe.skip);

/** A broker of its own, with nothing in it, and the settings that lead to it. */
export async function startRealBroker() {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-broker-'));
  const credentials = { username: 'tester', password: 'password-of-the-tester' };
  const options = {
    port: await freePort(),
    ...credentials,
    databaseFile: join(folder, 'broker.sqlite'),
    env: process.env,
  };
  const broker = await startLocalBroker('gem', options, () => {});
  const authorization = basic(credentials);
  return {
    settings: {
      PACT_BROKER_BASE_URL: broker.baseUrl,
      PACT_BROKER_USERNAME: credentials.username,
      PACT_BROKER_PASSWORD: credentials.password,
    },
    /** Publishes a pact of the test's own making, as the version of its branch's name. */
    publish: async (branch: string, pact: object) => {
      const content = Buffer.from(JSON.stringify(pact)).toString('base64');
      const names = { consumerName: CONSUMER, providerName: PROVIDER };
      const response = await fetch(`${broker.baseUrl}/contracts/publish`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          pacticipantName: CONSUMER,
          pacticipantVersionNumber: branch,
          branch,
          contracts: [{ ...names, specification: 'pact', contentType: 'application/json', content }],
        }),
      });
      if (!response.ok) throw new Error(`the broker took no pact: ${await response.text()}`);
    },
    /** What the broker has at a path. */
    get: async (path: string) => {
      const response = await fetch(broker.baseUrl + path, { headers: { Authorization: authorization } });
      return (await response.json()) as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: async () => {
      await broker[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
