import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { projectCli, startCli } from '../support/run-cli.ts';

const accounts = [{ username: 'bob', password: 'canary-password' }];
const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

describe('verify whose output nobody reads to its end', () => {
  it.each(['stdout', 'stderr'] as const)(
    'as with | head, ends like Ctrl-C when %s is closed: session closed, nothing left, no trace, and not broken',
    async (closed) => {
      await using jira = await startMockedJira({ accounts });
      const temporary = mkdtempSync(join(tmpdir(), 'jira-session-pipe-'));
      try {
        const args = ['verify', '--verbose', '--base-url', jira.baseUrl];
        const child = startCli(args, { ...settings, TMPDIR: temporary });
        const other = closed === 'stdout' ? child.stderr : child.stdout;
        const said = other ? text(other) : Promise.resolve('');
        const stream = child[closed];
        if (!stream) throw new Error('there is no pipe');
        const [[first]] = await Promise.all([once(stream, 'data')]);
        expect(String(first).length).toBeGreaterThan(0);
        stream.destroy();
        const [exitCode] = await once(child, 'close');
        expect(await said).not.toMatch(/EPIPE|\n\s+at /);
        expect(jira.openSessions).toBe(0);
        expect(readdirSync(temporary).filter((name) => name.startsWith('jira-session-verify'))).toEqual([]);
        expect(exitCode).not.toBe(1);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    },
  );
});

describe('verify whose output goes to a place', () => {
  it('that is full, ends like Ctrl-C: session closed, no trace, and not broken', async () => {
    await using jira = await startMockedJira({ accounts });
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [projectCli, 'verify', '--base-url', jira.baseUrl], {
      env: { PATH: process.env.PATH ?? '', ...settings },
      stdio: ['ignore', full, 'pipe'],
    });
    const [said, [exitCode]] = await Promise.all([
      child.stderr ? text(child.stderr) : '',
      once(child, 'close'),
    ]);
    closeSync(full);
    expect(said).toBe('error: The output could not be written (ENOSPC).\n');
    expect(jira.openSessions).toBe(0);
    expect(exitCode).toBe(2);
  });

  it('that is slow, ends as if it were not', async () => {
    await using jira = await startMockedJira({ accounts });
    const command = `"${process.execPath}" "${projectCli}" verify --base-url ${jira.baseUrl} | (sleep 1; cat)`;
    const child = spawn('bash', ['-o', 'pipefail', '-c', command], {
      env: { PATH: process.env.PATH ?? '', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [stdout, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(stdout).toContain('The contract holds');
    expect(exitCode).toBe(0);
  });
});
