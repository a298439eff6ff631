import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const accounts = [
  { username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' },
  { username: 'dave', password: 'canary-of-dave' },
];
const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const wrong = { ...settings, JIRA_PASSWORD: 'not-the-password' };
const captcha = { JIRA_CAPTCHA_USERNAME: 'dave', JIRA_CAPTCHA_PASSWORD: 'canary-of-dave' };

const folder = mkdtempSync(join(tmpdir(), 'jira-session-accounts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('an account that Jira refused', () => {
  it('is not tried again in that run, however many pacts follow', async () => {
    await using jira = await startMockedJira({ accounts });
    const pacts = Array(4)
      .fill(['--pact', join(process.cwd(), PACT_FILE)])
      .flat();
    const { exitCode, stdout } = await runCli(['verify', ...pacts, '--base-url', jira.baseUrl], wrong);
    expect(jira.loginInfo('bob').failedLoginCount).toBe(1);
    expect(stdout).toContain('Jira refused the credentials');
    expect(stdout).not.toContain('asks for a CAPTCHA');
    expect(exitCode).toBe(2);
  });

  it('is told once in each pact, and the verdict has the cause and the next step', async () => {
    await using jira = await startMockedJira({ accounts });
    const { stdout } = await runCli(['verify', '--base-url', jira.baseUrl], wrong);
    expect(stdout.match(/Jira refused the credentials/g)).toHaveLength(2);
    // The doctor would send the same password once more.
    expect(stdout.trim().split('\n').at(-1)).toMatch(
      /^It is unknown whether the contract holds on .*: Jira refused the credentials\. Check the user name/,
    );
  });

  it('is broken, and not refused, where the same password was accepted before', async () => {
    await using jira = await startMockedJira({ accounts });
    let refused = 0;
    await using front = await startHttp(async (incoming, outgoing) => {
      if (
        incoming.headers.authorization?.startsWith('Basic') &&
        incoming.headers.authorization.includes('Ym9i')
      ) {
        refused += 1;
        outgoing.writeHead(401).end();
        return;
      }
      const body: Buffer[] = [];
      for await (const chunk of incoming) body.push(chunk);
      const answer = await fetch(new URL(incoming.url ?? '/', jira.baseUrl), {
        method: incoming.method ?? 'GET',
        headers: {
          'Content-Type': 'application/json',
          cookie: incoming.headers.cookie ?? '',
          authorization: incoming.headers.authorization ?? '',
        },
        ...(body.length > 0 && { body: Buffer.concat(body) }),
      });
      outgoing
        .writeHead(answer.status, {
          'Content-Type': answer.headers.get('content-type') ?? 'text/plain',
          'Set-Cookie': answer.headers.getSetCookie(),
        })
        .end(await answer.text());
    });
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', `http://127.0.0.1:${front.port}/rest`],
      settings,
    );
    expect(stdout).toContain(
      'Jira accepted this password earlier in this run, but refuses it for this request (401)',
    );
    expect(refused).toBe(1);
    expect(exitCode).toBe(1);
  });
});

describe('a token that Jira refused', () => {
  const apiToken = {
    username: 'bob',
    password: 'canary-password',
    email: 'bob@example.com',
    apiToken: 'canary',
  };

  it.each([
    [
      'a personal access token',
      'datacenter',
      'jira-token-client',
      { JIRA_PERSONAL_ACCESS_TOKEN: 'an-expired-token' },
      ': Jira refused the token. It may have expired, or been revoked. Create a new one in your profile.',
    ],
    [
      'an API token',
      'cloud',
      'jira-cloud-client',
      { JIRA_EMAIL: apiToken.email, JIRA_API_TOKEN: 'an-expired-token' },
      // Documented: at the site, a token with scopes is refused too.
      ': set the base URL to https://api.atlassian.com/ex/jira/CLOUD_ID/rest.',
    ],
  ] as const)('is told as one, and not as a password: %s', async (_name, flavour, client, token, told) => {
    await using jira = await startMockedJira({ flavour, accounts: [apiToken] });
    const args = ['verify', '--base-url', jira.baseUrl, '--client', client];
    const { exitCode, stdout } = await runCli(args, token);
    expect(stdout).toContain(told);
    expect(stdout).not.toContain('password before you try again');
    expect(exitCode).toBe(2);
  });
});

describe('a CAPTCHA that is switched off', () => {
  it('is not verified there, and breaks nothing', async () => {
    await using jira = await startHttp(async (incoming, outgoing) => {
      const body: Buffer[] = [];
      for await (const chunk of incoming) body.push(chunk);
      if (incoming.url?.endsWith('/serverInfo')) {
        outgoing.end('{"version":"9.12.15"}');
        return;
      }
      outgoing
        .writeHead(401, { 'Content-Type': 'application/json' })
        .end('{"errorMessages":["Login failed"],"errors":{}}');
    });
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', `http://127.0.0.1:${jira.port}/rest`, '--filter', 'a log-in'],
      captcha,
    );
    expect(stdout).toContain('Not verified: Jira did not ask for a CAPTCHA after wrong passwords');
    expect(stdout).toContain(' 0 failed, ');
    expect(exitCode).toBe(0);
  });
});

describe('.env', () => {
  it('whose password is cut at a # is refused before anything is sent', async () => {
    const requests: string[] = [];
    await using jira = await startMockedJira({
      accounts,
      onRequest: (method, path) => requests.push(method + path),
    });
    writeFileSync(
      join(folder, '.env'),
      `JIRA_BASE_URL=${jira.baseUrl}\nJIRA_USERNAME=bob\nJIRA_PASSWORD=sec#ret\n`,
    );
    const { exitCode, stderr } = await runCli(['verify'], {}, folder);
    expect(stderr).toBe(
      "error: In .env, the value of JIRA_PASSWORD ends at the '#', because '#' begins a comment: put the value into single quotes.\n",
    );
    expect(requests).toEqual([]);
    expect(exitCode).toBe(2);
    expect(readFileSync('.env.example', 'utf8')).toContain('single quotes');
  });

  it.each([
    ['JIRA_USER', 'JIRA_USERNAME'],
    ['JIRA_LOGIN', 'JIRA_USERNAME'],
    ['JIRA_PASS', 'JIRA_PASSWORD'],
    ['JIRA_TOKEN', 'JIRA_PERSONAL_ACCESS_TOKEN or JIRA_API_TOKEN'],
    ['JIRA_PAT', 'JIRA_PERSONAL_ACCESS_TOKEN'],
    ['JIRA_OAUTH_CLIENT_SECRET', 'JIRA_CLIENT_SECRET'],
    ['JIRA_ACCESS_TOKEN', 'JIRA_PERSONAL_ACCESS_TOKEN or JIRA_API_TOKEN'],
    ['JIRA_URL', 'JIRA_BASE_URL'],
    ['JIRA_HOST', 'JIRA_BASE_URL'],
    ['JIRA_COOKIE', 'JIRA_SESSION_COOKIE'],
  ])('with %s is refused, since %s must be meant', async (name, meant) => {
    writeFileSync(join(folder, '.env'), `${name}=canary\n`);
    const { exitCode, stderr } = await runCli(['verify'], {}, folder);
    expect(stderr).toBe(`error: ${name} in .env is not a setting: did you mean ${meant}?\n`);
    expect(exitCode).toBe(2);
  });

  it('may have a name that a targets file uses, and the real environment one of another tool', async () => {
    await using jira = await startMockedJira({ accounts });
    writeFileSync(join(folder, '.env'), 'JIRA_USER=bob\nJIRA_PASS=canary-password\n');
    const named = 'username: JIRA_USER, password: JIRA_PASS';
    writeFileSync(
      join(folder, 'jiras.yaml'),
      `targets: [{ name: one, baseUrl: '${jira.baseUrl}', ${named} }]\n`,
    );
    const many = await runCli(['verify', '--targets', 'jiras.yaml', '--filter', 'right'], {}, folder);
    expect(many.stdout).toContain('The contract holds');
    writeFileSync(join(folder, '.env'), '');
    const args = ['verify', '--base-url', jira.baseUrl, '--filter', 'right'];
    const one = await runCli(args, { ...settings, JIRA_URL: 'x', JIRA_TOKEN: 'x' }, folder);
    expect(one.exitCode).toBe(0);
  });
});

describe('a user name or a password with letters beyond ASCII', () => {
  const muller = { username: 'müller', password: 'pässwörd-123' };
  const ofMuller = { JIRA_USERNAME: muller.username, JIRA_PASSWORD: muller.password };

  /** A Jira that reads Basic credentials as ISO-8859-1, and the body of a log-in as UTF-8. */
  const inLatin1: JiraChange = (request, ask) => {
    const [, pair = ''] = /^Basic (.*)$/.exec(String(request.headers.authorization ?? '')) ?? [];
    const read = Buffer.from(Buffer.from(pair, 'base64').toString('latin1')).toString('base64');
    return ask(
      pair ? { ...request, headers: { ...request.headers, authorization: `Basic ${read}` } } : request,
    );
  };

  it('is the cause where Basic credentials are refused that the log-in accepts', async () => {
    await using jira = await startMockedJira({ accounts: [muller] });
    await using front = await startFront(jira, inLatin1);
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', front.baseUrl, '--json', '-'],
      ofMuller,
    );
    expect(stdout).toContain('"code": "basic-beyond-ascii"');
    expect(stdout).not.toContain('"code": "refused-after-log-in"');
    expect(exitCode).toBe(1);
    const doctor = await runCli(['doctor', '--base-url', front.baseUrl], ofMuller);
    expect(doctor.stdout).toContain(
      'Basic credentials: not tried with your own, which have letters beyond ASCII',
    );
  });
});
