import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { basic } from '../../src/authorization.ts';
import { recordPact } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { keptVerifier } from '../support/kept-pact.ts';
import { runCli } from '../support/run-cli.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Sent {
  readonly description: string;
  readonly providerStates: readonly { readonly name: string }[];
  readonly request: {
    readonly method: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly query?: object;
  };
}

async function recorded(consumer: string, run: (given: GivenToFunction) => unknown) {
  const pactFile = join(folder, `${consumer}.json`);
  const { remarks } = await recordPact({
    client: { consumer, command: null, run: functionClient(run) },
    ...{ scenarios: ['right-credentials'], pactFile, check: false, environment: {} },
    startVerifier: keptVerifier,
  });
  const notKept = remarks.filter((one) => one.startsWith('Not in the pact'));
  if (!existsSync(pactFile)) return { notKept, interactions: [] };
  const interactions: readonly Sent[] = JSON.parse(readFileSync(pactFile, 'utf8')).interactions;
  const { exitCode } = await runCli(['verify', '--pact', pactFile]);
  expect(exitCode).toBe(0);
  return { notKept, interactions };
}

/** Logs in with what is sent with every request beside the body and the cookies, asks who it is, and logs out. */
const sendingWithEach = (extra: (given: GivenToFunction) => Record<string, string>) => {
  return async (given: GivenToFunction) => {
    const { username, password } = given;
    const headers = extra(given);
    const response = await send(given, 'POST', headers, { username, password });
    ensure(response.ok);
    const Cookie = cookiesOf(response);
    const user = await send(given, 'GET', { ...headers, Cookie });
    ensure(user.ok);
    ensure((await send(given, 'DELETE', { ...headers, Cookie })).ok);
    return ((await user.json()) as { name: string }).name;
  };
};

describe('two kinds of credentials in one request', () => {
  it('are both in the pact: Basic beside the body of a log-in, and beside a cookie', async () => {
    const { notKept, interactions } = await recorded(
      'both',
      sendingWithEach((given) => ({ Authorization: basic(given) })),
    );
    expect(notKept).toEqual([]);
    expect(interactions.map(({ request: { method } }) => method).toSorted()).toEqual([
      'DELETE',
      'GET',
      'POST',
    ]);
    const logIn = interactions.find(({ request: { method } }) => method === 'POST');
    expect(logIn?.providerStates.map(({ name }) => name)).toEqual([
      'the user can log in',
      'the user may use Basic credentials',
    ]);
    for (const { request } of interactions) expect(request.headers.Authorization?.[0]).toMatch(/^Basic /);
  });

  it('are named where no provider state hands one of them out', async () => {
    const { notKept, interactions } = await recorded(
      'elsewhere',
      sendingWithEach(({ password }) => ({ 'X-Proxy-Password': password })),
    );
    expect(interactions).toEqual([]);
    expect(notKept).toHaveLength(3);
    expect(notKept[0]).toContain('POST /auth/1/session has credentials');
    expect(notKept.join('\n')).not.toContain('mocked-password');
  });
});

/** A log-in over Node's own http, which lets a client frame it as it likes. */
function framed(headers: Record<string, string | number>) {
  return async ({ baseUrl, username, password }: GivenToFunction) => {
    const body = JSON.stringify({ username, password });
    const outgoing = request(`${baseUrl}/auth/1/session`, { method: 'POST', headers });
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    outgoing.on('error', reject).on('response', async (incoming) => {
      await text(incoming);
      resolve(incoming.statusCode);
    });
    outgoing.write(body.slice(0, 5));
    outgoing.end(body.slice(5));
    return promise;
  };
}

const json = { 'Content-Type': 'application/json' };

describe('what the file of a pact cannot keep of a request', () => {
  it.each([
    ['a body in chunks', json, ['in chunks']],
    [
      'Expect: 100-continue',
      { ...json, 'Transfer-Encoding': 'chunked', Expect: '100-continue' },
      ['in chunks', 'Expect'],
    ],
    ['a body without Content-Type', {}, ['in chunks', 'Content-Type: application/json']],
  ])('is named: %s', async (name, headers, said) => {
    const { notKept } = await recorded(
      name.replaceAll(/\W+/g, '-'),
      framed(headers as Record<string, string>),
    );
    expect(notKept).toHaveLength(said.length);
    for (const [index, words] of said.entries()) expect(notKept[index]).toContain(words);
  });
});

it.each([
  [(cookies: string[]) => cookies, []],
  [(cookies: string[]) => cookies.toReversed(), [expect.stringContaining('in an order of its own')]],
])(
  'cookies that are sent back in another order are named, and in that of Jira they are not',
  async (order, named) => {
    const { notKept } = await recorded(`order-${named.length}`, async (given) => {
      const Cookie = order(cookiesOf(await logIn(given)).split('; ')).join('; ');
      return (await send(given, 'GET', { Cookie })).status;
    });
    expect(notKept).toEqual(named);
  },
);

it('a log-in by credentials in the address is named as left out', async () => {
  const { notKept } = await recorded('in-address', async ({ baseUrl, username, password }) => {
    const query = new URLSearchParams({ os_username: username, os_password: password });
    const answer = await fetch(`${baseUrl}/auth/1/session?${query}`);
    const { name } = (await answer.json()) as { name: string };
    const Cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    const out = await fetch(`${baseUrl}/auth/1/session`, {
      method: 'DELETE',
      headers: { Cookie: Cookie.join('; ') },
    });
    return [name, out.status];
  });
  expect(notKept).toEqual([
    expect.stringContaining('GET /auth/1/session has its credentials in the address'),
  ]);
});

it('an odd Content-Type, X-Atlassian-Token, a browser by its User-Agent and os_authType are in the pact', async () => {
  const { interactions, notKept } = await recorded('odd', async ({ baseUrl, username, password }) => {
    const response = await fetch(`${baseUrl}/auth/1/session?os_authType=none`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-Atlassian-Token': 'no-check',
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)',
      },
      body: JSON.stringify({ username, password }),
    });
    return response.status;
  });
  expect(notKept).toEqual([]);
  expect(interactions).toHaveLength(1);
  expect(interactions[0]?.request).toMatchObject({
    query: { os_authType: ['none'] },
    headers: {
      'Content-Type': ['application/json; charset=utf-8'],
      'X-Atlassian-Token': ['no-check'],
      'User-Agent': ['Mozilla/5.0 (X11; Linux x86_64)'],
    },
  });
});
