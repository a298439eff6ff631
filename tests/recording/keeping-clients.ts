import { CookieJar } from 'tough-cookie';
import { cookieNameOf, cookiePairOf } from '../../contracts/session/response.ts';
import { editCookies } from '../../mutation/edits.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import type { GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';
import { recordContract } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { pactDir } from './cookie-clients.ts';
import { api, cookiesOf, ensure, logIn, send } from './small-clients.ts';

type Session = { readonly name: string; readonly value: string };

/** What a client makes of its log-in: the `Cookie` header that it sends to an address. */
export type Keeping = (response: Response, session: Session) => (to: string) => string;

function jarOf(response: Response, allowSecureOnLocal: boolean, heedsNames = true): CookieJar {
  const prefixSecurity = heedsNames ? 'silent' : 'unsafe-disabled';
  const jar = new CookieJar(undefined, { allowSecureOnLocal, prefixSecurity });
  for (const one of response.headers.getSetCookie())
    jar.setCookieSync(one, response.url, { ignoreError: true });
  return jar;
}

export const inJar: Keeping = (response) => (to) => jarOf(response, false).getCookieStringSync(to);

/** As curl and browsers do. */
const inJarOfThisMachine: Keeping = (response) => (to) => jarOf(response, true).getCookieStringSync(to);

/** As `dict(response.cookies)` of Python's requests: what cannot be kept is gone, and the others are all sent. */
export const listed: Keeping = (response) => {
  const cookies = jarOf(response, true, false).serializeSync()?.cookies ?? [];
  const kept = cookies.filter(({ maxAge }) => maxAge !== 0).map(({ key, value }) => `${key}=${value}`);
  return () => kept.join('; ');
};

export const byHand: Keeping = (response) => () => cookiesOf(response);

const pairNamed = (name: string, cookie: string) =>
  cookie.split('; ').find((pair) => pair.startsWith(`${name}=`)) ?? '';

const sessionOf =
  (keeping: Keeping): Keeping =>
  (response, session) => {
    const kept = keeping(response, session);
    return (to) => pairNamed('JSESSIONID', kept(to));
  };

const namedByBody: Keeping =
  (response, { name }) =>
  () =>
    pairNamed(name, cookiesOf(response));

const fromBody: Keeping =
  (_, { name, value }) =>
  () =>
    `${name}=${value}`;

/** Logs in, asks who it is, searches, and logs out. */
export const clientWith = (keeping: Keeping) => async (given: GivenToFunction) => {
  const response = await logIn(given);
  ensure(response.ok);
  const { session } = (await response.json()) as { session: Session };
  const kept = keeping(response, session);
  const Cookie = kept(response.url);
  const user = await send(given, 'GET', { Cookie });
  ensure(user.ok);
  ensure((await api(given, kept(`${given.baseUrl}/api/2/search`), 'search')).ok);
  ensure((await send(given, 'DELETE', { Cookie })).ok);
  return ((await user.json()) as { name: string }).name;
};

/** What each sends, the value of the provider state that stands in its pact for that, and what is done so at another machine's Jira. */
export const clients: Readonly<Record<string, readonly [Keeping, string, elsewhere?: Keeping]>> = {
  'what is in its cookie jar': [inJar, '${cookie}'],
  'what is in its jar, which makes an exception for this machine': [inJarOfThisMachine, '${cookie}', inJar],
  'the session that is in its jar': [sessionOf(inJar), '${cookieOfSession}'],
  'all that its library kept': [listed, '${cookieOfAnyPath}'],
  'the session that its library kept': [sessionOf(listed), '${cookieOfSessionOfAnyPath}'],
  'every cookie that was set': [byHand, '${anyCookie}'],
  'the session that was set': [sessionOf(byHand), '${anyCookieOfSession}'],
  'the cookie that the body names': [namedByBody, '${anyCookieOfSession}'],
  'a cookie that it builds from the body': [fromBody, '${cookieFromBody}'],
};

const recordings = new Map<Keeping, Promise<string>>();

/** Each is recorded once. */
export function pactOf(keeping: Keeping): Promise<string> {
  const consumer = `jar-${recordings.size}`;
  const scenarios: ScenarioName[] = keeping === byHand ? ['ended-session'] : [];
  const options = { consumer, pactDir, scenarios, run: clientWith(keeping) };
  const recorded = recordings.get(keeping) ?? recordContract(options).then(({ pact }) => String(pact));
  recordings.set(keeping, recorded);
  return recorded;
}

/** Whether a client works at a Jira, and what `verify` says of its pact there. */
export async function bothAt(
  middleware: Middleware,
  [keeping, , elsewhere = keeping]: readonly [Keeping, string?, Keeping?],
) {
  await using jira = await startMockedJira({ middleware });
  const { JIRA_USERNAME: username, JIRA_PASSWORD: password } = jiraSettings;
  const given = { baseUrl: jira.baseUrl, username, password } as GivenToFunction;
  const works = await clientWith(elsewhere)(given).then(
    () => true,
    () => false,
  );
  const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
  const { exitCode } = await runCli(['verify', '--pact', await pactOf(keeping)], settings);
  return { works, exitCode };
}

/** A Jira that sets its session cookie with these attributes. */
const setting =
  (attributes: string): Middleware =>
  (request, { respond }) =>
    editCookies(respond(request), (all) =>
      all.map((one) => (cookieNameOf(one) === 'JSESSIONID' ? cookiePairOf(one) + attributes : one)),
    );

/** A Jira whose session cookie has another name. */
export const renaming =
  (name: string, isTold: boolean): Middleware =>
  (request, { respond }) => {
    const renamed = (text: string) => text.replace('JSESSIONID', name);
    const pairs = request.headers.cookie?.split('; ').filter((pair) => !pair.startsWith('JSESSIONID=')) ?? [];
    const cookie = pairs.join('; ').replace(name, 'JSESSIONID');
    const response = respond({ ...request, headers: { ...request.headers, cookie } });
    return {
      ...editCookies(response, (all) => all.map(renamed)),
      ...(isTold && { body: renamed(response.body) }),
    };
  };

export const jiras: Readonly<Record<string, Middleware>> = {
  'as usual': setting('; Path=/'),
  'Secure, over plain http': setting('; Path=/; Secure; HttpOnly'),
  'of another path': setting('; HttpOnly; Path=/secure'),
  'of the session resource alone': setting('; Path=/rest/auth'),
  'without a path': setting('; HttpOnly'),
  'of another host': setting('; Path=/; Domain=jira.example.com'),
  expired: setting('; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT'),
  'renamed by a proxy': renaming('JIRA_9', false),
  'called otherwise by Jira itself': renaming('JIRA_9', true),
  'called as one of https alone': renaming('__Secure-JIRA', true),
};
