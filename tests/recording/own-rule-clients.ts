import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { changing, editCookies, editJson, type Json } from '../../mutation/edits.ts';
import { logInPage, type WireResponse, withHeader, withoutHeader } from '../../src/http/wire.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';
import type { TranscriptCheck } from '../../src/verification/checks.ts';
import { checks } from '../../src/verification/checks.ts';
import { recordContract, runTrials } from '../support/kept-pact.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

export const root = mkdtempSync(join(tmpdir(), 'jira-session-own-rules-'));
afterAll(() => rmSync(root, { recursive: true }));

export type Run = (given: GivenToFunction) => unknown;

export async function recorded(run: Run, scenarios: readonly ScenarioName[] = []) {
  const pactDir = mkdtempSync(join(root, 'p-'));
  const recording = await recordContract({ consumer: 'typed', pactDir, scenarios, run });
  return { requests: recording.scenarios.at(-1)?.requests ?? [], file: recording.pact, pactDir };
}

export type Edit = (answer: WireResponse) => WireResponse;

export async function verdictOf(
  pact: PactFile,
  edit: Parameters<typeof changing>[0],
  checks: readonly TranscriptCheck[] = [],
) {
  const isOfSession = (_: WireResponse, { path }: { readonly path: string }) => path.includes('session');
  const jira = { name: 'changed', change: changing(edit, isOfSession) };
  const [outcome] = await runTrials([{ jira, pact, checks }]);
  return outcome;
}

export const withLoginInfo = (change: (body: Json) => void) => (answer: WireResponse) =>
  editJson(answer, (body) => {
    change(body);
    return body;
  });

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
  (body) => body.self && Object.assign(body, { self: body.self.replace(/\/\/[^/]+/, '//other.example.com') }),
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

const expired: Edit = (answer) => editCookies(answer, (all) => all.map((cookie) => `${cookie}; Max-Age=0`));
const cookieCalled =
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

export const inEveryLetter: readonly (readonly [string, Run, Edit, 'passed' | 'broken'])[] = [
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
];

export async function heldInEveryLetter(_: string, run: Run, edit: Edit, verdict: string) {
  const { file } = await recorded(run);
  const pact = await readPact(String(file));
  expect(await verdictOf(pact, (answer) => answer)).toMatchObject({ verdict: 'passed' });
  expect(await verdictOf(pact, edit)).toMatchObject({ verdict });
}

export const ofOwnChecks: readonly (readonly [
  string,
  Run,
  holds: readonly Edit[],
  isBroken: readonly Edit[],
])[] = [
  ['drops a cookie that has run out', withAJar, [asPage], [expired, withoutCookies]],
  ['sends every cookie back', withoutAJar, [expired, asPage, ofNobody], [withoutCookies]],
  [
    'takes a cookie whatever it is called, and asks nothing of its session',
    showsUser,
    [],
    [cookieCalled('OTHER')],
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
];

export async function askedOfNoOther(_: string, run: Run, holds: readonly Edit[], isBroken: readonly Edit[]) {
  const pact = await readPact(String((await recorded(run)).file));
  for (const edit of holds) expect(await verdictOf(pact, edit, checks)).toMatchObject({ said: 'holds' });
  for (const edit of isBroken)
    expect(await verdictOf(pact, edit, checks)).toMatchObject({ said: 'is broken' });
}

export const ofStatuses: readonly (readonly [
  string,
  (status: number) => boolean,
  holds: readonly number[],
  isBroken: readonly number[],
])[] = [
  ['every success', (status) => status >= 200 && status < 300, [200, 201, 202, 203, 206], [302, 404]],
  [
    'every success and 302',
    (status) => (status >= 200 && status < 300) || status === 302,
    [200, 206, 302],
    [307, 404],
  ],
  ['the usual ones', (status) => [200, 201, 204].includes(status), [200, 204], [202, 203]],
  ['every error but 401', (status) => status !== 401, [202, 400, 404, 405, 422], [401]],
];

export async function takenAsSeen(
  _: string,
  isTaken: (status: number) => boolean,
  holds: readonly number[],
  isBroken: readonly number[],
) {
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
}
