import { record } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import type { HazardKind } from '../../src/report/recording.ts';
import { api, cookiesOf, ensure, logIn, send } from './small-clients.ts';

export type Run = (given: GivenToFunction) => unknown;

const logOut = (given: GivenToFunction, cookie: string) => send(given, 'DELETE', { Cookie: cookie });

/** A client that tells a CAPTCHA from another refusal, and does this once it is logged in. */
const loggedIn =
  (work: (given: GivenToFunction, answer: Response) => unknown): Run =>
  async (given) => {
    const answer = await logIn(given);
    if (answer.status === 403) return 'a CAPTCHA';
    if (answer.status !== 200) return 'refused';
    return work(given, answer);
  };

/** A client that does all right: each of the others differs from it in one thing. */
export const careful: Run = loggedIn(async (given, answer) => {
  const cookie = cookiesOf(answer);
  const user = await send(given, 'GET', { Cookie: cookie });
  await logOut(given, cookie);
  return user.status;
});

/** One that does not look whether it is logged in, asks who it is, and prints this. */
const unlooking =
  (print: (user: { readonly name?: string }, given: GivenToFunction) => unknown): Run =>
  async (given) => {
    const cookie = cookiesOf(await logIn(given));
    const user = (await (await send(given, 'GET', { Cookie: cookie })).json()) as { name?: string };
    await logOut(given, cookie);
    return print(user, given);
  };

export const hazardous: Readonly<Record<string, { readonly kind: HazardKind; readonly run: Run }>> = {
  'greets nobody where its log-in was refused': {
    kind: 'unnoticed-failure',
    run: unlooking(({ name }) => `Hello ${name}, the time is ${new Date().toISOString()}`),
  },
  'sends a wrong password for an account that exists': {
    kind: 'wrong-password',
    run: async (given) => {
      await send(given, 'POST', {}, { username: given.username, password: '' });
      return careful(given);
    },
  },
  'sends the same password again after a refusal': {
    kind: 'wrong-password',
    run: async (given) => {
      const first = await logIn(given);
      const answer = first.status === 401 ? await logIn(given) : first;
      if (answer.status === 403) return 'a CAPTCHA';
      if (answer.status !== 200) return 'refused';
      await logOut(given, cookiesOf(answer));
      return 'in';
    },
  },
  'has the password in its address': {
    kind: 'password-in-url',
    run: async (given) => {
      const query = new URLSearchParams({ os_username: given.username, os_password: given.password });
      await fetch(`${given.siteUrl}/secure/Dashboard.jspa?${query}`);
      return careful(given);
    },
  },
  'never logs out': {
    kind: 'session-left-open',
    run: async (given) => {
      const answer = await logIn(given);
      return answer.status === 403
        ? 'a CAPTCHA'
        : answer.status === 200
          ? cookiesOf(answer).length
          : 'refused';
    },
  },
  'does not look whether it is logged in': {
    kind: 'unnoticed-failure',
    run: async (given) => {
      const answer = await logIn(given);
      await logOut(given, cookiesOf(answer));
      return `done for ${given.username}`;
    },
  },
  'prints nothing where its log-in was refused': {
    kind: 'unnoticed-failure',
    run: unlooking(({ name }) => name),
  },
  'prints less where its log-in was refused': {
    kind: 'unnoticed-failure',
    // Its clock shows another second in each scenario.
    run: unlooking(({ name }, { scenario }) => ({
      at: 1_764_000_100 - scenario.length,
      user: name ?? null,
      keys: name ? ['TEST-1', 'TEST-2'] : [],
    })),
  },
  'prints the refusal of its log-in as it prints a session': {
    kind: 'unnoticed-failure',
    run: async (given) => {
      const answer = await logIn(given);
      await logOut(given, cookiesOf(answer));
      return answer.text();
    },
  },
  'takes the first cookie': {
    kind: 'first-cookie',
    run: async (given) => {
      const answer = await logIn(given);
      if (answer.status === 403) return 'a CAPTCHA';
      const [cookie = ''] = cookiesOf(answer).split(';');
      const user = await send(given, 'GET', { Cookie: cookie });
      await logOut(given, cookiesOf(answer));
      return user.status;
    },
  },
  'takes a CAPTCHA for a wrong password': {
    kind: 'captcha-as-wrong-password',
    run: async (given) => {
      const answer = await logIn(given);
      if ([401, 403].includes(answer.status)) return 'wrong password';
      ensure(answer.status === 200);
      await logOut(given, cookiesOf(answer));
      return 'in';
    },
  },
  'retries on 429 without end': {
    kind: 'endless-retry',
    run: async (given) => {
      let status = 429;
      const Authorization = `Bearer ${given.personalAccessToken}`;
      while (status === 429)
        status = (await fetch(`${given.baseUrl}/api/2/myself`, { headers: { Authorization } })).status;
      return careful(given);
    },
  },
  'follows a redirect with the password': {
    kind: 'redirect-followed',
    run: async (given) => {
      const answer = await fetch(`${given.baseUrl}/auth/1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ username: given.username, password: given.password }),
      });
      if (answer.status === 403) return 'a CAPTCHA';
      if (answer.status !== 200) return 'refused';
      await logOut(given, cookiesOf(answer));
      return 'in';
    },
  },
  'goes on with a session that has ended': {
    kind: 'session-not-renewed',
    run: loggedIn(async (given, answer) => {
      const searches = [
        await search(given, answer),
        await search(given, answer),
        await search(given, answer),
      ];
      await logOut(given, cookiesOf(answer));
      ensure(searches.every((issues) => issues > 0));
      return 'in';
    }),
  },
  'exports what it gets before its session ends': {
    kind: 'partial-result',
    run: loggedIn(async (given, answer) => {
      const pages = [await search(given, answer), await search(given, answer)];
      await logOut(given, cookiesOf(answer));
      ensure(pages[0] !== 0 && pages[0] !== -1);
      return `${pages.reduce((sum, issues) => sum + Math.max(issues, 0), 0)} issues`;
    }),
  },
  'does not look whether its comment was taken': {
    kind: 'partial-result',
    run: loggedIn(async (given, answer) => {
      ensure((await search(given, answer)) > 0);
      await api(given, cookiesOf(answer), 'issue/TEST-1/comment', { body: 'Seen.' });
      await logOut(given, cookiesOf(answer));
      return 'commented on TEST-1';
    }),
  },
  'does not look whether its token is let in': {
    kind: 'partial-result',
    run: async (given) => {
      const Authorization = `Bearer ${given.personalAccessToken}`;
      await fetch(`${given.baseUrl}/api/2/field`, { headers: { Authorization } });
      return careful(given);
    },
  },
  'takes an empty answer to nobody for success': {
    kind: 'empty-as-success',
    run: loggedIn(async (given, answer) => {
      const issues = await search(given, answer);
      await logOut(given, cookiesOf(answer));
      ensure(issues >= 0);
      return `${issues} issues`;
    }),
  },
  'says of an empty answer to nobody that there is nothing to do': {
    kind: 'empty-as-success',
    run: loggedIn(async (given, answer) => {
      const issues = await search(given, answer);
      await logOut(given, cookiesOf(answer));
      ensure(issues >= 0);
      return issues > 0 ? `${issues} issues` : 'nothing to do';
    }),
  },
  'sends its token as a password': {
    kind: 'token-as-password',
    run: async (given) => {
      const Authorization = basic({ ...given, password: given.personalAccessToken });
      await send(given, 'GET', { Authorization });
      return careful(given);
    },
  },
  'asks the address in self with its credentials': {
    kind: 'credentials-elsewhere',
    run: loggedIn(async (given, answer) => {
      const cookie = cookiesOf(answer);
      const user = (await (await send(given, 'GET', { Cookie: cookie })).json()) as { self?: string };
      const headers = { Authorization: basic(given) };
      const details = await fetch(String(user.self), { headers }).catch(() => undefined);
      await logOut(given, cookie);
      return details?.status === 429 ? 'too many requests' : 'in';
    }),
  },
};

/** How many issues a search finds; -1 for one that is refused. */
async function search({ baseUrl }: GivenToFunction, answer: Response): Promise<number> {
  const found = await fetch(`${baseUrl}/api/2/search`, { headers: { Cookie: cookiesOf(answer) } });
  return found.ok ? ((await found.json()) as { issues: unknown[] }).issues.length : -1;
}

export const harmless: Readonly<Record<string, Run>> = {
  'says that it was taken for nobody, although it fails of nothing': loggedIn(async (given, answer) => {
    const found = await api(given, cookiesOf(answer), 'search');
    await logOut(given, cookiesOf(answer));
    ensure(found.status === 200);
    const { issues } = (await found.json()) as { issues: readonly unknown[] };
    if (found.headers.get('X-AUSERNAME') !== given.username) return 'done for nobody';
    return issues.length > 0 ? `done for ${issues.length} issues` : 'done for nothing';
  }),
  'says of an empty answer that it has failed, also to nobody': loggedIn(async (given, answer) => {
    const issues = await search(given, answer);
    await logOut(given, cookiesOf(answer));
    ensure(issues >= 0);
    return issues > 0 ? `${issues} issues` : 'the search failed';
  }),
  'logs in again where its session has ended, and fails where it gets nothing': loggedIn(
    async (given, answer) => {
      let pages = 0;
      let session = answer;
      for (let page = 0; page < 2; page++) {
        let issues = await search(given, session);
        if (issues < 0) {
          session = await logIn(given);
          issues = await search(given, session);
        }
        ensure(issues > 0);
        pages += issues;
      }
      await logOut(given, cookiesOf(session));
      return `${pages} issues`;
    },
  ),
  'counts the requests that it needs to log in again': loggedIn(async (given, answer) => {
    let requests = 0;
    let session = answer;
    for (let page = 0; page < 2; page++) {
      requests += 1;
      if ((await search(given, session)) > 0) continue;
      session = await logIn(given);
      requests += 2;
      ensure((await search(given, session)) > 0);
    }
    await logOut(given, cookiesOf(session));
    return `2 pages in ${requests} requests`;
  }),
  'sends its comment again in a new session': loggedIn(async (given, answer) => {
    let session = answer;
    ensure((await search(given, session)) > 0);
    const comment = () => api(given, cookiesOf(session), 'issue/TEST-1/comment', { body: 'Seen.' });
    if ((await comment()).status === 401) {
      session = await logIn(given);
      ensure((await comment()).ok);
    }
    await logOut(given, cookiesOf(session));
    return 'commented on TEST-1';
  }),
  'tells the status of each request': loggedIn(async (given, answer) => {
    const statuses = [
      await api(given, cookiesOf(answer), 'field'),
      await api(given, cookiesOf(answer), 'field'),
    ];
    await logOut(given, cookiesOf(answer));
    ensure(statuses[0]?.ok === true);
    return statuses.map(({ status }) => status).join();
  }),
  'tells by true, false and a number that it is not logged in': async (given) => {
    const answer = await logIn(given);
    if (answer.ok) await logOut(given, cookiesOf(answer));
    return {
      isLoggedIn: answer.ok,
      isCaptcha: answer.status === 403,
      errors: answer.ok ? 0 : 1,
    };
  },
  'fails where it gets no session, and tells an error of the server alone from that': async (given) => {
    const answer = await logIn(given);
    if (answer.status >= 500) return 'try later';
    ensure(cookiesOf(answer).includes('SESSION'));
    await logOut(given, cookiesOf(answer));
    return 'in';
  },
  'only refuses': async (given) => {
    const answer = await logIn(given);
    ensure(answer.status === 200);
    await logOut(given, cookiesOf(answer));
  },
  'tells a CAPTCHA from a wrong password in the words of its error': async (given) => {
    const answer = await logIn(given);
    if (answer.status === 403) throw new Error('a CAPTCHA is pending');
    if (answer.status === 401) throw new Error('wrong password');
    if (answer.status !== 200) return 'no log-in';
    await logOut(given, cookiesOf(answer));
    return 'in';
  },
  'tells them apart in a line with a time in it': async (given) => {
    const answer = await logIn(given);
    const at = new Date().toISOString();
    if (answer.status !== 200) return `${at} ${answer.status === 403 ? 'a CAPTCHA' : 'refused'}`;
    await logOut(given, cookiesOf(answer));
    return `${at} in`;
  },
};

const basic = ({ username, password }: Pick<GivenToFunction, 'username' | 'password'>) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

const recorded = (run: Run) =>
  record({ client: { consumer: 'small', command: null, run: functionClient(run) }, jobs: 2 });

export async function hazardsOf(run: Run) {
  const { recording } = await recorded(run);
  return recording.hazards;
}

/** But that none of these clients has a cookie jar. */
export async function remarksOf(run: Run) {
  const { remarks } = await recorded(run);
  return remarks.filter((remark) => !remark.includes('which no cookie jar does'));
}

/** What is no danger, but is told. */
export const remarkable: readonly (readonly [string, Run, string])[] = [
  [
    'logs in again and again',
    async (given) => {
      await careful(given);
      return careful(given);
    },
    'logs in 2 times',
  ],
  [
    'uses its session for nothing',
    async (given) => {
      const answer = await logIn(given);
      await logOut(given, cookiesOf(answer));
      return answer.status;
    },
    'for no request but the log-out.',
  ],
  [
    'does not log out after a failure',
    loggedIn(async (given, answer) => {
      const user = await send(given, 'GET', { Cookie: cookiesOf(answer) });
      ensure(user.status === 200);
      await logOut(given, cookiesOf(answer));
      return 'in';
    }),
    'fails after GET /auth/1/session',
  ],
  [
    'goes on after a 404',
    async (given) => {
      await fetch(`${given.siteUrl}/not-there`);
      return careful(given);
    },
    'GET /not-there',
  ],
];

/** How many of each kind are tried where all of them are not. */
export const FEW = 2;
