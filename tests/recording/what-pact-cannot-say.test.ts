import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { editCookies, editJson, type Json } from '../../mutation/edits.ts';
import { basic } from '../../src/authorization.ts';
import { logInPage, type WireResponse } from '../../src/http/wire.ts';
import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { recordContract, verify } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { hasNoPact, NAMED, node, record, sameWay } from '../support/recorded-clients.ts';
import { first } from './first-rows.ts';
import {
  askedOfNoOther,
  heldInEveryLetter,
  inEveryLetter,
  ofOwnChecks,
  ofStatuses,
  type Run,
  recorded,
  root,
  takenAsSeen,
  verdictOf,
  withLoginInfo,
} from './own-rule-clients.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

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
  it.each(first(inEveryLetter))('%s', heldInEveryLetter);
});

it.each(first(ofStatuses))(
  'a client that takes %s is asked no more, in any class that it was seen to take',
  takenAsSeen,
);

type Verdict = 'holds' | 'is broken';

it.each<[string, (out: Response) => unknown, atPage: Verdict, atJson: Verdict]>([
  ['prints what a log-out answers', (out) => out.text(), 'is broken', 'is broken'],
  ['looks at its status alone', (out) => ensure(out.ok), 'holds', 'holds'],
  ['takes no other status of it than 204', (out) => ensure(out.status === 204), 'is broken', 'is broken'],
  [
    'reads JSON where there is a body',
    async (out) => void JSON.parse((await out.text()) || '{}'),
    'is broken',
    'holds',
  ],
])(
  'a page or JSON in answer to a log-out is judged as by a client that %s',
  async (_, look, atPage, atJson) => {
    const { file, requests } = await recorded(async (given) => {
      const answer = await logIn(given);
      ensure(answer.status === 200);
      return look(await send(given, 'DELETE', { Cookie: cookiesOf(answer) }));
    });
    const { needs = [], accepts = [] } = requests.at(-1) ?? {};
    expect(needs.includes('no body')).toBe(atJson === 'is broken' && accepts.length > 1);
    const pact = await readPact(String(file));
    expect(await verdictOf(pact, (answer) => answer)).toMatchObject({ said: 'holds' });
    const answering = (body: string) => (answer: WireResponse) =>
      answer.status === 204 ? { ...answer, status: 200, body } : answer;
    expect(await verdictOf(pact, answering(logInPage))).toMatchObject({ said: atPage });
    expect(await verdictOf(pact, answering('{"message":"out"}'))).toMatchObject({ said: atJson });
  },
);

describe('what our own checks ask for is asked for of a client that', () => {
  it.each(first(ofOwnChecks))('%s, and of no other', askedOfNoOther);
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

it('a log-in that is answered 204 is enough for a client that takes every success and reads no body', async () => {
  const { file } = await recorded(async (given) => {
    const answer = await logIn(given);
    ensure(answer.ok);
    ensure((await send(given, 'DELETE', { Cookie: cookiesOf(answer) })).ok);
  });
  const withoutBody = ({ status, headers, body }: WireResponse) =>
    body === ''
      ? { status, headers, body }
      : { status: 204, headers: headers.filter(([name]) => name !== 'Content-Type'), body: '' };
  expect(await verdictOf(await readPact(String(file)), withoutBody)).toMatchObject({
    ...{ said: 'holds', changed: true },
  });
});

it('a log-out with Basic beside the cookie fails for want of a cookie where Jira sets none, and not for its password', async () => {
  const { file } = await recorded(async (given) => {
    const answer = await logIn(given);
    const headers = { Authorization: basic(given), Cookie: cookiesOf(answer) };
    ensure((await send(given, 'DELETE', headers)).ok);
  });
  await using jira = await startMockedJira({
    middleware: (request, { respond }) =>
      editCookies(respond(request), (all) => all.filter((cookie) => !cookie.startsWith('JSESSIONID'))),
  });
  const { JIRA_USERNAME: username, JIRA_PASSWORD: password } = jiraSettings;
  const credentials = { user: { username, password } };
  const { targets } = await verify({
    target: { kind: 'live', baseUrl: jira.baseUrl, credentials },
    pacts: [String(file)],
  });
  const all = targets.flatMap(({ pacts }) => pacts).flatMap(({ interactions }) => interactions);
  const logOut = all.find(({ description }) => description.startsWith('a log-out'));
  expect(logOut).toMatchObject({ status: 'failed', code: 'no-session-cookie' });
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
