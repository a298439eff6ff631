/** pact-js' own Verifier on the committed pact against a mocked Jira, without a gateway, checks or a report. */
import { Verifier } from '@pact-foundation/pact';
import { PACT_FILE, PROVIDER } from '../contracts/session/names.ts';
import { providerStates, type StateName } from '../contracts/session/states.ts';
import { HttpClient } from '../src/http/http-client.ts';
import { startMockedJira } from '../src/jira/mocked-jira/server.ts';
import { connectTo, mockedTarget } from '../src/jira/target.ts';

await using jira = await startMockedJira();
const http = new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 10_000 });
const target = mockedTarget(jira, connectTo(jira, http));
await new Verifier({
  provider: PROVIDER,
  providerBaseUrl: jira.baseUrl,
  pactUrls: [PACT_FILE],
  stateHandlers: Object.fromEntries(
    Object.keys(providerStates).map((state) => [
      state,
      async () => ({ ...(await target.states.setUp(state as StateName)) }),
    ]),
  ),
  logLevel: 'error',
}).verifyProvider();
