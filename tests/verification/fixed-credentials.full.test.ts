import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { runCli } from '../support/run-cli.ts';

const bob = { username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' };
const settings = { JIRA_USERNAME: bob.username, JIRA_PASSWORD: bob.password };
const folder = mkdtempSync(join(tmpdir(), 'jira-session-fixed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base64 = (text: string) => Buffer.from(text).toString('base64');
const basicOf = (pair: string) => ({ Authorization: `Basic ${base64(pair)}` });

/** What became of one interaction with a request, and what the Jira got of it. */
async function replayed(request: object, state: string, status = 200, specification = '4.0') {
  const sent: string[] = [];
  await using jira = await startMockedJira({
    accounts: [bob],
    onRequest: (method, path) => sent.push(`${method} ${path}`),
  });
  const states = specification === '2.0.0' ? { providerState: state } : { providerStates: [{ name: state }] };
  const interaction = {
    ...{ type: 'Synchronous/HTTP', description: 'a request', ...states },
    request: { method: 'GET', path: '/auth/1/session', ...request },
    response: { status },
  };
  const file = join(folder, 'pact.json');
  const pact = {
    ...{ consumer: { name: 'c' }, provider: { name: 'jira-session-api' }, interactions: [interaction] },
    metadata: { pactSpecification: { version: specification } },
  };
  writeFileSync(file, JSON.stringify(pact));
  // When a token ends is asked with the token, and not with what stands in a pact.
  const args = ['verify', '--pact', file, '--base-url', jira.baseUrl, '--json', '-', '--warn-expiry', '0'];
  const { exitCode, stdout } = await runCli(args, {
    ...settings,
    JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token',
  });
  const { status: became, code } = (JSON.parse(stdout) as Report).targets[0]?.pacts[0]?.interactions[0] ?? {};
  return { exitCode, became, code, sent, loginInfo: jira.loginInfo('bob'), openSessions: jira.openSessions };
}

const bytes = (content: Buffer | string, contentType = 'application/json') => ({
  method: 'POST',
  headers: { 'Content-Type': [contentType] },
  body: { contentType, encoded: 'base64', content: Buffer.from(content).toString('base64') },
});
const guess = '{"username":"bob","password":"guessed"}';
const form = 'application/x-www-form-urlencoded';
/** A form in an object, in a character set that has two bytes for each character. */
const inUtf16 = `{"a":"&${'os_username=bob&os_password=guessed'.replaceAll(/[a-z_]/g, '%00$&')}&"}`;

describe('a password that stands in a pact itself', () => {
  it.each([
    ['in the body', bytes(guess)],
    ['in the body, for another spelling', bytes('{"username":" BOB@example.com ","password":"guessed"}')],
    ['in the body, for a user whom we do not know', bytes('{"username":"admin","password":"guessed"}')],
    ['in the body, although it is the right one', bytes(guess.replace('guessed', bob.password))],
    ['as Basic credentials', { headers: basicOf('bob:guessed') }],
    ['as Basic credentials, for a user with a domain', { headers: basicOf('ACME\\Bob:guessed') }],
    ['in the query', { query: { os_username: ['bob'], os_password: ['guessed'] } }],
    ['behind a second ?', { query: { a: ['b?os_username=bob&os_password=guessed'] } }],
    [
      'in a header that we do not know',
      { headers: { 'X-Credentials': basicOf('bob:guessed').Authorization } },
    ],
    [
      'behind the end of the base64 of nobody',
      { headers: { Authorization: `Basic Og==${base64('bob:guessed')}` } },
    ],
    ['behind a second Basic', { headers: { Authorization: `Basic Og== Basic ${base64('bob:guessed')}` } }],
    ['in the body, beside credentials of nobody', { ...bytes(guess), headers: basicOf('no-such-user:x') }],
  ])('%s is never sent where nobody logs in', async (_name, request) => {
    const { exitCode, became, code, sent, loginInfo } = await replayed(request, 'nobody is logged in', 401);
    expect({ exitCode, became, code }).toEqual({
      exitCode: 2,
      became: 'unverifiable',
      code: 'literal-password',
    });
    expect(sent).toEqual(['GET /rest/api/2/serverInfo']);
    expect(loginInfo).toEqual({});
  });

  it.each([
    ['with a byte order mark', bytes(`\uFEFF${guess}`)],
    ['in UTF-16', bytes(Buffer.from(guess, 'utf16le'))],
    ['in UTF-32', bytes(Buffer.from([...guess].flatMap((one) => [0, 0, 0, one.charCodeAt(0)])))],
    ['with a text behind the JSON', bytes(`${guess} x`)],
    ['with a raw tab in it', bytes('{"username":"bob","password":"\t"}')],
    ['with a key twice', bytes('{"username":"bob","password":"x","username":"no-such-user"}')],
    ['as a form', bytes('os_username=bob&os_password=guessed', form)],
    ['that is another in the character set of its header', bytes(inUtf16, `${form}; Charset="UTF-16BE"`)],
    ['that a server may decompress', { ...bytes('{}'), headers: { 'Content-Encoding': 'deflate' } }],
    ['in bytes that are no UTF-8', bytes(Buffer.from([0x7b, 0xff, 0x7d]))],
  ])('nor a body %s, in which Jira may find one', async (_name, request) => {
    const { exitCode, code, sent } = await replayed(request, 'nobody is logged in', 401);
    expect({ exitCode, code }).toEqual({ exitCode: 2, code: 'ambiguous-body' });
    expect(sent).toEqual(['GET /rest/api/2/serverInfo']);
  });

  it.each([
    ['where a name has a list', bytes('{"username":["bob"],"password":["guessed"]}')],
    ['where a name has an object', bytes('{"username":{"name":"bob"},"password":"guessed"}')],
    ['in an object within', bytes(`{"credentials":${guess}}`)],
    ['under names in capitals', bytes(guess.toUpperCase())],
    ['in a header for a proxy', { headers: { 'X-Authorization': `Basic ${base64('bob:guessed')}` } }],
  ])('nor a guess %s, where the user may log in', async (_name, request) => {
    const { exitCode, code, sent } = await replayed(request, 'the user can log in', 401);
    expect({ exitCode, code }).toEqual({ exitCode: 2, code: 'literal-password' });
    expect(sent).toEqual(['GET /rest/api/2/serverInfo']);
  });

  it('is the business of the file, in a version 2 too, which cannot take it from a state', async () => {
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.parse(guess),
    };
    const { exitCode, code, loginInfo } = await replayed(request, 'the user can log in', 200, '2.0.0');
    expect({ exitCode, code }).toEqual({ exitCode: 2, code: 'literal-password' });
    expect(loginInfo).toEqual({});
  });
});

describe('a session or a token that stands in a pact itself', () => {
  const cookie = { headers: { Cookie: 'JSESSIONID=6E3487971234567896704A9EB4AE501F' } };
  const token = { headers: { Authorization: 'Bearer somebodys-token' } };

  it.each([
    ['a session where the state has one', cookie, 'the user has a session', 200],
    ['a session beside the credentials of the state', cookie, 'the user can log in', 200],
    ['a session that is to be taken where nobody is logged in', cookie, 'nobody is logged in', 200],
    ['a token where the state has one', token, 'the user has a personal access token', 200],
    ['a token that is to be taken where nobody is logged in', token, 'nobody is logged in', 200],
    [
      'the Basic credentials of an example',
      { headers: basicOf('alice:x') },
      'the user may use Basic credentials',
      200,
    ],
  ])('is not sent: %s', async (_name, request, state, status) => {
    for (const specification of ['2.0.0', '3.0.0']) {
      const { exitCode, became, code, openSessions } = await replayed(request, state, status, specification);
      expect({ exitCode, became, code }).toEqual({
        ...{ exitCode: 2, became: 'unverifiable', code: 'literal-password' },
      });
      expect(openSessions).toBe(0);
    }
  });

  it.each([
    ['a session', cookie],
    ['a token', token],
    ['Basic credentials of nobody', { headers: basicOf('no-such-user:x') }],
  ])('is sent where it is to be refused, as %s that nobody has', async (_name, request) => {
    const { exitCode, became } = await replayed(request, 'nobody is logged in', 401);
    expect({ exitCode, became }).toEqual({ exitCode: 0, became: 'verified' });
  });

  it("is not sent even then, if it is one of the settings'", async () => {
    const { code } = await replayed(
      { headers: { Authorization: 'Bearer canary-token' } },
      'nobody is logged in',
      401,
    );
    expect(code).toBe('literal-password');
  });
});
