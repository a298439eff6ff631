/**
 * pact-js' own Verifier, without a gateway, checks or a report: on the committed pact against a mocked Jira, or on
 * another pact (BARE_PACT) against the Jira at BARE_BASE_URL.
 */
import { Verifier } from '@pact-foundation/pact';
import { PACT_FILE, PROVIDER, SESSION_PATH } from '../contracts/session/names.ts';
import { providerStates, type StateName } from '../contracts/session/states.ts';
import { HttpClient } from '../src/http/http-client.ts';
import { connectTo, mockedTarget } from '../src/jira/target.ts';
import { startMockedJira } from '../src/mock-jira/server.ts';

const { BARE_PACT = PACT_FILE, BARE_BASE_URL } = process.env;
await using jira = await startMockedJira();
const http = new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 10_000 });
const target = mockedTarget(jira, connectTo(jira, http));
const use = { path: SESSION_PATH, asked: ['username', 'password', 'cookie', 'authorization'] };
await new Verifier({
  provider: PROVIDER,
  providerBaseUrl: BARE_BASE_URL ?? jira.baseUrl,
  pactUrls: [BARE_PACT],
  stateHandlers: Object.fromEntries(
    Object.keys(providerStates).map((state) => [
      state,
      async () => ({ ...(await target.setUp(state as StateName, use)) }),
    ]),
  ),
  logLevel: 'error',
}).verifyProvider();
