import { cookieNameOf } from '../../../contracts/session/response.ts';
import { headerValues, type WireResponse, withHeader } from '../../http/wire.ts';
import { BALANCER_COOKIE } from '../../mock-jira/cookies-beside.ts';
import type { KnownCredentials } from '../../mock-jira/session-resource.ts';
import type { SendsBack } from '../../report/recording.ts';
import { type Breakage, valueAt } from '../search/parts.ts';
import type { ObservedRequest } from './observed-request.ts';

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
export function sendsBackOf(cookie: string, { session }: KnownCredentials): SendsBack {
  if (!session) return 'none';
  const names = cookie.split(/;\s*/).map(cookieNameOf);
  return BESIDE.every((name) => names.includes(name)) ? 'all cookies' : 'session cookie';
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
