import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../src/errors.ts';
import type { TargetToVerify } from '../../src/verification/verify-options.ts';
import { startHttp } from '../support/faulty-server.ts';
import { verify } from '../support/kept-pact.ts';
import { runCli } from '../support/run-cli.ts';

/** A Jira that says what it calls itself and answers every log-in with a status; it can be reached under two names. */
async function startJira({ siteUrl = 'https://jira.example.com/', status = 401, type = 'application/json' }) {
  const logIns: string[] = [];
  const hosts: string[] = [];
  const server = await startHttp(async (request, response) => {
    const body = await text(request);
    const { authorization = '' } = request.headers;
    if (request.url?.endsWith('/serverInfo')) {
      response.end(JSON.stringify({ version: '9.12.15', ...(siteUrl && { baseUrl: siteUrl }) }));
      return;
    }
    hosts.push(request.headers.host ?? '');
    const named = body + Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
    const [user] = /bob|dave/.exec(named) ?? [];
    if (user) logIns.push(`${request.method} ${user}`);
    const isSent = user !== undefined;
    response
      .writeHead(isSent ? status : 401, {
        'Content-Type': isSent ? type : 'application/json',
        Location: '/x',
      })
      .end(isSent && type === 'text/html' ? '<html></html>' : '{"errorMessages":["Login failed"]}');
  });
  const names = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${server.port}/rest`);
  return { logIns, hosts, names, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const bob = { username: 'bob', password: 'not-the-password' };
const targetsAt = (names: readonly string[], ...credentials: TargetCredentials[]): TargetToVerify[] =>
  names.map((baseUrl, index) => ({
    kind: 'live',
    baseUrl,
    credentials: credentials[index] ?? { user: bob },
  }));
type TargetCredentials = Extract<TargetToVerify, { kind: 'live' }>['credentials'];

describe('one Jira under two names', () => {
  it('is sent a password that it refuses once', async () => {
    await using jira = await startJira({});
    const spelled = { user: { ...bob, username: 'ACME\\BOB' } };
    await verify({ targets: targetsAt(jira.names, { user: bob }, spelled), environment: {} });
    expect(jira.logIns).toEqual(['POST bob']);
    // One after the other, so that the second knows what became of the first.
    const changes = jira.hosts.filter((host, index) => index > 0 && host !== jira.hosts[index - 1]);
    expect(changes).toHaveLength(1);
  });

  it('is two Jiras where each calls itself otherwise', async () => {
    await using one = await startJira({ siteUrl: 'https://one.example.com' });
    await using two = await startJira({ siteUrl: 'https://two.example.com' });
    const targets = targetsAt([one.names[0] ?? '', two.names[1] ?? '']);
    await verify({ targets, environment: {} });
    expect([one.logIns, two.logIns]).toEqual([['POST bob'], ['POST bob']]);
  });
});

describe('a password that Jira did not accept', () => {
  it.each([400, 403, 404, 405, 410, 500, 302])('is not sent again in that run after %i', async (status) => {
    await using jira = await startJira({ status });
    const args = ['verify', '--base-url', jira.names[0] ?? '', '--json', '-'];
    const { stdout } = await runCli(args, { JIRA_USERNAME: bob.username, JIRA_PASSWORD: bob.password });
    expect(jira.logIns).toEqual(['POST bob']);
    expect(stdout).toContain('account-refused-before');
  });

  it('is not sent again after a page either, nor by another target', async () => {
    await using jira = await startJira({ status: 200, type: 'text/html' });
    await verify({ targets: targetsAt(jira.names), environment: {} });
    expect(jira.logIns).toEqual(['POST bob']);
  });
});

describe('the CAPTCHA account', () => {
  const dave = { username: 'dave', password: 'of-dave' };
  const captcha = { captchaUser: { username: ' DAVE@example.com', password: 'of-dave' } };

  it.each([
    [
      'of the same target',
      (names: readonly string[]) => targetsAt(names.slice(0, 1), { user: dave, ...captcha }),
    ],
    ['of another name of the Jira', (names: readonly string[]) => targetsAt(names, { user: dave }, captcha)],
  ])('may not be the user %s, also in the library', async (_name, targetsOf) => {
    await using jira = await startJira({});
    const verifying = verify({ targets: targetsOf(jira.names), environment: {} });
    await expect(verifying).rejects.toThrow(InputError);
    await expect(verifying).rejects.toThrow('and wrong passwords would lock it: use another account.');
    expect(jira.logIns).toEqual([]);
  });

  it('may not be one whose Jira may be the same', async () => {
    await using jira = await startJira({ siteUrl: '' });
    const targets = targetsAt(jira.names, { user: dave }, captcha);
    await expect(verify({ targets, environment: {} })).rejects.toThrow('which may be the same Jira');
    expect(jira.logIns).toEqual([]);
  });

  it('may have the name of a user of another Jira', async () => {
    await using one = await startJira({ siteUrl: 'https://one.example.com' });
    await using two = await startJira({ siteUrl: 'https://two.example.com' });
    const targets = targetsAt([one.names[0] ?? '', two.names[1] ?? ''], { user: dave }, captcha);
    await verify({ targets, environment: {} });
    expect(one.logIns).toEqual(['POST dave']);
    expect(two.logIns.length).toBeGreaterThan(1);
  });
});

describe('plain http to another machine', () => {
  const target = { kind: 'live', baseUrl: 'http://0.0.0.0:1/rest', credentials: { user: bob } } as const;

  it('gets no password from the library, unless that is allowed', async () => {
    await expect(verify({ target, environment: {} })).rejects.toThrow(
      'use https, or allowHttp: true if there is no other way',
    );
    const report = await verify({ target: { ...target, allowHttp: true }, environment: {} });
    expect(report.exitCode).toBe(2);
  });
});
