import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { harText, readAnswers } from '../../src/answers/har.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import { learn } from '../../src/recording/learn.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/client.ts';
import { Secrets } from '../../src/redaction/secrets.ts';
import { makeCertificates, trusting } from '../support/certificates.ts';
import { fc } from '../support/properties.ts';
import { logIn as logInOnce, node } from '../support/recorded-clients.ts';
import { runCli } from '../support/run-cli.ts';
import { api, cookiesOf, ensure, logIn, send } from './small-clients.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'jira-session-learn-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const joan = {
  username: 'joan',
  password: 'real-password-of-joan',
  personalAccessToken: 'real-token-of-joan',
};
const credentials = { JIRA_USERNAME: joan.username, JIRA_PASSWORD: joan.password };

/** A mocked Jira as the real one: what it was asked, and with which credentials. */
async function startReal(options: MockedJiraOptions = {}) {
  const asked: string[] = [];
  const jira = await startMockedJira({
    accounts: [joan],
    onRequest: (method, path) => asked.push(`${method} ${path}`),
    ...options,
  });
  return { jira, asked, [Symbol.asyncDispose]: () => jira.stop() };
}

/** Finds an issue, and does more in its session. */
const client = (more = '') =>
  node(`${logInOnce}
    if (!answer.ok) process.exit(1);
    const { JIRA_BASE_URL: base } = process.env;
    const Cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
    const found = await fetch(base + '/api/2/search?jql=project=ACME', { headers: { Cookie } });
    if (!found.ok || !(await found.text()).includes('Made by joan')) process.exit(2);
    console.log('Made by joan');
    ${more}
    if (!(await fetch(url, { method: 'DELETE', headers: { Cookie } })).ok) process.exit(3);
  `);

const record = (
  baseUrl: string,
  more = '',
  options: readonly string[] = [],
  settings: Record<string, string> = credentials,
  signal?: AbortSignal,
) =>
  runCli(
    [
      'record',
      '--consumer',
      'x',
      '--scenario',
      'right-credentials',
      '--learn',
      baseUrl,
      ...options,
      '--',
      ...client(more),
    ],
    settings,
    cwd,
    signal,
  );

/** Gives the real Jira an issue that no mocked one has by itself. */
async function withIssue(baseUrl: string) {
  const headers = { Authorization: `Bearer ${joan.personalAccessToken}`, 'Content-Type': 'application/json' };
  const fields = { summary: 'Made by joan', description: 'confidential' };
  await fetch(`${baseUrl}/api/2/issue`, { method: 'POST', headers, body: JSON.stringify({ fields }) });
}

const written = () => readFileSync(join(cwd, 'answers/x.har'), 'utf8');

describe('record --learn', () => {
  it('has a real Jira answer once, with the real credentials, and records without it then', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    real.asked.length = 0;
    const { exitCode, stdout, stderr } = await record(real.jira.baseUrl);
    expect({ exitCode, stdout: stdout.slice(0, 62), stderr }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('prints Made by joan'),
      stderr: expect.stringContaining('look at it before you share it'),
    });
    expect(real.asked.filter((one) => one.includes('/api/2/search'))).toHaveLength(1);
    expect(real.asked.filter((one) => one.startsWith('POST'))).toEqual(['POST /rest/auth/1/session']);
    expect(real.jira.openLogIns).toBe(0);
    expect(written()).toContain('Made by joan');
    expect(written()).not.toMatch(/127\.0\.0\.1|mocked-password|real-password|JSESSIONID/);
    await real.jira.stop();
    const again = await runCli(
      [
        'record',
        '--consumer',
        'x',
        '--check',
        '--answers',
        'answers/x.har',
        '--scenario',
        'right-credentials',
        '--',
        ...client(),
      ],
      {},
      cwd,
    );
    expect(again.exitCode).toBe(0);
  });

  it('keeps only the fields that are asked for', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    expect((await record(real.jira.baseUrl, '', ['--fields', 'key, summary'])).exitCode).toBe(0);
    expect(written()).toContain('Made by joan');
    expect(written()).not.toMatch(/confidential|emailAddress/);
  });

  it('names what the client would write, and sends it only with --learn-writes', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    const comment = `await fetch(base + '/api/2/issue/TEST-4/comment', {
      ...{ method: 'POST', headers: { Cookie, 'Content-Type': 'application/json' }, body: '{"body":"Seen."}' },
    });`;
    const refused = await record(real.jira.baseUrl, comment);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/POST \/api\/2\/issue\/TEST-4\/comment.*--learn-writes\.\n$/),
    });
    expect(real.asked).not.toContain('POST /rest/api/2/issue/TEST-4/comment');
    expect(readdirSync(cwd)).toEqual([]);
    expect((await record(real.jira.baseUrl, comment, ['--learn-writes'])).exitCode).toBe(0);
    expect(real.asked).toContain('POST /rest/api/2/issue/TEST-4/comment');
    expect(real.jira.openLogIns).toBe(0);
  });

  it('says with --plan what it may send, and sends nothing', async () => {
    await using real = await startReal();
    const { exitCode, stdout } = await record(real.jira.baseUrl, '', ['--plan']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('at most 1x') });
    expect(real.asked).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each<[string, MockedJiraOptions, Record<string, string>, RegExp]>([
    ['has no credentials', {}, {}, /--learn needs credentials/],
    ['is refused', {}, { JIRA_USERNAME: 'joan', JIRA_PASSWORD: 'wrong' }, /./],
    [
      'is redirected',
      {
        middleware: (request, { answer }) =>
          request.path.includes('/search') ? wireResponse(302, { Location: '/login.jsp' }) : answer(request),
      },
      credentials,
      /./,
    ],
    [
      'gets an error',
      {
        middleware: (request, { answer }) =>
          request.path.includes('/search') ? wireResponse(500) : answer(request),
      },
      credentials,
      /500/,
    ],
    [
      'loses the connection',
      {
        middleware: (request, { answer }) => (request.path.includes('/search') ? undefined : answer(request)),
      },
      credentials,
      /^error: GET \/api\/2\/search\?jql=[^ ]*: the connection/,
    ],
    ['gets other answers than the client can use', {}, credentials, /exit code 2/],
  ])('ends with exit code 2, one line and no file where it %s', async (_, options, settings, says) => {
    await using real = await startReal(options);
    const { exitCode, stderr } = await record(real.jira.baseUrl, '', [], settings);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(says) });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd)).toEqual([]);
    expect(real.jira.openLogIns).toBe(0);
  });

  it('reaches a real Jira whose certificate is of a private CA, by --ca', async () => {
    await using real = await startReal({ tls: true });
    await trusting(real.jira.ca ?? '', async (ca) => {
      const { baseUrl } = real.jira;
      const plan = await record(baseUrl, '', ['--ca', ca, '--plan']);
      expect(plan).toMatchObject({ exitCode: 0, stderr: '' });
      const refused = await record(baseUrl);
      expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^error: .*--ca.*\n$/) });
      expect(real.asked).toEqual([]);
      expect(readdirSync(cwd)).toEqual([]);
      // It has no issue of Joan's: that is as far as the client comes.
      const learned = await record(baseUrl, '', ['--ca', ca, '--tls']);
      expect(learned.stderr).toContain('The client failed at the answers of the real Jira (exit code 2)');
      const insecure = await record(baseUrl, '', ['--insecure']);
      expect(insecure.stderr).toContain('warning: --insecure accepts any certificate');
      expect(real.jira.openLogIns).toBe(0);
    });
  });

  it('shows a client certificate with --cert and --key to a Jira that asks for one', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    real.asked.length = 0;
    const { ca, key, cert } = await makeCertificates();
    const inner = Number(new URL(real.jira.baseUrl).port);
    const front = createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true }, (socket) => {
      const jira = connect(inner, '127.0.0.1');
      pipeline(socket, jira, socket, () => {});
    });
    await once(front.listen(0, '127.0.0.1'), 'listening');
    const url = `https://localhost:${(front.address() as AddressInfo).port}/rest`;
    try {
      const [caFile, certFile, keyFile] = Object.entries({ ca, cert, key }).map(([name, pem]) => {
        writeFileSync(join(cwd, `${name}.pem`), pem);
        return `${name}.pem`;
      }) as [string, string, string];
      const refused = await record(url, '', ['--ca', caFile]);
      expect(refused).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/^error: .*--cert FILE.*\n$/),
      });
      expect(real.asked).toEqual([]);
      expect(existsSync(join(cwd, 'answers'))).toBe(false);
      const shown = await record(url, '', ['--ca', caFile, '--cert', certFile, '--key', keyFile]);
      expect({ exitCode: shown.exitCode, stderr: shown.stderr }).toMatchObject({ exitCode: 0 });
      expect(written()).toContain('Made by joan');
      expect(real.jira.openLogIns).toBe(0);
    } finally {
      front.close();
    }
  });

  it('sends a password over plain http only with --allow-http', async () => {
    const refused = await record('http://jira.example.com/rest', '', ['--plan']);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--allow-http') });
    const allowed = await record('http://jira.example.com/rest', '', ['--plan', '--allow-http']);
    expect(allowed.exitCode).toBe(0);
  });

  it('ends so where no Jira is there', async () => {
    const { exitCode, stderr } = await record('http://127.0.0.1:9/rest');
    expect({ exitCode, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, lines: 1 });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each(['/serverInfo', '/auth/1/session', '/api/2/search'])(
    'closes its session and leaves no half file when it is interrupted at %s',
    async (place) => {
      const interruption = new AbortController();
      await using real = await startReal({
        onRequest: (_, path) => path.endsWith(place) && interruption.abort(),
      });
      await withIssue(real.jira.baseUrl);
      const { exitCode } = await record(real.jira.baseUrl, '', [], credentials, interruption.signal);
      expect(exitCode).not.toBe(0);
      expect(existsSync(join(cwd, 'answers'))).toBe(false);
      expect(real.jira.openLogIns).toBe(0);
    },
  );

  it.each([
    ['--fields', 'key'],
    ['--plan'],
    ['--learn-writes'],
    ['--ca', 'ca.pem'],
    ['--insecure'],
    ['--allow-http'],
    ['--timeout', '1000'],
  ])('refuses %s without --learn', async (...words) => {
    const { exitCode, stderr } = await runCli(['record', '--consumer', 'x', ...words, '--', 'true'], {}, cwd);
    expect(stderr).toContain('works only with --learn');
    expect(exitCode).toBe(2);
  });
});

describe('what is learned', () => {
  const learnFrom = async (
    options: MockedJiraOptions,
    run: (given: GivenToFunction) => unknown,
    account = joan,
    token = true,
  ) => {
    await using jira = await startMockedJira({ accounts: [account], ...options });
    const secrets = new Secrets();
    secrets.addPair(account.username, account.password);
    if (token) secrets.add(account.personalAccessToken);
    const seen: string[] = [];
    const learned = await learn({
      client: {
        consumer: 'x',
        command: null,
        run: functionClient(async (given) => seen.push(JSON.stringify(given), String(await run(given)))),
      },
      jira: {
        baseUrl: jira.baseUrl,
        timeoutMs: 10_000,
        credentials: { user: account, ...(token && { personalAccessToken: account.personalAccessToken }) },
      },
      mocked: {},
      ...{
        mayWrite: false,
        fields: undefined,
        secrets,
        timeoutMs: 10_000,
        signal: new AbortController().signal,
      },
    });
    return { learned, seen: seen.join(), openLogIns: jira.openLogIns };
  };

  it('has no secret in it, and gives none to the client, whatever the real Jira says', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,30}$/);
    await fc.assert(
      fc.asyncProperty(secret, secret, fc.boolean(), async (password, token, usesToken) => {
        const account = { username: 'joan', password, personalAccessToken: token };
        const { learned, seen, openLogIns } = await learnFrom(
          {
            middleware: (request, { answer }) => {
              const given = answer(request);
              const { authorization = '', cookie = '' } = request.headers;
              // It tells back whatever it knows.
              const body = JSON.stringify({
                issues: [],
                echo: [authorization, cookie, password, token, btoa(`joan:${password}`)],
              });
              return request.path.endsWith('/search') ? { ...given, body } : given;
            },
          },
          async (given) => {
            const answer = await logIn(given);
            const found = await api(given, cookiesOf(answer), `search?token=${token}`);
            await send(given, 'DELETE', { Cookie: cookiesOf(answer) });
            return found.text();
          },
          account,
          usesToken,
        );
        const har = harText(learned.answers);
        const session = /JSESSIONID=([0-9A-F]{32})/.exec(har + seen)?.[1];
        for (const one of usesToken ? [password, token] : [password]) {
          expect(har).not.toContain(one);
          expect(seen).not.toContain(one);
        }
        expect(session).toBeUndefined();
        expect(openLogIns).toBe(0);
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    '/api/2/../../auth/1/session',
    '/api/2/%2e%2e/%2e%2e/auth/1/session',
    '/auth/1//session',
    '/api/2/search?os_username=alice&os_password=mocked-password-of-alice',
  ])('is never what could be read as another request: %s', async (path) => {
    const asked: string[] = [];
    const run = learnFrom({ onRequest: (method, at) => asked.push(`${method} ${at}`) }, async (given) => {
      const answer = await logIn(given);
      ensure(answer.ok);
      const { request } = await import('node:http');
      const { promise, resolve } = Promise.withResolvers<number>();
      const { hostname, port } = new URL(given.baseUrl);
      const sent = { hostname, port, path: `/rest${path}`, headers: { Cookie: cookiesOf(answer) } };
      request(sent, (got) => resolve(got.resume().statusCode ?? 0))
        .on('error', () => resolve(0))
        .end();
      return promise;
    });
    await expect(run).rejects.toThrow('another request than it seems to be');
    expect(asked.filter((one) => !one.includes('serverInfo'))).toEqual([]);
  });

  it('is read back as it was written', async () => {
    const { learned } = await learnFrom({}, async (given) =>
      (await api(given, cookiesOf(await logIn(given)), 'search?maxResults=1')).text(),
    );
    writeFileSync(join(cwd, 'x.har'), harText(learned.answers));
    expect(readAnswers(['x.har'], cwd, {}).answers).toEqual(learned.answers);
  });
});
