import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { trusting } from '../support/certificates.ts';
import { makeCheckout } from '../support/checkout.ts';
import { startProxy, startTls } from '../support/company-network.ts';
import { jiraSettings, startLiveJira } from '../support/live-jira.ts';
import { describeWithBroker, startRealBroker } from '../support/real-broker.ts';
import { runCli } from '../support/run-cli.ts';

describeWithBroker('a broker in the network of a company', () => {
  let checkout: ReturnType<typeof makeCheckout>;
  let real: Awaited<ReturnType<typeof startRealBroker>>;
  let jira: Awaited<ReturnType<typeof startLiveJira>>;
  beforeAll(async () => {
    checkout = makeCheckout();
    checkout.commitOn('main');
    [real, jira] = await Promise.all([startRealBroker(), startLiveJira('datacenter')]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([real, jira].map((one) => one?.[Symbol.asyncDispose]()));
    checkout?.[Symbol.dispose]();
  });

  /** Publishes, records, verifies, and asks; all of it has to work. */
  async function everyStep(settings: Record<string, string>) {
    const toJira = ['--base-url', jira.baseUrl];
    for (const args of [
      ['publish:pacts', '--no-check'],
      ['record-deployment', '--environment', 'jira-staging', ...toJira],
      ['verify', '--from-broker', '--publish', ...toJira],
      ['can-i-deploy', '--to-environment', 'jira-staging'],
    ]) {
      const all = { ...jiraSettings, ...real.settings, CI: 'true', ...settings };
      const { exitCode, stderr } = await runCli(args, all, checkout.folder);
      expect([args[0], stderr, exitCode]).toEqual([args[0], '', 0]);
    }
  }

  it('is reached through its proxy', async () => {
    await using proxy = await startProxy();
    const { port } = new URL(real.settings.PACT_BROKER_BASE_URL);
    await everyStep({
      PACT_BROKER_BASE_URL: `http://broker.example.com:${port}`,
      PACT_BROKER_ALLOW_HTTP: 'true',
      HTTP_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    expect(new Set(proxy.hosts)).toEqual(new Set(['broker.example.com']));
  }, 30_000);

  it('is reached over https with its CA', async () => {
    await using tls = await startTls('localhost', real.settings.PACT_BROKER_BASE_URL);
    await trusting(tls.ca, (ca) =>
      everyStep({ PACT_BROKER_BASE_URL: `https://localhost:${tls.port}`, NODE_EXTRA_CA_CERTS: ca }),
    );
  }, 30_000);
});
