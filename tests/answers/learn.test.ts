import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { harText, readAnswers } from '../../src/answers/har.ts';
import { learn } from '../../src/answers/learn.ts';
import { type WireResponse, wireResponse } from '../../src/http/wire.ts';
import { notMocked } from '../../src/mock-jira/responses.ts';
import { type Middleware, type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { givenAt } from '../../src/recording/run/run-server.ts';
import { Secrets } from '../../src/redaction/secrets.ts';
import { api, cookiesOf, ensure, logIn, send } from '../recording/small-clients.ts';
import { trusting } from '../support/certificates.ts';
import { fc } from '../support/properties.ts';
import { runCli } from '../support/run-cli.ts';
import { client, joan, learning, startReal, withIssue } from './learning-client.ts';

const { cwd, record, written } = learning();

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
      cwd(),
    );
    expect(again.exitCode).toBe(0);
  });

  it('says with --plan what it may send, and sends nothing', async () => {
    await using real = await startReal();
    const { exitCode, stdout } = await record(real.jira.baseUrl, '', ['--plan']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('at most 1x') });
    expect(real.asked).toEqual([]);
    expect(readdirSync(cwd())).toEqual([]);
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
      expect(readdirSync(cwd())).toEqual([]);
      // It has no issue of Joan's: that is as far as the client comes.
      const learned = await record(baseUrl, '', ['--ca', ca, '--tls']);
      expect(learned.stderr).toContain('The client failed at the answers of the real Jira (exit code 2)');
      const insecure = await record(baseUrl, '', ['--insecure']);
      expect(insecure.stderr).toContain('warning: --insecure accepts any certificate');
      expect(real.jira.openLogIns).toBe(0);
    });
  });

  it('says with --plan --learn-writes that writes are sent too', async () => {
    const { stdout } = await record('http://127.0.0.1:9/rest', '', ['--plan', '--learn-writes']);
    expect(stdout).toContain('every request of the client, also what it writes, below /rest');
  });

  it.each([
    ['names no Jira', 'foo', [], /^error: --learn is not a URL/],
    ['names no field', 'http://127.0.0.1:9/rest', ['--fields', ' , '], /^error: --fields is empty/],
  ])('is refused where it %s', async (_, baseUrl, options, says) => {
    const { exitCode, stderr } = await record(baseUrl, '', options);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(says) });
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
    expect(readdirSync(cwd())).toEqual([]);
  });

  it.each([
    ['--fields', 'key'],
    ['--plan'],
    ['--learn-writes'],
    ['--ca', 'ca.pem'],
    ['--insecure'],
    ['--allow-http'],
    ['--timeout', '1000'],
  ])('refuses %s without --learn', async (...words) => {
    const { exitCode, stderr } = await runCli(
      ['record', '--consumer', 'x', ...words, '--', 'true'],
      {},
      cwd(),
    );
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
      runAt: (mocked, signal) =>
        functionClient(async (given) => seen.push(JSON.stringify(given), String(await run(given))))(
          givenAt(mocked, 'right-credentials'),
          signal,
        ),
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
            middleware: (request, { respond }) => {
              const given = respond(request);
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

  const LIST = '{"startAt":0,"maxResults":50,"total":0,"issues":[]}';
  it.each<[string, WireResponse, RegExp]>([
    ['for nobody', wireResponse(200, { 'X-AUSERNAME': 'anonymous' }, LIST), /not take you for logged in/],
    ['for nobody, with a 404', wireResponse(404, { 'X-AUSERNAME': 'anonymous' }, '{}'), /logged in/],
    [
      'for a token that has expired',
      wireResponse(200, { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' }, '{"name":"A project"}'),
      /not take you for logged in/,
    ],
    ['refused', wireResponse(403, {}, '{"errorMessages":["no"],"errors":{}}'), /refused the request/],
    ['a page', wireResponse(200, { 'Content-Type': 'text/html' }, '<html>log in</html>'), /HTML page/],
    ['a redirect', wireResponse(302, { Location: '/login.jsp' }), /\(302 to \/login\.jsp\)\. Make/],
    ['an error', wireResponse(500, {}, 'oops'), /\(500\)\. Look/],
    ['rate-limited', wireResponse(429, { 'Retry-After': '0' }), /^GET \/api\/2\/search: (?!GET)/],
    ['not mocked', notMocked('GET', '/api/2/search'), /is a mocked Jira/],
  ])('is never an answer that is %s, whatever the client makes of it', async (_, answer, why) => {
    const middleware: Middleware = (request, { respond }) =>
      request.path.endsWith('/search') ? answer : respond(request);
    const run = learnFrom({ middleware }, async (given) => {
      await api(given, cookiesOf(await logIn(given)), 'search').catch(() => {});
    });
    await expect(run).rejects.toThrow(why);
    await expect(run).rejects.toThrow(/No answers were written\.$/);
  });

  it('may be a 404 of Jira, such as that of an issue that the user may not see', async () => {
    const middleware: Middleware = (request, { respond }) =>
      request.path.endsWith('/NOT-1')
        ? wireResponse(404, {}, '{"errorMessages":["None"]}')
        : respond(request);
    const { learned } = await learnFrom({ middleware }, async (given) =>
      api(given, cookiesOf(await logIn(given)), 'issue/NOT-1'),
    );
    expect(learned.answers.map(({ response }) => response.status)).toEqual([404]);
  });

  it('is read back as it was written', async () => {
    const { learned } = await learnFrom({}, async (given) =>
      (await api(given, cookiesOf(await logIn(given)), 'search?maxResults=1')).text(),
    );
    writeFileSync(join(cwd(), 'x.har'), harText(learned.answers));
    expect(readAnswers(['x.har'], cwd(), {}).answers).toEqual(learned.answers);
  });
});
