import { cookieNameOf, cookiePairOf, cookieValueOf } from '../../contracts/session/response.ts';
import { headerValues, type WireResponse, withHeader } from '../http/wire.ts';
import type { Chance } from './chance.ts';
import { forgetOldest, MAX_SESSIONS } from './mocked-accounts.ts';
import type { MockedRequest } from './request.ts';

/** The cookie by which a load balancer finds the node of a session. Documented: that of Amazon's. */
export const BALANCER_COOKIE = 'AWSALB';

/** The cookie of Crowd's single sign-on. Source: seen in clients. Inferred: each request needs it. */
const CROWD_COOKIE = 'crowd.token_key';

interface CookiesBeside {
  /** The nodes behind a load balancer with sticky sessions: each knows its own sessions alone. 1: no load balancer. */
  readonly nodes: number;
  readonly crowd: boolean;
  readonly sessionCookie: string;
  readonly path: string;
}

/** Cookies beside that of the session, without which the session is not known. */
export function cookiesBeside({ nodes: count, crowd, sessionCookie, path }: CookiesBeside, chance: Chance) {
  const nodes = Array.from({ length: count > 1 ? count : 0 }, () => chance.hex(16));
  const needed = new Map<string, readonly string[]>();
  let turn = 0;

  /** Without its cookie, a request goes to the next node in turn, and never to that of its session: the worst case. */
  function nodeFor(sent: readonly string[]): string {
    const asked = nodes.find((node) => sent.includes(`${BALANCER_COOKIE}=${node}`));
    if (asked !== undefined) return asked;
    const own = sent.flatMap((pair) => needed.get(cookieValueOf(pair)) ?? []);
    const others = nodes.filter((node) => !own.includes(`${BALANCER_COOKIE}=${node}`));
    turn += 1;
    return others[turn % others.length] ?? '';
  }

  /** A session whose other cookies are not there, or are those of another node, is one that nobody knows. */
  function withUnknown(request: MockedRequest, sent: readonly string[], there: readonly string[]) {
    const isUnknown = (pair: string) =>
      needed.get(cookieValueOf(pair))?.every((one) => there.includes(one)) === false;
    if (!sent.some(isUnknown)) return request;
    const cookie = sent.map((pair) => (isUnknown(pair) ? `${pair}-NOT-KNOWN-HERE` : pair)).join('; ');
    return { ...request, headers: { ...request.headers, cookie } };
  }

  return (request: MockedRequest, respond: (request: MockedRequest) => WireResponse): WireResponse => {
    const sent = request.headers.cookie?.split(/;\s*/) ?? [];
    const balancer = nodes.length > 0 ? [`${BALANCER_COOKIE}=${nodeFor(sent)}`] : [];
    const response = respond(withUnknown(request, sent, [...sent, ...balancer]));
    const cookies = headerValues(response, 'Set-Cookie');
    const session = cookies.find((one) => cookieNameOf(one) === sessionCookie);
    const beside = [...balancer, ...(session && crowd ? [`${CROWD_COOKIE}=${chance.hex(12)}`] : [])];
    if (beside.length === 0) return response;
    if (session) {
      forgetOldest(needed, MAX_SESSIONS);
      needed.set(cookieValueOf(cookiePairOf(session)), beside);
    }
    const set = beside.map((pair) => `${pair}; Path=${path}`);
    return withHeader(response, 'Set-Cookie', ...cookies, ...set);
  };
}
