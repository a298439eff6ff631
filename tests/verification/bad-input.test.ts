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
const messages = JSON.stringify({
  consumer: { name: 'c' },
  provider: { name: 'jira-session-api' },
  interactions: [{ type: 'Asynchronous/Messages', description: 'an event', contents: {} }],
});
const url = (value: string) => ['verify', '--base-url', value];

const mistakes: readonly [string, string[], string, Record<string, string>?][] = [
  ['a report that is a folder', ['verify', '--json', folder], 'cannot be written'],
  ['no pact file', ['verify', '--pact', join(folder, 'none.json')], 'There is no pact at'],
  ['a pact that is not JSON', ['verify', '--pact', file('text.json', '{"consumer":')], 'is not JSON'],
  ['JSON that is no pact', ['verify', '--pact', file('other.json', '{"a": 1}')], 'is not a pact'],
  [
    'a pact of messages',
    ['verify', '--pact', file('messages.json', messages)],
    'is not a pact of HTTP interactions',
  ],
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
  [
    'credentials in the base URL of the doctor',
    ['doctor', '--base-url', 'https://bob:s3cret@jira.example.com/'],
    'has credentials in it',
  ],
  [
    'a proxy whose password is no text',
    url('https://jira.example.com/rest'),
    "The proxy's address is not an http URL",
    { HTTPS_PROXY: 'http://u:%FF@proxy:3128' },
  ],
  [
    'a CA for plain http',
    [...url('http://127.0.0.1:1/rest'), '--ca', 'ca.pem'],
    '--ca works only with https',
  ],
  [
    'a CA whose name has braces',
    [...url('https://127.0.0.1:1/rest'), '--ca', 'no-{JIRA_PASSWORD}.pem'],
    '/no-{JIRA_PASSWORD}.pem cannot be read (it does not exist)',
  ],
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
  ['a word without an option', ['verify', 'https://jira.example.com/rest'], 'options begin with --'],
  ['an empty filter', ['verify', '--filter='], '--filter is empty'],
  ['an empty base URL', ['verify', '--base-url', ''], '--base-url is empty'],
  ['an empty host', ['mock', '--host', ''], '--host is empty'],
  [
    'a base URL that npm kept',
    ['verify'],
    'npm run verify -- --base-url https://j/rest',
    { npm_config_base_url: 'https://j/rest' },
  ],
  [
    'a base URL that npm cut off',
    ['verify', 'https://j/rest'],
    'npm run verify -- --base-url https://j/rest',
    { npm_config_base_url: 'true' },
  ],
  [
    'a base URL that npx kept',
    ['verify'],
    'npx jira-session-contracts verify --base-url https://j/rest',
    { npm_config_base_url: 'https://j/rest', npm_lifecycle_event: 'npx' },
  ],
  [
    'a base URL that npm kept from a script of another name',
    ['verify'],
    'npm run contract -- --base-url https://j/rest',
    { npm_config_base_url: 'https://j/rest', npm_lifecycle_event: 'contract' },
  ],
  ['--live that npm kept', ['verify'], 'npm used --live as its own option', { npm_config_live: 'true' }],
  [
    'credentials without a Jira',
    ['verify'],
    'JIRA_USERNAME is set, but no Jira is set',
    { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 's3cret' },
  ],
  [
    'a token without a Jira',
    ['verify'],
    'is set, but no Jira is set',
    { JIRA_PERSONAL_ACCESS_TOKEN: 's3cret' },
  ],
  [
    'an empty JIRA_BASE_URL',
    ['verify'],
    'Check whether a secret is missing in the CI system',
    { JIRA_BASE_URL: '' },
  ],
  [
    'a misspelled JIRA_BASE_URL',
    ['verify'],
    'did you mean JIRA_BASE_URL?',
    { JIRA_BASEURL: 'https://j/rest' },
  ],
  ['--live without a Jira', ['verify', '--live'], '--live needs a real Jira'],
  [
    '--live with a password that is empty, and nothing else',
    ['verify', '--live', '--base-url', 'http://127.0.0.1:1/rest'],
    'JIRA_USERNAME and JIRA_PASSWORD are set, but empty. Check whether a secret is missing in the CI system.',
    { JIRA_PASSWORD: '', JIRA_USERNAME: '' },
  ],
  [
    '--live with a token that is empty, and nothing else',
    ['verify', '--live', '--base-url', 'http://127.0.0.1:1/rest'],
    'JIRA_PERSONAL_ACCESS_TOKEN is set, but empty.',
    { JIRA_PERSONAL_ACCESS_TOKEN: '' },
  ],
  [
    '--live with a flavour',
    ['verify', '--live', '--flavour', 'cloud'],
    "cannot be used with option '--live'",
  ],
  ['a CA for the mocked Jira', ['verify', '--ca', 'ca.pem'], '--ca works only with a real Jira'],
  [
    'publishing what no broker has',
    ['verify', '--publish'],
    '--publish works only with --from-broker or --pact-url: add --from-broker, or --pact-url URL.',
  ],
  [
    'a status for a flavour without one',
    ['mock', '--removed-status', '404'],
    'works only with flavours that refuse',
  ],
  [
    'the CAPTCHA account that is the user',
    ['verify'],
    'is the user whose log-in is verified',
    {
      JIRA_USERNAME: 'bob',
      JIRA_PASSWORD: 's3cret',
      JIRA_CAPTCHA_USERNAME: 'Bob',
      JIRA_CAPTCHA_PASSWORD: 's3cret',
    },
  ],
  [
    'a password with a line break',
    url('https://jira.example.com/rest'),
    'has a line break',
    { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 's3cret\nmore' },
  ],
  [
    'a client certificate without its key',
    [...url('https://jira.example.com/rest'), '--cert', file('cert.pem', '-----BEGIN CERTIFICATE-----')],
    '--cert is given, but --key is not',
  ],
  [
    'a client certificate that is none',
    [
      ...url('https://jira.example.com/rest'),
      ...['--cert', file('cert.pem', '-----BEGIN CERTIFICATE-----')],
      ...['--key', file('key.pem', '-----BEGIN PRIVATE KEY-----')],
    ],
    'check that they belong together',
  ],
  [
    'the address of a page of Jira',
    url('https://jira.example.com/jira/secure/Dashboard.jspa'),
    'did you mean https://jira.example.com/jira/rest?',
  ],
  [
    'the address of the resource itself',
    url('https://jira.example.com/rest/auth/1/session'),
    'did you mean https://jira.example.com/rest?',
  ],
  ['an unknown flavour', ['verify', '--flavour', 'server6'], 'server7'],
  ['a flavour by its version', ['verify', '--flavour', 'jira10'], 'did you mean datacenter10?'],
  ['another one by its version', ['verify', '--flavor=datacenter11'], 'did you mean jira11?'],
  ['a flavour in another spelling', ['mock', '--flavor', 'datacentre'], 'did you mean datacenter?'],
  [
    'a flavour for a live Jira',
    [...url('https://jira.example.com/rest'), '--flavour', 'cloud'],
    '--flavour chooses a mocked Jira, but a real Jira is set',
  ],
  ['a filter that matches nothing', ['verify', '--filter', 'log-on'], "No interaction has 'log-on'"],
  [
    'the same, to be verified again and again',
    ['verify', '--watch', '--filter', 'log-on'],
    "No interaction has 'log-on'",
  ],
  ['new breaks without an earlier report', ['verify', '--fail-on', 'new'], 'add --baseline FILE'],
  ['a part of one Jira', ['verify', '--shard', '1/2'], 'works only with --targets: add --targets FILE'],
  ['a time-out that is no number', ['verify', '--timeout', 'soon'], 'whole number'],
  ['a user name without a password', ['verify'], 'JIRA_PASSWORD is not', { JIRA_USERNAME: 'bob' }],
  ['a password without a user name', ['verify'], 'JIRA_USERNAME is not', { JIRA_PASSWORD: 's3cret' }],
  ['an unknown flavour of the mock', ['mock', '--flavour', 'server6'], 'server7'],
  ['an account without a password', ['mock', '--port', '0', '--account', 'bob'], 'user:password'],
  [
    'a context path without a slash',
    ['mock', '--port', '0', '--context-path', 'jira'],
    'give a path such as /jira',
  ],
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
