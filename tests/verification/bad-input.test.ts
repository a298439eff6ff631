import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-bad-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const pact = readFileSync(PACT_FILE, 'utf8');
const url = (value: string) => ['verify', '--base-url', value];

const mistakes: readonly [string, string[], string, Record<string, string>?][] = [
  ['a report that is a folder', ['verify', '--json', folder], 'cannot be written to'],
  ['no pact file', ['verify', '--pact', join(folder, 'none.json')], 'No pact at'],
  ['a pact that is not JSON', ['verify', '--pact', file('text.json', '{"consumer":')], 'is not JSON'],
  ['JSON that is no pact', ['verify', '--pact', file('other.json', '{"a": 1}')], 'is not a pact'],
  [
    'a pact for another provider',
    [
      'verify',
      '--pact',
      file('provider.json', pact.replace('"name": "jira-session-api"', '"name": "billing"')),
    ],
    "is a pact for 'billing', not for 'jira-session-api'",
  ],
  [
    'a provider state that no one knows',
    [
      'verify',
      '--pact',
      file('state.json', pact.replace('"name": "nobody is logged in"', '"name": "nobody is loged in"')),
    ],
    "unknown provider state 'nobody is loged in' ('an anonymous request for the current user'): did you mean 'nobody is logged in'?",
  ],
  ['a base URL that is no URL', url('jira.example.com/rest'), 'is not a URL'],
  ['a base URL of another protocol', url('ftp://jira.example.com/rest'), 'is not http or https'],
  ['credentials in the base URL', url('https://bob:s3cret@jira.example.com/rest'), 'has credentials in it'],
  ['a query in the base URL', url('https://jira.example.com/rest?a=b'), 'has a query'],
  [
    'a base URL without /rest',
    url('https://jira.example.com/jira'),
    'did you mean https://jira.example.com/jira/rest?',
  ],
  [
    'a pact without interactions',
    ['verify', '--pact', file('empty.json', JSON.stringify({ ...JSON.parse(pact), interactions: [] }))],
    'is not a pact',
  ],
  [
    'a report that cannot be written',
    ['verify', '--json', join(folder, 'none', 'report.json')],
    'cannot be written',
  ],
  ['an unknown option', ['verify', '--bse-url', 'x'], '--base-url'],
  ['an unknown flavour', ['verify', '--flavour', 'server6'], 'server7'],
  [
    'a flavour for a live Jira',
    [...url('https://jira.example.com/rest'), '--flavour', 'cloud'],
    '--flavour is for the mocked Jira',
  ],
  ['a filter that matches nothing', ['verify', '--filter', 'log-on'], "No interaction has 'log-on'"],
  ['a time-out that is no number', ['verify', '--timeout', 'soon'], 'whole number'],
  ['a user name without a password', ['verify'], 'JIRA_PASSWORD is not', { JIRA_USERNAME: 'bob' }],
  ['a password without a user name', ['verify'], 'JIRA_USERNAME is not', { JIRA_PASSWORD: 's3cret' }],
  ['an unknown flavour of the mock', ['mock', '--flavour', 'server6'], 'server7'],
  ['an account without a password', ['mock', '--port', '0', '--account', 'bob'], 'user:password'],
  ['a context path without a slash', ['mock', '--port', '0', '--context-path', 'jira'], 'look like /jira'],
];

describe('bad input is one clear line and exit code 2', () => {
  it.each(mistakes)('%s', async (_mistake, args, said, settings = {}) => {
    const { exitCode, stdout, stderr } = await runCli(args, settings);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at |s3cret/);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });
});
