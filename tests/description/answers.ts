import { type LogIn, SESSION_PATH } from '../../contracts/session/names.ts';
import { cookieHeaderFrom } from '../../src/http/cookies.ts';
import type { FlavourName } from '../../src/mock-jira/flavours.ts';
import { flavours, flavoursThatRefuse, removedStatuses } from '../../src/mock-jira/flavours.ts';
import { type MockedJira, type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import type { GivenResponse } from './responses.ts';

/** The flavours that a client reaches: the others are not of the description. */
export const describedFlavours = (Object.keys(flavours) as FlavourName[]).flatMap((flavour) => {
  const { logIn } = flavours[flavour];
  return logIn === 'not reached' ? [] : [[flavour, logIn] as readonly [FlavourName, LogIn]];
});

export type Method = 'GET' | 'POST' | 'DELETE';

/** A request as a client may send it; `cookie: true` sends the cookies of the last log-in. */
interface Request {
  readonly method: Method;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: boolean;
  readonly body?: string;
}

const json = { 'Content-Type': 'application/json' };
const basic = (credentials: string) => ({
  Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
});
const logIn = (username: string, password: string) => JSON.stringify({ username, password });
const alice = logIn('alice', 'mocked-password-of-alice');
const wrongForCarol = { method: 'POST', headers: json, body: logIn('carol', 'wrong') } as const;

/** One request for each answer that a Jira is known to give, in an order in which each can be given. */
const requests: readonly Request[] = [
  { method: 'GET' },
  { method: 'DELETE' },
  { method: 'POST', headers: json, body: alice },
  { method: 'GET', cookie: true },
  { method: 'DELETE', cookie: true },
  { method: 'GET', cookie: true },
  { method: 'DELETE', cookie: true },
  { method: 'POST', headers: json, body: alice, cookie: true },
  { method: 'POST', headers: json, body: logIn('no-such-user', 'wrong') },
  { method: 'POST', headers: json, body: '{}' },
  { method: 'POST', headers: json, body: '{"username":' },
  { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: alice },
  { method: 'GET', headers: basic('alice:mocked-password-of-alice') },
  { method: 'GET', headers: basic('alice@example.com:mocked-api-token-of-alice') },
  { method: 'GET', headers: basic('no-such-user:wrong') },
  { method: 'GET', headers: { Authorization: 'Bearer mocked-token-of-alice' } },
  { method: 'GET', headers: { Authorization: 'Bearer wrong' } },
  // Three wrong passwords, then the CAPTCHA.
  wrongForCarol,
  wrongForCarol,
  wrongForCarol,
  wrongForCarol,
];

/** Every answer that the mocked Jira gives in a flavour, whichever way it is set. */
export async function everyResponse(flavour: FlavourName) {
  const settings: MockedJiraOptions[] = flavoursThatRefuse.includes(flavour)
    ? removedStatuses.map((removedStatus) => ({ flavour, removedStatus }))
    : [{ flavour }, { flavour, basicAuthentication: false }];
  const answers: { readonly method: Method; readonly answer: GivenResponse }[] = [];
  for (const setting of settings) {
    await using jira = await startMockedJira(setting);
    let cookies = '';
    for (const request of requests) {
      const { answer, setCookies } = await send(jira, request, cookies);
      if (setCookies.length > 0) cookies = cookieHeaderFrom(setCookies, jira.baseUrl + SESSION_PATH);
      answers.push({ method: request.method, answer });
    }
  }
  return answers;
}

async function send(jira: MockedJira, { method, headers, cookie, body }: Request, cookies: string) {
  const response = await fetch(jira.baseUrl + SESSION_PATH, {
    method,
    headers: { ...headers, ...(cookie && { Cookie: cookies }) },
    ...(body !== undefined && { body }),
  });
  const setCookies = response.headers.getSetCookie();
  const answer: GivenResponse = {
    status: response.status,
    headers: { ...Object.fromEntries(response.headers), 'set-cookie': setCookies },
    body: await response.text(),
  };
  return { answer, setCookies };
}
