import type { InventoryRow, LogInWay } from '../../schemas/inventory.ts';

/** Somebody in a log: who, from where, with what, and how he logs in. */
interface Actor {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  readonly way: LogInWay;
}

/** How often each of them got in, and how often each was refused. */
export type Expected = Readonly<Record<string, number>>;

const keyOf = ({ user, address, userAgent, way }: Actor, isRefused: boolean) =>
  [way, user, address, userAgent, ...(isRefused ? ['refused'] : [])].join(' | ');

/** The rows of an inventory in the form of what is expected of it. */
export const foundIn = (rows: readonly InventoryRow[]): Expected =>
  Object.fromEntries(
    rows.flatMap((row) => [
      ...(row.count > 0 ? [[keyOf(row, false), row.count]] : []),
      ...(row.refused > 0 ? [[keyOf(row, true), row.refused]] : []),
    ]),
  );

const MOZILLA =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0';
const programs: Readonly<Record<LogInWay, string>> = {
  cookie: 'python-requests/2.31.0',
  basic: 'curl/8.14.1',
  address: 'Wget/1.25.0',
  'two-step': 'copied-log-in/1.0',
  unknown: '-',
  token: 'Apache-HttpClient/4.5.14 (Java/17.0.12)',
  browser: MOZILLA,
};
const waysOfActors = ['cookie', 'basic', 'token', 'browser', 'address', 'two-step'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const LOG_INS: Readonly<Partial<Record<LogInWay, string>> & { cookie: string }> = {
  cookie: '/rest/auth/1/session',
  'two-step': '/rest/tsv/1.0/authenticate',
  browser: '/login.jsp',
};
const inAddress = (user: string) => `os_username=${encodeURIComponent(user)}&os_password=hunter2`;
/** What Jira's security log says of a log-in that it does not take. */
const REFUSALS = [
  'has FAILED authentication. Failure count equals 1',
  'is required to answer a CAPTCHA elevated security check.  Failure count equals 4',
  'is NOT AUTHORIZED to perform this request',
];
/** A redirect of a log-in page may be to what somebody wanted to see. */
const STATUSES = [401, 403, 404, 405, 410, 429, 500, 503, 302];

/** Numbers from a seed: the same ones each time (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

interface Wanted {
  readonly seed: number;
  /** How many users there are of each way. */
  readonly users: number;
  /** Whether there is more to write, by how many bytes were written. */
  readonly until: (bytes: number) => boolean;
  readonly access: (text: string) => void;
  readonly security: (text: string) => void;
}

/**
 * Writes the two logs of a Jira, with users and ways that are known: log-ins, the requests after them, people, anonymous
 * requests and refused ones.
 *
 * @returns the rows that an inventory must find, and no others
 */
export function writeLogs({ seed, users, until, access, security }: Wanted): Expected {
  const below = seeded(seed);
  const actors: Actor[] = waysOfActors.flatMap((way) =>
    Array.from({ length: users }, (_, index) => ({
      user: index % 7 === 3 ? `${way} Jörg ${index}` : `${way}-${index}`,
      address: `10.${way.length}.${Math.floor(index / 250)}.${(index % 250) + 1}`,
      userAgent: programs[way],
      way,
    })),
  );
  const expected: Record<string, number> = {};
  const expect = (actor: Actor, isRefused: boolean) => {
    const key = keyOf(actor, isRefused);
    expected[key] = (expected[key] ?? 0) + 1;
  };
  let bytes = 0;
  let now = Date.UTC(2026, 8, 1);
  let requests = 0;
  const id = () => `${Math.floor(now / 60_000) % 1440}x${++requests}x1`;
  const line = (
    actor: Pick<Actor, 'address' | 'userAgent'>,
    requestId: string,
    user: string,
    request: string,
    status = 200,
  ) => {
    const text = `${actor.address} ${requestId} ${user} [${clf(now)}] "${request} HTTP/1.1" ${status} ${below(90_000)} 0.0${below(900)} "-" "${actor.userAgent}" "${user === '-' ? '-' : '1in4zdi'}"\n`;
    bytes += text.length;
    access(text);
  };
  const said = (requestId: string, { address }: Pick<Actor, 'address'>, path: string, what: string) =>
    security(
      `${new Date(now).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',')}+0000 http-nio-8080-exec-${below(25)} anonymous ${requestId} - ${address},172.18.0.1 ${path} ${what}\n`,
    );
  const passed = (requestId: string, actor: Actor, path: string) =>
    said(requestId, actor, path, `The user '${actor.user}' has PASSED authentication.`);

  /** A log-in that comes to nothing; Jira says of some for whom it was. */
  const refuse = (actor: Actor, requestId: string) => {
    const { way, user } = actor;
    const isSaid = way === 'basic' || way === 'browser' || (LOG_INS[way] !== undefined && below(2) === 0);
    const path = LOG_INS[way] ?? '/rest/api/2/search';
    const tellJira = () =>
      said(requestId, actor, path, `The user '${user}' ${REFUSALS[below(REFUSALS.length)]}`);
    const isFirst = below(2) === 0;
    if (isSaid && isFirst) tellJira();
    if (way === 'address') line(actor, requestId, '-', `GET ${path}?${inAddress(user)}`, 401);
    else if (LOG_INS[way] === undefined) line(actor, requestId, '-', `GET ${path}`, 401);
    // The log-in page answers so to a wrong password.
    else
      line(
        actor,
        requestId,
        '-',
        `POST ${path}`,
        way === 'browser' ? 200 : (STATUSES[below(way === 'cookie' ? 9 : 8)] ?? 401),
      );
    if (isSaid && !isFirst) tellJira();
    if (isSaid || way === 'address') expect(actor, true);
    else expect({ ...actor, user: '-', way: way === 'token' ? 'unknown' : way }, true);
  };

  const somebody: Actor = { user: 'nobody', address: '10.0.0.1', userAgent: MOZILLA, way: 'unknown' };
  said(id(), somebody, '/', 'HttpSession created [1in4zdi]');
  for (let turn = 0; until(bytes); turn++) {
    now += below(400);
    const requestId = id();
    if (below(4) === 0) {
      line(somebody, requestId, '-', `GET /s/d41d8cd9/batch.js?v=${below(1000)}`);
      continue;
    }
    const isFirstTurn = turn < actors.length * 4;
    if (!isFirstTurn && below(12) === 0) {
      refuse(actors[below(actors.length)] ?? somebody, requestId);
      continue;
    }
    // Each of them has a turn at first.
    const actor = actors[isFirstTurn ? turn % actors.length : below(actors.length)] ?? somebody;
    const known = below(2) === 0 ? actor.user : '-';
    const search = `GET /rest/api/2/search?jql=project%3DABC&startAt=${below(1000)}`;
    if (actor.way === 'cookie') {
      passed(requestId, actor, LOG_INS.cookie);
      line(actor, requestId, known, `POST ${LOG_INS.cookie}`);
      for (let more = below(4); more > 0; more--) line(actor, id(), actor.user, search);
    } else if (actor.way === 'basic') {
      passed(requestId, actor, '/rest/api/2/search');
      line(actor, requestId, actor.user, search);
    } else if (actor.way === 'address') {
      line(actor, requestId, known, `GET /rest/api/2/myself?${inAddress(actor.user)}`);
    } else if (actor.way === 'two-step') {
      passed(requestId, actor, '/rest/tsv/1.0/authenticate');
      line(actor, requestId, known, 'POST /rest/tsv/1.0/authenticate?os_authType=none');
    } else {
      line(actor, requestId, actor.user, actor.way === 'browser' ? `GET /browse/ABC-${below(9000)}` : search);
    }
    expect(actor, false);
  }
  now += 1000;
  said(id(), somebody, '/', 'HttpSession [1in4zdi] destroyed');
  return expected;
}

/** A time as Apache and Tomcat write it. */
function clf(epoch: number): string {
  const [day = '', month = '1', year = '', ...time] = new Date(epoch)
    .toISOString()
    .replace(/^(\d+)-(\d+)-(\d+)T(.{8}).*$/, '$3 $2 $1 $4')
    .split(' ');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.join()} +0000`;
}
