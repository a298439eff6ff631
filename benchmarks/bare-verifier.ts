/** pact-js' own Verifier on the committed pact against a mocked Jira, without a gateway, checks or a report. */
import { Verifier } from '@pact-foundation/pact';
import { PACT_FILE, PROVIDER } from '../contracts/session/names.ts';
import { providerStates, type StateName } from '../contracts/session/states.ts';
import { JiraHttp } from '../src/http/http-client.ts';
import { startMockedJira } from '../src/jira/mocked-jira/server.ts';
import { mockedTarget } from '../src/jira/prepare-target.ts';

await using jira = await startMockedJira();
const target = mockedTarget(jira, new JiraHttp({ baseUrl: jira.baseUrl, timeoutMs: 10_000 }));
await new Verifier({
  provider: PROVIDER,
  providerBaseUrl: jira.baseUrl,
  pactUrls: [PACT_FILE],
  stateHandlers: Object.fromEntries(
    Object.keys(providerStates).map((state) => [
      state,
      async () => ({ ...(await target.setUp(state as StateName)) }),
    ]),
  ),
  logLevel: 'error',
}).verifyProvider();
