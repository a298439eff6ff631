import { sessionIn } from '../../contracts/session/answers.ts';
import { cookieHeaderFrom, hasSession } from '../http/cookies.ts';

/** The sessions that a run opened at a Jira. What is open in the end has to be closed. */
export class Sessions {
  /** By their session cookie, such as `JSESSIONID=6E34`: what a client sends to use it. */
  readonly #open = new Map<string, string>();
  /** Those of them that the user's own log-in or credentials opened, the oldest first. */
  readonly #usable: string[] = [];
  #ended: string | undefined;
  readonly #notOurs: string | undefined;

  /** @param notOurs a session that somebody else opened, as a `Cookie` header: it is never ended */
  constructor(notOurs?: string) {
    this.#notOurs = notOurs === undefined ? undefined : sessionIn(notOurs);
  }

  /** Whether a `Cookie` header has the session in it that somebody else opened. */
  isNotOurs(cookieHeader: string): boolean {
    return this.#notOurs !== undefined && cookieHeader.split(/;\s*/).includes(this.#notOurs);
  }

  /** Takes note of cookies as soon as they arrive, whatever becomes of the answer. */
  note(setCookies: readonly string[], url: string): void {
    for (const setCookie of setCookies) {
      const session = sessionIn(setCookie.split(';')[0] ?? '');
      // One of another path or host, which no client would send, is closed all the same.
      if (session && !this.isNotOurs(session)) this.#open.set(session, keptOf(setCookies, url) ?? session);
    }
  }

  /** Lets a session that a successful answer opened be used by the states that need one. */
  adopt(setCookies: readonly string[], url: string): void {
    const cookie = keptOf(setCookies, url);
    if (cookie && !this.#usable.includes(cookie)) this.#usable.push(cookie);
  }

  /** Forgets sessions that were never any: Jira refused the request whose answer had these cookies. */
  forget(setCookies: readonly string[]): void {
    for (const setCookie of setCookies) this.#open.delete(sessionIn(setCookie.split(';')[0] ?? '') ?? '');
  }

  /** Takes note of a successful log-out. */
  end(cookieHeader: string): void {
    this.#open.delete(sessionIn(cookieHeader) ?? '');
    const index = this.#usable.findIndex((one) => sessionIn(one) === sessionIn(cookieHeader));
    if (index >= 0) this.#usable.splice(index, 1);
    this.#ended = cookieHeader;
  }

  /** The `Cookie` header of the oldest open session: it then lives a whole life, and is not left for a younger one. */
  get usable(): string | undefined {
    return this.#usable[0];
  }

  /** The `Cookie` header of a session that was closed. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** The `Cookie` headers of all that are open. */
  get open(): readonly string[] {
    return [...this.#open.values()];
  }
}

/** What a client sends after these cookies, if it keeps a session from them. */
function keptOf(setCookies: readonly string[], url: string): string | undefined {
  const cookie = cookieHeaderFrom(setCookies, url);
  return hasSession(cookie) ? cookie : undefined;
}
