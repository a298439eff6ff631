import { describe, expect, it } from '@jest/globals';
import { type FlavourName, flavours } from '../../src/mock-jira/flavours.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { describedFlavours } from '../description/answers.ts';
import { ALL, howManyDescribed, total, WITHOUT_TOKEN } from '../support/expected.ts';
import { runCli } from '../support/run-cli.ts';

describe('verify, without settings', () => {
  it('verifies every interaction on the embedded Data Center', async () => {
    const { exitCode, stdout, stderr } = await runCli(['verify']);
    expect(stderr).toBe('');
    expect(stdout).toContain(ALL);
    expect(stdout).toContain('The contract holds on a mocked Jira (datacenter).');
    expect(exitCode).toBe(0);
  });

  it.each(
    (Object.keys(flavours) as FlavourName[]).filter(
      (name) => flavours[name].logIn === 'session' && !flavours[name].personalAccessTokens,
    ),
  )('leaves out the tokens that %s does not have', async (flavour) => {
    const { exitCode, stdout } = await runCli(['verify', '--flavour', flavour]);
    expect(stdout).toContain(WITHOUT_TOKEN);
    expect(stdout).toContain('has no personal access tokens');
    expect(exitCode).toBe(0);
  });

  it('reports Cloud today as broken and says what to use', async () => {
    const { exitCode, stdout } = await runCli(['verify', '--flavour', 'cloud']);
    expect(stdout).toContain('✗ POST   a log-in with the right credentials');
    expect(stdout).toContain('Send your e-mail address and an API token as Basic credentials');
    expect(stdout).toContain('status: expected 200, actual 401');
    expect(stdout).toMatch(/✗ DELETE a log-out with a session/);
    expect(stdout.match(/Jira Cloud does not accept a log-in with a password/g)).toHaveLength(2);
    expect(exitCode).toBe(1);
  });

  it('reports Jira 11 as broken and says where to move', async () => {
    const { exitCode, stdout } = await runCli(['verify', '--flavour', 'removed']);
    // It has stopped when somebody reads this: nothing can be sent to it again.
    expect(stdout).not.toContain('curl -i');
    expect(stdout).toContain(`1 verified, ${total - 1} failed`);
    expect(stdout).toContain(
      'Move to personal access tokens or OAuth 2.0 (on Jira 11 a service account: --client jira-service-account-client).',
    );
    expect(exitCode).toBe(1);
  });

  it('runs the interactions that the filter names and no others', async () => {
    const { exitCode, stdout } = await runCli(['verify', '--filter', 'CAPTCHA']);
    expect(stdout).toContain(`${howManyDescribed('CAPTCHA')} verified, 0 failed, 0 unverifiable`);
    expect(exitCode).toBe(0);
  });

  it("keeps the settings of Pact's own tools away from the replay", async () => {
    const { exitCode, stdout } = await runCli(['verify', '--filter', 'log-in'], {
      PACT_BROKER_BASE_URL: 'http://127.0.0.1:1',
      PACT_BROKER_TOKEN: 'secret-token',
      PACT_DESCRIPTION: 'no such interaction',
    });
    expect(stdout).toContain(`${howManyDescribed('log-in')} verified, 0 failed, 0 unverifiable`);
    expect(exitCode).toBe(0);
  });

  it('writes no colours where there is no terminal', async () => {
    const { stdout } = await runCli(['verify', '--filter', 'anonymous']);
    expect(stdout).not.toContain('\u001b[');
  });
});

/** What becomes of the contract on each flavour: it holds where a password logs in. */
const expected = describedFlavours.map(([flavour, logIn]) => [flavour, logIn === 'session' ? 0 : 1] as const);

describe('on each flavour', () => {
  it.each(expected)('of %s, verify and the doctor end with %i', async (flavour, exitCode) => {
    const verified = await runCli(['verify', '--flavour', flavour]);
    expect(verified.exitCode).toBe(exitCode);
    await using jira = await startMockedJira({ flavour });
    const settings = { JIRA_USERNAME: 'alice', JIRA_PASSWORD: 'mocked-password-of-alice' };
    const examined = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    // From outside, the Cloud of 2018 is the Cloud of today, which takes no password.
    expect(examined.exitCode).toBe(flavours[flavour].deploymentType === 'Cloud' ? 1 : exitCode);
    expect(examined.stdout).toContain(`version ${flavours[flavour].version}`);
  });

  it.each([
    ['datacenter10', ['jira-token-client'], 0],
    ['jira11', ['jira-token-client'], 0],
    ['removed', ['jira-token-client'], 0],
    ['cloud', ['jira-cloud-client'], 0],
    ['cloud', ['jira-token-client'], 2],
    ['cloud', ['jira-service-account-client'], 2],
    ['server7', ['jira-token-client'], 2],
    ['cloud', ['python-jira'], 1],
    ['jira11', ['python-jira'], 1],
  ] as const)('%s: verify --client %s ends with %i', async (flavour, clients, exitCode) => {
    const args = clients.flatMap((client) => ['--client', client]);
    const { exitCode: ended, stdout } = await runCli(['verify', '--flavour', flavour, ...args]);
    expect(stdout).toContain(`The pact of ${clients[0]}`);
    expect(ended).toBe(exitCode);
  });

  it('refuses a client of which there is no pact, and names those that there are', async () => {
    const { exitCode, stderr } = await runCli(['verify', '--client', 'pyton-jira']);
    expect(stderr).toContain("There is no recorded pact of 'pyton-jira': the recorded pacts are ");
    expect(exitCode).toBe(2);
  });
});
