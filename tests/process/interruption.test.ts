import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { sendSignal } from '../../src/children.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp } from '../support/faulty-server.ts';
import { startCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

/** Stands in front of a Jira and holds the first GET of the session until it is let go. */
async function startHolding(baseUrl: string) {
  const { hostname, port } = new URL(baseUrl);
  let holding: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    holding = resolve;
  });
  let letGo: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const server = await startHttp(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    if (method === 'GET' && url?.endsWith('/session')) {
      holding();
      await released;
    }
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  return { ...server, held, letGo };
}

describe('a run that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s closes its session and ends with exit code 2',
    async (signal) => {
      await using jira = await startMockedJira({
        accounts: [{ username: 'bob', password: 'canary-password' }],
      });
      await using front = await startHolding(jira.baseUrl);
      const child = startCli(['verify', '--base-url', front.baseUrl], settings);
      let stdout = '';
      child.stdout?.on('data', (chunk) => {
        stdout += chunk;
      });
      await front.held;
      expect(jira.openSessions).toBe(1);
      child.kill(signal);
      front.letGo();
      const [exitCode] = await once(child, 'close');
      expect(jira.openSessions).toBe(0);
      expect(stdout).toContain('the run was interrupted');
      expect(exitCode).toBe(2);
    },
  );

  it('while Jira asks it to wait, ends at once', async () => {
    await using jira = await startHttp((request, response) => {
      if (request.url?.endsWith('/serverInfo')) response.end('{"version":"9.12.15"}');
      else response.writeHead(429, { 'Retry-After': '20' }).end();
    });
    const child = startCli(['verify', '--base-url', `http://127.0.0.1:${jira.port}/rest`]);
    if (!child.stderr) throw new Error('there is no pipe');
    const [said] = await once(child.stderr, 'data');
    expect(String(said)).toContain('Jira asks to wait (429): 20 s ...');
    const startedAt = performance.now();
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'close');
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(exitCode).toBe(2);
  });

  it("while Pact's process hangs, ends all the same, and leaves no process", async () => {
    await using jira = await startMockedJira({
      accounts: [{ username: 'bob', password: 'canary-password' }],
    });
    await using front = await startHolding(jira.baseUrl);
    const child = startCli(['verify', '--base-url', front.baseUrl], settings);
    await front.held;
    const [pact] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ');
    sendSignal(Number(pact), 'SIGSTOP');
    child.kill('SIGINT');
    front.letGo();
    const [exitCode] = await once(child, 'close');
    expect(exitCode).toBe(2);
    expect(jira.openSessions).toBe(0);
    expect(() => process.kill(Number(pact), 0)).toThrow('ESRCH');
  });

  it('a second time, ends at once, and leaves no folder and no process', async () => {
    await using jira = await startMockedJira({
      accounts: [{ username: 'bob', password: 'canary-password' }],
    });
    await using front = await startHolding(jira.baseUrl);
    const temporary = mkdtempSync(join(tmpdir(), 'jira-session-signals-'));
    try {
      const args = ['verify', '--timeout', '60000', '--base-url', front.baseUrl];
      const child = startCli(args, { ...settings, TMPDIR: temporary });
      await front.held;
      const pact = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
      child.kill('SIGINT');
      child.kill('SIGINT');
      await once(child, 'close');
      expect(readdirSync(temporary).filter((name) => name.startsWith('jira-session'))).toEqual([]);
      // It ends when it sees that this process is gone.
      for (let tries = 0; tries < 50 && existsSync(`/proc/${pact}`); tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(existsSync(`/proc/${pact}`)).toBe(false);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });

  it.each([
    ['an error in a timer', "setTimeout(() => { throw new Error('it fell over with CANARY-Password') })"],
    ['a rejection that nobody awaits', "Promise.reject(new Error('it fell over with canary-password'))"],
    [
      'an error again and again',
      "setInterval(() => { throw new Error('it fell over with CANARY-Password') })",
    ],
    ['what is no error', "setTimeout(() => { throw 'it fell over with canary%2Dpassword' })"],
  ])('by %s, closes its session, says so in one line, and ends with exit code 2', async (_what, fall) => {
    await using jira = await startMockedJira({
      accounts: [{ username: 'bob', password: 'canary-password' }],
    });
    await using front = await startHolding(jira.baseUrl);
    const falling = encodeURIComponent(`process.on('SIGUSR2', () => { ${fall} })`);
    const child = startCli(['verify', '--base-url', front.baseUrl], {
      ...settings,
      NODE_OPTIONS: `--import=data:text/javascript,${falling}`,
    });
    const said = child.stderr ? text(child.stderr) : '';
    await front.held;
    expect(jira.openSessions).toBe(1);
    child.kill('SIGUSR2');
    front.letGo();
    const [exitCode] = await once(child, 'close');
    expect(jira.openSessions).toBe(0);
    expect(await said).toMatch(
      /^error: it fell over with \[redacted\]\. This is a bug in this program[^\n]*\n$/,
    );
    expect(exitCode).toBe(2);
  });

  it('by a signal to npm alone, reaches the mocked Jira', async () => {
    const npm = spawn('npm', ['run', '--silent', 'mock', '--', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [said] = await once(npm.stdout, 'data');
    const baseUrl = /http:\S+/.exec(String(said))?.[0] ?? '';
    expect((await fetch(`${baseUrl}/api/2/serverInfo`)).status).toBe(200);
    npm.kill('SIGTERM');
    // Its output ends when the last of its processes has gone.
    await once(npm.stdout, 'close');
    await expect(fetch(`${baseUrl}/api/2/serverInfo`)).rejects.toThrow();
  });
});
