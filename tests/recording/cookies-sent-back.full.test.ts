import { describe, expect, it } from '@jest/globals';
import { basic } from '../../src/authorization.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import { recordContract } from '../support/kept-pact.ts';
import { jiraSettings, nodesInTurn } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { clientThat, fromBody, pactDir, pactOf } from './cookie-clients.ts';
import { cookiesOf, ensure, send } from './small-clients.ts';

/** Jiras that need more than the session, and the cookie that they need. */
const fronts = {
  'behind a load balancer with sticky sessions': [{ nodes: 3 }, 'AWSALB'],
  "behind Crowd's single sign-on": [{ crowd: true }, 'crowd.token_key'],
  'behind both': [{ nodes: 2, crowd: true }, 'AWSALB, crowd.token_key'],
} as const;

const alone = ['keeps the session cookie', 'builds its cookie from the body'];

describe.each(Object.entries(fronts))('at a Jira %s', (_, [options, cookie]) => {
  const verified = async (pact: string) => {
    await using jira = await startMockedJira(options);
    const ran = await runCli(['verify', '--pact', pact], { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl });
    expect(jira.openLogIns).toBe(0);
    return ran;
  };

  it.each(alone)('a client that %s fails, and the cookie is named', async (name) => {
    const { exitCode, stdout } = await verified(await pactOf(name));
    expect(stdout).toContain(`the client did not send back every cookie that it needs (${cookie})`);
    expect(exitCode).toBe(1);
  });

  it('a client that keeps every cookie is as good as at any other', async () => {
    expect(await verified(await pactOf('keeps every cookie'))).toMatchObject({ exitCode: 0 });
  });

  it('our own contract holds', async () => {
    await using jira = await startMockedJira(options);
    const { exitCode } = await runCli(['verify'], { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl });
    expect(exitCode).toBe(0);
  });
});

it.each([...alone, 'keeps every cookie'])(
  'a client that %s is as good as any at a Jira with nothing in front',
  async (name) => {
    const { exitCode } = await runCli(['verify', '--pact', await pactOf(name)]);
    expect(exitCode).toBe(0);
  },
);

it('no cookie is named at a Jira whose nodes are asked in turn and do not know each other', async () => {
  await using jira = await startMockedJira({ middleware: nodesInTurn() });
  const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
  const pact = await pactOf('keeps the session cookie');
  const { exitCode, stdout } = await runCli(['verify', '--pact', pact], settings);
  expect(stdout).not.toContain('did not send back every cookie');
  expect(exitCode).toBe(1);
});

it('a pasted session has no body of a log-in: what needs one is not verified', async () => {
  await using jira = await startMockedJira();
  const response = await fetch(`${jira.baseUrl}/auth/1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'alice', password: jiraSettings.JIRA_PASSWORD }),
  });
  const settings = { JIRA_SESSION_COOKIE: cookiesOf(response), JIRA_BASE_URL: jira.baseUrl };
  const ofBody = await runCli(
    ['verify', '--pact', await pactOf('builds its cookie from the body')],
    settings,
  );
  expect(ofBody.stdout).toContain('needs the body of a log-in');
  expect(ofBody.exitCode).toBe(2);
  const ofCookie = await runCli(['verify', '--pact', await pactOf('keeps the session cookie')], settings);
  expect(ofCookie.stdout).toMatch(/✓.*current user/);
  expect(ofCookie.exitCode).toBe(0);
});

it('a session that Basic credentials opened is not taken for one that a body tells', async () => {
  const run = async (given: GivenToFunction) => {
    ensure((await send(given, 'GET', { Authorization: basic(given) })).ok);
    return clientThat(fromBody)(given);
  };
  const { pact } = await recordContract({ consumer: 'basic-first', pactDir, scenarios: [], run });
  await using jira = await startMockedJira();
  const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
  const { stdout, exitCode } = await runCli(['verify', '--pact', String(pact)], settings);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Basic credentials');
  expect(exitCode).toBe(0);
});
