import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { harmlessJiras } from '../../mutation/harmless-jiras.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-mutate-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('mutate', () => {
  it('says what was caught and what was let through, on the terminal, as JSON and as Markdown', async () => {
    const [json, markdown] = [join(folder, 'mutants.json'), join(folder, 'mutants.md')];
    const { exitCode, stdout } = await runCli([
      ...['mutate', '--filter', 'The session cookie is not httpOnly'],
      ...['--json', json, '--markdown', markdown],
    ]);
    expect(stdout).toContain('Broken Jiras: 0 of 1 caught');
    expect(stdout).toContain('- the session cookie is not HttpOnly\n    The client is not a browser');
    expect(exitCode).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      broken: { total: 1, survivors: [{ verdict: 'warned' }] },
      problems: [],
      outcomes: { broken: [{ name: 'the session cookie is not HttpOnly' }] },
    });
    expect(readFileSync(markdown, 'utf8')).toMatch(
      /\| the session cookie is not HttpOnly \| warned \| check: /,
    );
  });

  it('gives the standard output to the JSON alone, where that is wanted', async () => {
    const { stdout, stderr } = await runCli(['mutate', '--filter', 'is not HttpOnly', '--json', '-']);
    expect(JSON.parse(stdout)).toMatchObject({ broken: { total: 1 } });
    expect(stderr).toContain('Broken Jiras: 0 of 1 caught');
  });

  it('lets a harmless difference through', async () => {
    const { exitCode, stdout } = await runCli(['mutate', '--filter', 'gzip']);
    const count = harmlessJiras.filter(({ name }) => name.includes('gzip')).length;
    expect(stdout).toContain(`Harmless differences: ${count} of ${count} let through`);
    expect(stdout).not.toContain('Broken Jiras');
    expect(exitCode).toBe(0);
  });

  it('writes no secret, not even one that a broken Jira puts in the wrong place', async () => {
    const json = join(folder, 'secrets.json');
    await runCli(['mutate', '--filter', 'session cookie', '--json', json]);
    expect(readFileSync(json, 'utf8')).not.toMatch(/mocked-password|[0-9A-F]{32}/);
  });

  it.each([
    ['a filter that nothing fits', ['--filter', 'nothing like it'], 'No broken or harmless Jira has'],
    [
      'a report that cannot be written',
      ['--json', join(folder, 'no/such/folder.json')],
      'choose another place',
    ],
    ['the other report', ['--markdown', join(folder, 'no/such/folder.md')], 'with --markdown'],
  ])('refuses %s', async (_name, args, message) => {
    const { exitCode, stderr } = await runCli(['mutate', ...args]);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});
