import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { WITH_PASSWORD_ALONE } from '../support/expected.ts';
import { startRaw } from '../support/faulty-server.ts';
import { runCli, startCli } from '../support/run-cli.ts';

async function startMock(...args: string[]) {
  const child = startCli(['mock', '--port', '0', ...args]);
  let stdout = '';
  for await (const chunk of child.stdout ?? []) {
    stdout += chunk;
    if (stdout.includes('Ctrl-C')) break;
  }
  const baseUrl = /http:\S+/.exec(stdout)?.[0] ?? '';
  return { child, stdout, baseUrl };
}

describe('mock', () => {
  it('prints its base URL and its accounts, is verified from another process, and stops on Ctrl-C', async () => {
    const { child, stdout, baseUrl } = await startMock(
      '--context-path',
      '/jira',
      '--account',
      'bob:secret-of-bob',
    );
    try {
      expect(stdout).toContain('bob, password secret-of-bob');
      expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/jira\/rest$/);
      const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'secret-of-bob' };
      const { exitCode, stdout: report } = await runCli(['verify', '--base-url', baseUrl], settings);
      expect(report).toContain(WITH_PASSWORD_ALONE);
      expect(exitCode).toBe(0);
    } finally {
      child.kill('SIGINT');
    }
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
  });

  it('says in one line that a port is in use', async () => {
    await using taken = await startRaw('');
    const { exitCode, stderr } = await runCli(['mock', '--port', String(taken.port)]);
    expect(stderr).toBe(
      `error: Port ${taken.port} is already in use: choose another port with --port. With --port 0, a free port is used.\n`,
    );
    expect(exitCode).toBe(2);
  });
});
