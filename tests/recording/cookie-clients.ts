import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { SendsBack } from '../../src/report/recording.ts';
import { recordContract } from '../support/kept-pact.ts';
import { cookiesOf, ensure, logIn, send } from './small-clients.ts';

export const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-cookies-'));
afterAll(() => rmSync(pactDir, { recursive: true }));

type Session = { readonly session: { readonly name: string; readonly value: string } };
type CookieOf = (response: Response, body: Session) => string;

/** Logs in, asks who it is, logs out, and sends back the cookies that it makes of the log-in. */
export const clientThat = (cookieOf: CookieOf) => async (given: GivenToFunction) => {
  const response = await logIn(given);
  ensure(response.ok);
  const Cookie = cookieOf(response, (await response.json()) as Session);
  const user = await send(given, 'GET', { Cookie });
  ensure(user.ok);
  ensure((await send(given, 'DELETE', { Cookie })).ok);
  return ((await user.json()) as { name: string }).name;
};

export const named = (...names: readonly string[]): CookieOf => {
  return (response) =>
    cookiesOf(response)
      .split('; ')
      .filter((pair) => names.some((name) => pair.startsWith(`${name}=`)))
      .join('; ');
};
export const fromBody: CookieOf = (_, { session }) => `${session.name}=${session.value}`;

/** What each sends back, and the value of the provider state that stands in its pact for that. */
export const clients: Readonly<Record<string, readonly [CookieOf, SendsBack, string]>> = {
  'keeps every cookie': [cookiesOf, 'all cookies', '${anyCookie}'],
  'keeps every cookie, in an order of its own': [
    (response) => cookiesOf(response).split('; ').toReversed().join('; '),
    'all cookies',
    '${anyCookie}',
  ],
  'keeps the session cookie': [named('JSESSIONID'), 'session cookie', '${anyCookieOfSession}'],
  'keeps the cookies of Jira by their names': [
    named('JSESSIONID', 'atlassian.xsrf.token'),
    'session cookie',
    '${anyCookieOfSession}',
  ],
  'keeps the session cookie beside one of its own': [
    (response, body) => `theme=dark; ${named('JSESSIONID')(response, body)}`,
    'session cookie',
    'theme=dark; ${anyCookieOfSession}',
  ],
  'builds its cookie from the body': [fromBody, 'session from the body', '${cookieFromBody}'],
  'builds its cookie from the value in the body alone': [
    (_, { session }) => `JSESSIONID=${session.value}`,
    'session from the body',
    '${cookieFromBody}',
  ],
  'checks that the body names the cookie': [
    (response, { session }) => {
      ensure(cookiesOf(response).includes(`${session.name}=${session.value}`));
      return named(session.name)(response, { session });
    },
    'session cookie',
    '${anyCookieOfSession}',
  ],
};

const recordings = new Map<string, ReturnType<typeof recordContract>>();

/** Each is recorded once. */
export function recordingOf(name: string) {
  const [cookieOf] = clients[name] ?? [fromBody];
  const recording =
    recordings.get(name) ??
    recordContract({
      ...{ consumer: name.replaceAll(/\W+/g, '-'), pactDir, scenarios: ['ended-session'] },
      run: clientThat(cookieOf),
    });
  recordings.set(name, recording);
  return recording;
}

export const pactOf = async (name: string) => String((await recordingOf(name)).pact);
