import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { flavours } from '../../src/mock-jira/flavours.ts';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { ALL, howMany, total, WITH_PASSWORD_ALONE, withBasic } from '../support/expected.ts';
import { startHttp } from '../support/faulty-server.ts';
import { nobody } from '../support/free-port.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const everySetting = {
  ...settings,
  JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token',
  JIRA_CAPTCHA_USERNAME: 'dave',
  JIRA_CAPTCHA_PASSWORD: 'canary-of-dave',
};

/** A Jira that the command line, in its own process, sees as a live one. */
function startJira(options: MockedJiraOptions = {}) {
  return startMockedJira({
    accounts: [
      { username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' },
      { username: 'dave', password: 'canary-of-dave' },
    ],
    ...options,
  });
}

describe('verify with a base URL', () => {
  it.each([
    { flavour: 'server7', contextPath: '' },
    { flavour: 'server7', contextPath: '/jira' },
    { flavour: 'datacenter', contextPath: '' },
    { flavour: 'datacenter', contextPath: '/jira' },
  ] as const)('verifies what a user name and a password allow: %o', async (options) => {
    await using jira = await startJira(options);
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain(WITH_PASSWORD_ALONE);
    const { version, personalAccessTokens } = flavours[options.flavour];
    expect(stdout).toContain(
      personalAccessTokens
        ? 'needs JIRA_PERSONAL_ACCESS_TOKEN'
        : `Jira ${version} has no personal access tokens`,
    );
    expect(stdout).toContain('needs JIRA_CAPTCHA_USERNAME');
    expect(exitCode).toBe(0);
  });

  it('verifies everything with every setting, and reads JIRA_BASE_URL', async () => {
    await using jira = await startJira();
    const { exitCode, stdout } = await runCli(['verify'], {
      ...everySetting,
      JIRA_BASE_URL: `${jira.baseUrl}/`,
    });
    expect(stdout).toContain(ALL);
    expect(exitCode).toBe(0);
  });

  it('leaves no session, no failed log-in, and logs in no more often than needed', async () => {
    await using jira = await startJira();
    await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(jira.openSessions).toBe(0);
    const info = jira.loginInfo('bob');
    expect(info.failedLoginCount).toBeUndefined();
    // Two log-ins are replayed, and one request has Basic credentials.
    expect(info.loginCount).toBe(3);
  });

  it('holds with a token alone, of a user who never logged in with a password', async () => {
    await using jira = await startJira();
    const args = ['verify', '--filter', 'with a personal access token', '--base-url', jira.baseUrl];
    const { exitCode, stdout } = await runCli(args, {
      JIRA_PERSONAL_ACCESS_TOKEN: everySetting.JIRA_PERSONAL_ACCESS_TOKEN,
    });
    expect(stdout).toContain('1 verified, 0 failed, 0 unverifiable');
    expect(jira.loginInfo('bob')).toEqual({});
    expect(exitCode).toBe(0);
  });

  it('closes a session that an interaction opened and nothing else ended', async () => {
    await using jira = await startJira();
    const filter = ['--filter', 'right credentials'];
    await runCli(['verify', ...filter, '--base-url', jira.baseUrl], settings);
    expect(jira.loginInfo('bob').loginCount).toBe(1);
    expect(jira.openSessions).toBe(0);
  });

  it('closes a session that was opened by an interaction that failed', async () => {
    await using jira = await startJira();
    await using front = await startHttp(async (incoming, outgoing) => {
      const body = await text(incoming);
      const { method = 'GET', url, headers } = incoming;
      const answer = await fetch(new URL(url ?? '/', jira.baseUrl), {
        method,
        headers: { 'Content-Type': 'application/json', cookie: headers.cookie ?? '' },
        ...(body && { body }),
      });
      const cookies = answer.headers.getSetCookie();
      outgoing
        .writeHead(answer.status, { 'Content-Type': 'text/plain', 'Set-Cookie': cookies })
        .end(await answer.text());
    });
    const baseUrl = `http://127.0.0.1:${front.port}/rest`;
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', baseUrl, '--filter', 'right cred'],
      settings,
    );
    expect(stdout).toContain('✗ POST   a log-in with the right credentials');
    expect(jira.loginInfo('bob').loginCount).toBe(1);
    expect(jira.openSessions).toBe(0);
    expect(exitCode).toBe(1);
  });

  it('stops after the one attempt when the credentials are refused', async () => {
    await using jira = await startJira();
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], {
      ...settings,
      JIRA_PASSWORD: 'not-the-password',
    });
    expect(stdout).toContain('Jira refused the credentials');
    expect(jira.loginInfo('bob').failedLoginCount).toBe(1);
    expect(exitCode).toBe(2);
  });

  it('stops after the one attempt, too, when a provider state logs in first', async () => {
    await using jira = await startJira();
    const { exitCode } = await runCli(['verify', '--base-url', jira.baseUrl, '--filter', 'session'], {
      ...settings,
      JIRA_PASSWORD: 'not-the-password',
    });
    expect(jira.loginInfo('bob').failedLoginCount).toBe(1);
    expect(exitCode).toBe(2);
  });

  it.each([403, 404, 410] as const)(
    'reports a resource that is refused with %i as broken',
    async (removedStatus) => {
      await using jira = await startJira({ flavour: 'removed', removedStatus });
      const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
      expect(stdout).toContain(
        'Move to personal access tokens or OAuth 2.0 (on Jira 11 a service account: --client jira-service-account-client).',
      );
      expect(exitCode).toBe(1);
    },
  );

  it('reports a Jira that has Basic switched off as broken there and nowhere else', async () => {
    await using jira = await startJira({ basicAuthentication: false });
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(stdout).toMatch(/✗ GET {4}a request for the current user with Basic credentials and no session/);
    expect(stdout).toContain(` ${withBasic} failed, `);
    expect(stdout).toContain('Basic authentication is switched off on this Jira (403)');
    expect(exitCode).toBe(1);
  });

  it('cannot find out anything of a Jira that is down', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      ['verify', '--base-url', (await nobody()).baseUrl],
      settings,
    );
    expect(stdout).toContain('no server is listening there (ECONNREFUSED)');
    expect(stdout).toContain(`0 verified, 0 failed, ${total} unverifiable`);
    expect(stderr).toBe('');
    expect(exitCode).toBe(2);
  });

  it('prints no secret, however much it is asked to say', async () => {
    await using jira = await startJira();
    const { stdout, stderr } = await runCli(
      ['verify', '--verbose', '--base-url', jira.baseUrl],
      everySetting,
    );
    expect(stderr).toContain('Verifying a pact');
    expect(stdout + stderr).not.toMatch(/canary/);
    expect(stdout + stderr).not.toContain(Buffer.from('bob:canary-password').toString('base64'));
  });

  it('writes the report as JSON', async () => {
    await using jira = await startJira();
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-json-'));
    try {
      const file = join(folder, 'report.json');
      await runCli(['verify', '--base-url', jira.baseUrl, '--json', file], settings);
      const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
      expect(report).toMatchObject({
        formatVersion: 1,
        tool: { name: 'jira-session-contracts' },
        exitCode: 0,
        verdict: expect.stringContaining('The contract holds'),
        targets: [
          {
            kind: 'live',
            name: jira.baseUrl,
            baseUrl: jira.baseUrl,
            flavour: 'datacenter',
            version: '9.12.15',
            exitCode: 0,
            pacts: [{ consumer: 'jira-session-client', exitCode: 0 }],
          },
        ],
      });
      expect(new Date(report.startedAt).toISOString()).toBe(report.startedAt);
      const unverifiable = howMany(
        'the user has a personal access token',
        'a CAPTCHA challenge is pending for the user',
      );
      expect(report.summary).toEqual({ verified: total - unverifiable, failed: 0, unverifiable });
      const [pact] = report.targets[0]?.pacts ?? [];
      expect(pact?.interactions[0]).toEqual({
        id: 'a-log-in-with-the-right-credentials',
        description: 'a log-in with the right credentials',
        providerStates: ['the user can log in'],
        method: 'POST',
        path: '/auth/1/session',
        status: 'verified',
        mismatches: [],
        exchange: {
          request: [
            'POST /auth/1/session',
            'Accept: application/json',
            'Content-Type: application/json',
            '',
            '{"password":"[redacted]","username":"bob"}',
          ].join('\n'),
          answer: expect.stringMatching(
            /^200\n(.+\n)*Set-Cookie: JSESSIONID=\[redacted\]; Path=\/; HttpOnly\n(.+\n)*\n\{"session":\{"name":"JSESSIONID","value":"\[redacted\]"\}/,
          ),
        },
        durationMs: expect.any(Number),
      });
      expect(pact?.interactions.find(({ status }) => status === 'unverifiable')).toMatchObject({
        code: 'setting-missing',
        cause: expect.stringContaining('needs JIRA_'),
      });
      expect(new Set(pact?.checks.map(({ status }) => status))).toEqual(new Set(['verified']));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** A base URL at which nothing listens. */
