import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { interactionSchema, pactSchema } from '../../scripts/pact-schema.ts';
import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { idsOf } from '../../src/pact/interactions.ts';
import type { PactInteraction } from '../../src/pact/pact-file.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import type { Report } from '../../src/report/report.ts';
import { startHttp } from '../support/faulty-server.ts';
import { verify } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { inVersion, pactFor, pactOfAll, withSession } from '../support/pacts.ts';
import { fc } from '../support/properties.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-pact-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report of a mocked Jira that is held to a pact. */
async function verified(pact: object, flavour: FlavourName = 'datacenter'): Promise<Report> {
  const read = await parsePact(JSON.stringify(pact), 'a pact');
  return verify({ target: { kind: 'mocked', flavour }, pacts: [{ pact: read, source: 'a pact' }] });
}
const interactionsOf = ({ targets }: Report) => targets[0]?.pacts[0]?.interactions ?? [];

const SLOW = '^((.+)+)+Z$';

describe('what Pact reads is read', () => {
  it.each<[string, object]>([
    [
      'the provider state of version 1',
      pactFor({
        interaction: { type: undefined, providerStates: undefined, provider_state: 'nobody is logged in' },
        metadata: inVersion('1.0.0'),
      }),
    ],
    ['no version, which is version 3', pactFor({ interaction: { type: undefined }, metadata: {} })],
    [
      'the version as it was once spelled',
      pactFor({ metadata: { 'pact-specification': { version: '4.0' } } }),
    ],
    [
      'a key, comments and a description in two lines',
      pactFor({ interaction: { key: 'a', comments: { text: [] }, description: 'who\nam I' } }),
    ],
    [
      'an answer with a class of statuses',
      pactFor({
        response: {
          status: 400,
          matchingRules: { status: { matchers: [{ match: 'statusCode', status: 'clientError' }] } },
        },
      }),
    ],
    [
      'null and empty lists of rules, for what there is none of',
      pactFor({
        interaction: { pending: null, comments: null },
        request: { query: null, headers: null, matchingRules: null, generators: { body: {} } },
        response: { headers: null, matchingRules: { path: {}, header: {} }, generators: null },
      }),
    ],
    ['a list of plugins without any', pactFor({ metadata: { ...inVersion('4.0'), plugins: [] } })],
    [
      'what only Pact has in a regular expression',
      pactFor({
        response: {
          headers: { 'Content-Type': ['x'] },
          matchingRules: {
            header: {
              'Content-Type': { matchers: [{ match: 'regex', regex: '(?i)\\AAPPLICATION/json.*\\z' }] },
            },
          },
        },
      }),
    ],
  ])('%s', async (_what, pact) => {
    const report = await verified(pact);
    expect(interactionsOf(report)).toMatchObject([
      { status: 'verified', providerStates: ['nobody is logged in'] },
    ]);
    expect(report.exitCode).toBe(0);
  });

  it('a file that begins with a byte order mark', async () => {
    const file = join(folder, 'bom.json');
    writeFileSync(file, `\ufeff${JSON.stringify(pactFor())}`);
    expect(await runCli(['verify', '--pact', file])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('a header that a generator spells in another way, which is sent once', async () => {
    const { request } = withSession;
    const generators = { header: { cookie: { type: 'ProviderState', expression: '${cookie}' } } };
    const report = await verified(
      pactFor({ ...withSession, request: { ...request, generators }, response: { status: 200 } }),
    );
    expect(interactionsOf(report)).toMatchObject([{ status: 'verified' }]);
    expect(interactionsOf(report)[0]?.exchange?.request.match(/^Cookie: /gm)).toHaveLength(1);
  });

  it('a rule of version 2, whose words are the same', async () => {
    const report = await verified(
      pactFor({
        interaction: { type: undefined },
        response: {
          headers: { 'Content-Type': 'application/json' },
          body: { errorMessages: ['x'] },
          matchingRules: { '$.body.errorMessages[*]': { match: 'regex', regex: '^x$' } },
        },
        metadata: inVersion('2.0.0'),
      }),
    );
    expect(interactionsOf(report)[0]?.mismatches).toMatchObject([
      { where: '$.errorMessages[0]', expected: 'a text that matches ^x$' },
    ]);
  });

  it('a rule that Pact cannot read only when it compares, which is no fault of the Jira', async () => {
    const matcher = { match: 'regex', regex: '\\p{Foo}' };
    const body = { content: { errorMessages: 'x' }, contentType: 'application/json' };
    const matchingRules = { body: { '$.errorMessages': { matchers: [matcher] } } };
    const report = await verified(pactFor({ response: { body, matchingRules } }));
    expect(interactionsOf(report)).toMatchObject([{ status: 'unverifiable', code: 'unreadable-pact' }]);
    expect(report.exitCode).toBe(2);
  });

  it.each<[string, object, string]>([
    [
      'of Pact, which gives up then, and calls that a success',
      {
        response: {
          headers: { 'Content-Type': ['x'] },
          matchingRules: { header: { 'Content-Type': { matchers: [{ match: 'regex', regex: SLOW }] } } },
        },
      },
      'pact-lost',
    ],
    [
      'of our own',
      {
        interaction: {
          comments: {
            'jira-session-contracts': [{ header: 'Content-Type', regex: SLOW, mayBeAbsent: false }],
          },
        },
      },
      'unreadable-pact',
    ],
  ])('a regular expression that takes years: a rule %s is never verified', async (_, change, code) => {
    const report = await verified(pactFor(change));
    expect(interactionsOf(report)).toMatchObject([{ status: 'unverifiable', code }]);
  });
});

describe('an interaction that is pending', () => {
  const failing = { description: 'one that fails', pending: true };

  it('and fails is failed and not verified, and alone it says nothing', async () => {
    const report = await verified(pactFor({ interaction: failing, response: { status: 299 } }));
    expect(interactionsOf(report)).toMatchObject([{ status: 'failed', pending: true }]);
    expect(report).toMatchObject({ exitCode: 2, summary: { verified: 0, failed: 1 } });
    expect(report.verdict).toContain('nothing was verified. What failed is pending');
  });

  it('and fails does not count beside one that holds', async () => {
    const both = pactOfAll([
      ...pactFor({ interaction: failing, response: { status: 299 } }).interactions,
      ...pactFor().interactions,
    ]);
    const file = join(folder, 'pending.json');
    writeFileSync(file, JSON.stringify(both));
    const { exitCode, stdout } = await runCli(['verify', '--pact', file]);
    expect(stdout).toMatch(/✗ GET +one that fails .*\(pending\)/);
    expect(stdout).toContain('Failed (pending');
    expect(stdout).toMatch(/The contract holds .*What failed is pending/);
    expect(exitCode).toBe(0);
  });

  it('and holds is verified', async () => {
    expect(await verified(pactFor({ interaction: { pending: true } }))).toMatchObject({ exitCode: 0 });
  });
});

it('a whole pact that is pending and fails says nothing where nothing else was verified', async () => {
  const pact = await parsePact(JSON.stringify(pactFor({ response: { status: 299 } })), 'a pact');
  const good = await parsePact(JSON.stringify(pactFor()), 'a good pact');
  const pending = { pact, source: 'a pact', pending: true };
  expect(await verify({ pacts: [pending] })).toMatchObject({ exitCode: 2 });
  expect(await verify({ pacts: [pending, { pact: good, source: 'a good pact' }] })).toMatchObject({
    exitCode: 0,
  });
});

describe('a known fault of Pact is not told as one of the Jira', () => {
  const answer = (headers: object, rules: object = {}) =>
    pactFor({
      ...withSession,
      response: { status: 200, headers, matchingRules: { header: rules } },
      metadata: inVersion('3.0.0'),
    });
  const regex = (text: string) => ({ matchers: [{ match: 'regex', regex: text }] });
  const noCache = { 'Cache-Control': 'no-cache, no-store, no-transform' };
  const logIn = (rules: object, example: string) => ({
    ...pactOfAll([
      {
        type: 'Synchronous/HTTP',
        description: 'a log-in',
        providerStates: [{ name: 'the user can log in' }],
        request: {
          method: 'POST',
          path: '/auth/1/session',
          headers: { 'Content-Type': ['application/json'] },
          body: { content: { username: 'a', password: 'b' }, contentType: 'application/json' },
          generators: {
            body: {
              '$.username': { type: 'ProviderState', expression: '${username}' },
              '$.password': { type: 'ProviderState', expression: '${password}' },
            },
          },
        },
        response: { status: 200, headers: { 'Set-Cookie': [example] }, matchingRules: { header: rules } },
      },
    ]),
  });

  it.each<[string, object]>([
    [
      'a rule for a value that it cuts at commas',
      answer(noCache, { 'Cache-Control': regex('no-cache.*transform') }),
    ],
    ['a rule for one of several cookies', logIn({ 'Set-Cookie': regex('^JSESSIONID=.+') }, 'JSESSIONID=1')],
    [
      'a rule for one of several cookies that is spelled small',
      logIn({ 'set-cookie': { matchers: [{ match: 'include', value: 'JSESSIONID' }] } }, 'JSESSIONID=1'),
    ],
  ])('%s', async (_what, pact) => {
    const report = await verified(pact);
    expect(interactionsOf(report)).toMatchObject([{ status: 'unverifiable', code: 'pact-cannot-compare' }]);
    expect(interactionsOf(report)[0]?.cure).toContain('docs/reference/pact-conventions.md');
    expect(report.exitCode).toBe(2);
  });

  it.each<[string, object]>([
    ['the whole value does not fit', answer(noCache, { 'Cache-Control': regex('public') })],
    ['no cookie fits', logIn({ 'Set-Cookie': regex('^SESSIONID=.+') }, 'SESSIONID=1')],
    [
      'another header is not there',
      answer({ ...noCache, 'X-Other': 'a' }, { 'Cache-Control': regex('no-cache.*transform') }),
    ],
  ])('but it is one where %s', async (_what, pact) => {
    const report = await verified(pact);
    expect(interactionsOf(report)).toMatchObject([{ status: 'failed' }]);
    expect(report.exitCode).toBe(1);
  });
});

describe('a path with a query', () => {
  it('is of the session resource all the same: what its answer means is known', async () => {
    const code = async (path: string) =>
      interactionsOf(await verified(pactFor({ request: { path } }), 'removed'))[0]?.code;
    expect(await code('/auth/1/session?a=b')).toBe(await code('/auth/1/session'));
  });

  it('and its answer is checked', async () => {
    const path = '/auth/1/session?a=b';
    const report = await verified(
      pactFor({ ...withSession, request: { ...withSession.request, path }, response: { status: 200 } }),
    );
    const checks = report.targets[0]?.pacts[0]?.checks ?? [];
    expect(checks.find(({ id }) => id === 'schemas')?.status).toBe('verified');
  });
});

describe('the id of an interaction', () => {
  const one = (description: string, more: object = {}, path = '/auth/1/session'): PactInteraction => ({
    description,
    providerStates: [],
    request: { method: 'GET', path, ...more },
    response: { status: 401 },
  });
  const idsIn = (...interactions: PactInteraction[]) => [...idsOf(interactions).values()];

  it('is its description, as it was in earlier reports', () => {
    expect(idsIn(one('Who am I, as nobody?'), one('a log-out'))).toEqual(['who-am-i-as-nobody', 'a-log-out']);
  });

  it('has letters in it where the description has none that are Latin', () => {
    const ids = idsIn(
      one('вход'),
      one('выход'),
      one('登录 1'),
      one('ログイン 1'),
      one('!'),
      one('für'),
      one('f r'),
    );
    expect(new Set(ids).size).toBe(7);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('outlives a change of the answer', () => {
    const [before] = idsIn(one('x'), one('x', {}, '/api/2/myself'));
    const changed = { ...one('x'), response: { status: 200 } };
    expect(idsIn(one('x', {}, '/api/2/myself'), changed)[1]).toBe(before);
  });

  it('is its own, and the same in whatever order they stand', () => {
    const interaction = fc
      .record({
        description: fc.constantFrom('a', 'b', 'вход', '', 'A?', 'a-2'),
        path: fc.constantFrom('/a', '/b'),
        body: fc.constantFrom('x', 'y', undefined),
      })
      .map(({ description, path, body }) => one(description, { body }, path));
    fc.assert(
      fc.property(
        fc.uniqueArray(interaction, { selector: (x) => JSON.stringify(x) }),
        fc.integer(),
        (all, seed) => {
          const ids = idsOf(all);
          const shuffled =
            fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), { seed, numRuns: 1 })[0] ?? [];
          expect(new Set(ids.values()).size).toBe(all.length);
          expect(new Map([...idsOf(shuffled)].toSorted())).toEqual(new Map([...ids].toSorted()));
        },
      ),
      { seed: 1 },
    );
  });
});

it('two interactions with one description are published each with its own result', async () => {
  const twins = pactOfAll([
    { ...pactFor().interactions[0], _id: 'holds' },
    { ...pactFor({ response: { status: 299 } }).interactions[0], _id: 'fails' },
  ]);
  const published: object[] = [];
  await using jira = await startMockedJira();
  const at = (path: string) => ({ href: `${broker.origin}${path}` });
  await using broker = await startHttp((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const self = at('/pact/version/1');
      if (request.url === '/results') published.push(JSON.parse(text));
      const answers: Readonly<Record<string, object>> = {
        '/pact/version/1': { ...twins, _links: { self, 'pb:publish-verification-results': at('/results') } },
        '/results': { _links: { self: at('/results/1') } },
      };
      const found = answers[request.url ?? ''] ?? {
        _embedded: { pacts: [{ _links: { self } }] },
        _links: {},
      };
      response.setHeader('Content-Type', 'application/hal+json');
      response.end(JSON.stringify(found));
    });
  });
  const { exitCode } = await runCli(
    ['verify', '--from-broker', '--publish', '--force', '--base-url', jira.baseUrl],
    { ...jiraSettings, PACT_BROKER_BASE_URL: broker.origin },
    folder,
  );
  expect(exitCode).toBe(1);
  expect(published).toMatchObject([
    {
      success: false,
      testResults: [
        { interactionId: 'holds', success: true },
        { interactionId: 'fails', success: false },
      ],
    },
  ]);
});

it.each([pactSchema, interactionSchema])(
  'the schema of a pact is one: nothing checks it when it is used',
  (schema) => {
    expect(new Ajv({ allowUnionTypes: true }).validateSchema(schema)).toBe(true);
    expect(() => new Ajv({ allowUnionTypes: true }).compile(schema)).not.toThrow();
  },
);
