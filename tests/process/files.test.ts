import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { projectCli, runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command line in a process that is ended when it does not end by itself. */
function runBounded(args: readonly string[], cwd = folder) {
  const env = { PATH: process.env.PATH ?? '' };
  return spawnSync(process.execPath, [projectCli, ...args], { cwd, env, encoding: 'utf8', timeout: 30_000 });
}

describe('a file that is read', () => {
  beforeAll(() => {
    execFileSync('mkfifo', [join(folder, 'a-pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zeros'));
    for (const [name, file] of [
      ['with-pipe', 'a-pipe'],
      ['with-zeros', 'zeros'],
    ] as const) {
      mkdirSync(join(folder, name));
      symlinkSync(join(folder, file), join(folder, name, '.env'));
    }
  });
  const readers: Readonly<Record<string, (file: string) => readonly string[]>> = {
    '--pact': (file) => ['--pact', file],
    '--targets': (file) => ['--targets', file],
    '--baseline': (file) => ['--baseline', file],
    '--ca': (file) => ['--base-url', 'https://127.0.0.1:1/rest', '--ca', file],
  };

  it.each(
    Object.keys(readers).flatMap((option) => [[option, 'a-pipe'] as const, [option, 'zeros'] as const]),
  )('with %s %s is an ordinary one, or refused in one line', (option, file) => {
    const { status, stderr } = runBounded(['verify', ...(readers[option]?.(file) ?? [])]);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: [^\n]*it is not an ordinary file[^\n]*\n$/),
    ]);
  });

  it.each(['with-pipe', 'with-zeros'])('as .env is an ordinary one, or refused: %s', (name) => {
    const { status, stderr } = runBounded(['verify'], join(folder, name));
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^error: \.env cannot be read [^\n]*\n$/)]);
  });
});

describe('a folder that cannot be made', () => {
  it('where the system makes none is told, and not tried for ever', () => {
    const { status, stderr } = runBounded([
      'record',
      '--consumer',
      'a',
      '--pact-dir',
      '/proc/a/b',
      '--',
      'true',
    ]);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('cannot be used as a folder (it does not exist)'),
    ]);
  });
});

describe('a report', () => {
  const pact = readFileSync(PACT_FILE, 'utf8');
  const targets = '{"targets":[{"name":"acme","baseUrl":"http://127.0.0.1:1/rest"}]}';
  const there: Readonly<Record<string, string>> = {
    '.env': 'TZ=UTC',
    '.env.production': 'TZ=UTC',
    'package.json': '{"name":"something"}',
    'a-pact.json': pact,
    'jiras.yaml': targets,
  };
  beforeAll(() => {
    mkdirSync(join(folder, 'there'));
    for (const [name, text] of Object.entries(there)) writeFileSync(join(folder, 'there', name), text);
    symlinkSync('a-pact.json', join(folder, 'there', 'a-link.json'));
    symlinkSync('.env', join(folder, 'there', 'settings.json'));
    linkSync(join(folder, 'there', 'jiras.yaml'), join(folder, 'there', 'same.json'));
  });

  it.each([
    '.env',
    '.env.production',
    'package.json',
    'a-pact.json',
    'a-link.json',
    'settings.json',
    'same.json',
  ])('does not destroy %s', async (file) => {
    const cwd = join(folder, 'there');
    for (const how of [
      ['--json', file],
      ['--report', `junit=${file}`],
    ]) {
      const { exitCode, stderr } = await runCli(['verify', '--targets', 'jiras.yaml', ...how], {}, cwd);
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/because .*: choose another file\.\n$/)]);
    }
    for (const [name, text] of Object.entries(there))
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
  });

  it.each(['.env', 'package.json', 'a-link.json'])('of the doctor does not destroy %s', async (file) => {
    const args = ['doctor', '--base-url', 'http://127.0.0.1:1/rest', '--json', file];
    const { exitCode, stderr } = await runCli(args, {}, join(folder, 'there'));
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/because .*: choose another file\.\n$/)]);
  });
});

describe('merge-reports', () => {
  it('follows no links, which may lead back', () => {
    mkdirSync(join(folder, 'loop', 'deeper'), { recursive: true });
    for (const name of ['up', 'up-again']) symlinkSync('..', join(folder, 'loop', 'deeper', name));
    const { status, stderr } = runBounded(['merge-reports', 'loop']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('There is no report of a shard here')]);
  });

  it.each([
    ['with comments', '// settings\n{ "compilerOptions": {} }'],
    ['with a version of its own', '{"formatVersion":7,"name":"something"}'],
    ['of another program', '{"formatVersion":1,"tool":{"name":"other"},"targets":[]}'],
    ['of the doctor', '{"formatVersion":1,"tool":{"name":"jira-session-contracts"},"observations":[]}'],
    ['of a recording', '{"formatVersion":1,"consumer":"a","command":[]}'],
    ['that is null', 'null'],
    ['that is a number', '7'],
  ])('leaves out JSON %s', async (_what, text) => {
    const reports = mkdtempSync(join(folder, 'foreign-'));
    writeFileSync(join(reports, 'foreign.json'), text);
    const { exitCode, stderr } = await runCli(['merge-reports', reports]);
    expect(stderr).toMatch(/foreign\.json is left out[^\n]*\nerror: There is no report of a shard here/);
    expect(exitCode).toBe(2);
  });
});
