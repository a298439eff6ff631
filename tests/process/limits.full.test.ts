import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { projectCli, spawnCli } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

const bob = { username: 'bob', password: 'canary-password' };
const settings = { JIRA_USERNAME: bob.username, JIRA_PASSWORD: bob.password };

/** Runs verify with a limit, beside a shell in the same group, which tells the exit code: a signal to the group would end it. */
async function verifyUnder(limit: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = tmpdir()) {
  const script = `(${limit}; exec "$@"); echo "code $?"`;
  const command = [process.execPath, projectCli, 'verify', '--quiet', ...args];
  const shell = spawn('sh', ['-c', script, 'sh', ...command], {
    ...{ cwd, env: { PATH: process.env.PATH ?? '', ...env } },
    ...{ detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const [stdout, stderr, [, signal]] = await Promise.all([
    shell.stdout ? text(shell.stdout) : '',
    shell.stderr ? text(shell.stderr) : '',
    once(shell, 'close') as Promise<[number | null, string | null]>,
  ]);
  return { signal, exitCode: Number(/^code (\d+)$/m.exec(stdout)?.[1] ?? Number.NaN), stdout, stderr };
}

/** Tells of a signal to a child that never started: Node sends it to whatever number it finds in memory. */
const tellSignals = `
  import { ChildProcess } from 'node:child_process';
  const kill = ChildProcess.prototype.kill;
  ChildProcess.prototype.kill = function (...args) {
    if (this.pid === undefined) console.error('is a bug: a signal to nobody');
    return kill.apply(this, args);
  };`;

/** Runs a module before the program. */
const before = (module: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(module)}`,
});

/** Fails the first time that a folder is removed, as where no more files can be opened. */
const failOnce = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { rmSync } = fs;
  fs.rmSync = () => {
    fs.rmSync = rmSync;
    syncBuiltinESMExports();
    throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  };
  syncBuiltinESMExports();`;

describe('verify with few open files', () => {
  it.each([22, 24, 26, 28, 32, 36])(
    'ends, with %i of them, as a result that is unknown or as one that holds, leaves no session, and ends nobody else',
    async (files) => {
      await using jira = await startMockedJira({ accounts: [bob] });
      const ended = await verifyUnder(`ulimit -n ${files}`, ['--base-url', jira.baseUrl], {
        ...settings,
        ...before(tellSignals),
      });
      expect(ended.signal).toBeNull();
      expect([0, 2]).toContain(ended.exitCode);
      expect(ended.stdout + ended.stderr).not.toMatch(/is a bug|\n\s+at /);
      expect(jira.openSessions).toBe(0);
    },
  );

  it('leaves no folder, although it could not be removed at first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-limits-'));
    try {
      const ended = await spawnCli(['verify'], { TMPDIR: folder, ...before(failOnce) });
      expect(ended.exitCode).toBe(0);
      expect(readdirSync(folder).filter((name) => name.startsWith('jira-session-'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('verifies as many Jiras at once as there are open files for', async () => {
    const jiras = await Promise.all(Array.from({ length: 20 }, () => startMockedJira()));
    try {
      using targets = targetsFolder(
        jiras.map(({ baseUrl }, index) => ({ name: `jira-${index}`, baseUrl, ...everyAccount })),
      );
      const args = ['--targets', 'jiras.yaml', '--concurrency', '20'];
      const ended = await verifyUnder('ulimit -n 64', args, accounts, targets.folder);
      expect([ended.exitCode, ended.stdout]).toEqual([0, expect.stringContaining('holds on all 20 Jiras')]);
      expect(openSessionsOf(jiras)).toBe(0);
    } finally {
      await Promise.all(jiras.map((jira) => jira.stop()));
    }
  });
});

const openSessionsOf = (jiras: readonly { readonly openSessions: number }[]) =>
  jiras.reduce((sum, { openSessions }) => sum + openSessions, 0);

describe('a folder for temporary files that is full', () => {
  it('while an interaction is prepared ahead, is told in one line, and the sessions are closed', async () => {
    await using jira = await startMockedJira({ accounts: [bob] });
    const temporary = mkdtempSync(join(tmpdir(), 'jira-session-full-'));
    // What a disk does that is full by the fourth pact.
    const full = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const write = fs.writeFileSync;
      fs.writeFileSync = (file, ...rest) => {
        if (/pact-[4-9].json$/.test(file)) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        return write(file, ...rest);
      };
      syncBuiltinESMExports();`;
    try {
      const { exitCode, stderr } = await spawnCli(['verify', '--base-url', jira.baseUrl], {
        ...settings,
        TMPDIR: temporary,
        ...before(full),
      });
      expect(stderr).toMatch(
        /^error: The folder for temporary files, \S+, cannot be written \(ENOSPC\): [^\n]*TMPDIR[^\n]*\n$/,
      );
      expect(exitCode).toBe(2);
      expect(jira.openSessions).toBe(0);
      expect(readdirSync(temporary).filter((name) => name.startsWith('jira-session'))).toEqual([]);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
});
