import { readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Report } from '../../src/report/report.ts';
import { total } from '../support/expected.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { describeWithBroker, startRealBroker } from '../support/real-broker.ts';
import { runCli } from '../support/run-cli.ts';
import { checkoutAndJira, inFrontOf, steps } from '../support/troubled-broker.ts';

/** Longer than until a command says that it waits. */
const SLOW_MS = 3000;

const { checkout, jira } = checkoutAndJira();

describeWithBroker('with a real broker', () => {
  let real: Awaited<ReturnType<typeof startRealBroker>>;
  beforeAll(async () => {
    real = await startRealBroker();
  }, 60_000);
  afterAll(() => real?.[Symbol.asyncDispose]());

  describe('that takes its time for its first answer', () => {
    it('every step waits, says so, and does its work once', async () => {
      const settings = { ...jiraSettings, ...real.settings, WEBHOOK_TOKEN: 'token', CI: 'true' };
      await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
      const published: string[] = [];
      const runSlowly = async (args: readonly string[]) => {
        let delay = SLOW_MS;
        await using broker = await inFrontOf(real, ({ method, url }, _outgoing, passOn) => {
          if (method === 'POST' && url === '/contracts/publish') published.push(url);
          setTimeout(passOn, delay);
          delay = 0;
        });
        return await runCli(args, { ...settings, PACT_BROKER_BASE_URL: broker.origin }, checkout.folder);
      };
      const [publishing = [], ...others] = Object.values(steps(jira().baseUrl));
      // By itself: SQLite may be busy with the others, and pact-cli would rightly try again.
      const outcomes = [await runSlowly(publishing), ...(await Promise.all(others.map(runSlowly)))];
      // Nothing was verified with what stands in production: the answer to the second step is no.
      expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 1, 0, 0, 0, 0]);
      for (const { stderr } of outcomes) expect(stderr).toContain('waiting for the broker ...');
      expect(published).toHaveLength(1);
    }, 60_000);
  });

  describe('that fails when a result is published', () => {
    it.each<[string, (outgoing: ServerResponse) => void]>([
      ['answers 401', (outgoing) => outgoing.writeHead(401).end()],
      ['answers 409', (outgoing) => outgoing.writeHead(409).end()],
      ['answers 500', (outgoing) => outgoing.writeHead(500).end()],
      ['asks to wait', (outgoing) => outgoing.writeHead(503, { 'Retry-After': '0' }).end()],
      ['limits how much it accepts', (outgoing) => outgoing.writeHead(429, { 'Retry-After': '0' }).end()],
      ['answers with nothing', (outgoing) => outgoing.writeHead(200).end()],
      ['cuts the connection', (outgoing) => outgoing.destroy()],
    ])(
      'and %s, the result is sent once, the report is kept, and nothing is half published',
      async (_name, fail) => {
        const settings = { ...jiraSettings, ...real.settings, CI: 'true' };
        await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
        const sent: string[] = [];
        await using broker = await inFrontOf(real, ({ method, url = '' }, outgoing, passOn) => {
          if (method !== 'POST' || !url.endsWith('/verification-results')) return passOn();
          sent.push(url);
          fail(outgoing);
        });
        const report = join(checkout.folder, 'report.json');
        const { exitCode, stdout, stderr } = await runCli(
          ['verify', '--from-broker', '--publish', '--base-url', jira().baseUrl, '--json', report],
          { ...settings, PACT_BROKER_BASE_URL: broker.origin },
          checkout.folder,
        );
        expect(stderr).toMatch(/^error: Publishing the result: the (broker|server) at [^\n]*\n$/);
        expect(stdout).not.toContain('Published');
        expect(exitCode).toBe(2);
        expect(sent).toHaveLength(1);
        const kept = JSON.parse(readFileSync(report, 'utf8')) as Report;
        expect(kept).toMatchObject({
          summary: { verified: total },
          targets: [{ pacts: [{ problem: { code: 'not-published' } }] }],
          exitCode: 2,
        });
        expect(kept.targets[0]?.pacts[0]).not.toHaveProperty('published');
        rmSync(report);
        const { matrix } = (await real.get('/matrix?q[][pacticipant]=jira-session-client&latestby=cvpv')) as {
          matrix: { verificationResult: unknown }[];
        };
        expect(matrix.map(({ verificationResult }) => verificationResult)).not.toContainEqual(
          expect.anything(),
        );
      },
      30_000,
    );
  });

  describe('that has a version', () => {
    it('takes no other pact, and says to commit the change', async () => {
      const settings = { ...real.settings, CI: 'true' };
      expect((await runCli(['publish:pacts', '--no-check'], settings, checkout.folder)).exitCode).toBe(0);
      const commit = checkout.commitOn('main');
      await fetch(
        `${real.settings.PACT_BROKER_BASE_URL}/pacts/provider/jira-session-api/consumer/jira-session-client/version/${commit}`,
        {
          method: 'PUT',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Basic ${Buffer.from(`${settings.PACT_BROKER_USERNAME}:${settings.PACT_BROKER_PASSWORD}`).toString('base64')}`,
          },
          body: JSON.stringify({
            consumer: { name: 'jira-session-client' },
            provider: { name: 'jira-session-api' },
            interactions: [],
            metadata: { pactSpecification: { version: '4.0' } },
          }),
        },
      );
      const { exitCode, stderr } = await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
      expect(stderr).toMatch(
        /^error: Publishing the pact: the broker already has a different pact for this version[^\n]*\n$/,
      );
      expect(exitCode).toBe(2);
    });
  });
});
