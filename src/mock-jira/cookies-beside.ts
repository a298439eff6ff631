import { cookieNameOf, cookiePairOf, cookieValueOf } from '../../contracts/session/response.ts';
import { headerValues, type WireResponse, withHeader } from '../http/wire.ts';
import { forgetOldest, MAX_SESSIONS } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { MockedRequest } from './server.ts';

/** The cookie by which a load balancer finds the node of a session. Documented: that of Amazon's. */
export const BALANCER_COOKIE = 'AWSALB';

/** The cookie of Crowd's single sign-on. Source: seen in clients. Inferred: each request needs it. */
const CROWD_COOKIE = 'crowd.token_key';

export interface CookiesBesideOptions {
  /** The nodes behind a load balancer with sticky sessions: each knows its own sessions alone. 1: no load balancer. */
  readonly nodes: number;
  readonly crowd: boolean;
  readonly sessionCookie: string;
  readonly path: string;
}

/** Cookies beside that of the session, without which the session is not known. */
export class CookiesBeside {
  readonly #options: CookiesBesideOptions;
  readonly #chance: Chance;
  readonly #nodes: readonly string[];
  readonly #needed = new Map<string, readonly string[]>();
  #turn = 0;

  constructor(options: CookiesBesideOptions, chance: Chance) {
    this.#options = options;
    this.#chance = chance;
    const count = options.nodes > 1 ? options.nodes : 0;
    this.#nodes = Array.from({ length: count }, () => chance.hex(16));
  }

  pass(request: MockedRequest, answer: (request: MockedRequest) => WireResponse): WireResponse {
    const sent = request.headers.cookie?.split(/;\s*/) ?? [];
    const balancer = this.#nodes.length > 0 ? [`${BALANCER_COOKIE}=${this.#nodeFor(sent)}`] : [];
    const response = answer(this.#withUnknown(request, sent, [...sent, ...balancer]));
    const cookies = headerValues(response, 'Set-Cookie');
    const session = cookies.find((one) => cookieNameOf(one) === this.#options.sessionCookie);
    const crowd = session && this.#options.crowd ? [`${CROWD_COOKIE}=${this.#chance.hex(12)}`] : [];
    const beside = [...balancer, ...crowd];
    if (beside.length === 0) return response;
    if (session) this.#note(cookieValueOf(cookiePairOf(session)), beside);
    const set = beside.map((pair) => `${pair}; Path=${this.#options.path}`);
    return withHeader(response, 'Set-Cookie', ...cookies, ...set);
  }

  #note(session: string, needed: readonly string[]): void {
    forgetOldest(this.#needed, MAX_SESSIONS);
    this.#needed.set(session, needed);
  }

  /** Without its cookie, a request goes to the next node in turn, and never to that of its session: the worst case. */
  #nodeFor(sent: readonly string[]): string {
    const asked = this.#nodes.find((node) => sent.includes(`${BALANCER_COOKIE}=${node}`));
    if (asked !== undefined) return asked;
    const own = sent.flatMap((pair) => this.#needed.get(cookieValueOf(pair)) ?? []);
    const others = this.#nodes.filter((node) => !own.includes(`${BALANCER_COOKIE}=${node}`));
    this.#turn += 1;
    return others[this.#turn % others.length] ?? '';
  }

  /** A session whose other cookies are not there, or are those of another node, is one that nobody knows. */
  #withUnknown(request: MockedRequest, sent: readonly string[], there: readonly string[]): MockedRequest {
    const isUnknown = (pair: string) =>
      this.#needed.get(cookieValueOf(pair))?.every((one) => there.includes(one)) === false;
    if (!sent.some(isUnknown)) return request;
    const cookie = sent.map((pair) => (isUnknown(pair) ? `${pair}-NOT-KNOWN-HERE` : pair)).join('; ');
    return { ...request, headers: { ...request.headers, cookie } };
  }
}
