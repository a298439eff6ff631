import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GuardedOutput } from '../../src/cli/io.ts';
import { showOne } from '../../src/cli/show-run.ts';
import { jiraSettings, startLiveJira } from '../support/live-jira.ts';
import { logIn, node } from '../support/recorded-clients.ts';
import { runCli } from '../support/run-cli.ts';
import { report, target, verified } from '../support/small-reports.ts';

/** A run that is shown, and what stands on its standard error. */
function shown(options: { readonly quiet?: boolean } = {}) {
  const said: string[] = [];
  const output = (write: (text: string) => unknown): GuardedOutput => ({ write, writeAsItIs: write });
  const io = {
    stdout: output(() => {}),
    stderr: output((text) => said.push(text)),
    ...{ env: {}, realEnv: {}, cwd: '.', signal: new AbortController().signal },
  };
  return { run: showOne(options, io.stdout, io), said };
}

describe('a run of which nothing was told for long', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('says nothing between two rounds of --watch', () => {
    const { run, said } = shown();
    run.end(report(target(verified)));
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });

  it('says that it goes on, how far it is, and nothing once it has ended', () => {
    const { run, said } = shown();
    jest.advanceTimersByTime(20_000);
    expect(said).toEqual([
      expect.stringContaining('10 s without news: for the first answer of Jira'),
      expect.stringContaining('20 s without news'),
    ]);
    run.onEvent({ type: 'pact', pact: { consumer: 'a', source: 'a.json' }, descriptions: ['one', 'two'] }, 0);
    jest.advanceTimersByTime(10_000);
    expect(said.at(-1)).toContain('10 s without news: 0 of 2 interactions are done');
    run[Symbol.dispose]();
    jest.advanceTimersByTime(60_000);
    expect(said).toHaveLength(3);
  });

  it('says nothing with --quiet', () => {
    const { said } = shown({ quiet: true });
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });
});

describe('--quiet --silent-ok', () => {
  const silent = (command: string, ...args: string[]) => runCli([command, '--quiet', '--silent-ok', ...args]);

  it.each([
    ['verify', []],
    ['verify', ['--baseline', 'no-such-report.json']],
    ['verify', ['--report', `json=${join(tmpdir(), 'jira-session-silent.json')}`]],
  ])('prints nothing where all is well: %s %j', async (command, args) => {
    expect(await silent(command, ...args)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('prints nothing where the doctor finds all well, and nothing of a client that is recorded well', async () => {
    await using jira = await startLiveJira('datacenter');
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    const { stdout, exitCode } = await runCli(['doctor', '--quiet'], settings);
    expect([exitCode, stdout.trim().split('\n')]).toEqual([0, [expect.stringMatching(/\w/)]]);
    expect(await runCli(['doctor', '--quiet', '--silent-ok'], settings)).toEqual({
      ...{ exitCode: 0, stdout: '', stderr: '' },
    });
  });

  it.each([
    ['is broken', 1, ['--flavour', 'jira11'], 'The contract is broken'],
    ['is unknown', 2, ['--base-url', 'http://127.0.0.1:1/rest'], 'It is unknown whether'],
    ['cannot be asked', 2, ['--targets', 'no-such-file.yaml'], 'error: '],
  ])('prints the verdict where the contract %s', async (_, code, args, says) => {
    const { exitCode, stdout, stderr } = await silent('verify', ...args);
    expect([exitCode, stdout + stderr]).toEqual([code, expect.stringContaining(says)]);
  });

  it('leaves a report on the standard output as it is', async () => {
    const { exitCode, stdout, stderr } = await silent('verify', '--json', '-');
    expect([exitCode, JSON.parse(stdout).exitCode, stderr]).toEqual([0, 0, '']);
  });

  it('is refused alone', async () => {
    const { exitCode, stderr } = await runCli(['verify', '--silent-ok']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('works only with --quiet')]);
  });
});

describe('record --quiet', () => {
  it('prints what became of the pact alone, and nothing with --silent-ok', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-quiet-'));
    const client = node(`${logIn} if (!answer.ok) process.exit(1);`);
    const args = ['--consumer', 'a', '--scenario', 'right-credentials', '--', ...client];
    const { exitCode, stdout, stderr } = await runCli(['record', '--quiet', ...args], {}, folder);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^pacts\/a-jira-session-api\.json was written, .*\nTo verify a real Jira: .*\n$/);
    const again = await runCli(['record', '--quiet', '--silent-ok', '--check', ...args], {}, folder);
    expect(again).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    rmSync(folder, { recursive: true });
  });
});
