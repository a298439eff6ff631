import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
  const baseUrl = /https?:\S+/.exec(stdout)?.[0] ?? '';
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

  it('with --tls is verified with the certificate authority that it prints, whose file goes with it', async () => {
    const { child, stdout, baseUrl } = await startMock('--tls', '--account', 'bob:secret-of-bob');
    const ca = /^ {2}(\/.*\.pem)$/m.exec(stdout)?.[1] ?? '';
    try {
      expect(baseUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/rest$/);
      expect(readFileSync(ca, 'utf8')).toMatch(
        /^-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\s*$/,
      );
      const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'secret-of-bob' };
      const verified = await runCli(['verify', '--base-url', baseUrl, '--ca', ca], settings);
      expect(verified.stdout).toContain(WITH_PASSWORD_ALONE);
      expect(verified.stdout).not.toContain('is not Secure');
      expect(verified.exitCode).toBe(0);
      expect((await runCli(['verify', '--base-url', baseUrl], settings)).exitCode).toBe(2);
    } finally {
      child.kill('SIGINT');
    }
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
    expect(existsSync(dirname(ca))).toBe(false);
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
