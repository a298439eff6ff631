/** pact-js' own Verifier on the committed pact against a mocked Jira, without a gateway, checks or a report. */
import { Verifier } from '@pact-foundation/pact';
import { JiraHttp } from '../contracts/provider/jira-http.ts';
import { JiraTarget } from '../contracts/provider/jira-target.ts';
import { startMockedJira } from '../contracts/provider/mocked-jira/server.ts';
import { PACT_FILE, PROVIDER } from '../contracts/session/names.ts';
import { providerStates, type StateName } from '../contracts/session/states.ts';

await using jira = await startMockedJira();
const [user, captchaUser] = jira.accounts;
const target = new JiraTarget({
  kind: 'mocked',
  http: new JiraHttp({ baseUrl: jira.baseUrl, timeoutMs: 10_000 }),
  credentials: {
    ...(user && { user, personalAccessToken: user.personalAccessToken ?? '' }),
    ...(captchaUser && { captchaUser }),
  },
});
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
