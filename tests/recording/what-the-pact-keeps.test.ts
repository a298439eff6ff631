import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { basic } from '../../src/authorization.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { recordPact } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { keptVerifier } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { first } from './first-rows.ts';
import {
  arrivesAsItWasSent,
  arriving,
  folder,
  framed,
  framedClients,
  isNamed,
  json,
  notKeptOf,
  recorded,
  SESSION,
  sendRaw,
} from './kept-requests.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

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

it.each(first(framedClients))('verify sends the very headers of a client that %s', arrivesAsItWasSent);

it.each([
  ['bearer ', (given: GivenToFunction) => given.personalAccessToken],
  ['Bearer  ', (given: GivenToFunction) => given.personalAccessToken],
  ['BASIC ', (given: GivenToFunction) => basic(given).slice(6)],
])('verify writes %j before the credentials where the client does so', async (scheme, secretOf) => {
  const consumer = `scheme-${scheme.length}-${scheme.trim()}`;
  await recorded(consumer, async (given) => {
    const Authorization = scheme + secretOf(given);
    return (
      await sendRaw(`${given.baseUrl}/auth/1/session`, 'GET', {
        host: new URL(given.baseUrl).host,
        Authorization,
      })
    ).statusCode;
  });
  const { [`GET ${SESSION}`]: lines } = await arriving((baseUrl) =>
    runCli(['verify', '--pact', join(folder, `${consumer}.json`), '--base-url', baseUrl], jiraSettings),
  );
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^Authorization: ${scheme}\\S+$`))]);
});

it('verify sends the address of its Jira where the client sent that of the mocked one', async () => {
  const { notKept } = await recorded('of-its-site', (given) => {
    const { origin } = new URL(given.baseUrl);
    return framed({ ...json, Origin: origin, Referer: `${origin}/secure/browse` })(given);
  });
  expect(notKept).toEqual([]);
  const { [`POST ${SESSION}`]: lines } = await arriving((baseUrl) =>
    runCli(['verify', '--pact', join(folder, 'of-its-site.json'), '--base-url', baseUrl], jiraSettings),
  );
  expect(lines).toEqual([
    'Content-Type: application/json',
    'Origin: ITS SITE',
    'Referer: ITS SITE/secure/browse',
  ]);
});

it('the command that repeats a request names the client as it names itself, and never Pact', async () => {
  const file = join(folder, 'repeated.json');
  await recorded('repeated', framed({ ...json, 'User-Agent': 'my-sync/1.2' }));
  await using jira = await startMockedJira({ flavour: 'removed' });
  const repeated = async () => {
    const { stdout } = await runCli(['verify', '--pact', file, '--base-url', jira.baseUrl], jiraSettings);
    return /curl .* --data/.exec(stdout)?.[0];
  };
  expect(await repeated()).toBe(
    "curl -i -X POST -H 'Content-Type: application/json' -H 'User-Agent: my-sync/1.2' --data",
  );
  const pact = JSON.parse(readFileSync(file, 'utf8'));
  for (const one of pact.interactions) {
    delete one.comments;
    delete one.request.headers['User-Agent'];
  }
  writeFileSync(file, JSON.stringify(pact));
  expect(await repeated()).toBe(
    "curl -i -X POST -H 'accept: */*' -H 'content-type: application/json' --data",
  );
});

it('a pact that was not recorded says nothing of the rest of a request: what Pact adds stays', async () => {
  await recorded('by-hand', framed(json));
  const file = join(folder, 'by-hand.json');
  const pact = JSON.parse(readFileSync(file, 'utf8'));
  for (const one of pact.interactions) delete one.comments;
  writeFileSync(file, JSON.stringify(pact));
  const { [`POST ${SESSION}`]: lines } = await arriving((baseUrl) =>
    runCli(['verify', '--pact', file, '--base-url', baseUrl], jiraSettings),
  );
  expect(lines?.toSorted()).toEqual([
    'accept: */*',
    'content-type: application/json',
    expect.stringMatching(/^user-agent: pact_verifier/),
  ]);
});

it.each<[string, (given: GivenToFunction) => unknown, string[], unknown[]]>([
  [
    'end a request or be a second one',
    framed(json),
    ['Content-Length: 7', 'Content-Length: 0', 'Host: evil.example.com', 'Transfer-Encoding: gzip', 'X: y'],
    ['Content-Type: application/json'],
  ],
  [
    'say the length of a body twice',
    framed(json),
    ['Content-Length: 0', 'Transfer-Encoding: chunked', '__proto__'],
    ['Transfer-Encoding: chunked', 'Content-Type: application/json'],
  ],
  [
    'make a token a password',
    async ({ baseUrl, personalAccessToken }) => {
      const headers = { host: new URL(baseUrl).host, Authorization: `Bearer ${personalAccessToken}` };
      const url = `${baseUrl}/auth/1/session`;
      return (await sendRaw(url, 'POST', { ...headers, 'Content-Length': '2', ...json }, '{}')).statusCode;
    },
    ['Authorization: Basic '],
    [expect.stringMatching(/^Authorization: Bearer /), 'Content-Type: application/json'],
  ],
])('no line of a pact can %s', async (name, run, bad, arrives) => {
  const consumer = name.replaceAll(' ', '-');
  await recorded(consumer, run);
  const file = join(folder, `${consumer}.json`);
  const text = readFileSync(file, 'utf8')
    .replaceAll(/"Authorization",?(?=\s*["\]])/g, '')
    .replaceAll('"sends": [', `"sends": [${JSON.stringify(bad).slice(1, -1)},`);
  writeFileSync(file, text);
  const { [`POST ${SESSION}`]: lines } = await arriving((baseUrl) =>
    runCli(['verify', '--pact', file, '--base-url', baseUrl], jiraSettings),
  );
  expect(lines).toEqual(arrives);
});

it.each(first(notKeptOf))('what the file of a pact cannot keep of a request is named: %s', isNamed);

it.each([
  ['another version of its program', 'my-sync/2.0 (node 24.1.0)', 'same'],
  ['another program', 'your-sync/1.2 (node 22.0)', 'changed'],
])('a client that sends %s than in its committed pact is told so', async (_, userAgent, is) => {
  const pactFile = join(folder, `versions-${is}.json`);
  const recordAs = async (agent: string, check: boolean, encodings: string) =>
    recordPact({
      client: {
        consumer: 'versions',
        command: null,
        run: functionClient(framed({ ...json, 'User-Agent': agent, 'Accept-Encoding': encodings })),
      },
      ...{ scenarios: ['right-credentials'], pactFile, check, environment: {} },
      startVerifier: keptVerifier,
    });
  await recordAs('my-sync/1.2 (node 22.0)', false, 'gzip');
  expect((await recordAs(userAgent, true, 'gzip, br')).pact.is).toBe(is);
});

it.each<[(cookies: string[]) => string[], unknown[]]>([
  [(cookies: string[]) => cookies, []],
  [(cookies: string[]) => ['theme=dark', ...cookies], []],
  [(cookies: string[]) => [...cookies, 'theme=dark'], [expect.stringContaining('in an order of its own')]],
  [(cookies: string[]) => cookies.toReversed(), [expect.stringContaining('in an order of its own')]],
])(
  'cookies that are sent back in another order are named, and in that of Jira they are not',
  async (order, named) => {
    const { notKept } = await recorded(`order-${named.length}-${order.toString().length}`, async (given) => {
      const Cookie = order(cookiesOf(await logIn(given)).split('; ')).join('; ');
      return (await send(given, 'GET', { Cookie })).status;
    });
    expect(notKept).toEqual(named);
  },
);

it('an order of its own is named of whatever the session is used for', async () => {
  const { notKept } = await recorded('order-beside', async (given) => {
    const Cookie = cookiesOf(await logIn(given))
      .split('; ')
      .toReversed()
      .join('; ');
    return (await fetch(`${given.baseUrl}/api/2/myself`, { headers: { Cookie } })).status;
  });
  expect(notKept).toEqual([expect.stringContaining('order of its own (GET /api/2/myself)')]);
});

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
