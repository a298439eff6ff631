import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { JiraSessionClient } from '../../src/client/session-client.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { makeCertificates } from '../support/certificates.ts';
import { startHttp, startHttps } from '../support/faulty-server.ts';
import { nobody } from '../support/free-port.ts';

type Served = { status: number; headers?: Record<string, string>; body?: string };

const answers: readonly [string, Served, object][] = [
  [
    'a page',
    { status: 200, body: '<html>canary-secret</html>' },
    { name: 'UnexpectedResponseError', status: 200 },
  ],
  ['broken JSON', { status: 200, body: '{"name":' }, { name: 'UnexpectedResponseError' }],
  ['JSON without a user', { status: 200, body: '{"name":1}' }, { name: 'UnexpectedResponseError' }],
  ['null', { status: 200, body: 'null' }, { name: 'UnexpectedResponseError' }],
  [
    'a redirect',
    { status: 302, headers: { location: '/login?canary-secret' } },
    { name: 'UnexpectedResponseError', status: 302 },
  ],
  ['404', { status: 404 }, { name: 'ResourceGoneError', status: 404 }],
  ['410', { status: 410 }, { name: 'ResourceGoneError', status: 410 }],
  [
    '429',
    { status: 429, headers: { 'retry-after': '7' } },
    { name: 'RateLimitedError', retryAfterSeconds: 7 },
  ],
  ['401', { status: 401, body: '<html>' }, { name: 'NotAuthenticatedError' }],
  [
    'Basic switched off',
    { status: 403, body: '{"message":"Basic Authentication has been disabled on this instance."}' },
    { name: 'BasicAuthenticationDisabledError' },
  ],
  [
    'another 403',
    { status: 403, body: '{"errorMessages":["no"]}' },
    { name: 'UnexpectedResponseError', status: 403 },
  ],
  ['500', { status: 500, body: 'canary-secret' }, { name: 'UnexpectedResponseError', status: 500 }],
];

describe('the session client', () => {
  it.each(answers)('turns %s into a named error without a secret', async (_name, served, expected) => {
    await using jira = await startHttp((_request, response) =>
      response.writeHead(served.status, served.headers).end(served.body),
    );
    const authentication = { kind: 'basic', username: 'bob', password: 'canary-secret' } as const;
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl, authentication });
    const error = await client.currentUser().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(expected);
    const everything = inspect(error, { depth: 20, showHidden: true });
    expect(everything).not.toContain('canary-secret');
    expect(everything).not.toContain(Buffer.from('bob:canary-secret').toString('base64'));
  });

  it('keeps the password out of an error that Jira echoes it into', async () => {
    await using jira = await startHttp((_request, response) =>
      response.writeHead(401).end('{"errorMessages":["canary-secret is wrong"]}'),
    );
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
    const error = await client.logIn('bob', 'canary-secret').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'LogInFailedError', errorMessages: ['[redacted] is wrong'] });
    expect((error as Error).message).toMatch(
      /^POST \/auth\/1\/session: Jira refused the log-in \(\[redacted\] is/,
    );
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary-secret');
  });

  it('gives up on an answer that never ends', async () => {
    await using jira = await startHttp((_request, response) => response.writeHead(200).write('{'));
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl, timeoutMs: 200 });
    await expect(client.logIn('bob', 'canary-secret')).rejects.toMatchObject({
      name: 'NoResponseError',
      code: 'ETIMEDOUT',
      message:
        'POST /auth/1/session: no answer (ETIMEDOUT). Check that Jira is running, and that the base URL is right.',
    });
  });

  /** A Jira that knows alice, and tells what it was sent. */
  const startNoting = async (headers: Record<string, string> = {}) => {
    const requests: string[] = [];
    const jira = await startHttp((request, response) => {
      requests.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`);
      response.writeHead(200, headers).end('{"name":"alice","self":"http://jira/user"}');
    });
    return { ...jira, requests };
  };

  it.each(['', '/', '///'])('asks at the resource when the base URL ends in "%s"', async (slashes) => {
    await using jira = await startNoting();
    await new JiraSessionClient({ baseUrl: jira.baseUrl + slashes }).currentUser();
    expect(jira.requests).toEqual(['GET /rest/auth/1/session ']);
  });

  it('sends on every cookie of a header that it was given', async () => {
    await using jira = await startNoting();
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
    await client.useCookies('a=1;b=2;  c=3');
    await client.currentUser();
    expect(jira.requests).toEqual(['GET /rest/auth/1/session a=1; b=2; c=3']);
  });

  it('keeps no cookie where none came, and none of another host', async () => {
    for (const headers of [{}, { 'Set-Cookie': 'JSESSIONID=1; Domain=example.org' }]) {
      await using jira = await startNoting(headers as Record<string, string>);
      const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
      await client.currentUser();
      await client.currentUser();
      expect(jira.requests[1]).toBe('GET /rest/auth/1/session ');
    }
  });

  it("does not take loopback's requests to a proxy", async () => {
    await using jira = await startNoting();
    const before = process.env.HTTP_PROXY;
    process.env.HTTP_PROXY = 'http://127.0.0.1:1';
    try {
      const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
      expect(await client.currentUser()).toMatchObject({ name: 'alice' });
    } finally {
      if (before === undefined) delete process.env.HTTP_PROXY;
      else process.env.HTTP_PROXY = before;
    }
  });

  it('trusts what Node trusts, over https', async () => {
    const { ca, key, cert } = await makeCertificates();
    await using server = await startHttps({ key, cert }, (_request, response) =>
      response.end('{"name":"alice","self":"https://jira/user"}'),
    );
    const baseUrl = `https://localhost:${server.port}/rest`;
    const trusted = getCACertificates('default');
    try {
      await expect(new JiraSessionClient({ baseUrl }).currentUser()).rejects.toMatchObject({
        name: 'NoResponseError',
        message: expect.stringMatching(/^GET .*: no answer \([A-Z_]+\)\./),
      });
      setDefaultCACertificates([ca]);
      expect(await new JiraSessionClient({ baseUrl }).currentUser()).toMatchObject({ name: 'alice' });
    } finally {
      setDefaultCACertificates(trusted);
    }
  });

  it('says that nobody answers', async () => {
    const { baseUrl } = await nobody();
    const error = await new JiraSessionClient({ baseUrl })
      .logIn('bob', 'canary-secret')
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'NoResponseError', code: 'ECONNREFUSED' });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary-secret');
  });

  it('saves a session that another client takes up', async () => {
    await using jira = await startMockedJira({ contextPath: '/jira' });
    const first = new JiraSessionClient({ baseUrl: jira.baseUrl });
    await first.logIn('alice', 'mocked-password-of-alice');
    const second = new JiraSessionClient({ baseUrl: jira.baseUrl });
    second.restoreSession(first.saveSession());
    expect(await second.currentUser()).toMatchObject({ name: 'alice' });
    await second.logOut();
    await expect(first.currentUser()).rejects.toMatchObject({ name: 'NotAuthenticatedError' });
  });
});
