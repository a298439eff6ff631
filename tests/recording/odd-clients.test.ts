import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { record } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { recordContract } from '../support/kept-pact.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-odd-'));
afterAll(() => rmSync(root, { recursive: true }));

type Run = (given: GivenToFunction) => unknown;

const recordOf = (run: Run) =>
  record({ client: { consumer: 'odd', command: null, run: functionClient(run) }, scenarios: [], jobs: 2 });

/** What the requests of one method need. */
async function needsOf(run: Run, method = 'POST') {
  const { recording } = await recordOf(run);
  return recording.scenarios[0]?.requests.find((one) => one.method === method)?.needs.toSorted();
}

/** The text of the pact, which is recorded twice and has to be the same. */
async function pactOf(run: Run) {
  const pactDir = mkdtempSync(join(root, 'p-'));
  const options = { consumer: 'odd', pactDir, scenarios: [], run };
  const { pact } = await recordContract(options);
  await recordContract({ ...options, check: true });
  return JSON.parse(readFileSync(String(pact), 'utf8')) as {
    interactions: {
      description: string;
      request: Record<string, unknown>;
      response: Record<string, unknown>;
    }[];
  };
}

const user = async (given: GivenToFunction) => send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });

/** JSON, or an empty object of what is none. */
const json = async (answer: Response) =>
  (await answer.json().catch(() => ({}))) as Record<string, Record<string, unknown> | undefined>;

/** Each run differs from the one before. */
let runs = 0;

/** Shows the same in four runs. */
function slowClock() {
  let reads = 0;
  return () => 100 + Math.floor(reads++ / 4);
}
const clock = slowClock();

describe('noise in the output', () => {
  it.each<[string, () => string]>([
    ['an id of random letters and digits', () => `run ${randomUUID().slice(0, 8)}\n`],
    ['an id on a line of its own', () => `${randomUUID()}\n`],
    [
      'a time and a duration',
      () => `${new Date(Math.random() * 1e12).toISOString()} in ${Math.random()} ms\n`,
    ],
    ['a clock that shows the same in the first runs', () => `at ${clock()} in ${Math.random()} ms\n`],
    ['a progress line', () => `${Math.random()} %\r100 %\n`],
    [
      'lines of another number each time',
      () => Array.from({ length: 4000 + (runs++ % 97) }, (_, index) => `line ${index}\n`).join(''),
    ],
  ])('such as %s is not taken for something that the client relies on', async (_, noise) => {
    const run: Run = async (given) => `${noise()}done ${(await logIn(given)).status === 200}`;
    expect(await needsOf(run)).toEqual(['status']);
  });

  it('hides nothing that stands on the same line', async () => {
    const run: Run = async (given) => {
      const { name } = (await json(await user(given))) as { name?: string };
      return `${randomUUID()} logged in as ${name} in ${Math.random()} ms`;
    };
    expect(await needsOf(run, 'GET')).toEqual(['body name']);
    expect(await needsOf(run)).toEqual(['cookie JSESSIONID']);
  });

  it('hides no number that stays, beside one that changes, where some runs have more lines', async () => {
    const run: Run = async (given) => {
      const { loginInfo } = await json(await user(given));
      return `${'trying\n'.repeat(runs++ % 2)}count ${loginInfo?.loginCount ?? 0} in ${Math.random()} ms`;
    };
    expect(await needsOf(run, 'GET')).toEqual(['body loginInfo.loginCount']);
  });
});

describe('a part is not hidden by what holds it', () => {
  it.each<[string, string, readonly string[], (answer: Response) => Promise<unknown>]>([
    [
      'an empty body is passed over',
      'POST',
      ['body loginInfo.loginCount'],
      async (answer) => {
        const text = await answer.text();
        if (text) ensure(typeof JSON.parse(text).loginInfo.loginCount === 'number');
      },
    ],
    [
      'another media type is passed over',
      'POST',
      ['body loginInfo'],
      async (answer) => {
        if (answer.headers.get('Content-Type')?.includes('json'))
          ensure(Boolean(((await answer.json()) as Record<string, unknown>).loginInfo));
      },
    ],
  ])('where %s', async (_, method, needs, look) => {
    const found = await needsOf(async (given) => look(await logIn(given)), method);
    expect(found).toEqual(expect.arrayContaining([...needs]));
  });
});

describe('the pact of a client', () => {
  it('is the same each time although a header, a field, a cookie and the address differ', async () => {
    const { interactions } = await pactOf(async (given) => {
      const headers = {
        'X-Request-Id': randomUUID(),
        Referer: `${given.siteUrl}/login.jsp`,
        'X-App': '{"app":"sync"}',
        Cookie: `ts=${process.hrtime.bigint()}`,
      };
      const credentials = { username: given.username, password: given.password };
      const meta = Math.random() < 0.5 ? { a: 1, b: 2 } : { b: 2, a: 1 };
      ensure((await send(given, 'POST', headers, { ...credentials, at: randomUUID(), meta })).ok);
    });
    expect(interactions[0]?.request).toMatchObject({
      headers: { Referer: ['https://jira.example.com/login.jsp'], 'X-App': ['{"app":"sync"}'] },
      body: { content: { meta: { a: 1, b: 2 }, username: 'alice' } },
    });
    expect(interactions[0]?.request).not.toHaveProperty('headers.X-Request-Id');
    expect(interactions[0]?.request).not.toHaveProperty('body.content.at');
  });

  it('has every request, also of one state with different answers, and each value of a query', async () => {
    const { interactions } = await pactOf(async (given) => {
      const url = `${given.baseUrl}/auth/1/session`;
      const post = (query: string, type: string) =>
        fetch(url + query, { method: 'POST', headers: { 'Content-Type': type }, body: '{"x":1}' });
      const asText = await post('?a=1&a=2', 'text/plain');
      const asJson = await post('?note=100%', 'application/json');
      return [asText.status, asJson.status];
    });
    expect(interactions.map(({ description }) => description)).toEqual([
      'a log-in when nobody is logged in',
      'a log-in when nobody is logged in, in another form (2)',
    ]);
    expect(JSON.stringify(interactions)).toContain('"query":{"a":["1","2"]}');
  });

  it('asks for one part of an either-or over two answers, and the recording names both', async () => {
    const basic = ({ username, password }: GivenToFunction) =>
      `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const run: Run = async (given) => {
      const one = await json(await send(given, 'GET', { Authorization: basic(given) }));
      const other = await json(await user(given));
      return one.name ?? other.name;
    };
    const { recording } = await recordOf(run);
    const groups = recording.scenarios[0]?.requests.flatMap(({ eitherOf }) => eitherOf) ?? [];
    expect(groups).toContainEqual(['body name', expect.stringMatching(/^body name \(of GET .*\)$/)]);
    const { interactions } = await pactOf(run);
    expect(
      interactions.filter(({ response }) => JSON.stringify(response).includes('"name":"alice"')),
    ).toHaveLength(1);
  });

  it('is written of a client that prints a page, or sends Origin', async () => {
    await pactOf(async (given) => {
      const wrong = `Basic ${Buffer.from('nobody-here:x').toString('base64')}`;
      return (await send(given, 'GET', { Authorization: wrong })).text();
    });
    const { interactions } = await pactOf(
      async (given) => (await send(given, 'GET', { Origin: 'http://x.example' })).status,
    );
    expect(interactions).toHaveLength(1);
  });

  it('holds no credentials, wherever the client sends them', async () => {
    const { interactions } = await recordOf(async (given) => {
      const headers = { 'X-Pass': given.password };
      return (await send(given, 'GET', headers)).status;
    });
    expect(interactions).toEqual([]);
  });
});

it.each([
  ['is warned of', undefined, 1],
  ['is not, where there is an output', 'alice', 0],
])('that nothing but the end of a client was compared %s', async (_what, output, warnings) => {
  const { remarks } = await recordOf(async (given) => {
    ensure((await logIn(given)).ok);
    return output;
  });
  expect(remarks.filter((one) => one.startsWith('The client prints nothing'))).toHaveLength(warnings);
});

it('a client that no longer relies on anything has changed', async () => {
  const pactDir = mkdtempSync(join(root, 'p-'));
  const options = { consumer: 'odd', pactDir, scenarios: [] };
  await recordContract({ ...options, run: async (given) => (await logIn(given)).status });
  await expect(
    recordContract({ ...options, check: true, run: async (given) => void (await logIn(given)) }),
  ).rejects.toThrow('removed: a log-in when the user can log in');
});
