import { record } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';

export function recordFunction(
  run: (given: GivenToFunction) => unknown,
  scenarios: readonly ScenarioName[] = [],
) {
  const client = { consumer: 'small', command: null, run: functionClient(run) };
  return record({ client, scenarios, jobs: 2 });
}

/** What is known of a request before it is recorded: the rest of its answer is not looked at. */
interface KnownRequest {
  readonly needs?: readonly string[];
  readonly accepts?: readonly number[];
  readonly eitherOf?: readonly (readonly string[])[];
}

/** A client that relies on something that is known beforehand. */
export interface SmallClient {
  readonly run: (given: GivenToFunction) => unknown;
  /** By method. */
  readonly relies: Readonly<Record<string, KnownRequest>>;
}

type Headers = Record<string, string>;

export function send({ baseUrl }: GivenToFunction, method: string, headers: Headers = {}, body?: object) {
  return fetch(`${baseUrl}/auth/1/session`, {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
}

export const logIn = (given: GivenToFunction) =>
  send(given, 'POST', {}, { username: given.username, password: given.password });

/** Every cookie, as a cookie jar sends it. */
export const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');

/** A client that fails says so by this. */
export function ensure(condition: boolean): void {
  if (!condition) throw new Error('failed');
}

const ANY_SUCCESS = [200, 201, 203, 204];
const EVERY_STATUS = [200, 201, 203, 204, 302, 307, 400, 401, 403, 404, 410, 429, 500, 503];

async function currentUser(given: GivenToFunction, cookie: string) {
  const answer = await send(given, 'GET', { Cookie: cookie });
  ensure(answer.ok);
  return (await answer.json()) as { name: string; self: string; loginInfo: { loginCount: number } };
}

export function api({ baseUrl }: GivenToFunction, Cookie: string, path: string, body?: object) {
  return fetch(`${baseUrl}/api/2/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Cookie, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

export async function keysOf(given: GivenToFunction, cookie: string, query = ''): Promise<string[]> {
  const answer = await api(given, cookie, `search?jql=project=TEST${query}`);
  if (!answer.ok) return [];
  const { issues } = (await answer.json()) as { issues: { key: string }[] };
  return issues.map(({ key }) => key);
}

/** Logs in, searches in two pages, comments so many times, and logs out. */
export const sync = (comments: number) => async (given: GivenToFunction) => {
  const answer = await logIn(given);
  ensure(answer.status === 200);
  const cookie = cookiesOf(answer);
  const keys = [
    ...(await keysOf(given, cookie, '&maxResults=2')),
    ...(await keysOf(given, cookie, '&startAt=2&maxResults=2')),
  ];
  ensure(keys.length > 0);
  for (let count = 0; count < comments; count++) {
    ensure((await api(given, cookie, `issue/${keys[0]}/comment`, { body: 'Seen.' })).status === 201);
  }
  ensure((await send(given, 'DELETE', { Cookie: cookie })).status === 204);
  return keys;
};

/** The GET of a client that prints the name. */
const printsName = { needs: ['status', 'body name'], accepts: [200, 201, 203] };

export const smallClients: Readonly<Record<string, SmallClient>> = {
  'the status 200': {
    run: async (given) => ensure((await logIn(given)).status === 200),
    relies: { POST: { needs: ['status'], accepts: [200] } },
  },
  'any success': {
    run: async (given) => ensure((await logIn(given)).ok),
    relies: { POST: { needs: ['status'], accepts: ANY_SUCCESS } },
  },
  'any status below 400': {
    run: async (given) => ensure((await logIn(given)).status < 400),
    relies: { POST: { needs: ['status'], accepts: [200, 201, 203, 204, 302, 307] } },
  },
  'no error of the server': {
    run: async (given) => ensure((await logIn(given)).status < 500),
    relies: {
      POST: {
        needs: ['status'],
        accepts: EVERY_STATUS.filter((status) => status < 500),
      },
    },
  },
  '401 and 403 alike for somebody who is not logged in': {
    run: async (given) => ensure([401, 403].includes((await send(given, 'GET')).status)),
    relies: { GET: { needs: ['status'], accepts: [401, 403] } },
  },
  'the session cookie in a jar': {
    run: async (given) => (await currentUser(given, cookiesOf(await logIn(given)))).name,
    relies: { POST: { needs: ['cookie JSESSIONID'], accepts: EVERY_STATUS }, GET: printsName },
  },
  'the first cookie': {
    run: async (given) => {
      const [first = ''] = (await logIn(given)).headers.getSetCookie();
      return (await currentUser(given, first.split(';')[0] ?? '')).name;
    },
    relies: { POST: { needs: ['cookie JSESSIONID'], accepts: EVERY_STATUS }, GET: printsName },
  },
  'the value of the session in the body': {
    run: async (given) => {
      const { session } = (await (await logIn(given)).json()) as { session: { value: string } };
      return (await currentUser(given, `JSESSIONID=${session.value}`)).name;
    },
    relies: {
      POST: {
        needs: ['body session.value'],
        accepts: EVERY_STATUS.filter((status) => status !== 204),
      },
      GET: printsName,
    },
  },
  'name and value of the session in the body': {
    run: async (given) => {
      const { session } = (await (await logIn(given)).json()) as { session: { name: string; value: string } };
      return (await currentUser(given, `${session.name}=${session.value}`)).name;
    },
    relies: { POST: { needs: ['body session.name', 'body session.value'] }, GET: printsName },
  },
  'a header of the log-in': {
    run: async (given) => ensure((await logIn(given)).headers.get('X-Seraph-LoginReason') === 'OK'),
    relies: { POST: { needs: ['header X-Seraph-LoginReason'], accepts: EVERY_STATUS } },
  },
  'the media type': {
    run: async (given) =>
      ensure((await logIn(given)).headers.get('Content-Type')?.startsWith('application/json') === true),
    relies: { POST: { needs: ['header Content-Type'] } },
  },
  'the user in a header': {
    run: async (given) => {
      const answer = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
      return answer.headers.get('X-AUSERNAME');
    },
    relies: { POST: { needs: ['cookie JSESSIONID'] }, GET: { needs: ['header X-AUSERNAME'] } },
  },
  'a number': {
    run: async (given) => {
      const { loginInfo } = await currentUser(given, cookiesOf(await logIn(given)));
      return loginInfo.loginCount + 1;
    },
    relies: {
      POST: { needs: ['cookie JSESSIONID'] },
      GET: { needs: ['status', 'body loginInfo.loginCount'] },
    },
  },
  'an object, whatever is in it': {
    run: async (given) => {
      const user = await currentUser(given, cookiesOf(await logIn(given)));
      ensure(typeof user.loginInfo === 'object' && user.loginInfo !== null);
    },
    relies: { POST: { needs: ['cookie JSESSIONID'] }, GET: { needs: ['status', 'body loginInfo'] } },
  },
  'JSON, whatever is in it': {
    run: async (given) => void (await (await logIn(given)).json()),
    relies: { POST: { needs: ['body'] } },
  },
  'the words of a refusal': {
    run: async (given) => {
      const { errorMessages } = (await (await send(given, 'GET')).json()) as { errorMessages: string[] };
      return errorMessages[0];
    },
    relies: { GET: { needs: ['body errorMessages[0]'] } },
  },
  'the cookie, or else the body': {
    run: async (given) => {
      const answer = await logIn(given);
      const jar = cookiesOf(answer);
      return (
        await currentUser(
          given,
          jar.includes('session') || jar.includes('SESSION') ? jar : await sessionIn(answer),
        )
      ).name;
    },
    relies: {
      POST: { needs: [], eitherOf: [['cookie JSESSIONID', 'body session.value']] },
      GET: printsName,
    },
  },
  'the body, or else the cookie': {
    run: async (given) => {
      const answer = await logIn(given);
      return (await currentUser(given, (await sessionIn(answer)) || cookiesOf(answer))).name;
    },
    relies: {
      POST: { needs: [], eitherOf: [['cookie JSESSIONID', 'body session.value']] },
      GET: printsName,
    },
  },
  'the name in the body, or else in a header': {
    run: async (given) => {
      const answer = await send(given, 'GET', { Cookie: cookiesOf(await logIn(given)) });
      const { name } = (await answer.json()) as { name?: string };
      return name ?? answer.headers.get('X-AUSERNAME');
    },
    relies: {
      POST: { needs: ['cookie JSESSIONID'] },
      GET: { needs: ['body'], eitherOf: [['body name', 'header X-AUSERNAME']] },
    },
  },
  'the status, or else a session in the body': {
    run: async (given) => {
      const answer = await logIn(given);
      ensure(answer.status === 200 || (await sessionIn(answer)) !== '');
    },
    relies: {
      POST: { needs: [], eitherOf: [['body session.value', 'status']] },
    },
  },
  'the status of a search': {
    run: async (given) => {
      const found = await api(given, cookiesOf(await logIn(given)), 'search?jql=project=TEST');
      ensure(found.status === 200);
    },
    relies: { POST: { needs: ['cookie JSESSIONID'], accepts: EVERY_STATUS } },
  },
  'the log-out': {
    run: async (given) => {
      const cookie = cookiesOf(await logIn(given));
      ensure((await send(given, 'DELETE', { Cookie: cookie })).status === 204);
    },
    relies: { POST: { needs: ['cookie JSESSIONID'] }, DELETE: { needs: ['status'], accepts: [204] } },
  },
  'nothing at all': {
    run: async (given) => void (await logIn(given)),
    relies: { POST: { needs: [], accepts: EVERY_STATUS } },
  },
};

/** The session that a body tells of, as a cookie; empty where it tells of none. */
async function sessionIn(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => null)) as { session?: { value?: string } } | null;
  return body?.session?.value ? `JSESSIONID=${body.session.value}` : '';
}
