import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { changing, editCookies, editJson, type Json } from '../../mutation/edits.ts';
import { basic } from '../../src/authorization.ts';
import { logInPage, type WireResponse, withHeader, withoutHeader } from '../../src/http/wire.ts';
import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';
import { checks, type TranscriptCheck } from '../../src/verification/checks.ts';
import { recordContract, runTrials, verify } from '../support/kept-pact.ts';
import { hasNoPact, NAMED, node, record, sameWay } from '../support/recorded-clients.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-own-rules-'));
afterAll(() => rmSync(root, { recursive: true }));

type Run = (given: GivenToFunction) => unknown;

async function recorded(run: Run, scenarios: readonly ScenarioName[] = []) {
  const pactDir = mkdtempSync(join(root, 'p-'));
  const recording = await recordContract({ consumer: 'typed', pactDir, scenarios, run });
  return { requests: recording.scenarios.at(-1)?.requests ?? [], file: recording.pact, pactDir };
}

type Edit = (answer: WireResponse) => WireResponse;

async function verdictOf(
  pact: PactFile,
  edit: Parameters<typeof changing>[0],
  checks: readonly TranscriptCheck[] = [],
) {
  const isOfSession = (_: WireResponse, { path }: { readonly path: string }) => path.includes('session');
  const jira = { name: 'changed', change: changing(edit, isOfSession) };
  const [outcome] = await runTrials([{ jira, pact, checks }]);
  return outcome;
}

const withLoginInfo = (change: (body: Json) => void) => (answer: WireResponse) =>
  editJson(answer, (body) => {
    change(body);
    return body;
  });

describe('a part that has to be right if it is there', () => {
  /** As a client with types reads it: an absent field or null is no mistake, another type is one. */
  const typed: Run = async (given) => {
    const answer = await logIn(given);
    ensure(answer.status === 200);
    const { loginInfo } = (await answer.json()) as { loginInfo?: { loginCount?: unknown } };
    ensure(loginInfo?.loginCount == null || typeof loginInfo.loginCount === 'number');
    await send(given, 'DELETE', { Cookie: cookiesOf(answer) });
    return 'logged in';
  };

  it('is told apart from what is needed, and verify tells a wrong type of it and nothing else', async () => {
    const { requests, file } = await recorded(typed);
    expect(requests[0]).toMatchObject({ rightIfThere: ['body loginInfo.loginCount'] });
    expect(requests[0]?.needs).not.toContain('body loginInfo.loginCount');
    const pact = await readPact(String(file));
    const verdicts = {
      passed: [
        withLoginInfo((body) => delete body.loginInfo),
        withLoginInfo((body) => delete body.loginInfo?.loginCount),
        withLoginInfo((body) => (body.loginInfo = { loginCount: null })),
        withLoginInfo((body) => (body.loginInfo = { loginCount: 7 })),
      ],
      broken: [withLoginInfo((body) => (body.loginInfo = { loginCount: '7' }))],
    };
    for (const [verdict, edits] of Object.entries(verdicts))
      for (const edit of edits) expect(await verdictOf(pact, edit)).toMatchObject({ verdict });
    const [wrong] = verdicts.broken;
    expect((await verdictOf(pact, wrong as never))?.detail).toContain('$.loginInfo.loginCount');
  });

  it.each<[string, Run, string]>([
    [
      'an object',
      async (given) => {
        const body = (await (await logIn(given)).json().catch(() => ({}))) as Json;
        if (body && 'loginInfo' in body)
          ensure(typeof body.loginInfo === 'object' && body.loginInfo !== null);
      },
      'body loginInfo',
    ],
    [
      'a header',
      async (given) => {
        const user = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
        ensure([null, given.username].includes(user.headers.get('X-AUSERNAME')));
        return user.status;
      },
      'header X-AUSERNAME',
    ],
  ])('may be %s', async (_, run, part) => {
    const { requests } = await recorded(run);
    expect(requests.flatMap(({ rightIfThere = [] }) => rightIfThere)).toContain(part);
  });
});

it('a header with commas, which Pact cannot compare, is checked by verify itself', async () => {
  const { file } = await recorded(async (given) => {
    const user = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
    return user.headers.get('Cache-Control');
  });
  const pact = await readPact(String(file));
  expect(await verdictOf(pact, (answer) => answer)).toMatchObject({ verdict: 'passed' });
  const without = (answer: WireResponse) => ({
    ...answer,
    headers: answer.headers.filter(([name]) => name !== 'Cache-Control'),
  });
  expect(await verdictOf(pact, without)).toMatchObject({ verdict: 'broken' });
});

it.each<[string, (user: Response) => unknown, 'passed' | 'broken']>([
  ['does not look at it', () => undefined, 'passed'],
  [
    'does',
    (user) => ensure(user.headers.get('Content-Type')?.startsWith('application/json') === true),
    'broken',
  ],
])(
  'a Jira that calls its JSON by another name is judged as by a client that %s',
  async (_, look, verdict) => {
    const { file } = await recorded(async (given) => {
      const user = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
      look(user);
      return ((await user.json()) as { name: string }).name;
    });
    const pact = await readPact(String(file));
    const renamed = (answer: WireResponse, value?: string) => ({
      ...answer,
      headers: [
        ...answer.headers.filter(([name]) => name !== 'Content-Type'),
        ...(value ? [['Content-Type', value] as const] : []),
      ],
    });
    for (const value of ['text/plain', 'application/octet-stream', undefined])
      expect(await verdictOf(pact, (answer) => renamed(answer, value))).toMatchObject({ verdict });
    const noName = (answer: WireResponse) => editJson(answer, (body) => ({ ...body, name: undefined }));
    expect(await verdictOf(pact, noName)).toMatchObject({ verdict: 'broken' });
  },
);

describe('what a client compares in every letter is asked for so', () => {
  const asking = (
    look: (user: Response, body: { name: string; self: string }, given: GivenToFunction) => unknown,
  ): Run => {
    return async (given) => {
      const user = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
      return look(user, (await user.json()) as { name: string; self: string }, given);
    };
  };
  const called =
    (type: string): Edit =>
    (answer) =>
      withHeader(answer, 'Content-Type', type);
  const ofOtherSite = withLoginInfo(
    (body) =>
      body.self && Object.assign(body, { self: body.self.replace(/\/\/[^/]+/, '//other.example.com') }),
  );
  const withTimeInZ = withLoginInfo(
    (body) => body.loginInfo && Object.assign(body.loginInfo, { previousLoginTime: '2026-01-01T00:00:00Z' }),
  );
  const calledOther = withLoginInfo((body) => body.session && Object.assign(body.session, { name: 'OTHER' }));
  const readingTime =
    (look: (text: string) => unknown): Run =>
    async (given) => {
      const { loginInfo } = (await (await logIn(given)).json()) as Json;
      if (loginInfo?.previousLoginTime) look(String(loginInfo.previousLoginTime));
    };
  const readingName =
    (look: (name: unknown) => unknown): Run =>
    async (given) => {
      const answer = await logIn(given);
      look(((await answer.json()) as Json).session.name);
      return (await send(given, 'GET', { Cookie: cookiesOf(answer) })).status;
    };
  const typeOf = (user: Response) => user.headers.get('Content-Type') ?? '';

  it.each<[string, Run, Edit, 'passed' | 'broken']>([
    [
      'the media type with its character set',
      asking((user) => ensure(typeOf(user) === 'application/json;charset=UTF-8')),
      called('application/json'),
      'broken',
    ],
    [
      'and not where the media type alone is looked at',
      asking((user) => ensure(typeOf(user).startsWith('application/json'))),
      called('application/json'),
      'passed',
    ],
    ['or where it is printed', asking((user) => typeOf(user)), called('application/json'), 'passed'],
    [
      'the site in self',
      asking((_, { self }, { siteUrl }) => ensure(self.startsWith(`${siteUrl}/rest/`))),
      ofOtherSite,
      'broken',
    ],
    [
      'and not where the user alone is read from it',
      asking((_, { self }) => ensure(new URL(self).searchParams.get('username') === 'alice')),
      ofOtherSite,
      'passed',
    ],
    ['or where self is printed', asking((_, { self }) => self), ofOtherSite, 'passed'],
    ['the form of a time', readingTime((text) => ensure(/T.*[+-]\d{4}$/.test(text))), withTimeInZ, 'broken'],
    [
      'and not where any form is read',
      readingTime((text) => ensure(Date.parse(text) > 0)),
      withTimeInZ,
      'passed',
    ],
    [
      'the name of the session cookie',
      readingName((name) => ensure(name === 'JSESSIONID')),
      calledOther,
      'broken',
    ],
    ['and not where any name is taken', readingName((name) => ensure(name !== '')), calledOther, 'passed'],
    [
      'the site in self, where it is followed',
      asking(async (_, { self }) => ensure((await fetch(self)).status !== 404)),
      ofOtherSite,
      'broken',
    ],
  ])('%s', async (_, run, edit, verdict) => {
    const { file } = await recorded(run);
    const pact = await readPact(String(file));
    expect(await verdictOf(pact, (answer) => answer)).toMatchObject({ verdict: 'passed' });
    expect(await verdictOf(pact, edit)).toMatchObject({ verdict });
  });
});

it.each<[string, (status: number) => boolean, holds: readonly number[], isBroken: readonly number[]]>([
  ['every success', (status) => status >= 200 && status < 300, [200, 201, 202, 203, 206], [302, 404]],
  ['the usual ones', (status) => [200, 201, 204].includes(status), [200, 204], [202, 203]],
  ['every error but 401', (status) => status !== 401, [202, 400, 404, 405, 422], [401]],
])(
  'a client that takes %s is asked no more, in any class that it was seen to take',
  async (_, isTaken, holds, isBroken) => {
    const { file } = await recorded(async (given) => {
      const answer = await logIn(given);
      ensure(isTaken(answer.status));
      const Cookie = cookiesOf(answer);
      if (Cookie !== '') ensure(isTaken((await send(given, 'DELETE', { Cookie })).status));
    });
    const pact = await readPact(String(file));
    const saidAt = async (status: number) => {
      const outcome = await verdictOf(pact, (answer, { method }) =>
        method === 'DELETE' ? { ...answer, status } : answer,
      );
      return [status, outcome?.said];
    };
    for (const status of holds) expect(await saidAt(status)).toEqual([status, 'holds']);
    for (const status of isBroken) expect(await saidAt(status)).toEqual([status, 'is broken']);
  },
);

it.each<[string, (out: Response) => unknown, 'holds' | 'is broken']>([
  ['prints what a log-out answers', (out) => out.text(), 'is broken'],
  ['looks at its status alone', (out) => ensure(out.ok), 'holds'],
  ['takes no other status of it than 204', (out) => ensure(out.status === 204), 'is broken'],
])('a page in answer to a log-out is judged as by a client that %s', async (_, look, said) => {
  const { file, requests } = await recorded(async (given) => {
    const answer = await logIn(given);
    ensure(answer.status === 200);
    return look(await send(given, 'DELETE', { Cookie: cookiesOf(answer) }));
  });
  const { needs = [], accepts = [] } = requests.at(-1) ?? {};
  expect(needs.includes('no body')).toBe(said === 'is broken' && accepts.length > 1);
  const pact = await readPact(String(file));
  expect(await verdictOf(pact, (answer) => answer)).toMatchObject({ said: 'holds' });
  const asPage = (answer: WireResponse) =>
    answer.status === 204 ? { ...answer, status: 200, body: logInPage } : answer;
  expect(await verdictOf(pact, asPage)).toMatchObject({ said });
});

describe('what our own checks ask for is asked for of a client that', () => {
  const expired: Edit = (answer) => editCookies(answer, (all) => all.map((cookie) => `${cookie}; Max-Age=0`));
  const called =
    (name: string): Edit =>
    (answer) =>
      editCookies(answer, (all) => all.map((cookie) => cookie.replace('JSESSIONID', name)));
  const asPage: Edit = (answer) => (answer.body === '' ? answer : { ...answer, body: logInPage });
  const ofEve = withLoginInfo(
    (body) => body.self && Object.assign(body, { self: body.self.replace('alice', 'eve') }),
  );
  const withoutCookies: Edit = (answer) => withoutHeader(answer, 'Set-Cookie');
  const ofNobody = withLoginInfo((body) => body.session && Object.assign(body.session, { value: 'OTHER' }));
  const withName = (change: (name: string) => unknown) =>
    withLoginInfo((body) => body.session && Object.assign(body.session, { name: change(body.session.name) }));

  const whoAmI = async (given: GivenToFunction, cookie: string) => {
    const user = await send(given, 'GET', { Cookie: cookie });
    ensure(user.status === 200);
    return user;
  };
  const withAJar: Run = async (given) => {
    const cookies = (await logIn(given)).headers.getSetCookie().filter((one) => !one.includes('Max-Age=0'));
    await whoAmI(given, cookies.map((one) => one.split(';')[0]).join('; '));
  };
  const showsUser: Run = async (given) => {
    const user = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
    return user.headers.get('X-AUSERNAME');
  };
  const withoutAJar: Run = async (given) => void (await whoAmI(given, cookiesOf(await logIn(given))));
  const parsing: Run = async (given) => {
    const text = await (await whoAmI(given, cookiesOf(await logIn(given)))).text();
    if (text !== '') JSON.parse(text);
  };
  const thatNeedsSelf: Run = async (given) => {
    const user = await whoAmI(given, cookiesOf(await logIn(given)));
    ensure(typeof ((await user.json()) as Json).self === 'string');
  };
  const thatShowsSelf: Run = async (given) => {
    const user = await whoAmI(given, cookiesOf(await logIn(given)));
    return ((await user.json()) as Json).self;
  };
  const fromTheBody: Run = async (given) => {
    const { session } = (await (await logIn(given)).json()) as Json;
    await whoAmI(given, `${session.name}=${session.value}`);
  };
  const withANameOfItsOwn: Run = async (given) => {
    const { session } = (await (await logIn(given)).json()) as Json;
    await whoAmI(given, `JSESSIONID=${session.value}`);
  };

  const readingTheValue: Run = async (given) => {
    const answer = await logIn(given);
    const { session } = (await answer.clone().json()) as Json;
    ensure(typeof session.value === 'string');
    await whoAmI(given, cookiesOf(answer));
  };

  it.each<[string, Run, holds: readonly Edit[], isBroken: readonly Edit[]]>([
    ['drops a cookie that has run out', withAJar, [asPage], [expired, withoutCookies]],
    ['sends every cookie back', withoutAJar, [expired, asPage, ofNobody], [withoutCookies]],
    [
      'takes a cookie whatever it is called, and asks nothing of its session',
      showsUser,
      [],
      [called('OTHER')],
    ],
    ['reads a body as JSON, if there is one', parsing, [ofNobody], [asPage]],
    ['needs an address to be there', thatNeedsSelf, [ofEve], [asPage]],
    ['shows an address', thatShowsSelf, [], [ofEve]],
    [
      'builds its cookie from the body',
      fromTheBody,
      [withoutCookies, expired],
      [ofNobody, withName(() => 'OTHER')],
    ],
    [
      'builds it with a name of its own',
      withANameOfItsOwn,
      [withoutCookies, withName(() => 7), withName(() => undefined)],
      [ofNobody],
    ],
    ['reads the value, and keeps its cookies', readingTheValue, [withName(() => undefined)], [ofNobody]],
  ])('%s, and of no other', async (_, run, holds, isBroken) => {
    const pact = await readPact(String((await recorded(run)).file));
    for (const edit of holds) expect(await verdictOf(pact, edit, checks)).toMatchObject({ said: 'holds' });
    for (const edit of isBroken)
      expect(await verdictOf(pact, edit, checks)).toMatchObject({ said: 'is broken' });
  });
});

it('a client that sends Basic beside its cookies sends it alone where the cookie has another path, and so does verify', async () => {
  const { file } = await recorded(async (given) => {
    const answer = await logIn(given);
    ensure(answer.status === 200);
    const kept = answer.headers.getSetCookie().filter((one) => !one.includes('/rest/auth'));
    const Cookie = kept.map((one) => one.split(';')[0]).join('; ');
    const headers = { Authorization: basic(given), ...(Cookie && { Cookie }) };
    ensure((await fetch(`${given.baseUrl}/api/2/myself`, { headers })).status === 200);
  });
  const pact = await readPact(String(file));
  const ofPath = (answer: WireResponse) =>
    editCookies(answer, (all) => all.map((cookie) => cookie.replace(/Path=[^;]*/, 'Path=/rest/auth')));
  expect(await verdictOf(pact, ofPath)).toMatchObject({ verdict: 'passed', changed: true });
});

it('a client that has the name of the cookie in its code fails where the cookie has another name, and so does its pact', async () => {
  const { file } = await recorded(async (given) => {
    const { session } = (await (await logIn(given)).json()) as Json;
    const Cookie = `JSESSIONID=${session.value}`;
    return (await fetch(`${given.baseUrl}/api/2/myself`, { headers: { Cookie } })).status;
  });
  const at = async (flavour: FlavourName) =>
    (await verify({ target: { kind: 'mocked', flavour }, pacts: [String(file)] })).exitCode;
  expect(await at('datacenter10')).toBe(0);
  expect(await at('cloud-2018')).toBe(1);
});

describe('what a client prints of a refusal', () => {
  interface Refusal {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }

  /** A client that fails where the log-in is refused, and says this of it. */
  const refusedWith = (say: (refusal: Refusal) => string) =>
    recorded(
      async (given) => {
        const answer = await logIn(given);
        if (answer.status === 200) return 'in';
        const { status } = answer;
        throw say({ status, headers: Object.fromEntries(answer.headers), body: await answer.text() });
      },
      ['captcha'],
    );

  const renamed = ({ headers }: Refusal, rename: (name: string) => string) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [rename(name), value]));
  const words = (name: string) => name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));

  it.each<[string, (refusal: Refusal) => string]>([
    [
      'as it came',
      ({ headers, body }) => JSON.stringify({ headers, body: JSON.parse(body || 'null') }, null, 2),
    ],
    ['as JSON in JSON in JSON', (refusal) => JSON.stringify(JSON.stringify(JSON.stringify(refusal)))],
    [
      'with names in snake case',
      (refusal) => JSON.stringify(renamed(refusal, (name) => name.replaceAll('-', '_'))),
    ],
    [
      'with names in camel case',
      (refusal) => JSON.stringify(renamed(refusal, (name) => words(name).join(''))),
    ],
    [
      'as variables of a server',
      (refusal) =>
        JSON.stringify(renamed(refusal, (name) => `HTTP_${name.replaceAll('-', '_').toUpperCase()}`)),
    ],
    [
      'with names of several words',
      (refusal) => JSON.stringify(renamed(refusal, (name) => words(name).join(' '))),
    ],
    ['in capital letters', ({ headers, body }) => `${JSON.stringify(headers)} ${body}`.toUpperCase()],
    ['as part of an address', ({ headers, body }) => `/log?${new URLSearchParams({ ...headers, body })}`],
    ['in base64', ({ headers, body }) => btoa(JSON.stringify({ headers, body }))],
    ['with a label', ({ headers, body }) => `Reason: ${headers['x-seraph-loginreason']}\nThe text: ${body}`],
    [
      'each header on a line, with a date',
      ({ headers }) => `${new Date()} ${Object.entries(headers).join('\n')}`,
    ],
    [
      'as curl -v writes it',
      ({ headers, body }) =>
        [
          ...Object.entries({ ...headers, date: new Date() }).map(([name, value]) => `< ${name}: ${value}`),
          ...[`< Content-Length: ${body.length}`, ...(body ? [`{ [${body.length} bytes data]`] : [])],
          ...['* Connection #0 to host left intact', body],
        ].join('\n'),
    ],
  ])('%s is shown, and not used', async (_, say) => {
    const { requests } = await refusedWith(say);
    expect(requests[0]).toMatchObject({ needs: ['status'], eitherOf: [] });
    expect(requests[0]?.shows).toContain('header X-Seraph-LoginReason');
    expect(requests[0]).not.toHaveProperty('rightIfThere');
  });

  it.each<[string, (refusal: Refusal) => string]>([
    ['with its name', ({ status }) => `ERROR: HTTP ${status} ${STATUS_CODES[status]}`],
    ['behind a time', ({ status }) => `${new Date().toISOString()} ${status}`],
  ])('a status is shown, and not used: %s', async (_, say) => {
    const { requests } = await refusedWith(say);
    expect(requests[0]?.accepts).toEqual(expect.arrayContaining([401, 403, 500]));
    expect(requests[0]?.accepts).not.toContain(200);
  });

  it('its own words are not the words of Jira, although they are the same', async () => {
    const { requests } = await refusedWith(() => 'Login denied');
    expect(requests[0]).not.toHaveProperty('shows');
  });

  it.each<[string, (refusal: Refusal) => string, string]>([
    ['the status', ({ status }) => `${status}${status === 403 ? ' CAPTCHA' : ''}`, 'status'],
    [
      'a header',
      ({ headers, body }) =>
        `${headers['x-authentication-denied-reason']?.startsWith('CAPTCHA') ? 'locked' : 'wrong'}: ${body}`,
      'header X-Authentication-Denied-Reason',
    ],
    [
      'another header, and says more where it is there',
      ({ headers, body }) => `${headers['x-seraph-loginreason'] ? 'refused by the filter\n' : ''}${body}`,
      'header X-Seraph-LoginReason',
    ],
    [
      'the body',
      ({ headers, body }) =>
        `${JSON.stringify(headers)} ${body.includes('errorMessages') ? 'of Jira' : 'of a proxy'}`,
      'body errorMessages',
    ],
  ])('is used all the same where the client looks at %s', async (_, say, part) => {
    const { requests } = await refusedWith(say);
    expect(requests[0]?.needs).toContain(part);
  });
});

it('a client that ends in the same way whatever Jira answers has no pact, and is told what to print', async () => {
  expect(await record(NAMED, node(sameWay('await fetch(url, { method: "POST" })')))).toEqual(hasNoPact);
});

it('a refused recording leaves no empty folder', async () => {
  const pactDir = join(mkdtempSync(join(root, 'p-')), 'new');
  await recordContract({
    consumer: 'idle',
    pactDir,
    scenarios: [],
    run: async (given) => void (await logIn(given)),
  });
  expect(readdirSync(join(pactDir, '..'))).toEqual([]);
});
