import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, NAMED, node, record } from '../support/recorded-clients.ts';

/** What is said of a client that cannot be recorded. */
async function refusalOf(command: readonly string[], cwd = folder()): Promise<string> {
  const { exitCode, stdout, stderr } = await record(NAMED, command, {}, cwd);
  expect(exitCode).toBe(2);
  expect(stdout).toBe('');
  expect(stderr.trimEnd()).not.toContain('\n');
  return stderr;
}

const curl = (path: string, header = '') => [
  'sh',
  '-c',
  `curl -sSf ${header} "$JIRA_BASE_URL${path}" >/dev/null`,
];

describe('a client that needs no recording', () => {
  const bearer = '-H "Authorization: Bearer $JIRA_PERSONAL_ACCESS_TOKEN"';
  it.each([
    ['a token', curl('/api/2/myself', bearer)],
    ['an API token of Cloud', curl('/api/3/myself', '-u "$JIRA_USERNAME:$JIRA_PERSONAL_ACCESS_TOKEN"')],
  ])('because it uses %s is told the contract that is there', async (_, command) => {
    const said = await refusalOf(command);
    expect(said).toContain('so it needs no recording');
    expect(said).toContain(
      'npm run verify -- --client jira-token-client (Jira Cloud: --client jira-cloud-client; a service account of Jira 11: --client jira-service-account-client)',
    );
  });

  it('is not one whose token is wrong', async () => {
    const wrong = await refusalOf(curl('/api/2/myself', '-H "Authorization: Bearer wrong"'));
    expect(wrong).toContain('The client fails');
  });
});

describe('a client that asks for what the mocked Jira does not have', () => {
  it.each([
    [
      'and fails',
      curl('/api/2/issue/X-1', '-u "$JIRA_USERNAME:$JIRA_PASSWORD"'),
      'no answer to 1 request of the client: GET /api/2/issue/X-1.',
      "--allow-missing 'GET /api/2/issue/X-1'",
    ],
    ['as nobody', curl('/api/2/issue/X-1'), 'It asked GET /api/2/issue/X-1 as nobody, without credentials.'],
    [
      'at an address with /rest twice',
      curl('/rest/auth/1/session'),
      '/rest at its end',
      '$JIRA_BASE_URL/auth/1/session',
    ],
  ])('%s is told so', async (_, command, ...says) => {
    const said = await refusalOf(command);
    for (const text of says) expect(said).toContain(text);
  });

  it('is not told so where that is not the cause', async () => {
    expect(await refusalOf(curl('/auth/1/session'))).not.toMatch(/has no answer|as nobody/);
  });
});

describe('a client that sends no request', () => {
  it.each([
    [
      'and fails',
      'process.exit(3)',
      'no request to the mocked Jira of its run: exit code 3. It wrote nothing to stderr.',
    ],
    ['and does not fail', '', 'of its run: exit code 0. It wrote nothing'],
  ])('%s is told what it is given', async (_, script, says) => {
    const said = await refusalOf(node(script));
    expect(said).toContain(says);
    expect(said).toContain(
      'It is given JIRA_BASE_URL, JIRA_SITE_URL, JIRA_USERNAME, JIRA_PASSWORD and JIRA_PERSONAL_ACCESS_TOKEN',
    );
    expect(said).toContain("in single quotes: sh -c 'APP_URL=$JIRA_BASE_URL");
  });
});

describe('a command that is a file of the current folder', () => {
  it.each([
    ['login.sh', 0o755, 'login.sh', 'cannot run by itself', 'as in -- sh login.sh --now'],
    ['login.py', 0o644, './login.py', 'the file is not executable', 'as in -- python3 ./login.py --now'],
    ['login.mjs', 0o644, 'login.mjs', 'cannot run by itself', 'as in -- node login.mjs --now'],
    ['login', 0o644, './login', 'the file is not executable', 'as in -- sh ./login --now'],
    ['login.rb', 0o755, './login.rb', 'cannot run by itself', 'as in -- ruby ./login.rb'],
  ])('%s with mode %i, as %s, is told how to write it', async (file, mode, command, ...says) => {
    const cwd = folder();
    writeFileSync(join(cwd, file), '#!/no/such/program\n');
    chmodSync(join(cwd, file), mode);
    const said = await refusalOf([command, '--now'], cwd);
    for (const text of says) expect(said).toContain(text);
  });
});
