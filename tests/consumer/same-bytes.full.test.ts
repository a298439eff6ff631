import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-same-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the consumer tests that write the pact, in a process of their own. */
async function runConsumerTests(output: string, workers: number) {
  const options = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...options, 'tests/consumer/interactions/', `-w=${workers}`], {
    env: { ...process.env, TESTS: 'quick', PACT_OUTPUT: output },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [stderr, [exitCode]] = await Promise.all([
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { exitCode, stderr };
}

// The run that this test belongs to shows the rest: it fails when the committed pact is not what its own workers write.
describe('the consumer tests', () => {
  it('fail when the committed pact is another, say what changed, and write the same bytes with other workers', async () => {
    const pact = join(folder, PACT_FILE);
    mkdirSync(dirname(pact));
    // What they write today, whether that is committed yet or not.
    await runConsumerTests(folder, 1);
    const today = readFileSync(pact, 'utf8');
    writeFileSync(pact, today.replace('"a log-out without a session"', '"a log-out"'));
    const { exitCode, stderr } = await runConsumerTests(folder, 3);
    expect(stderr).toContain('removed: a log-out\n');
    expect(stderr).toContain('added: a log-out without a session\n');
    expect(exitCode).toBe(1);
    expect(readFileSync(pact, 'utf8')).toBe(today);
  }, 120_000);
});
