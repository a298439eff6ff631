import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { brokenJiras } from '../../mutation/broken-jiras.ts';
import { logInPage, type WireResponse, wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import { recordContract, runTrials } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import {
  api,
  cookiesOf,
  ensure,
  keysOf,
  logIn,
  recordFunction,
  send,
  smallClients,
} from './small-clients.ts';

type Run = (given: GivenToFunction) => unknown;

const cookieNamed = (name: string) => (answer: Response) =>
  cookiesOf(answer)
    .split('; ')
    .filter((pair) => pair.startsWith(`${name}=`))
    .join();
const sessionAlone = cookieNamed('JSESSIONID');
const xsrfTokenOf = cookieNamed('atlassian.xsrf.token');

async function fromBody(answer: Response): Promise<string> {
  const { session } = (await answer.json()) as { session: { name: string; value: string } };
  return `${session.name}=${session.value}`;
}

/** Logs in, and searches with this cookie. */
const searches =
  (cookieOf: (answer: Response) => string | Promise<string>): Run =>
  async (given) => {
    const answer = await logIn(given);
    ensure(answer.ok);
    const found = await api(given, await cookieOf(answer), 'search');
    ensure(found.ok);
    return ((await found.json()) as { total: number }).total;
  };

const asked = async (run: Run) => {
  const { interactions, remarks } = await recordFunction(run);
  const beside = interactions.filter(({ path }) => path === '/api/2/myself');
  return { beside, remarks: remarks.join('\n') };
};

const cookiesIn = async (run: Run) =>
  (await asked(run)).beside.map(({ headers }) => (headers.Cookie as { expression: string }).expression);

const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-beside-'));
afterAll(() => rmSync(pactDir, { recursive: true, force: true }));

let count = 0;
async function pactOf(run: Run): Promise<string> {
  count += 1;
  const { pact } = await recordContract({ consumer: `beside-${count}`, pactDir, scenarios: [], run });
  return String(pact);
}

describe('what a client uses its session for is in its pact', () => {
  it.each([
    ['every cookie', cookiesOf, '${anyCookie}'],
    ['the session cookie alone', sessionAlone, '${anyCookieOfSession}'],
    ['a cookie from the body of the log-in', fromBody, '${cookieFromBody}'],
  ])('as a request of myself, with %s', async (_, cookieOf, expression) => {
    expect(await cookiesIn(searches(cookieOf))).toEqual([expression]);
  });

  it('once, whatever is asked, and once for each form of the cookie', async () => {
    const often: Run = async (given) => {
      const answer = await logIn(given);
      const answers = [
        await api(given, cookiesOf(answer), 'myself'),
        await api(given, cookiesOf(answer), 'search'),
        await api(given, cookiesOf(answer), 'issue/TEST-1/comment', { body: 'Seen.' }),
        await api(given, `theme=dark; ${cookiesOf(answer)}`, 'search'),
      ];
      return answers.map(({ status }) => status);
    };
    expect(await cookiesIn(often)).toEqual(['${anyCookie}', 'theme=dark; ${anyCookie}']);
  });

  const OWN = { 'X-Client-App': 'sync', 'Content-Type': 'application/json', 'Accept-Language': 'en, de' };
  const asking =
    (
      ...requests: readonly (readonly [method: string, path: string, headers: Record<string, string>])[]
    ): Run =>
    async (given) => {
      const Cookie = cookiesOf(await logIn(given));
      for (const [method, path, own] of requests) {
        const headers = { Cookie, ...own };
        const body = method === 'POST' ? '{"body":"Seen."}' : null;
        ensure((await fetch(`${given.baseUrl}/api/2/${path}`, { method, headers, body })).ok);
      }
    };

  it.each<[string, Run, Record<string, string>]>([
    ['with all that it sends', asking(['GET', 'search', OWN]), OWN],
    ['without an Accept that does not take JSON', asking(['GET', 'search', { Accept: 'text/csv' }]), {}],
    [
      'with what each request has in common',
      asking(
        ['GET', 'search', { ...OWN, 'X-Page': '1' }],
        ['GET', 'issue/TEST-1', { ...OWN, 'X-Page': '2' }],
        ['POST', 'issue/TEST-1/comment', { ...OWN, 'X-Atlassian-Token': 'no-check' }],
      ),
      OWN,
    ],
    [
      'without what belongs to a body',
      asking(['POST', 'issue/TEST-1/comment', { ...OWN, 'X-HTTP-Method-Override': 'POST' }]),
      { 'X-Client-App': 'sync', 'Accept-Language': 'en, de' },
    ],
    [
      'as it really asks for it',
      asking(['GET', 'search', OWN], ['GET', 'myself', { 'Content-Type': 'text/plain' }]),
      { 'Content-Type': 'text/plain' },
    ],
  ])('%s', async (_, run, expected) => {
    const [one] = (await asked(run)).beside;
    const { Cookie: _cookie, ...headers } = one?.headers ?? {};
    expect(headers.Accept).not.toBe('text/csv');
    const ofFetch = ['Accept', 'Sec-Fetch-Mode', 'User-Agent', 'Accept-Language'];
    const kept = Object.entries(headers).filter(([name]) => !ofFetch.includes(name) || name in expected);
    expect(Object.fromEntries(kept)).toEqual(expected);
    expect(one?.sends.map((line) => line.toLowerCase().replace(/:.*/, ''))).toEqual(
      expect.arrayContaining([
        'cookie',
        'user-agent',
        ...Object.keys(expected).map((name) => name.toLowerCase()),
      ]),
    );
  });

  it('also of one that uses Basic credentials at the session resource and beside it', async () => {
    const { beside } = await asked(async (given) => {
      const pair = Buffer.from(`${given.username}:${given.password}`).toString('base64');
      const headers = { Authorization: `Basic ${pair}` };
      ensure((await send(given, 'GET', headers)).ok);
      ensure((await fetch(`${given.baseUrl}/api/2/search`, { headers })).ok);
    });
    expect(beside.map(({ states }) => states)).toEqual([['the user may use Basic credentials']]);
  });
});

it('a password in an address is told as that, and not as one in a body', async () => {
  const { beside } = await recordFunction(async (given) => {
    const answer = await logIn(given);
    const query = new URLSearchParams({ os_username: given.username, os_password: given.password });
    ensure((await fetch(`${given.baseUrl}/api/2/search?${query}`)).ok);
    return answer.status;
  });
  expect(beside).toMatchObject([
    { request: 'GET /api/2/search', credentials: 'the password in the address' },
  ]);
});

describe('nothing is added of a client', () => {
  it.each<[string, Run]>([
    [
      'that does not notice that its search is refused',
      async (given) => {
        await keysOf(given, cookiesOf(await logIn(given)));
      },
    ],
    [
      'whose session opens only what is open to everybody',
      async (given) => {
        const answer = await api(given, cookiesOf(await logIn(given)), 'serverInfo');
        return ((await answer.json()) as { version: string }).version;
      },
    ],
    [
      'that asks for something without its session',
      async (given) => {
        ensure((await logIn(given)).ok);
        return (await fetch(`${given.baseUrl}/api/2/serverInfo`)).status;
      },
    ],
  ])('%s', async (_, run) => {
    expect((await asked(run)).beside).toEqual([]);
  });
});

describe('the pact of a client that searches', () => {
  it('is broken where the session opens its own resource alone', async () => {
    const jira = brokenJiras.find(({ name }) => name === 'a session opens its own resource alone');
    const pact = await readPact(await pactOf(smallClients['the status of a search']?.run as Run));
    const [outcome] = await runTrials([{ jira: jira as never, pact }]);
    expect(outcome?.verdict).toBe('broken');
  });

  it('is told the cause there, where it sends back some cookies alone', async () => {
    const pact = await pactOf(searches((answer) => `${sessionAlone(answer)}; ${xsrfTokenOf(answer)}`));
    await using jira = await startMockedJira({
      middleware: (sent, { respond }) =>
        respond(/\/(session|serverInfo)$/.test(sent.path) ? sent : { ...sent, headers: {} }),
    });
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    const { exitCode, stdout } = await runCli(['verify', '--pact', pact], settings);
    expect(stdout).toContain('Jira accepts the session at the session resource, but refuses it here');
    expect(exitCode).toBe(1);
  });

  it.each([
    ['the session cookie alone, at Crowd', sessionAlone, { crowd: true }, 1],
    ['a cookie from the body, at Crowd', fromBody, { crowd: true }, 1],
    ['every cookie, at Crowd', cookiesOf, { crowd: true }, 0],
    ['a cookie from the body, at two nodes', fromBody, { nodes: 2 }, 1],
    ['every cookie, at two nodes', cookiesOf, { nodes: 2 }, 0],
  ] as const)('is judged as the client: %s', async (_, cookieOf, options, exitCode) => {
    const pact = await pactOf(searches(cookieOf));
    await using jira = await startMockedJira(options);
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    expect((await runCli(['verify', '--pact', pact], settings)).exitCode).toBe(exitCode);
  });
});

describe('who answers beside the session resource', () => {
  const basicOf = ({ username, password }: GivenToFunction) => ({
    headers: { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  });
  const whoAmI =
    (read: (user: { name?: string; displayName: string }) => unknown): Run =>
    async (given) => {
      const answer = await fetch(`${given.baseUrl}/api/2/myself`, basicOf(given));
      ensure(answer.ok);
      return read((await answer.json()) as { displayName: string });
    };
  const hasName = ({ name }: { name?: string }) => ensure(name !== undefined);
  const toLogIn = wireResponse(200, { 'Content-Type': 'text/html' }, logInPage);
  const json = (body: object) =>
    wireResponse(200, { 'Content-Type': 'application/json' }, JSON.stringify(body));
  const asAtCloud = json({ accountId: '5', displayName: 'alice' });

  it.each<[string, Run, WireResponse, number]>([
    ['a sign-on page is no answer to a client that reads its search', searches(cookiesOf), toLogIn, 1],
    ['any JSON is one, whatever is in it', searches(cookiesOf), json({}), 0],
    [
      'a page changes nothing for a client that reads no body',
      async (given) => ensure((await api(given, cookiesOf(await logIn(given)), 'search')).ok),
      toLogIn,
      0,
    ],
    [
      'a page is no answer to one that only sends Basic either',
      whoAmI(({ displayName }) => displayName),
      toLogIn,
      1,
    ],
    ['a user without a name is one', whoAmI(({ displayName }) => displayName), asAtCloud, 0],
    ['but not to a client that reads the name', whoAmI(hasName), asAtCloud, 1],
    [
      'nor to one that searches too',
      async (given) => {
        await whoAmI(hasName)(given);
        ensure((await fetch(`${given.baseUrl}/api/2/search`, basicOf(given))).ok);
      },
      asAtCloud,
      1,
    ],
  ])('%s', async (_, run, ofMyself, exitCode) => {
    const pact = await pactOf(run);
    await using jira = await startMockedJira({
      middleware: (sent, { respond }) => (sent.path.endsWith('/myself') ? ofMyself : respond(sent)),
    });
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    expect((await runCli(['verify', '--pact', pact], settings)).exitCode).toBe(exitCode);
  });
});

describe('another method than GET, POST and DELETE', () => {
  const asking =
    (method: string): Run =>
    async (given) =>
      ensure((await send(given, method, { Cookie: cookiesOf(await logIn(given)) })).status !== 401);

  it('is in the pact if it is HEAD, and goes to no other resource', async () => {
    const { interactions, beside } = await recordFunction(asking('HEAD'));
    expect(interactions.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /auth/1/session',
      'HEAD /auth/1/session',
    ]);
    expect(beside).toEqual([]);
    const pact = await pactOf(asking('HEAD'));
    expect((await runCli(['verify', '--pact', pact])).exitCode).toBe(0);
    await using jira = await startMockedJira({
      middleware: (sent, { respond }) => respond(sent.method === 'HEAD' ? { ...sent, headers: {} } : sent),
    });
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    expect((await runCli(['verify', '--pact', pact], settings)).exitCode).toBe(1);
  });

  it.each(['OPTIONS', 'PUT'])('is told as none of the contract if it is %s', async (method) => {
    const { beside } = await recordFunction(asking(method));
    expect(beside).toEqual([{ request: `${method} /auth/1/session`, credentials: 'the session', gone: '' }]);
  });
});

it('the remark on cookies that do not come back says what the pact asks', async () => {
  const { remarks } = await asked(searches(fromBody));
  expect(remarks).toContain('in GET /api/2/search, the cookie is built from the body of the log-in');
  expect(remarks).toContain('The pact asks in the same way.');
  const { remarks: others } = await asked(async (given) => {
    const answer = await logIn(given);
    ensure(answer.ok);
    await api(given, sessionAlone(answer), 'search');
  });
  expect(others).toContain('in GET /api/2/search, only the session cookie is sent back');
  expect(others).toContain('The pact does not ask in the same way.');
});
