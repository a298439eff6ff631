import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sendSignal } from '../../src/children.ts';
import { findings } from '../../src/findings.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli, startCli } from '../support/run-cli.ts';
import { closes, json, leftOpenBy, settings, startJira, verbs, withStatus } from '../support/session-jira.ts';

describe('a session that Jira opens', () => {
  it.each(verbs)('is closed by %s', async (verb) => {
    await using jira = await startJira(withStatus(200));
    expect([await leftOpenBy(verb, jira.baseUrl), ...jira.open]).toEqual([0]);
  });

  it('is no cause to call the contract broken because of its name, which the doctor tells', async () => {
    await using jira = await startJira(withStatus(200), { name: 'JIRASESSIONID' });
    const { stdout, exitCode } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain(`session cookie: ${findings['session-cookie-renamed'].cause} (JIRASESSIONID)`);
    expect(exitCode).toBe(0);
  });

  it('and does not know any more a moment later is told of with the likely cause', async () => {
    await using jira = await startJira(withStatus(200), {
      logOut: (response) => response.writeHead(401).end(),
    });
    const args = ['--base-url', jira.baseUrl, '--json', '-'];
    const verify = await runCli(['verify', '--filter', 'right credentials', ...args], settings);
    expect(JSON.parse(verify.stdout).targets[0].sessionsLeftOpenCause.code).toBe('session-not-known');
    expect(verify.stderr).toMatch(/1 session may still be open at Jira: .*sticky sessions/);
    const doctor = await runCli(['doctor', ...args], settings);
    expect(doctor.stderr).toMatch(/✗ log-out \(wrong\): .*sticky sessions/);
    expect(doctor.exitCode).toBe(1);
  });

  it('is closed by a second log-out where the first one reached another node, and the doctor says so', async () => {
    let logOuts = 0;
    await using jira = await startJira(withStatus(200), {
      logOut: (response, session, open) => {
        logOuts += 1;
        if (logOuts === 1) response.writeHead(401).end();
        else closes(response, session, open);
      },
    });
    const { stdout, exitCode } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect([...jira.open]).toEqual([]);
    expect(stdout).toMatch(/✗ log-out \(wrong\): .*sticky sessions/);
    expect(exitCode).toBe(1);
  });

  it('for Basic credentials, at a Jira without the session resource, is not told of: nothing can end it', async () => {
    await using jira = await startHttp((request, response) => {
      const cookie = request.headers.authorization ? { 'Set-Cookie': 'JSESSIONID=OF-BASIC; Path=/' } : {};
      if (request.url?.endsWith('serverInfo')) response.writeHead(200, json).end('{"version":"11.3.5"}');
      else response.writeHead(404, { ...json, ...cookie }).end('{}');
    });
    const args = [
      'verify',
      '--filter',
      'Basic',
      '--base-url',
      `http://127.0.0.1:${jira.port}/rest`,
      '--json',
      '-',
    ];
    const { stdout } = await runCli(args, settings);
    expect(JSON.parse(stdout).targets[0].sessionsLeftOpen).toBe(0);
  });

  it.each(verbs)('after an interruption of %s is waited for, and closed', async (verb) => {
    const interruption = new AbortController();
    // Its answer comes later than a second after the interruption.
    await using jira = await startJira((...answer) => {
      interruption.abort();
      setTimeout(() => withStatus(200)(...answer), 1500);
    });
    expect([await leftOpenBy(verb, jira.baseUrl, [], interruption.signal), ...jira.open]).toEqual([0]);
  });

  it('is never said to be closed by a finding, which cannot know it', () => {
    expect(JSON.stringify(findings)).not.toMatch(/sessions? (\S+ ){0,5}(was|were) closed/);
  });

  it('for a token is closed too', async () => {
    await using jira = await startJira(withStatus(200));
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    await runCli(['verify', '--filter', 'token', '--base-url', jira.baseUrl], token);
    expect([...jira.open]).toEqual([]);
  });

  it('that cannot be closed is told of', async () => {
    await using jira = await startJira(withStatus(200), {
      logOut: (response) => response.writeHead(500).end(),
    });
    const args = ['verify', '--filter', 'right credentials', '--base-url', jira.baseUrl];
    const { stdout } = await runCli(args, settings);
    const says = '1 session may still be open at Jira: it ends by itself after its time-out.';
    expect(stdout).toContain(says);
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(doctor.stdout).toContain(says);
    expect(doctor.stdout).not.toMatch(/logged out again|Nothing is wrong/);
    expect(doctor.exitCode).toBe(2);
  });

  it("is closed although Pact's process died while the log-in was on its way", async () => {
    let arrived: () => void = () => {};
    const logIn = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await using jira = await startJira((...answer) => {
      arrived();
      setTimeout(() => withStatus(200)(...answer), 500);
    });
    const child = startCli(['verify', '--filter', 'right credentials', '--base-url', jira.baseUrl], settings);
    await logIn;
    const pact = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
    sendSignal(Number(pact), 'SIGKILL');
    const [exitCode] = await once(child, 'close');
    expect([...jira.open]).toEqual([]);
    expect(exitCode).toBe(2);
  });
});
