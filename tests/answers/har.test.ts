import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readAnswers } from '../../src/answers/har.ts';
import { basic } from '../../src/authorization.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { fc } from '../support/properties.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'jira-session-answers-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const SITE = 'https://jira.acme.example/jira';

interface Given {
  readonly method?: string;
  readonly url?: string;
  readonly path?: string;
  readonly request?: object;
  readonly response?: object;
  readonly status?: number;
  readonly content?: object;
  readonly body?: unknown;
}

/** An entry as browsers write it, with what matters here. */
function entry({
  method = 'GET',
  path = '/api/2/field',
  url,
  request,
  response,
  status = 200,
  content,
  body = [],
}: Given) {
  const text = JSON.stringify(body);
  return {
    startedDateTime: '2026-01-02T03:04:05.678Z',
    request: {
      method,
      url: url ?? `${SITE}/rest${path}`,
      headers: [],
      cookies: [],
      queryString: [],
      ...request,
    },
    response: {
      status,
      headers: [],
      cookies: [],
      content: content ?? { size: text.length, mimeType: 'application/json', text },
      ...response,
    },
  };
}

function har(name: string, ...entries: object[]): string {
  writeFileSync(join(cwd, name), JSON.stringify({ log: { version: '1.2', creator: {}, entries } }));
  return name;
}

/** A mocked Jira with the answers of some entries, and what it answers to somebody who is known. */
async function start(...entries: object[]) {
  const { answers, notes } = readAnswers([har('answers.har', ...entries)], cwd, {});
  const jira = await startMockedJira({ answers });
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(jira.baseUrl + path, {
      method,
      headers: {
        Authorization: basic({ username: 'alice', password: 'mocked-password-of-alice' }),
        'Content-Type': 'application/json',
      },
      ...(method === 'POST' && { body: '{}' }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  return { jira, ask, notes: notes.join('\n'), [Symbol.asyncDispose]: () => jira.stop() };
}

describe('answers from a HAR file', () => {
  it('come before those of the mocked Jira, and only to who is known', async () => {
    await using mocked = await start(
      entry({ path: '/api/latest/issue/TEST-1', body: { key: 'real' } }),
      entry({ path: '/agile/1.0/board', body: { values: [] } }),
    );
    expect((await mocked.ask('/api/2/issue/TEST-1')).text).toBe('{"key":"real"}');
    expect((await mocked.ask('/agile/1.0/board')).status).toBe(200);
    expect((await mocked.ask('/api/2/issue/TEST-2')).text).toContain('"TEST-2"');
    expect((await fetch(`${mocked.jira.baseUrl}/agile/1.0/board`)).status).toBe(401);
  });

  it('to one request come in their order, and the last one again and again', async () => {
    const states = ['running', 'running', 'done'];
    await using mocked = await start(
      ...states.map((state) => entry({ path: '/api/2/reindex', body: { state } })),
    );
    for (const state of [...states, 'done'])
      expect(JSON.parse((await mocked.ask('/api/2/reindex')).text)).toEqual({ state });
  });

  it('fit where method and path are the same, and what the queries have in common', async () => {
    await using mocked = await start(
      entry({ path: '/api/2/search?jql=a&startAt=0', body: 'first page' }),
      entry({ path: '/api/2/search?jql=a&startAt=50', body: 'second page' }),
      entry({ path: '/api/2/search', method: 'POST', body: 'posted' }),
    );
    expect((await mocked.ask('/api/2/search?startAt=50&jql=a&_=17')).text).toBe('"second page"');
    expect((await mocked.ask('/api/2/search?jql=a')).text).toBe('"first page"');
    expect((await mocked.ask('/api/2/search?jql=b')).text).toContain('TEST-1');
    expect((await mocked.ask('/api/2/search', 'POST')).text).toBe('"posted"');
  });

  it('point to the mocked Jira where they pointed to the real one, and nowhere else', async () => {
    const body = {
      self: `${SITE}/rest/api/2/issue/1`,
      icon: 'https://cdn.example/1.png',
      other: `${SITE}.example/x`,
    };
    const text = JSON.stringify(body).replaceAll('/rest/', '\\/rest/');
    await using mocked = await start(
      entry({
        path: '/api/2/issue/1',
        content: {
          mimeType: 'application/json',
          text: text
            .replace('https://jira', 'https:\\/\\/jira')
            .replace('.example/jira\\', '.example\\/jira\\'),
        },
      }),
    );
    expect(JSON.parse((await mocked.ask('/api/2/issue/1')).text)).toEqual({
      ...body,
      self: `${mocked.jira.baseUrl}/api/2/issue/1`,
    });
  });

  it.each(['datacenter', 'cloud-2018'] as const)(
    'never stand in for the session resource, serverInfo and myself (%s)',
    async (flavour) => {
      const paths = ['/auth/1/session', '/auth/latest/session', '/api/2/serverInfo', '/api/latest/myself'];
      const file = har('own.har', ...paths.map((path) => entry({ path, body: { name: 'real' } })), entry({}));
      await using jira = await startMockedJira({ flavour, answers: readAnswers([file], cwd, {}).answers });
      for (const path of paths) {
        const answer = await fetch(jira.baseUrl + path, {
          headers: { Authorization: basic({ username: 'alice', password: 'mocked-password-of-alice' }) },
        });
        expect(await answer.text()).not.toContain('real');
      }
    },
  );

  it('are told of, and so is what was left out', async () => {
    await using mocked = await start(
      entry({}),
      entry({ url: 'https://cdn.example/rest/1.js' }),
      entry({ url: 'https://cdn.example/2.js' }),
      entry({ url: 'wss://jira.acme.example/jira/rest/api/2/events', status: 101 }),
      entry({ path: '/auth/1/session', method: 'POST' }),
      entry({ path: '/api/2/cut', content: { size: 900, mimeType: 'application/json' } }),
      entry({
        path: '/api/2/picture',
        content: { size: 4, encoding: 'base64', text: '/9j/4A==', mimeType: 'image/jpeg' },
      }),
      entry({ path: '/api/2/blocked', status: 0 }),
      entry({ path: '/api/2/odd', status: 1000 }),
    );
    expect(mocked.notes).toBe(
      `answers.har: 1 answer of ${SITE}. Left out: 3 of other addresses, 1 of the session resource and 4 without an answer or a text in it.`,
    );
    for (const path of ['/api/2/cut', '/api/2/picture', '/api/2/blocked', '/api/2/odd'])
      expect((await mocked.ask(path)).status).toBe(404);
  });

  it.each([
    [
      'in base64',
      { content: { encoding: 'base64', text: btoa('{"a":1}'), mimeType: 'application/json' } },
      '{"a":1}',
    ],
    [
      'sent compressed',
      {
        content: { text: '{"a":1}', mimeType: 'application/json' },
        response: { headers: [{ name: 'Content-Encoding', value: 'gzip' }] },
      },
      '{"a":1}',
    ],
    [
      'kept by the browser',
      { status: 304, content: { text: '{"a":1}', mimeType: 'application/json' } },
      '{"a":1}',
    ],
    ['without a body', { method: 'POST', status: 204, content: { size: 0, mimeType: 'x-unknown' } }, ''],
    [
      'with a media type that no header can have',
      { content: { text: '{"a":1}', mimeType: 'application/json\nX-Name: ☃' } },
      '{"a":1}',
    ],
    ['without content', { method: 'POST', status: 201, content: {} }, ''],
  ])('are read %s', async (_, given, text) => {
    await using mocked = await start(entry({ path: '/api/2/thing', ...given }));
    const answer = await mocked.ask('/api/2/thing', 'method' in given ? given.method : 'GET');
    expect(answer.text).toBe(text);
    expect(answer.status).toBeLessThan(300);
  });

  it.each([
    ['no JSON', 'GET / HTTP/1.1', 'is not a HAR file'],
    ['JSON of another kind', '{"info":{},"item":[]}', 'is not a HAR file'],
    ['null', 'null', 'is not a HAR file'],
    ['a HAR with something else in it', '{"log":{"entries":[7]}}', 'is not a HAR file'],
    [
      'a HAR with no address',
      '{"log":{"entries":[{"request":{"method":"GET","url":"/x"},"response":{"status":200}}]}}',
      'is not a HAR file',
    ],
    ['a HAR without entries', '{"log":{"entries":[]}}', 'has no request below /rest'],
    ['empty', '', 'is not a HAR file'],
  ])('are refused in one line from a file that is %s', async (_, text, says) => {
    writeFileSync(join(cwd, 'bad.har'), text);
    const args = ['record', '--consumer', 'x', '--answers', 'bad.har', '--', 'node', '-e', '0'];
    const { exitCode, stderr } = await runCli(args, {}, cwd);
    expect({ exitCode, lines: stderr.trim().split('\n').length, stderr }).toEqual({
      exitCode: 2,
      lines: 1,
      stderr: expect.stringContaining(`bad.har ${says}`),
    });
  });

  it('are refused from a file that is huge, is a folder, or is not there', async () => {
    writeFileSync(join(cwd, 'huge.har'), '');
    truncateSync(join(cwd, 'huge.har'), 50_000_001);
    for (const [file, why] of [
      ['huge.har', 'it is larger than 50 MB'],
      ['.', 'it is a folder'],
      ['none.har', 'it does not exist'],
    ] as const) {
      expect(() => readAnswers([file], cwd, {})).toThrow(`${file} cannot be read (${why})`);
    }
  });
});

describe('the credentials in a HAR file', () => {
  /** Where credentials stand in what browsers and proxies write, and what they are with a secret in them. */
  const places: Readonly<Record<string, (secret: string) => Given>> = {
    'a password in the body of a log-in': (secret) => ({
      method: 'POST',
      path: '/auth/1/session',
      request: {
        postData: {
          mimeType: 'application/json',
          text: JSON.stringify({ username: 'joan', password: secret }),
        },
      },
    }),
    'Basic credentials': (secret) => ({
      request: { headers: [{ name: 'authorization', value: basic({ username: 'joan', password: secret }) }] },
    }),
    'a token': (secret) => ({ request: { headers: [{ name: 'Authorization', value: `Bearer ${secret}` }] } }),
    'a cookie in a header': (secret) => ({
      request: { headers: [{ name: 'Cookie', value: `a=b; JSESSIONID=${secret}` }] },
    }),
    'a cookie in the list': (secret) => ({
      request: { cookies: [{ name: 'seraph.rememberme.cookie', value: secret }] },
    }),
    'a cookie that is set': (secret) => ({
      response: { headers: [{ name: 'set-cookie', value: `x=y\ncloud.session.token=${secret}; Path=/` }] },
    }),
    'a session in the body': (secret) => ({
      method: 'POST',
      path: '/auth/1/session',
      body: { session: { name: 'S', value: secret } },
    }),
    'a field of a form': (secret) => ({
      method: 'POST',
      request: { postData: { params: [{ name: 'os_password', value: secret }] } },
    }),
    'the body of a form': (secret) => ({
      method: 'POST',
      request: { postData: { text: `grant_type=client_credentials&client_secret=${secret}` } },
    }),
    'the address': (secret) => ({
      path: `/api/2/field?os_username=joan&os_password=${encodeURIComponent(secret)}`,
    }),
    'a token that was made': (secret) => ({
      method: 'POST',
      path: '/pat/latest/tokens',
      body: { name: 'x', rawToken: secret },
    }),
  };

  it.each(Object.entries(places))('%s: stand in no answer that is kept', (_, place) => {
    const secrets = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
    fc.assert(
      fc.property(secrets, (secret) => {
        const echo = entry({
          path: `/api/2/user/${secret}?username=${secret}`,
          body: { echo: [secret, btoa(secret)], key: 'TEST-1' },
        });
        const { answers, notes } = readAnswers(
          [har('secret.har', echo), har('other.har', entry({}), entry(place(secret)))],
          cwd,
          {},
        );
        const kept = JSON.stringify(answers) + notes.join();
        expect(kept).not.toContain(secret);
        expect(kept).not.toContain(btoa(secret));
        expect(kept).toContain('TEST-1');
      }),
      { numRuns: 20 },
    );
  });

  it('that are those of the settings stand in none, either', () => {
    const file = har('own.har', entry({ body: { echo: 'my-own-password' } }));
    const { answers } = readAnswers([file], cwd, { JIRA_PASSWORD: 'my-own-password' });
    expect(JSON.stringify(answers)).not.toContain('my-own-password');
  });

  it('are not found in words that let nobody in', () => {
    const cookies = [
      { name: 'language', value: 'English' },
      { name: 'atlassian.xsrf.token', value: 'B-1_2_lin' },
    ];
    const body = { name: 'English', nextPageToken: 'abc', other: 'B-1_2_lin' };
    const { answers } = readAnswers([har('words.har', entry({ request: { cookies }, body }))], cwd, {});
    expect(JSON.parse(answers[0]?.response.body ?? '')).toMatchObject({
      name: 'English',
      nextPageToken: 'abc',
    });
  });
});
