import { cookieNameOf, cookiePairOf } from '../../../contracts/session/response.ts';
import type { StateName } from '../../../contracts/session/states.ts';
import { headerValues, type WireResponse, withHeader } from '../../http/wire.ts';
import type { Chance } from '../../mock-jira/chance.ts';
import { BALANCER_COOKIE } from '../../mock-jira/cookies-beside.ts';
import type { MockedRequest } from '../../mock-jira/request.ts';
import type { KnownCredentials, KnownPassword } from '../../mock-jira/session-resource.ts';
import type { SendsBack } from '../../report/recording.ts';
import { type Breakage, isSessionCookie, NOT_KEPT, type NotKept, valueAt } from './parts.ts';

export interface ObservedRequest
  extends Pick<MockedRequest, 'method' | 'query' | 'headers' | 'rawHeaders' | 'httpVersion' | 'body'> {
  /** Below Jira's REST root; the whole path of what is not below it. */
  readonly path: string;
  readonly isOfSession: boolean;
  readonly known: KnownCredentials;
  readonly sendsBack: SendsBack;
  readonly isOfAnotherRun: boolean;
  readonly states: readonly StateName[] | undefined;
  /** All requests of one method and path in one provider state get the same response. */
  readonly responseId: string;
  readonly unbroken: WireResponse;
  readonly response: WireResponse;
  readonly status: number;
  /** How credentials came to another address than the one that the client was given; undefined where they did not. */
  readonly leakedVia: 'by a redirect' | 'by an address in a response' | undefined;
}

/** Source: Atlassian's page "Improving instance stability with rate limiting": REST requests, and what of them is exempt. */
export function hasRateLimit({ path, isOfSession }: Pick<ObservedRequest, 'path' | 'isOfSession'>): boolean {
  const isOfRest = /^\/[a-z-]+\/(\d[\d.]*|latest)\//.test(path);
  return isOfRest && !isOfSession && !/\/serverinfo$/i.test(path);
}

/** Requests that Jira takes for their user's alone: of a session that it does not know it takes no notice where it serves everybody. */
export function needsItsUser(request: ObservedRequest): boolean {
  const { isOfSession, known, states, unbroken } = request;
  const isForUser = known.session ? states !== undefined && hasRateLimit(request) : sendsItself(request);
  return !isOfSession && isForUser && unbroken.status < 300;
}

function sendsItself({ states, known: { session, password, token } }: ObservedRequest): boolean {
  return states !== undefined && !session && (password?.in === 'basic' || token !== undefined);
}

export function hasInAddress({ path, query }: ObservedRequest, secret: string): boolean {
  return path.includes(secret) || [...new URLSearchParams(query).values()].includes(secret);
}

export function isWithoutSession(observed: readonly ObservedRequest[]): boolean {
  return !observed.some(({ isOfSession }) => isOfSession) && observed.some(sendsItself);
}

export function timesSent(request: ObservedRequest, observed: readonly ObservedRequest[]): number {
  const keys = ['method', 'path', 'query', 'body'] as const;
  return observed.filter((one) => keys.every((key) => one[key] === request[key])).length;
}

export function firstOfEachResponse(observed: readonly ObservedRequest[]): ObservedRequest[] {
  const firsts = new Map<string, ObservedRequest>();
  for (const one of observed) {
    if (one.isOfSession && !firsts.has(one.responseId)) firsts.set(one.responseId, one);
  }
  return [...firsts.values()];
}

/** What a request says of who sends it, one text for each of its credentials. */
type Sent =
  | 'nobody'
  | `session ${NonNullable<KnownCredentials['session']>['is']}`
  | `${KnownPassword['in']} ${KnownPassword['is']}`
  | `token ${NonNullable<KnownCredentials['token']>['is']}`;

/** Every provider state, and what is sent in it. */
const recognizedBy: Readonly<Record<StateName, readonly Sent[]>> = {
  'nobody is logged in': ['nobody'],
  'the user has a session': ['session open'],
  'the session of the user has ended': ['session ended'],
  'the user can log in': ['body right'],
  'the user may use Basic credentials': ['basic right'],
  'no account has the user name': ['body unknown-user', 'basic unknown-user', 'address unknown-user'],
  // The state hands out no Basic credentials.
  'a CAPTCHA challenge is pending for the user': ['body captcha'],
  'the user has a personal access token': ['token right'],
  // It is of Cloud alone, and of no request of the session resource.
  'the user has an API token': [],
  // A client that moved to it no longer asks the session resource.
  'the service account has a client': [],
  'the service account has an access token': [],
};

/**
 * The provider states in which a request was sent, in the order in which they stand in a description.
 *
 * @returns undefined where the contract has no such state: a wrong password, a session that this Jira never opened
 */
export function statesOfKnown({ session, password, besideBody, token }: KnownCredentials) {
  // The state of an ended session hands out the password too: for the log-in that follows.
  const isLogInAgain = session?.is === 'ended' && password?.in === 'body' && password.is === 'right';
  const passwords = [isLogInAgain ? [] : (password ?? []), besideBody ?? []].flat();
  const sent: Sent[] = [
    ...(session ? [`session ${session.is}` as const] : []),
    ...passwords.map(({ in: place, is }) => `${place} ${is}` as const),
    ...(token ? [`token ${token.is}` as const] : []),
  ];
  const names = Object.keys(recognizedBy) as StateName[];
  if (sent.length === 0) sent.push('nobody');
  const states = sent.map((one) => names.find((name) => recognizedBy[name].includes(one)));
  return states.includes(undefined) ? undefined : [...new Set(states as StateName[])];
}

/** What a load balancer sets beside the cookies of Jira: a client that knows them by their names does not keep it. Set twice, as Jira may set its own. */
const OF_THE_BALANCER = ['an-old-cookie', 'cookie'].map(
  (value) => `${BALANCER_COOKIE}=${value}-of-a-load-balancer; Path=/`,
);

const BESIDE = ['atlassian.xsrf.token', BALANCER_COOKIE];

export function isSetBesideSession(pair: string): boolean {
  return BESIDE.some((name) => pair.includes(`${name}=`));
}

export function behindBalancer(response: WireResponse): WireResponse {
  const cookies = headerValues(response, 'Set-Cookie');
  return cookies.length > 0 ? withHeader(response, 'Set-Cookie', ...cookies, ...OF_THE_BALANCER) : response;
}

export function cookieNamesIn(cookie: string): string[] {
  return cookie.split(/;\s*/).map(cookieNameOf);
}

/** Which of them a request sends back, as far as it shows by itself: whether its session is from the body does not. */
export function sendsBackIn(cookie: string, { session }: KnownCredentials): SendsBack {
  if (!session) return 'none';
  const names = cookieNamesIn(cookie);
  return BESIDE.every((name) => names.includes(name)) ? 'all cookies' : 'session cookie';
}

/** The names of the cookies that a request sends back beside its session's, where those are not all. */
export function cookiesBesideSession({ headers: { cookie = '' }, sendsBack }: ObservedRequest): string[] {
  if (sendsBack === 'none' || sendsBack === 'all cookies') return [];
  const names = cookieNamesIn(cookie);
  return BESIDE.filter((name) => names.includes(name));
}

/** Whether it sends back each cookie as often as it was set, which no cookie jar does. */
export function sendsTwice({ headers: { cookie = '' } }: ObservedRequest): boolean {
  return cookieNamesIn(cookie).filter((name) => name === BALANCER_COOKIE).length > 1;
}

/** What to break to see which requests build their session from the body; nothing where none may do so. */
export function sessionsInBodies(observed: readonly ObservedRequest[]): Breakage[] {
  if (observed.every(({ sendsBack }) => sendsBack !== 'session cookie')) return [];
  const path = ['session', 'value'];
  const logIns = observed.filter(
    ({ isOfSession, unbroken }) => isOfSession && valueAt(unbroken, path) !== undefined,
  );
  const ids = new Set(logIns.map(({ responseId }) => responseId));
  return [...ids].map((responseId) => ({ responseId, part: { kind: 'body', path }, kind: 'value' }));
}

/** What to break to see whether the client sends a session cookie back that no jar keeps. */
export function cookiesToBreak(observed: readonly ObservedRequest[], kind: NotKept): Breakage[] {
  return firstOfEachResponse(observed).flatMap(({ responseId, unbroken }) =>
    headerValues(unbroken, 'Set-Cookie')
      .map(cookieNameOf)
      .filter(isSessionCookie)
      .map((name) => ({ responseId, part: { kind: 'cookie', name }, kind })),
  );
}

export function sendsCookies(observed: readonly ObservedRequest[], kind: NotKept): boolean {
  const pairs = observed
    .flatMap(({ response }) => headerValues(response, 'Set-Cookie'))
    .filter((cookie) => cookie.endsWith(NOT_KEPT[kind]))
    .map(cookiePairOf);
  return observed.some(({ headers: { cookie = '' } }) => pairs.some((pair) => cookie.includes(pair)));
}

/** @param broken what the client sent once the body named another session than the cookie */
export function withSessionsFromBody(
  observed: readonly ObservedRequest[],
  broken: readonly ObservedRequest[],
): readonly ObservedRequest[] {
  const isFromBody = broken.some(({ headers }) => /="?another-/.test(headers.cookie ?? ''));
  if (!isFromBody) return observed;
  return observed.map((one) =>
    one.sendsBack === 'session cookie' ? { ...one, sendsBack: 'session from the body' } : one,
  );
}

/** What stands at the end of every random value, in the place of the run's number, once the run has ended. */
const NO_RUN = '6e34';

/** Values of the mocked Jira: pairs of a fixed group and a count, of which the last has the run's number. */
const OF_A_RUN = /((?:6e34[\da-f]{4})+)(e[\da-f]{3})([\da-f]{4})/gi;

/** A number in four digits. Recordings are too short for the same number to come back soon. */
const digitsOf = (run: number) => `e${(run % 0x1000).toString(16).padStart(3, '0')}`;

/**
 * The same values on every run, so that outputs can be compared, but for the run's number in what is long: a session is
 * known as that of another run.
 */
export function chanceOf(run: number): Chance {
  let count = 0;
  return {
    hex: (bytes) => {
      count += 1;
      const counted = count.toString(16).padStart(4, '0');
      const unit = `${NO_RUN}${counted}`;
      const units = Math.floor((bytes * 2) / unit.length);
      if (units < 2) return unit.repeat(bytes).slice(0, bytes * 2);
      return `${unit.repeat(units - 1)}${digitsOf(run)}${counted}${unit.slice(0, (bytes * 2) % unit.length)}`;
    },
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    isSessionCookieLast: () => false,
  };
}

export function withoutRunNumber(text: string): string {
  return text.replaceAll(OF_A_RUN, (_, before: string, digits: string, count: string) => {
    const none = digits.startsWith('E') ? NO_RUN.toUpperCase() : NO_RUN;
    return `${before}${none}${count}`;
  });
}

export function isOfAnotherRun(text: string, run: number): boolean {
  return [...text.matchAll(OF_A_RUN)].some(([, , digits]) => digits?.toLowerCase() !== digitsOf(run));
}
