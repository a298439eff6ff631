import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { countsWithout, statesThatNeed } from '../support/expected.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const accounts = [
  { username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' },
  { username: 'bob@example.com', password: 'canary-api-token' },
  { username: 'dave', password: 'canary-of-dave' },
];
const password = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
const cloud = { JIRA_EMAIL: 'bob@example.com', JIRA_API_TOKEN: 'canary-api-token' };
const captcha = { JIRA_CAPTCHA_USERNAME: 'dave', JIRA_CAPTCHA_PASSWORD: 'canary-of-dave' };

describe('the settings decide what is verified', () => {
  it.each([
    ['nothing', {}, ['user', 'basic-user', 'token', 'captcha-user']],
    ['a token', token, ['user', 'basic-user', 'captcha-user']],
    ['an e-mail address and an API token', cloud, ['user', 'token', 'captcha-user']],
    ['an account for the CAPTCHA', captcha, ['user', 'basic-user', 'token']],
    ['a user name and a password', password, ['token', 'captcha-user']],
    ['everything', { ...password, ...token, ...captcha }, []],
  ])('%s', async (_name, settings, missing) => {
    await using jira = await startMockedJira({ accounts });
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain(countsWithout(...statesThatNeed(...missing)));
    expect(jira.loginInfo('bob').failedLoginCount).toBeUndefined();
    expect(jira.openSessions).toBe(0);
    expect(exitCode).toBe(0);
  });

  it('with --live, one that is set is enough: a CI system passes the other ones as empty', async () => {
    await using jira = await startMockedJira({ accounts });
    const args = ['verify', '--live', '--base-url', jira.baseUrl];
    const one = await runCli(args, { ...token, JIRA_USERNAME: '', JIRA_PASSWORD: '' });
    expect(one.exitCode).toBe(0);
    // What is empty in .env is what nobody has filled in, as in .env.example.
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-empty-'));
    writeFileSync(join(folder, '.env'), 'JIRA_USERNAME=\nJIRA_PASSWORD=\n');
    const none = await runCli(args, {}, folder);
    rmSync(folder, { recursive: true });
    expect(none.exitCode).toBe(0);
  });

  it('a pending CAPTCHA of the user stops that account after one attempt, and says what to do', async () => {
    await using jira = await startMockedJira({ accounts });
    for (let failure = 0; failure < 3; failure++) {
      await fetch(`${jira.baseUrl}/auth/1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"username":"bob","password":"wrong"}',
      });
    }
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], password);
    expect(stdout.match(/asks for a CAPTCHA for this account/g)).toHaveLength(2);
    expect(stdout).toContain(countsWithout(...statesThatNeed('user', 'basic-user', 'token', 'captcha-user')));
    expect(exitCode).toBe(2);
  });
});

describe('what is sent to a live Jira', () => {
  it('never has a wrong password for the user, and a refused one once', async () => {
    const sent: string[] = [];
    await using jira = await startHttp(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      sent.push(`${request.method} ${request.url} ${body} ${request.headers.authorization ?? ''}`);
      response
        .writeHead(401, { 'Content-Type': 'application/json' })
        .end('{"errorMessages":["Login failed"]}');
    });
    const { exitCode } = await runCli(['verify', '--base-url', jira.baseUrl], { ...password, ...token });
    expect(exitCode).toBe(2);
    expect(sent.filter((one) => one.includes('bob'))).toEqual([
      'POST /rest/auth/1/session {"password":"canary-password","username":"bob"} ',
    ]);
    expect(sent.filter((one) => one.includes('canary-token')).length).toBeLessThanOrEqual(1);
  });
});

describe('no secret is written', () => {
  it('anywhere, in any failure, at the most talkative level', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-canary-'));
    const settings = { ...password, ...token, ...cloud, ...captcha };
    try {
      for (const options of [
        { flavour: 'datacenter' },
        { flavour: 'cloud' },
        { flavour: 'removed', removedStatus: 403 },
        { flavour: 'datacenter', basicAuthentication: false },
      ] as const) {
        await using jira = await startMockedJira({ ...options, accounts });
        const json = join(folder, 'report.json');
        const { stdout, stderr } = await runCli(
          ['verify', '--verbose', '--json', json, '--base-url', jira.baseUrl],
          settings,
        );
        const everything = stdout + stderr + readFileSync(json, 'utf8');
        expect(everything).not.toContain('canary');
        for (const { username, password: secret } of accounts) {
          expect(everything).not.toContain(Buffer.from(`${username}:${secret}`).toString('base64'));
        }
        expect(everything).not.toMatch(
          /(JSESSIONID|cloud\.session\.token)=[0-9A-F]{32}(?<!6E3487971234567896704A9EB4AE501F)/,
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('in the curl line of an interaction that failed', async () => {
    await using jira = await startMockedJira({ accounts, basicAuthentication: false });
    const { stdout } = await runCli(
      ['verify', '--base-url', jira.baseUrl, '--filter', 'Basic credentials and no'],
      password,
    );
    expect(stdout).toMatch(
      /curl -i -X GET -H 'accept: application\/json' -H 'authorization: (Basic )?\[redacted\]' 'http:\/\/127\.0\.0\.1:\d+\/rest\/auth\/1\/session'/,
    );
  });

  it('nor the user name, in the curl line alone: who copies it would send a wrong password for a real account', async () => {
    await using jira = await startMockedJira({ accounts, flavour: 'removed', removedStatus: 403 });
    const args = ['verify', '--base-url', jira.baseUrl, '--filter', 'a log-in with the right', '--json', '-'];
    const { stdout } = await runCli(args, password);
    const { curl, exchange } = (JSON.parse(stdout) as Report).targets[0]?.pacts[0]?.interactions[0] ?? {};
    expect(curl).toContain(`--data '{"password":"[redacted]","username":"[user name]"}'`);
    expect(exchange?.request).toContain(`"username":"${password.JIRA_USERNAME}"`);
  });
});
