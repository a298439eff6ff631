import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { HttpClient } from '../../src/http/http-client.ts';
import { connectTo, mockedTarget } from '../../src/jira/target.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startGateway } from '../../src/pact/gateway.ts';
import type { PactVerifier } from '../../src/pact/pact-verifier.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import type { PactEndpoint } from '../../src/pact/watched-pact-process.ts';
import { Secrets } from '../../src/redaction/secrets.ts';
import { verifyPact } from '../../src/verification/verify-pact.ts';

/** Asks as anybody on this machine may, with any path and headers. */
function ask(
  url: string,
  { method = 'GET', headers = {}, body = '' } = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { ...headers, 'Content-Length': body.length } }, async (incoming) =>
      resolve({ status: incoming.statusCode ?? 0, body: await text(incoming) }),
    )
      .on('error', reject)
      .end(body);
  });
}

const wanted = JSON.stringify({ action: 'setup', state: 'the user can log in' });

describe('the gateway', () => {
  it.each<[string, (url: URL) => [string, object?]]>([
    ['does not know its path', (url) => [`${url.origin}/_provider-state`]],
    ['guesses its path', (url) => [`${url.origin}/${'0'.repeat(32)}/_provider-state`]],
    ['comes by another name of this machine', (url) => [url.href, { host: `localhost:${url.port}` }]],
    ['comes by a name that was made to lead here', (url) => [url.href, { host: 'evil.example.com' }]],
    ['is a page in a browser', (url) => [url.href, { origin: 'https://evil.example.com' }]],
  ])('tells nothing to whoever %s', async (_name, asking) => {
    const asked: string[] = [];
    await using gateway = await startGateway();
    const route = gateway.open({
      setUp: async (state) => {
        asked.push(state);
        return { password: 'canary' };
      },
      send: async () => undefined,
      onMistake: () => {},
    });
    const [url, headers = {}] = asking(new URL(route.stateUrl));
    expect(await ask(url, { method: 'POST', headers, body: wanted })).toEqual({ status: 403, body: '' });
    expect(asked).toEqual([]);
    expect((await ask(route.stateUrl, { method: 'POST', body: wanted })).body).toContain('canary');
  });
});

/** Replays one interaction with a verifier of the test's own making, which may ask for anything. */
async function replayWith(description: string, act: (where: PactEndpoint) => Promise<void>) {
  await using jira = await startMockedJira();
  const connection = connectTo(jira, new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 5000 }));
  const pact = await readPact(PACT_FILE);
  const verifier = {
    pid: undefined,
    takeOutput: () => '',
    verify: async (_pact: unknown, _interaction: unknown, where: PactEndpoint) => {
      await act(where);
      return [];
    },
  } as unknown as PactVerifier;
  const interactions = pact.interactions.filter((one) => one.description === description);
  const target = mockedTarget(jira, connection);
  const report = await verifyPact({ pact, source: 'test' }, interactions, {
    target,
    verifier,
    secrets: new Secrets(),
  });
  return { report, jira };
}

describe('a provider state', () => {
  const makes = (where: PactEndpoint, state: string) =>
    ask(where.stateUrl, { method: 'POST', body: JSON.stringify({ action: 'setup', state }) });

  it('is made once, for the interaction that runs, and for no other', async () => {
    const given: string[] = [];
    await replayWith('a log-in with the right credentials', async (where) => {
      given.push((await makes(where, 'the user has a personal access token')).body);
      given.push((await makes(where, 'a CAPTCHA challenge is pending for the user')).body);
      given.push((await makes(where, 'the user can log in')).body);
      given.push((await makes(where, 'the user can log in')).body);
    });
    expect(given).toEqual(['{}', '{}', expect.stringContaining('mocked-password-of-alice'), '{}']);
  });

  it('hands out no more than the request asks for', async () => {
    let given = '';
    await replayWith('a request for the current user with an ended session', async (where) => {
      given = (await makes(where, 'the session of the user has ended')).body;
    });
    expect(Object.keys(JSON.parse(given))).toEqual(['cookie']);
  });

  it('and the request are told again when Pact has to begin anew, and neither is made twice', async () => {
    const given: string[] = [];
    const { report, jira } = await replayWith(
      'a request for the current user with a session',
      async (where) => {
        const state = () => makes(where, 'the user has a session');
        const cookieOf = async () => ({ headers: JSON.parse((await state()).body) });
        // Pact was lost while the state was made, and again while Jira answered.
        const lost = state();
        where.again?.();
        const headers = await cookieOf();
        const cut = ask(`${where.url}/auth/1/session`, { headers: headers.headers });
        where.again?.();
        await state();
        given.push((await ask(`${where.url}/auth/1/session`, headers)).body, (await cut).body);
        await lost;
      },
    );
    expect(given[0]).toContain('alice');
    expect(given[1]).toBe(given[0]);
    expect(report.summary).toEqual({ verified: 1, failed: 0, unverifiable: 0 });
    expect(jira.loginInfo('alice')).toMatchObject({ loginCount: 1 });
  });

  it('that Pact was not told the answer to is not judged by it', async () => {
    const { report } = await replayWith('an anonymous request for the current user', async (where) => {
      await ask(`${where.url}/auth/1/session`);
      where.again?.();
    });
    expect(report.interactions[0]).toMatchObject({ status: 'unverifiable', code: 'pact-lost' });
  });

  it('is followed by one request', async () => {
    const statuses: number[] = [];
    await replayWith('an anonymous request for the current user', async (where) => {
      statuses.push((await ask(`${where.url}/auth/1/session`)).status);
      statuses.push((await ask(`${where.url}/auth/1/session`)).status);
    });
    expect(statuses).toEqual([401, 502]);
  });
});
