import type { Way } from '../../src/report/inventory.ts';

/** Somebody in a log: who, from where, with what, and how he logs in. */
interface Actor {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  readonly way: Way;
}

/** How often each of them is expected to be found: the key is {@link keyOf} of the row. */
export type Expected = ReadonlyMap<string, number>;

/** What tells one row from another. */
export const keyOf = ({ user, address, userAgent, way }: Actor) =>
  [way, user, address, userAgent].join(' | ');

const MOZILLA =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0';
const programs: Readonly<Record<Way, string>> = {
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
  const expected = new Map<string, number>();
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

  const somebody: Actor = { user: 'nobody', address: '10.0.0.1', userAgent: MOZILLA, way: 'unknown' };
  said(id(), somebody, '/', 'HttpSession created [1in4zdi]');
  for (let turn = 0; until(bytes); turn++) {
    now += below(400);
    const requestId = id();
    if (below(4) === 0) {
      line(somebody, requestId, '-', `GET /s/d41d8cd9/batch.js?v=${below(1000)}`);
      continue;
    }
    if (below(40) === 0) {
      line({ ...somebody, userAgent: 'kube-probe/1.33' }, requestId, '-', 'GET /rest/api/2/serverInfo');
      said(
        requestId,
        somebody,
        '/rest/api/2/myself',
        "The user 'wrong' has FAILED authentication. Failure count equals 1",
      );
      continue;
    }
    // Each of them has a turn at first.
    const actor = actors[turn < actors.length * 4 ? turn % actors.length : below(actors.length)] ?? somebody;
    const known = below(2) === 0 ? actor.user : '-';
    const search = `GET /rest/api/2/search?jql=project%3DABC&startAt=${below(1000)}`;
    if (actor.way === 'cookie') {
      passed(requestId, actor, '/rest/auth/1/session');
      line(actor, requestId, known, 'POST /rest/auth/1/session');
      for (let more = below(4); more > 0; more--) line(actor, id(), actor.user, search);
    } else if (actor.way === 'basic') {
      passed(requestId, actor, '/rest/api/2/search');
      line(actor, requestId, actor.user, search);
    } else if (actor.way === 'address') {
      const query = `os_username=${encodeURIComponent(actor.user)}&os_password=hunter2`;
      line(actor, requestId, known, `GET /rest/api/2/myself?${query}`);
    } else if (actor.way === 'two-step') {
      passed(requestId, actor, '/rest/tsv/1.0/authenticate');
      line(actor, requestId, known, 'POST /rest/tsv/1.0/authenticate?os_authType=none');
    } else {
      line(actor, requestId, actor.user, actor.way === 'browser' ? `GET /browse/ABC-${below(9000)}` : search);
    }
    const key = keyOf(actor);
    expected.set(key, (expected.get(key) ?? 0) + 1);
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
