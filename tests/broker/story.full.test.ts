import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import type { Report } from '../../src/report/report.ts';
import { makeCheckout } from '../support/checkout.ts';
import { ALL, countsWithout, howMany, total } from '../support/expected.ts';
import { jiraSettings, serviceAccountSettings, startLiveJira } from '../support/live-jira.ts';
import { describeWithBroker, startRealBroker } from '../support/real-broker.ts';
import { runCli } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-story-'));
const json = join(folder, 'report.json');
const pactsIn = (report: Report) => report.targets.flatMap(({ pacts }) => pacts);
afterAll(() => rmSync(folder, { recursive: true }));

/** The story is told in order: each step stands on the one before. */
describeWithBroker('a client that has to go to the Jira in jira-staging', () => {
  let checkout: ReturnType<typeof makeCheckout>;
  let broker: Awaited<ReturnType<typeof startRealBroker>>;
  let jira9: Awaited<ReturnType<typeof startLiveJira>>;
  let jira11: Awaited<ReturnType<typeof startLiveJira>>;
  beforeAll(async () => {
    checkout = makeCheckout();
    [broker, jira9, jira11] = await Promise.all([
      startRealBroker(),
      startLiveJira('datacenter'),
      startLiveJira('jira11'),
    ]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([broker, jira9, jira11].map((one) => one?.[Symbol.asyncDispose]()));
    checkout?.[Symbol.dispose]();
  });

  const run = (...args: string[]) =>
    runCli(
      args,
      { ...broker.settings, ...jiraSettings, ...serviceAccountSettings, CI: 'true' },
      checkout.folder,
    );
  const mayGo = () => run('can-i-deploy', '--to-environment', 'jira-staging');
  const record = (jira: { baseUrl: string }) =>
    run('record-deployment', '--environment', 'jira-staging', '--base-url', jira.baseUrl);
  const verify = async (jira: { baseUrl: string }) => {
    const args = ['--from-broker', '--publish', '--json', json, '--base-url', jira.baseUrl];
    const { exitCode, stdout } = await run('verify', ...args);
    return { exitCode, stdout, report: JSON.parse(readFileSync(json, 'utf8')) as Report };
  };

  it('publishes its pact from a branch, under the commit', async () => {
    const commit = checkout.commitOn('new-log-in');
    const { exitCode, stdout } = await run('publish:pacts', '--no-check');
    expect(stdout).toContain(`successfully published for jira-session-client version ${commit}`);
    expect(stdout).toContain('with branch new-log-in');
    expect(exitCode).toBe(0);
  });

  it('may not go before anything was verified with that Jira', async () => {
    const recorded = await record(jira9);
    expect(recorded.stderr).toBe('');
    expect(recorded.stdout).toMatch(
      /Recorded deployment of jira-session-api version 9\.12\.15-datacenter-127\.0\.0\.1-\d+ to jira-staging/,
    );
    const { exitCode, stdout } = await mayGo();
    expect(stdout).toContain('Computer says no');
    expect(exitCode).toBe(1);
  });

  it('is verified as pending, and the success is published under the version that Jira reports', async () => {
    const { exitCode, stdout, report } = await verify(jira9);
    const [pact, ...more] = pactsIn(report);
    expect(more).toEqual([]);
    expect(pact).toMatchObject({
      pending: true,
      exitCode: 0,
      summary: { verified: total, failed: 0, unverifiable: 0 },
      published: expect.stringMatching(/^http/),
    });
    expect(pact?.why?.join()).toContain("latest version from branch 'new-log-in'");
    expect(stdout).toMatch(
      /Published a success of jira-session-api 9\.12\.15-datacenter-127\.0\.0\.1-\d+: http/,
    );
    expect(new Set(pact?.checks.map(({ status }) => status))).toEqual(new Set(['verified']));
    expect(exitCode).toBe(0);
  });

  it('may go', async () => {
    const { exitCode, stdout } = await mayGo();
    expect(stdout).toContain('Computer says yes');
    expect(exitCode).toBe(0);
  });

  it('is verified again for another version on the matching branch, which says why', async () => {
    const commit = checkout.commitOn('newer-log-in');
    await run('publish:pacts', '--no-check');
    const { report } = await verify(jira9);
    expect(
      pactsIn(report)
        .map(({ why }) => why?.join())
        .join(),
    ).toContain(`latest version from branch 'newer-log-in' (${commit})`);
    expect((await mayGo()).exitCode).toBe(0);
  });

  it('is verified as work in progress when a version of another branch asks for something else', async () => {
    const { interactions, ...pact } = JSON.parse(readFileSync(PACT_FILE, 'utf8'));
    const fewer = { ...pact, interactions: interactions.slice(0, 3) };
    await broker.publish('experiment', fewer);
    const args = ['verify', '--from-broker', '--branch', 'new-log-in', '--base-url', jira9.baseUrl];
    expect((await run(...args)).stdout).not.toContain('work in progress');
    const { exitCode, stdout } = await run(...args, '--wip-since', '2020-01-01');
    expect(stdout).toContain('work in progress');
    expect(stdout).toContain('3 verified, 0 failed, 0 unverifiable');
    expect(exitCode).toBe(0);
  });

  it('is not verified, and not refused either, where a pact has states of somebody else', async () => {
    const text = readFileSync(PACT_FILE, 'utf8').replaceAll('nobody is logged in', 'the moon is full');
    await broker.publish('somebody-else', JSON.parse(text));
    const args = ['--from-broker', '--branch', 'somebody-else', '--publish', '--base-url', jira9.baseUrl];
    const { exitCode, stdout, stderr } = await run('verify', ...args);
    expect(stdout).toContain("the provider state is not one of this contract ('the moon is full')");
    expect(stdout).toContain(countsWithout('nobody is logged in'));
    const unknown = howMany('nobody is logged in');
    expect(stderr).toContain(`Not published, because ${unknown} of ${total} interactions were not verified`);
    expect(exitCode).toBe(2);
  });

  it('is verified although another pact at the broker is none, which is told', async () => {
    const nothing = { ...JSON.parse(readFileSync(PACT_FILE, 'utf8')), interactions: [] };
    await broker.publish('no-pact', nothing);
    const args = ['--from-broker', '--branch', 'new-log-in', '--wip-since', '2020-01-01'];
    const { exitCode, stdout, stderr } = await run('verify', ...args, '--base-url', jira9.baseUrl);
    expect(stderr).toContain('warning: a pact was left out');
    expect(stdout).toContain(ALL);
    expect(exitCode).toBe(2);
  });

  it('is not locked out by a wrong password, however many pacts the broker has', async () => {
    const args = ['verify', '--from-broker', '--branch', 'new-log-in', '--wip-since', '2020-01-01'];
    const wrong = { ...broker.settings, JIRA_USERNAME: 'alice', JIRA_PASSWORD: 'not-the-password' };
    const { exitCode, stdout } = await runCli([...args, '--base-url', jira9.baseUrl], wrong, checkout.folder);
    expect(stdout.match(/^The pact of /gm)?.length).toBeGreaterThan(2);
    expect(jira9.loginInfo('alice').failedLoginCount).toBe(1);
    expect(exitCode).toBe(2);
  });

  it('may go no more once Jira 11 stands there, and the report names what broke', async () => {
    await record(jira11);
    expect((await mayGo()).exitCode).toBe(1);
    const { exitCode, stdout, report } = await verify(jira11);
    expect(pactsIn(report).flatMap(({ interactions }) => interactions)).toContainEqual(
      expect.objectContaining({
        description: 'a log-in with the right credentials',
        status: 'failed',
        code: 'session-resource-refused',
        mismatches: expect.arrayContaining([
          expect.objectContaining({ kind: 'status', expected: '200', actual: '403' }),
        ]),
      }),
    );
    expect(stdout).toContain('Published a failure of jira-session-api 11.3.5-datacenter-');
    expect(exitCode).toBe(1);
    const answer = await mayGo();
    expect(answer.stdout).toContain('Computer says no');
    expect(answer.exitCode).toBe(1);
  });

  it.each(['jira-token-client', 'jira-service-account-client'])(
    'moves to %s instead: its new pact is verified with Jira 11, and it may go there',
    async (moved) => {
      const token = ['--client', moved];
      const asked = () => run('can-i-deploy', ...token, '--to-environment', 'jira-staging');
      checkout.commitOn(`use-${moved}`);
      const published = await run('publish:pacts', ...token, '--no-check');
      expect(published.stdout).toContain(`successfully published for ${moved}`);
      expect((await asked()).exitCode).toBe(1);
      const args = ['--from-broker', '--publish', '--branch', `use-${moved}`, '--json', json];
      await run('verify', ...args, '--base-url', jira11.baseUrl);
      const report = JSON.parse(readFileSync(json, 'utf8')) as Report;
      expect(pactsIn(report).find(({ consumer }) => consumer === moved)).toMatchObject({
        exitCode: 0,
        published: expect.stringMatching(/^http/),
      });
      const answer = await asked();
      expect(answer.stdout).toContain('Computer says yes');
      expect(answer.exitCode).toBe(0);
      expect((await mayGo()).exitCode).toBe(1);
    },
  );

  it('has the result of each of many Jiras reported and published at that Jira alone', async () => {
    using many = targetsFolder(
      [jira9, jira11].map(({ baseUrl }) => ({ name: baseUrl, baseUrl, ...everyAccount })),
    );
    const args = ['--from-broker', '--publish', '--branch', 'new-log-in'];
    const settings = { ...broker.settings, ...accounts, CI: 'true' };
    const file = join(many.folder, 'jiras.yaml');
    await runCli(['verify', ...args, '--targets', file, '--json', json], settings, checkout.folder);
    const { targets } = JSON.parse(readFileSync(json, 'utf8')) as Report;
    const resultsOf = ({ exitCode, summary, pacts }: Report['targets'][number]) => ({
      exitCode,
      summary,
      pacts: pacts.map((pact) => pact.exitCode),
    });
    expect(targets.map(resultsOf)).toEqual([
      { exitCode: 0, summary: { verified: total, failed: 0, unverifiable: 0 }, pacts: [0] },
      // Where the log-in is refused, the password is not sent again for what needs a session. Nobody is refused at myself.
      { exitCode: 1, summary: expect.objectContaining({ verified: 1 }), pacts: [1] },
    ]);
    const notVerified = pactsIn({ targets } as Report).flatMap(({ interactions }) =>
      interactions.filter(({ status }) => status === 'unverifiable'),
    );
    expect(new Set(notVerified.map(({ code }) => code))).toEqual(new Set(['account-refused-before']));
    const published = targets.flatMap(({ pacts }) => pacts.map((pact) => pact.published));
    expect(new Set(published).size).toBe(2);
  });

  it('is no client of this project alone: a recorded one is published and asked for like it', async () => {
    const python = ['--client', 'python-jira'];
    checkout.commitOn('nightly-sync');
    const published = await run('publish:pacts', ...python);
    expect(published.stdout).toContain('successfully published for python-jira');
    const asked = () => run('can-i-deploy', ...python, '--to-environment', 'jira-staging');
    await record(jira9);
    const args = ['--from-broker', '--publish', '--branch', 'nightly-sync', '--json', json];
    await run('verify', ...args, '--base-url', jira9.baseUrl);
    expect((await asked()).stdout).toContain('Computer says yes');
    await record(jira11);
    await run('verify', ...args, '--base-url', jira11.baseUrl);
    expect((await asked()).stdout).toContain('Computer says no');
    const unknown = await run('publish:pacts', '--client', 'no-such-client');
    expect(unknown.stderr).toContain("There is no pact of 'no-such-client'");
    expect(unknown.exitCode).toBe(2);
  });

  it('calls nothing broken for a branch for which the pact is pending, and nothing verified either', async () => {
    const args = ['verify', '--from-broker', '--branch', 'experiment', '--base-url', jira11.baseUrl];
    const { exitCode, stdout } = await run(...args);
    expect(stdout).toContain('0 verified, 3 failed, 0 unverifiable');
    expect(stdout).toContain('The pact is pending: its failure does not count.');
    expect(stdout).toContain('nothing was verified');
    expect(exitCode).toBe(2);
  });

  it('verifies the one pact that a webhook names', async () => {
    const pact = await broker.get(
      '/pacts/provider/jira-session-api/consumer/jira-session-client/version/somebody-else',
    );
    const { self } = pact._links as { self: { href: string } };
    const { exitCode, stdout } = await run('verify', '--pact-url', self.href, '--base-url', jira9.baseUrl);
    expect(stdout).toContain(`it is the pact at ${self.href}`);
    expect(stdout).toContain(countsWithout('nobody is logged in'));
    expect(exitCode).toBe(0);
  });

  it('has nothing published that was not wholly verified, and says which setting is missing', async () => {
    const { JIRA_PERSONAL_ACCESS_TOKEN: _, ...settings } = {
      ...broker.settings,
      ...jiraSettings,
      CI: 'true',
    };
    const branch = ['--branch', 'new-log-in'];
    const args = ['verify', '--from-broker', '--publish', ...branch, '--base-url', jira9.baseUrl];
    const { exitCode, stdout, stderr } = await runCli(args, settings, checkout.folder);
    expect(stderr).toContain(
      `Not published, because ${howMany('the user has a personal access token')} of ${total} interactions were not verified`,
    );
    expect(stderr).toContain('a personal access token: needs JIRA_PERSONAL_ACCESS_TOKEN');
    expect(stdout).not.toContain('Published');
    expect(exitCode).toBe(2);
  });

  it('has nothing published of a base URL that is the wrong one', async () => {
    const { origin } = new URL(jira9.baseUrl);
    const args = ['verify', '--from-broker', '--publish', '--branch', 'new-log-in'];
    const { exitCode, stdout } = await run(...args, '--base-url', `${origin}/jira/rest`);
    expect(stdout).toContain(`A Jira answers at ${jira9.baseUrl}`);
    expect(stdout).not.toMatch(/Published|no longer there/);
    expect(exitCode).toBe(2);
  });

  it('has each result at the broker once', async () => {
    const versions = (await broker.get('/pacticipants/jira-session-api/versions')) as {
      _embedded: { versions: { number: string }[] };
    };
    expect(versions._embedded.versions.map(({ number }) => number.split('-')[0]).toSorted()).toEqual([
      '11.3.5',
      '9.12.15',
    ]);
    const pacts = (await broker.get(
      '/pacts/provider/jira-session-api/consumer/jira-session-client/versions',
    )) as { _embedded: { pacts: unknown[] } };
    expect(pacts._embedded.pacts).toHaveLength(5);
  });

  it('gets one webhook, however often it is set up', async () => {
    for (const token of ['first-token', 'second-token']) {
      const settings = { ...broker.settings, WEBHOOK_TOKEN: token };
      const { exitCode, stdout, stderr } = await runCli(
        ['webhook', '--gitlab', 'https://localhost/example/jira-client'],
        settings,
      );
      expect(stdout + stderr).not.toContain(token);
      expect([exitCode, stderr]).toEqual([0, '']);
    }
    const { _links } = (await broker.get('/webhooks')) as { _links: { 'pb:webhooks': unknown[] } };
    expect(_links['pb:webhooks']).toHaveLength(1);
  });
});
