import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pactFileOf, SERVICE_ACCOUNT_CONSUMER, TOKEN_PATH } from '../../contracts/session/names.ts';
import { temporaryFolder } from '../../src/files/temporary-folder.ts';
import { type WireResponse, wireResponse } from '../../src/http/wire.ts';
import type { MockedRequest } from '../../src/mock-jira/request.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { runCli } from '../support/run-cli.ts';

const account = {
  ...{ username: 'nightly-sync', password: 'canary-password' },
  // A form encodes what is no letter or digit.
  ...{ clientId: 'canary-client', clientSecret: 'canary-client-secret +&=%ä"~' },
};
const settings = { JIRA_CLIENT_ID: account.clientId, JIRA_CLIENT_SECRET: account.clientSecret };
const isOfClient = ({ body }: MockedRequest) => body.includes(account.clientId);
const isTokenRequest = ({ path }: MockedRequest) => path.endsWith(TOKEN_PATH);
const json = (status: number, body: object) =>
  wireResponse(status, { 'Content-Type': 'application/json', 'X-AREQUESTID': '1x1x1' }, JSON.stringify(body));

/** What is wrong, what it is called, and how a request with the client's secret is answered. */
type Case = [string, string, () => WireResponse | undefined];

/** A Jira 11 that answers requests for access tokens in its own way, and what it was asked. */
async function startJira(
  respond?: (given: WireResponse, request: MockedRequest) => WireResponse | undefined,
) {
  const asked: MockedRequest[] = [];
  const given: string[] = [];
  const middleware: Middleware = (request, jira) => {
    asked.push(request);
    const answer = jira.respond(request);
    given.push(...(/"access_token":"(\w+)"/.exec(answer.body) ?? []).slice(1));
    return isTokenRequest(request) && respond ? respond(answer, request) : answer;
  };
  const jira = await startMockedJira({ flavour: 'jira11', accounts: [account], middleware });
  return Object.assign(jira, { asked, given });
}

async function verify(baseUrl: string, more: readonly string[] = [], env: Record<string, string> = settings) {
  const client = more.includes('--pact') ? [] : ['--client', SERVICE_ACCOUNT_CONSUMER];
  const ended = await runCli(['verify', '--base-url', baseUrl, ...client, ...more, '--json', '-'], env);
  const { exitCode, stdout } = ended;
  return {
    ...ended,
    exitCode,
    report: exitCode === 2 && !stdout ? undefined : (JSON.parse(stdout) as Report),
  };
}

const interactionsIn = (report: Report | undefined) =>
  report?.targets.flatMap(({ pacts }) => pacts.flatMap(({ interactions }) => interactions)) ?? [];
const codesIn = (report: Report | undefined) => [
  ...new Set(interactionsIn(report).flatMap(({ code }) => code ?? [])),
];

describe('the client of a service account', () => {
  it('is verified at a Jira 11, with no secret and no access token in what is told', async () => {
    await using jira = await startJira();
    const { exitCode, stdout, stderr, report } = await verify(jira.baseUrl);
    expect(report?.summary).toEqual({ verified: 5, failed: 0, unverifiable: 0 });
    expect(exitCode).toBe(0);
    expect(jira.given.length).toBeGreaterThan(1);
    for (const secret of ['canary-client-secret', ...jira.given])
      expect(stdout + stderr).not.toContain(secret);
    expect(report?.targets[0]?.sessionsLeftOpen).toBe(0);
  });

  it('sends the secret in the body alone, and no more often than the plan says', async () => {
    await using jira = await startJira();
    await verify(jira.baseUrl);
    const withSecret = jira.asked.filter((one) => JSON.stringify(one).includes('canary-client-secret'));
    expect(withSecret.map(({ method, path, query }) => `${method} ${path}${query}`)).toEqual(
      Array(3).fill(`POST /rest${TOKEN_PATH}`),
    );
    expect(withSecret.every(({ body }) => body.includes('canary-client-secret'))).toBe(true);
    const client = ['--client', SERVICE_ACCOUNT_CONSUMER];
    const { stdout } = await runCli(['verify', '--base-url', jira.baseUrl, ...client, '--plan'], settings);
    expect(stdout).toContain('JIRA_CLIENT_ID 4x');
  });

  it('is verified as far as it can be without the settings', async () => {
    await using jira = await startJira();
    const { exitCode, report } = await verify(jira.baseUrl, [], {});
    expect(report?.summary).toEqual({ verified: 1, failed: 0, unverifiable: 4 });
    expect(codesIn(report)).toEqual(['setting-missing']);
    expect(exitCode).toBe(0);
  });

  it('asks nothing of a Jira whose other clients are verified', async () => {
    const paths = new Set<string>();
    await using jira = await startMockedJira({
      accounts: [account],
      onRequest: (_method, path) => paths.add(path),
    });
    const { exitCode } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect([...paths].filter((path) => path.includes('oauth2'))).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['a wrong secret (401)', 'client-refused', () => json(401, { error: 'invalid_client' })],
    ['a wrong secret (400)', 'client-refused', () => json(400, { error: 'invalid_client' })],
    ['a scope that the account does not have', 'scope-refused', () => json(400, { error: 'invalid_scope' })],
    ['a Jira that does not answer', 'connection-reset', () => undefined],
    ['a Jira that is starting', 'unavailable', () => wireResponse(503)],
  ] as Case[])('is unknown with %s', async (_name, code, respond) => {
    await using jira = await startJira((given, request) => (isOfClient(request) ? respond() : given));
    const { exitCode, report } = await verify(jira.baseUrl);
    expect(codesIn(report)).toContain(code);
    expect(exitCode).toBe(2);
  });

  it('is not tried again once Jira refused it', async () => {
    await using jira = await startJira();
    const wrong = { ...settings, JIRA_CLIENT_SECRET: 'a-wrong-secret' };
    const { exitCode, stdout } = await verify(jira.baseUrl, [], wrong);
    expect(exitCode).toBe(2);
    expect(jira.asked.filter(isOfClient)).toHaveLength(1);
    expect(stdout).not.toContain('a-wrong-secret');
  });

  it.each([
    ['no such endpoint', 'token-endpoint-not-there', () => json(404, { errorMessages: ['null for uri'] })],
    [
      'a page',
      'page-instead-of-json',
      () => wireResponse(200, { 'Content-Type': 'text/html' }, '<html></html>'),
    ],
    ['no token in the answer', 'differs', () => json(200, { token_type: 'Bearer' })],
  ] as Case[])('is broken by %s', async (_name, code, respond) => {
    await using jira = await startJira((given, request) => (isOfClient(request) ? respond() : given));
    const { exitCode, report } = await verify(jira.baseUrl, ['--filter', 'for the client of a service']);
    expect(codesIn(report)).toEqual([code]);
    expect(exitCode).toBe(1);
  });

  it('is broken where Jira refuses the access token that it gave, at the resource that it is for', async () => {
    await using jira = await startMockedJira({
      ...{ flavour: 'jira11', accounts: [account] },
      middleware: (request, { respond }) =>
        request.path.endsWith('/myself') ? json(403, { message: 'Insufficient scope' }) : respond(request),
    });
    const { exitCode, report } = await verify(jira.baseUrl, ['--filter', 'with the access token']);
    expect(codesIn(report)).toEqual(['token-refused-elsewhere']);
    expect(exitCode).toBe(1);
  });

  it('lets a Jira through that gives a token of another scope than one that there is not', async () => {
    await using jira = await startJira((given, { body }) =>
      body.includes('NO_SUCH_SCOPE') ? json(200, { access_token: 'canary-of-the-scope' }) : given,
    );
    const { exitCode, stdout } = await verify(jira.baseUrl);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('canary-of-the-scope');
  });

  it('shows no secret that Jira repeats in an error', async () => {
    await using jira = await startJira((given, { body }) =>
      given.status === 200 ? json(500, { error: body, access_token: 'canary-access-token' }) : given,
    );
    const { exitCode, stdout, stderr } = await verify(jira.baseUrl);
    expect(exitCode).toBe(1);
    expect(stdout + stderr).not.toMatch(/canary-client-secret|canary-access-token/);
  });

  it.each([
    ['cut', '{"access_token":"canary-access-token","token_type":"Bea'],
    ['of another name', '{"accessToken": "canary-access-token"}'],
    ['deeper', '{"data":{"access_token":"canary-access-token"}}'],
    ['in an object', '{"access_token":{"v":"canary-access-token"}}'],
    ['in a list', '{"access_token":["canary-access-token"]}'],
    ['beside an empty one', '{"access_token":"","token":"canary-access-token"}'],
    ['in a form', 'access_token=canary-access-token&token_type=Bearer'],
    ['in another spelling', '{"id_token":"canary\\u002daccess-token"}'],
  ])('shows no access token that is %s', async (_name, body) => {
    const headers = { 'Content-Type': 'application/json' };
    await using jira = await startJira((given, request) =>
      isOfClient(request) ? wireResponse(200, headers, body) : given,
    );
    const { report, stdout, stderr } = await verify(jira.baseUrl);
    const { stdout: doctor } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(JSON.stringify(report) + stdout + stderr + doctor).not.toMatch(/canary.{1,6}access-token/);
  });

  it.each([
    ['as a fixed value', { client_id: account.clientId, client_secret: account.clientSecret }],
    ['of another client', { client_id: 'another-client', client_secret: 'its-secret' }],
    ['twice', { client_id: 'no-such-client', client_secret: 'x', 'client_secret&client_secret': 'y' }],
  ])('is sent nothing from a pact that has a client %s', async (_name, fields) => {
    await using jira = await startJira();
    using folder = temporaryFolder('fixed-client');
    const pact = JSON.parse(readFileSync(pactFileOf(SERVICE_ACCOUNT_CONSUMER), 'utf8'));
    const [first] = pact.interactions;
    const content = Object.entries({ grant_type: 'client_credentials', ...fields, scope: 'READ' })
      .map((field) => field.join('='))
      .join('&');
    const { generators: _, matchingRules: __, ...request } = first.request;
    pact.interactions = [
      { ...first, providerStates: [], request: { ...request, body: { ...request.body, content } } },
    ];
    const file = join(folder.path, 'pact.json');
    writeFileSync(file, JSON.stringify(pact));
    const { exitCode, report } = await verify(jira.baseUrl, ['--pact', file]);
    expect(['literal-password', 'ambiguous-body']).toEqual(expect.arrayContaining(codesIn(report)));
    expect(codesIn(report)).toHaveLength(1);
    expect(jira.asked.filter(isTokenRequest)).toEqual([]);
    expect(exitCode).toBe(2);
  });
});

describe('the doctor', () => {
  const examine = (baseUrl: string, env: Record<string, string> = settings) =>
    runCli(['doctor', '--base-url', baseUrl], env);

  it('tries a service account', async () => {
    await using jira = await startJira();
    const { stdout } = await examine(jira.baseUrl);
    expect(stdout).toMatch(/✓ service account[^:]*: got an access token/);
    expect(stdout).toContain('✓ access token: accepted at /api/2/myself');
    for (const secret of ['canary-client-secret', ...jira.given]) expect(stdout).not.toContain(secret);
  });

  it.each([
    ['nothing', () => undefined],
    ['a token that no header can have', () => json(200, { access_token: 'to\nken' })],
  ] as [string, () => WireResponse | undefined][])(
    'names it where its endpoint gives %s, and goes on',
    async (_name, respond) => {
      await using jira = await startJira((given, request) => (isTokenRequest(request) ? respond() : given));
      const { stdout } = await examine(jira.baseUrl);
      expect(stdout).toMatch(/✗ service account \(wrong\): /);
      expect(stdout).not.toContain('reachable (wrong)');
      expect(stdout).toContain('instead of the log-in: ');
    },
  );

  it('says what is wrong with one, and sends none to an older Jira', async () => {
    await using jira = await startJira();
    const wrong = await examine(jira.baseUrl, { ...settings, JIRA_CLIENT_SECRET: 'a-wrong-secret' });
    expect(wrong.stdout).toMatch(/✗ service account[^:]*: Jira did not accept the client id/);
    await using older = await startMockedJira({ flavour: 'datacenter10' });
    expect((await examine(older.baseUrl)).stdout).toMatch(/– service account[^:]*: not tried/);
  });
});
