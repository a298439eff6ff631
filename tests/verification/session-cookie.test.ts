import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { editCookies } from '../../mutation/edits.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const alice = { username: 'alice', password: 'canary-password' };

/** A Jira at which a person has logged in with a browser. */
async function startWithSession(requests: string[] = []) {
  const jira = await startMockedJira({
    accounts: [alice],
    onRequest: (method) => requests.push(method),
  });
  const answer = await fetch(`${jira.baseUrl}/auth/1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alice),
  });
  requests.length = 0;
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return { jira, cookie: cookies.join('; '), [Symbol.asyncDispose]: () => jira.stop() };
}

describe('a session that is pasted from a browser', () => {
  it.each(['', 'Cookie: '])(
    'verifies who is logged in, and is never ended (%p before it)',
    async (before) => {
      const requests: string[] = [];
      await using started = await startWithSession(requests);
      const { jira, cookie } = started;
      const args = ['verify', '--base-url', jira.baseUrl];
      const settings = { JIRA_SESSION_COOKIE: before + cookie };
      const { exitCode, stdout, stderr } = await runCli(args, settings);
      expect(stdout).toMatch(/✓ GET +a request for the current user with a session/);
      expect(stdout).toContain('this request would end the session of JIRA_SESSION_COOKIE');
      expect(stdout + stderr).not.toContain(/JSESSIONID=(\w+)/.exec(cookie)?.[1]);
      expect(exitCode).toBe(0);
      expect(jira.openSessions).toBe(1);
      const plan = await runCli([...args, '--plan'], settings);
      expect(plan.stdout).toMatch(/current user with a session\s+as the session of JIRA_SESSION_COOKIE\n/);
      expect(plan.stdout).toMatch(/– DELETE a log-out with a session\s+not sent/);
    },
  );

  it.each([
    ['sets it anew', 'JSESSIONID=6E34PASTED', ['JSESSIONID=6E34PASTED']],
    [
      'sets it anew beside another one',
      'JSESSIONID=6E34PASTED',
      ['JSESSIONID=6E34PASTED', 'cloud.session.token=OTHER99'],
    ],
    ['renews it', 'JSESSIONID=6E34PASTED', ['JSESSIONID=RENEWED1']],
    ['takes the second one', 'JSESSIONID=OLD123; JSESSIONID=6E34PASTED', ['JSESSIONID=6E34PASTED']],
    ['sets it without its quotes', 'JSESSIONID="6E34PASTED"', ['JSESSIONID=6E34PASTED']],
    ['sets one of single sign-on anew', 'crowd.token_key=6E34PASTED', ['crowd.token_key=6E34PASTED']],
    ['calls it by a name of its own', 'JIRASESSIONID=6E34PASTED', ['JIRASESSIONID=RENEWED1']],
    ['sets a session beside it', 'tenant.session.token=6E34PASTED', ['JSESSIONID=RENEWED1']],
    ['takes it with a space behind it', 'JSESSIONID=6E34PASTED ; x=y', ['JSESSIONID=6E34PASTED']],
  ])('is not ended by a Jira that %s, and is not told', async (_, pasted, setCookies) => {
    const ended: string[] = [];
    await using jira = await startHttp((request, response) => {
      if (request.method !== 'GET') ended.push(`${request.method} ${request.headers.cookie}`);
      response.setHeader('Content-Type', 'application/json');
      if (request.headers.cookie) response.setHeader('Set-Cookie', setCookies);
      const isKnown = request.headers.cookie !== undefined || request.url?.endsWith('serverInfo');
      response.writeHead(isKnown ? 200 : 401);
      response.end('{"version":"9.12.15","name":"alice","self":"http://x/user?username=alice&6E34PASTED"}');
    });
    const baseUrl = ['--base-url', `http://127.0.0.1:${jira.port}/rest`];
    for (const verb of ['verify', 'doctor']) {
      const { stdout, stderr } = await runCli([verb, ...baseUrl], { JIRA_SESSION_COOKIE: pasted });
      expect(stdout + stderr).not.toMatch(/6E34PASTED|RENEWED1/);
    }
    expect(ended.filter((one) => /SESSIONID|cloud|token/.test(one))).toEqual([]);
  });

  it('leaves it unknown whether the contract holds once it has ended, and says what to do', async () => {
    await using jira = await startMockedJira({ accounts: [alice] });
    const baseUrl = ['--base-url', jira.baseUrl];
    const ended = { JIRA_SESSION_COOKIE: 'JSESSIONID=6E34ENDED' };
    const { exitCode, stdout } = await runCli(['verify', ...baseUrl], ended);
    const says =
      'Jira refused the session of JIRA_SESSION_COOKIE (401). It may have ended. Log in with a browser, and paste the cookie again.';
    expect(stdout).toMatch(/It is unknown whether the contract holds/);
    expect(stdout).toContain(`: ${says}`);
    expect(exitCode).toBe(2);
    const doctor = await runCli(['doctor', ...baseUrl], ended);
    expect(doctor.stdout).toContain(`✗ session of JIRA_SESSION_COOKIE (wrong): ${says}`);
    expect(doctor.exitCode).toBe(2);
  });

  it('breaks the contract where Jira refuses it after it was accepted', async () => {
    let accepted = 0;
    await using jira = await startHttp((request, response) => {
      response.setHeader('Content-Type', 'application/json');
      const isRefused = request.headers.cookie ? accepted++ > 0 : !request.url?.endsWith('serverInfo');
      response.writeHead(isRefused ? 401 : 200);
      response.end('{"version":"9.12.15","name":"alice","self":"http://x/user?username=alice"}');
    });
    const pact = join(process.cwd(), PACT_FILE);
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', `http://127.0.0.1:${jira.port}/rest`, '--pact', pact, '--pact', pact],
      { JIRA_SESSION_COOKIE: 'JSESSIONID=6E34PASTED' },
    );
    expect(accepted).toBeGreaterThan(1);
    expect(stdout).not.toContain('Jira refused the session');
    expect(exitCode).toBe(1);
  });

  it.each([
    ['has no name', { JIRA_SESSION_COOKIE: '6E34' }, 'paste the cookie with its name'],
    [
      'stands beside a password',
      { JIRA_SESSION_COOKIE: 'JSESSIONID=6E34', JIRA_USERNAME: 'alice', JIRA_PASSWORD: 'x' },
      'set only one of them',
    ],
  ])('is refused where it %s', async (_, settings, says) => {
    const { exitCode, stderr } = await runCli(
      ['verify', '--base-url', 'https://jira.example.com/rest'],
      settings,
    );
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });
});

describe('a cookie of something in front of Jira', () => {
  it('may have the name of the user in it', async () => {
    const middleware: Middleware = (request, { respond }) =>
      editCookies(respond(request), (cookies) => [...cookies, 'sso=alice; Path=/']);
    await using jira = await startMockedJira({ accounts: [alice], middleware });
    const settings = { JIRA_USERNAME: alice.username, JIRA_PASSWORD: alice.password };
    for (const filter of ['a session', 'ended']) {
      const args = ['verify', '--base-url', jira.baseUrl, '--filter', filter];
      const { exitCode } = await runCli(args, settings);
      expect({ filter, exitCode, openSessions: jira.openSessions }).toEqual({
        filter,
        exitCode: 0,
        openSessions: 0,
      });
    }
  });
});
