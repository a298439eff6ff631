import { cookieNameOf, cookiePairOf } from '../../../contracts/session/response.ts';
import {
  type Heeding,
  type SessionForm,
  type StateName,
  sessionFormNames,
  sessionForms,
} from '../../../contracts/session/states.ts';
import { headerValues, type WireResponse, withHeader } from '../../http/wire.ts';
import { BALANCER_COOKIE } from '../../mock-jira/cookies-beside.ts';
import type { MockedRequest } from '../../mock-jira/server.ts';
import type { KnownCredentials } from '../../mock-jira/session-resource.ts';
import type { SendsBack } from '../../report/recording.ts';
import { type Breakage, isSessionCookie, NOT_KEPT, type NotKept, valueAt } from './parts.ts';

export interface ObservedRequest
  extends Pick<MockedRequest, 'method' | 'query' | 'headers' | 'rawHeaders' | 'httpVersion' | 'body'> {
  /** Below Jira's REST root; the whole path of what is not below it. */
  readonly path: string;
  readonly isOfSession: boolean;
  /** Whether it went to another address than the one that the client was given. */
  readonly isElsewhere: boolean;
  readonly known: KnownCredentials;
  /** The value of a provider state that stands for its session; undefined where it has none. */
  readonly sessionForm: SessionForm | undefined;
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

interface Recognition {
  readonly of: keyof KnownCredentials | 'no credentials';
  readonly if: (known: KnownCredentials) => boolean;
}

/** Every provider state: how it is recognized from a request, or that no recording meets it. */
const recognitions: Readonly<Record<StateName, Recognition | 'never met in a recording'>> = {
  'nobody is logged in': { of: 'no credentials', if: () => true },
  'the user has a session': { of: 'session', if: ({ session }) => session?.is === 'open' },
  'the session of the user has ended': { of: 'session', if: ({ session }) => session?.is === 'ended' },
  'the user can log in': { of: 'password', if: isRightIn('body') },
  'the user may use Basic credentials': { of: 'password', if: isRightIn('basic') },
  'no account has the user name': { of: 'password', if: ({ password }) => password?.is === 'unknown-user' },
  // The state hands out no Basic credentials.
  'a CAPTCHA challenge is pending for the user': {
    of: 'password',
    if: ({ password }) => password?.in === 'body' && password.is === 'captcha',
  },
  'the user has a personal access token': { of: 'token', if: ({ token }) => token?.is === 'right' },
  // It is of Cloud alone, and of no request of the session resource.
  'the user has an API token': 'never met in a recording',
  // A client that moved to it no longer asks the session resource.
  'the service account has a client': 'never met in a recording',
  'the service account has an access token': 'never met in a recording',
};

/** Basic credentials beside the body of a log-in are recognized as if they stood alone. */
const asPassword = ({ besideBody }: KnownCredentials): KnownCredentials =>
  besideBody ? { password: besideBody } : {};

function isRightIn(place: 'body' | 'basic') {
  return ({ password }: KnownCredentials) => password?.in === place && password.is === 'right';
}

/** In the order in which the states stand in a description. */
const CREDENTIALS = ['session', 'password', 'token'] as const satisfies (keyof KnownCredentials)[];

/**
 * The provider states in which a request was sent.
 *
 * @returns undefined where the contract has no such state: a wrong password, a session that this Jira never opened
 */
export function statesOfKnown(known: KnownCredentials): readonly StateName[] | undefined {
  // The state of an ended session hands out the password too: for the log-in that follows.
  const isLogInAgain = known.session?.is === 'ended' && isRightIn('body')(known);
  const sent = CREDENTIALS.filter((one) => known[one] && !(one === 'password' && isLogInAgain));
  const states = (sent.length > 0 ? sent : ['no credentials' as const]).map((credentials) =>
    stateOf(credentials, known),
  );
  if (known.besideBody) states.push(stateOf('password', asPassword(known)));
  return states.includes(undefined) ? undefined : ([...new Set(states)] as StateName[]);
}

function stateOf(credentials: Recognition['of'], known: KnownCredentials): StateName | undefined {
  return (Object.keys(recognitions) as StateName[]).find((state) => {
    const recognition = recognitions[state];
    return typeof recognition === 'object' && recognition.of === credentials && recognition.if(known);
  });
}

/** What a load balancer sets beside the cookies of Jira: a client that knows them by their names does not keep it. */
const OF_THE_BALANCER = `${BALANCER_COOKIE}=cookie-of-a-load-balancer; Path=/`;

const BESIDE = ['atlassian.xsrf.token', BALANCER_COOKIE];

export function isSetBesideSession(pair: string): boolean {
  return BESIDE.some((name) => pair.includes(`${name}=`));
}

export function behindBalancer(response: WireResponse): WireResponse {
  const cookies = headerValues(response, 'Set-Cookie');
  return cookies.length > 0 ? withHeader(response, 'Set-Cookie', ...cookies, OF_THE_BALANCER) : response;
}

/** Which cookies a request sends back, as far as it shows by itself: whether the session is from the body does not. */
export function cookieNamesIn(cookie: string): string[] {
  return cookie.split(/;\s*/).map(cookieNameOf);
}

/** The form in which a cookie jar sends these cookies: what a client heeds less is found later. */
export function formInJar(cookie: string, { session }: KnownCredentials): SessionForm | undefined {
  if (!session) return undefined;
  const names = cookieNamesIn(cookie);
  return BESIDE.every((name) => names.includes(name)) ? 'cookie' : 'cookieOfSession';
}

export function sendsBackOf({ sessionForm }: ObservedRequest): SendsBack {
  return sessionForm === undefined ? 'none' : sessionForms[sessionForm].of;
}

/** The same request, of a client that heeds no more of its cookies. */
export function withHeeding(request: ObservedRequest, heeds: Heeding): ObservedRequest {
  const isForm = (name: SessionForm) =>
    sessionForms[name].of === sendsBackOf(request) && sessionForms[name].heeds === heeds;
  // The session of a body has one form.
  return { ...request, sessionForm: sessionFormNames.find(isForm) ?? request.sessionForm };
}

/** What to break to see which requests build their session from the body; nothing where none may do so. */
export function sessionsInBodies(observed: readonly ObservedRequest[]): Breakage[] {
  if (observed.every(({ sessionForm }) => sessionForm !== 'cookieOfSession')) return [];
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
    one.sessionForm === 'cookieOfSession' ? { ...one, sessionForm: 'cookieFromBody' } : one,
  );
}
