import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { JiraSessionClient } from '../../contracts/client/session-client.ts';
import { startMockedJira } from '../../contracts/provider/mocked-jira/server.ts';

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Served = { status: number; headers?: Record<string, string>; body?: string };

const answers: readonly [string, Served, object][] = [
  [
    'a page',
    { status: 200, body: '<html>canary-secret</html>' },
    { name: 'UnexpectedAnswerError', status: 200 },
  ],
  ['broken JSON', { status: 200, body: '{"name":' }, { name: 'UnexpectedAnswerError' }],
  ['JSON without a user', { status: 200, body: '{"name":1}' }, { name: 'UnexpectedAnswerError' }],
  ['null', { status: 200, body: 'null' }, { name: 'UnexpectedAnswerError' }],
  [
    'a redirect',
    { status: 302, headers: { location: '/login?canary-secret' } },
    { name: 'UnexpectedAnswerError', status: 302 },
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
    { name: 'UnexpectedAnswerError', status: 403 },
  ],
  ['500', { status: 500, body: 'canary-secret' }, { name: 'UnexpectedAnswerError', status: 500 }],
];

describe('the session client', () => {
  it.each(answers)('turns %s into a named error without a secret', async (_name, served, expected) => {
    await using jira = await serve((_request, response) =>
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
    await using jira = await serve((_request, response) =>
      response.writeHead(401).end('{"errorMessages":["canary-secret is wrong"]}'),
    );
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
    const error = await client.logIn('bob', 'canary-secret').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'LogInFailedError', errorMessages: ['[redacted] is wrong'] });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary-secret');
  });

  it('gives up on an answer that never ends', async () => {
    await using jira = await serve((_request, response) => response.writeHead(200).write('{'));
    const client = new JiraSessionClient({ baseUrl: jira.baseUrl, timeoutMs: 200 });
    await expect(client.logIn('bob', 'canary-secret')).rejects.toMatchObject({ name: 'NoAnswerError' });
  });

  it('says that nobody answers', async () => {
    const { baseUrl, ...closed } = await serve(() => {});
    await closed[Symbol.asyncDispose]();
    const error = await new JiraSessionClient({ baseUrl })
      .logIn('bob', 'canary-secret')
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'NoAnswerError', code: 'ECONNREFUSED' });
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
