import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { folded } from '../../src/render/table.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

const WIDTHS = [60, 80, 120, 200];

const folder = mkdtempSync(join(tmpdir(), 'jira-session-columns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines that do not fit, but for those with a word or a command that is longer by itself. */
function tooLong(text: string, columns: number): string[] {
  return text
    .split('\n')
    .filter((line) => line.length > columns && !/^\s*(?:\S+|(?:npx|npm|curl) .*)$/.test(line));
}

/** All that is said, however it is laid out: nothing but times may be missing. */
const words = (text: string) =>
  text
    .replaceAll(/\(?\b[\d.]+ m?s\b\)?/g, '')
    .split(/\s+/)
    .filter(Boolean);

describe.each(WIDTHS)('at %i columns', (columns) => {
  const COLUMNS = String(columns);

  it('a verification says all, breaks between words, and shows a time where there is room', async () => {
    const { stdout } = await runCli(['verify', '--flavour', 'jira11'], { COLUMNS });
    const wide = await runCli(['verify', '--flavour', 'jira11'], { COLUMNS: '1000' });
    expect(tooLong(stdout, columns)).toEqual([]);
    expect(words(stdout)).toEqual(words(wide.stdout));
    expect(stdout).toMatch(/^ {2}✗ DELETE a log-out with a session .*failed$/m);
    expect(/ with Basic credentials of an unknown user +\d+ ms/.test(stdout)).toBe(columns >= 120);
  });

  it('the doctor breaks between words, and never inside what somebody copies', async () => {
    await using jira = await startMockedJira({ flavour: 'jira11' });
    const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], { ...jiraSettings, COLUMNS });
    expect(tooLong(stdout, columns)).toEqual([]);
    expect(stdout).toMatch(/^.*curl -H "Authorization: Bearer \$JIRA_PERSONAL_ACCESS_TOKEN" '\S+'$/m);
  });

  it('a plan, and what became of many Jiras, are tables or lists', async () => {
    await using jira = await startMockedJira();
    const { baseUrl } = jira;
    using targets = targetsFolder([
      { name: 'acme-production-with-a-long-name', baseUrl, ...everyAccount },
      { name: 'dead', baseUrl: 'http://127.0.0.1:1/rest', username: 'D_USER', password: 'D_PASSWORD' },
    ]);
    const settings = {
      ...{ A_USER: 'alice', A_PASSWORD: 'mocked-password-of-alice', A_TOKEN: 'mocked-token-of-alice' },
      ...{ C_USER: 'carol', C_PASSWORD: 'mocked-password-of-carol', COLUMNS },
      ...{ D_USER: 'dave', D_PASSWORD: 'mocked-password-of-dave' },
    };
    for (const how of [['--plan'], []]) {
      const { stdout } = await targets.verify(how, settings);
      expect(tooLong(stdout, columns)).toEqual([]);
    }
    const { stdout, stderr } = await targets.verify([], settings);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ {2}✓ holds {3}acme-production-with-a-long-name/m);
    expect(stdout).toMatch(/^ {2}– unknown dead/m);
  });

  it('an inventory is a table or a list', async () => {
    writeFileSync(
      join(folder, 'access_log'),
      '10.0.0.7 480x1x1 alice [20/Nov/2026:08:00:00 +0100] "POST /rest/auth/1/session HTTP/1.1" 200 152 12 "-" "python-requests/2.31.0" "1abc"\n',
    );
    const { stdout } = await runCli(['inventory', 'access_log'], { COLUMNS }, folder);
    expect(stdout).toContain('python-requests/2.31.0');
    expect(tooLong(stdout, columns)).toEqual([]);
  });

  it('the help of a command does not go beyond', async () => {
    const { stdout } = await runCli(['verify', '--help'], { COLUMNS });
    expect(tooLong(stdout, columns)).toEqual([]);
  });
});

describe('what goes on in the next line', () => {
  it('begins below its beginning, behind the mark', () => {
    expect(folded('  ✗ one two three', 12)).toBe('  ✗ one two\n    three');
  });

  it('is no part of a command, which can be copied whole', () => {
    expect(folded('To see it: npm run doctor -- --base-url x', 20)).toBe(
      'To see it:\nnpm run doctor -- --base-url x',
    );
  });

  it('is nothing of a word that is too long, or of the table of another program', () => {
    expect(folded('a-word-that-is-too-long', 10)).toBe('a-word-that-is-too-long');
    expect(folded('CONSUMER | PROVIDER | SUCCESS?', 10)).toBe('CONSUMER | PROVIDER | SUCCESS?');
  });
});
