import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Interaction } from '../../contracts/session/interaction.ts';
import { interactions } from '../../contracts/session/interactions/index.ts';
import { JiraSessionClient } from '../../src/client.ts';
import type { GivenToFunction } from '../../src/index.ts';
import { record } from '../../src/recording/record.ts';
import { functionClient } from '../../src/recording/run/run-client.ts';
import { recordContract } from '../support/kept-pact.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-record-test-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = () => mkdtempSync(join(root, 'f-'));

type Run = (given: GivenToFunction) => unknown;

const recordOf = (run: Run, options: Partial<Parameters<typeof record>[0]> = {}) =>
  record({
    client: { consumer: 'small', command: null, run: functionClient(run) },
    scenarios: [],
    jobs: 2,
    ...options,
  });

const printsStatus: Run = async (given) => (await logIn(given)).status;

it('no hazard is told of a client with Basic that only fails: what it does at an error was not seen', async () => {
  const { hazards } = await recordContract({
    ...{ consumer: 'basic', pactDir: folder(), scenarios: ['unknown-user', 'captcha'] },
    run: async ({ baseUrl, username, password }) => {
      const Authorization = `Basic ${btoa(`${username}:${password}`)}`;
      const answer = await fetch(`${baseUrl}/api/2/myself`, { headers: { Authorization } });
      if (!answer.ok) throw new Error('refused');
      return 'done';
    },
  });
  expect(hazards).toEqual([]);
});

describe('recordContract', () => {
  it('writes the same bytes each time, and rejects with check when they differ', async () => {
    const pactDir = folder();
    const options = { consumer: 'mine', pactDir, scenarios: [] };
    const { pact } = await recordContract({ ...options, run: printsStatus });
    expect(pact).toBe(join(pactDir, 'mine-jira-session-api.json'));
    const before = readFileSync(String(pact), 'utf8');
    rmSync(String(pact));
    await recordContract({ ...options, run: printsStatus });
    expect(readFileSync(String(pact), 'utf8')).toBe(before);
    await recordContract({ ...options, run: printsStatus, check: true });
    await expect(
      recordContract({ ...options, run: async (given) => ensure((await logIn(given)).ok), check: true }),
    ).rejects.toThrow(
      'is out of date, because what mine relies on has changed (changed: a log-in when the user can log in)',
    );
    expect(readFileSync(String(pact), 'utf8')).toBe(before);
  });

  it('finds that our own client relies on what the consumer tests state, and on no more', async () => {
    const { scenarios, hazards } = await recordContract({
      consumer: 'own',
      pactDir: folder(),
      run: async ({ baseUrl, username, password, personalAccessToken, scenario }) => {
        const authentication = { kind: 'personal-access-token', token: personalAccessToken } as const;
        if (scenario === 'token') return new JiraSessionClient({ baseUrl, authentication }).currentUser();
        const client = new JiraSessionClient({ baseUrl });
        await client.logIn(username, password);
        const user = await client.currentUser();
        await client.logOut();
        return user;
      },
    });
    expect(hazards).toEqual([]);
    const requests = scenarios.flatMap((scenario) => scenario.requests).filter(({ state }) => state !== null);
    expect(requests.length).toBeGreaterThan(6);
    for (const { method, state, needs, accepts, eitherOf } of requests) {
      const stated = interactions.filter(
        ({ request, states }) => request.method === method && states.join(' and ') === state,
      );
      const [{ response } = { response: { status: 0 } }] = stated;
      const parts = partsOf(response as Interaction['response']);
      // Where a header says what the status says, the client takes another status beside it: the contract asks for one of both.
      for (const either of eitherOf)
        expect(['status', ...parts]).toEqual(
          expect.arrayContaining([either.find((part) => part === 'status' || parts.includes(part))]),
        );
      // The contract may take more than the client tells apart, where a kinder Jira does it no harm.
      const taken = typeof response.status === 'number' ? [response.status] : response.status.oneOf;
      if (eitherOf.length === 0) expect(taken).toEqual(expect.arrayContaining([...accepts]));
      for (const part of needs.filter((one) => one !== 'status')) expect(parts).toContain(part);
    }
  });

  it('gives the function a signal that ends a run which takes too long', async () => {
    let isAborted = false;
    const run: Run = async ({ signal, ...given }) => {
      await logIn({ ...given, signal });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      isAborted = true;
    };
    await expect(
      recordContract({ consumer: 'slow', pactDir: folder(), run, runTimeoutMs: 100 }),
    ).rejects.toThrow('did not end within 0.1 s');
    expect(isAborted).toBe(true);
  });

  it('writes no pact where the runs are used up, or the client relies on nothing', async () => {
    const pactDir = folder();
    const few = await recordContract({ consumer: 'few', pactDir, run: printsStatus, maxRuns: 5 });
    expect(few).toMatchObject({ complete: false, pact: null, runs: 5 });
    const none = await recordContract({
      consumer: 'none',
      pactDir,
      run: async (given) => void (await logIn(given)),
    });
    expect(none).toMatchObject({ complete: true, pact: null });
    expect(readdirSync(pactDir)).toEqual([]);
  });
});

/** The parts of an answer that the contract asks for. */
function partsOf(response: Interaction['response']): string[] {
  const fields = (body: unknown, path: string): string[] =>
    body !== null && typeof body === 'object' && !('pact:matcher:type' in body)
      ? Object.entries(body).flatMap(([key, value]) => [
          `body ${path}${key}`,
          ...fields(value, `${path}${key}.`),
        ])
      : [];
  const names = Object.keys(response.headers ?? {});
  return [
    ...names.map((name) => (name === 'Set-Cookie' ? 'cookie JSESSIONID' : `header ${name}`)),
    ...fields(response.body, ''),
  ];
}

describe('a recording', () => {
  it('says of every part of an answer whether the client relies on it', async () => {
    const { recording } = await recordOf(async (given) => {
      const answer = await logIn(given);
      const user = await send(given, 'GET', { Cookie: cookiesOf(answer) });
      return ((await user.json()) as { name: string }).name;
    });
    const [logInRequest, userRequest] = recording.scenarios[0]?.requests ?? [];
    expect([...(logInRequest?.needs ?? []), ...(logInRequest?.ignores ?? [])].sort()).toEqual(
      [
        ...['body', 'body loginInfo', 'body loginInfo.loginCount', 'body loginInfo.previousLoginTime'],
        ...['body session', 'body session.name', 'body session.value'],
        ...['cookie JSESSIONID', 'cookie atlassian.xsrf.token', 'header Content-Type'],
        ...['header X-AREQUESTID', 'header X-Seraph-LoginReason', 'status'],
      ].sort(),
    );
    // What holds a part that is needed is neither needed nor passed over.
    expect(userRequest?.ignores).not.toContain('body');
  });

  it.each<[string, () => unknown]>([
    [
      'a timer',
      () =>
        new Promise(() => {
          setTimeout(() => {
            throw new TypeError('late');
          }, 5);
        }),
    ],
    [
      'a microtask',
      () =>
        new Promise(() => {
          queueMicrotask(() => {
            throw new TypeError('late');
          });
        }),
    ],
    [
      'an event',
      () =>
        new Promise(() => {
          setImmediate(() => new EventEmitter().emit('error', new TypeError('late')));
        }),
    ],
    [
      'a promise that nobody waits for',
      () => {
        void Promise.reject(new TypeError('late'));
        return new Promise(() => {});
      },
    ],
  ])('refuses a client that throws in %s, and nothing runs on', async (_, run) => {
    let signal: AbortSignal | undefined;
    let count = 0;
    const recording = recordContract({
      consumer: 'app',
      run: (given) => {
        signal = given.signal;
        count += 1;
        return run();
      },
    });
    await expect(recording).rejects.toThrow(/threw in a callback.*(Type)?Error.*promise that rejects/);
    const atTheEnd = count;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ count, isAborted: signal?.aborted }).toEqual({ count: atTheEnd, isAborted: true });
  });

  it.each<[string, (status: number) => unknown, string]>([
    ['a bigint', BigInt, '200n'],
    [
      'an object that holds itself',
      (status) => {
        const self = { status, me: {} };
        self.me = self;
        return self;
      },
      '<ref *1> { status: 200, me: [Circular *1] }',
    ],
  ])('takes %s for an output too', async (_, value, stdout) => {
    const { recording } = await recordOf(async (given) => value((await logIn(given)).status));
    expect(recording.scenarios[0]?.outcome.stdout).toBe(stdout);
  });

  it('takes whatever is thrown for a failure, and tells it of a client that sent nothing', async () => {
    const { recording } = await recordOf(async (given) => {
      if ((await logIn(given)).status !== 200) throw Object.create(null);
      return 'in';
    });
    expect(recording.scenarios[0]?.requests[0]?.needs).toEqual(['status']);
    await expect(
      recordOf(() => {
        throw new Error('no config');
      }),
    ).rejects.toThrow('It threw Error: no config. ');
  });

  it('tells a client that was made outside run to be made inside, and nothing of shells', async () => {
    const message = await recordContract({ consumer: 'app', run: () => 'done' }).catch(String);
    expect(message).toContain("inside 'run'");
    expect(message).not.toContain('sh -c');
  });

  it('compares lines without the words that differ from run to run, and names them', async () => {
    let count = 0;
    const { recording, noise } = await recordOf(async (given) => {
      const { status } = await logIn(given);
      count += 1;
      return `started\ntook ${count * 7} ms\n${status}`;
    });
    expect(recording.scenarios[0]?.outcome.stdout).toBe('started\ntook … ms\n200');
    expect(recording.scenarios[0]?.requests[0]?.needs).toEqual(['status']);
    expect(noise).toHaveLength(1);
    expect(noise[0]).toMatch(/^took \d+ ms$/);
  });

  it('takes the length of a body in a log for no part of it', async () => {
    let count = 0;
    const { recording } = await recordOf(async (given) => {
      const answer = await logIn(given);
      const user = await send(given, 'GET', { Cookie: cookiesOf(answer) });
      const texts = [await answer.text(), await user.text()];
      const lines = texts.map((text, at) => `${++count} ms: ${[answer, user][at]?.status} ${text.length}`);
      return [...lines, (JSON.parse(texts[1] ?? '') as { name: string }).name].join('\n');
    });
    expect(recording.scenarios[0]?.requests.map(({ needs }) => needs)).toEqual([
      ['status', 'cookie JSESSIONID'],
      ['status', 'body name'],
    ]);
  });

  it('finds a clock that stood still in the unbroken runs', async () => {
    let count = 0;
    const { recording, noise } = await recordOf(async (given) => {
      const { status } = await logIn(given);
      count += 1;
      return `${status}\nit is ${12 + Math.floor(count / 5)} o'clock`;
    });
    expect(recording.scenarios[0]?.requests[0]?.needs).toEqual(['status']);
    expect(noise).toHaveLength(1);
  });

  it('lists what is not of the session resource, for which the pact asks for myself alone', async () => {
    const { beside, interactions: found } = await recordOf(async (given) => {
      const Cookie = cookiesOf(await logIn(given));
      const info = await fetch(`${given.baseUrl}/api/2/serverInfo`);
      const user = await fetch(`${given.baseUrl}/api/2/myself`, { headers: { Cookie } });
      const { name } = (await user.json()) as { name: string };
      return [((await info.json()) as { version: string }).version, name];
    });
    expect(beside).toEqual([
      // That of myself is in the pact itself.
      { request: 'GET /api/2/serverInfo', credentials: 'none', gone: '' },
    ]);
    expect(found.map(({ description }) => description)).toEqual([
      'a log-in when the user can log in',
      'a request for the current user at /api/2/myself when the user has a session',
    ]);
  });

  it('takes /auth/latest/session for the resource too', async () => {
    const { interactions: found } = await recordOf(async ({ baseUrl }) => {
      const { status } = await fetch(`${baseUrl}/auth/latest/session`);
      return status;
    });
    expect(found).toMatchObject([{ path: '/auth/latest/session', states: ['nobody is logged in'] }]);
  });

  it('keeps the headers of the client, and takes credentials and cookies from the provider state', async () => {
    const { interactions: found } = await recordOf(async (given) => {
      const Cookie = `${cookiesOf(await logIn(given))}; theme=dark`;
      const headers = { Cookie, 'X-Atlassian-Token': 'no-check', 'User-Agent': 'my-sync/1.2' };
      return (await send(given, 'GET', headers)).status;
    });
    const [, user] = found;
    expect(user?.headers).toMatchObject({
      'X-Atlassian-Token': 'no-check',
      'User-Agent': 'my-sync/1.2',
      Cookie: { expression: 'theme=dark; ${anyCookie}' },
    });
  });

  it.each([
    ['a wrong password', { username: 'alice', password: 'wrong' }, null],
    ['no account', { username: 'somebody', password: 'x' }, 'no account has the user name'],
  ])('names the provider state of a log-in with %s', async (_, body, state) => {
    const { recording } = await recordOf(async (given) => (await send(given, 'POST', {}, body)).status);
    expect(recording.scenarios[0]?.requests[0]).toMatchObject({ state, answered: 401 });
  });

  it('runs every scenario that the client can get into, and no other', async () => {
    const namesOf = async (run: Run) =>
      (await recordOf(run, { scenarios: undefined })).recording.scenarios.map(({ name }) => name);
    const always = ['right-credentials'];
    const ofPassword = ['unknown-user', 'captcha'];

    const anonymous = await namesOf(async (given) => (await send(given, 'GET')).status);
    expect(anonymous).toEqual(expect.arrayContaining(always));
    for (const name of [...ofPassword, 'basic-off', 'token', 'ended-session', 'rate-limited'])
      expect(anonymous).not.toContain(name);

    const basic = ({ username, password }: GivenToFunction) =>
      `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const withBasic = await namesOf(
      async (given) => (await send(given, 'GET', { Authorization: basic(given) })).status,
    );
    expect(withBasic).toEqual(expect.arrayContaining([...always, ...ofPassword, 'basic-off']));
    for (const name of ['token', 'ended-session']) expect(withBasic).not.toContain(name);

    const Authorization = (given: GivenToFunction) => `Bearer ${given.personalAccessToken}`;
    const withToken = await namesOf(
      async (given) => (await send(given, 'GET', { Authorization: Authorization(given) })).status,
    );
    expect(withToken).toEqual(expect.arrayContaining([...always, 'token']));
    for (const name of [...ofPassword, 'basic-off']) expect(withToken).not.toContain(name);

    // The session resource and serverInfo have no rate limit (documented); what a client goes on with has one.
    const goesOn = await namesOf(async (given) => {
      const headers = { Cookie: cookiesOf(await logIn(given)) };
      return (await fetch(`${given.baseUrl}/api/2/myself`, { headers })).status;
    });
    expect(goesOn).toContain('rate-limited');
  });
});
