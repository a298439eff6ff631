import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { editCookies } from '../../mutation/edits.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import { recordContract } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { pactDir } from './cookie-clients.ts';
import {
  bothAt,
  byHand,
  clients,
  clientWith,
  inJar,
  jiras,
  type Keeping,
  listed,
  pactOf,
  renaming,
} from './keeping-clients.ts';
import { cookiesOf, ensure, logIn, recordFunction, send } from './small-clients.ts';

const firstCookie: Keeping = (response) => () => cookiesOf(response).split(';')[0] ?? '';

// Each client at one Jira, and each Jira with a client; the full tests have all pairs.
const atOneJira = Object.entries(clients).flatMap(([name, client], index) =>
  Object.entries(jiras)
    .slice(index, index + 1)
    .map(([called, jira]) => ({ name, client, called, jira })),
);

describe.each(atOneJira)(
  'a client that sends $name, where the session cookie is $called',
  ({ client, jira }) => {
    it('says so in its pact', async () => {
      const text = readFileSync(await pactOf(client[0]), 'utf8');
      const expressions = [...text.matchAll(/"expression": "([^"]*ookie[^"]*)"/g)].map(([, one]) => one);
      expect(new Set(expressions)).toEqual(new Set([client[1]]));
    });

    it('is told the truth', async () => {
      const { works, exitCode } = await bothAt(jira, client);
      expect(exitCode).toBe(works ? 0 : 1);
    });
  },
);

it('how many runs it takes does not depend on it, but for one', async () => {
  const runsOf = async (keeping: Keeping) => (await recordFunction(clientWith(keeping))).recording.runs;
  expect((await runsOf(byHand)) - (await runsOf(inJar))).toBe(1);
});

it.each<[string, Keeping, string]>([
  ['a jar', inJar, ''],
  ['all that its library kept', listed, 'whatever Path and Secure say'],
  ['every cookie that was set', byHand, 'whatever Path, Domain, Secure, Max-Age and Expires say'],
])('a recording tells what a client with %s heeds', async (_, keeping, words) => {
  const told = (await recordFunction(clientWith(keeping))).remarks.filter((one) =>
    one.includes('no cookie jar does'),
  );
  expect(told).toEqual(words === '' ? [] : [expect.stringContaining(words)]);
});

it('a Jira that cannot be asked whether it knows a session under another name is not called broken', async () => {
  const rename = renaming('JIRA_9', false);
  await using jira = await startMockedJira({
    middleware: (request, jira) =>
      request.method === 'GET' && request.path.endsWith('/session')
        ? wireResponse(500, {}, '')
        : rename(request, jira),
  });
  const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
  const args = ['verify', '--filter', 'a log-in', '--pact', await pactOf(inJar)];
  expect((await runCli(args, settings)).exitCode).not.toBe(1);
});

const setting =
  (edit: (cookies: readonly string[]) => readonly string[]): Middleware =>
  (request, { respond }) =>
    editCookies(respond(request), (all) => [...(all.length > 0 ? edit(all) : [])]);

it.each<[string, Middleware]>([
  ['comes first', setting((all) => all.toSorted())],
  [
    'comes first under another name',
    (request, jira) => {
      const respond: typeof jira.respond = (sent) => editCookies(jira.respond(sent), (all) => all.toSorted());
      return renaming('JIRA_9', true)(request, { ...jira, respond });
    },
  ],
  ['comes last', setting((all) => all.toSorted().toReversed())],
  ['comes after that of a load balancer', setting((all) => ['AWSALB=node-1; Path=/', ...all])],
  ['comes after the deletion of an old one', setting((all) => ['JSESSIONID=deleted; Path=/', ...all])],
])('a client that takes the first cookie is told the truth where that of the session %s', async (_, jira) => {
  const { works, exitCode } = await bothAt(jira, [firstCookie]);
  expect(exitCode).toBe(works ? 0 : 1);
});

const withoutName: Middleware = (request, { respond }) => {
  const response = respond(request);
  return { ...response, body: response.body.replace(/"name":"JSESSIONID",/, '') };
};

it.each<[string, Middleware]>([
  ['has another name', renaming('JSESSIONID2', true)],
  ['is not named in the body', withoutName],
])(
  'a session that %s is right for a client that reads its name and would not notice',
  async (_, middleware) => {
    const { pact } = await recordContract({
      ...{ consumer: 'reads-the-name', pactDir, scenarios: [] },
      run: async (given) => {
        const answer = await logIn(given);
        ensure(answer.ok);
        const { session } = (await answer.json()) as { session: { name: string; value: unknown } };
        ensure(typeof session.value === 'string');
        await send(given, 'DELETE', { Cookie: `${session.name}=${session.value}` });
      },
    });
    await using jira = await startMockedJira({ middleware });
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    expect((await runCli(['verify', '--pact', String(pact)], settings)).exitCode).toBe(0);
  },
);

const oldBefore = setting((all) => ['JSESSIONID=of-before; Path=/', ...all.toSorted()]);
const inMap: Keeping = (response) => {
  const pairs = cookiesOf(response)
    .split('; ')
    .map((pair) => [pair.split('=')[0], pair] as const);
  return () => [...new Map(pairs).values()].join('; ');
};

it.each<[string, Keeping, boolean]>([
  ['twice, and fails', byHand, false],
  ['once, as a jar does', inJar, true],
  ['once, by its name', inMap, true],
])('a client that is given an old session before its own sends it back %s', async (_, keeping, works) => {
  expect(await bothAt(oldBefore, [keeping])).toEqual({ works, exitCode: works ? 0 : 1 });
});
