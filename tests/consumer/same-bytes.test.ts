import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-same-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the consumer tests that write the pact, in a process of their own. */
async function runConsumerTests(pact: string, workers: number) {
  const options = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const child = spawn(
    process.execPath,
    [...options, 'consumer/(log-in|current-user|log-out)', `-w=${workers}`],
    {
      env: { ...process.env, PACT_OUTPUT: pact },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stderr };
}

describe('the consumer tests', () => {
  it.each([1, 3])('write the committed bytes with %i workers', async (workers) => {
    const pact = join(folder, `${workers}.json`);
    writeFileSync(pact, '');
    await runConsumerTests(pact, workers);
    expect(readFileSync(pact, 'utf8')).toBe(readFileSync(PACT_FILE, 'utf8'));
  });

  it('fail when the committed pact is another, and pass when it is the same', async () => {
    const pact = join(folder, 'committed.json');
    writeFileSync(
      pact,
      readFileSync(PACT_FILE, 'utf8').replace('"a log-out without a session"', '"a log-out"'),
    );
    const other = await runConsumerTests(pact, 2);
    expect(other.stderr).toContain('removed: a log-out\n');
    expect(other.stderr).toContain('added: a log-out without a session\n');
    expect(other.exitCode).toBe(1);
    copyFileSync(PACT_FILE, pact);
    expect((await runConsumerTests(pact, 2)).exitCode).toBe(0);
  });
});
