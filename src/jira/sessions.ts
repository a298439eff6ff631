import { sessionIn } from '../../contracts/session/answers.ts';
import { cookieHeaderFrom, hasSession, sessionSetBy } from '../http/cookies.ts';

/** A session that is open. */
export interface OpenSession {
  /** The `Cookie` header of who uses it. */
  readonly cookie: string;
  /** Whether a request with a token opened it, and no log-in. */
  readonly byToken: boolean;
}

/** The sessions that a run opened at a Jira. What is open in the end has to be closed. */
export class Sessions {
  /** By their session cookie, such as `JSESSIONID=6E34`: what a client sends to use it. */
  readonly #open = new Map<string, OpenSession>();
  /** Those of them that the user's own log-in or credentials opened, the oldest first. */
  readonly #usable: string[] = [];
  #ended: string | undefined;
  /** The values of session cookies that somebody else opened, however they are written. */
  readonly #notOurs = new Set<string>();

  /** @param notOurs a `Cookie` header of a session that somebody else opened: it is never ended */
  constructor(notOurs = '') {
    this.leaveAlone(notOurs);
  }

  /** Takes the sessions in a `Cookie` header, or in `Set-Cookie` values, for somebody else's. */
  leaveAlone(...cookies: readonly string[]): void {
    for (const value of cookies.flatMap(sessionValuesIn)) this.#notOurs.add(value);
  }

  /** Whether a text, such as a `Cookie` header, has a session in it that somebody else opened. */
  isNotOurs(text: string): boolean {
    return [...this.#notOurs].some((value) => text.includes(value));
  }

  /** Takes note of cookies as soon as they arrive, whatever becomes of the answer. */
  note(setCookies: readonly string[], url: string, byToken = false): void {
    for (const setCookie of setCookies) {
      const session = sessionSetBy(setCookie);
      // One of another path or host, which no client would send, is closed all the same.
      if (!session || this.isNotOurs(session)) continue;
      // Beside somebody else's session only this one is ours to end.
      const kept = keptOf(setCookies, url) ?? session;
      this.#open.set(session, { cookie: this.isNotOurs(kept) ? session : kept, byToken });
    }
  }

  /** Lets a session that a successful answer opened be used by the states that need one. */
  adopt(setCookies: readonly string[], url: string): void {
    const cookie = keptOf(setCookies, url);
    if (cookie && !this.#usable.includes(cookie)) this.#usable.push(cookie);
  }

  /** Forgets sessions that were never any: Jira refused the request whose answer had these cookies. */
  forget(setCookies: readonly string[]): void {
    for (const setCookie of setCookies) this.#open.delete(sessionSetBy(setCookie) ?? '');
  }

  /** Takes note of a successful log-out. */
  end(cookieHeader: string): void {
    // A log-out without a session, which no Jira should take, ends none.
    if (!hasSession(cookieHeader)) return;
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

  /** All that are open. */
  get open(): readonly OpenSession[] {
    return [...this.#open.values()];
  }
}

/** The values of all session cookies in a header, without quotes. */
function sessionValuesIn(header: string): string[] {
  return header
    .split(/[;,]/)
    .map((pair) => pair.trim())
    .filter((pair) => sessionIn(pair) !== undefined)
    .map((pair) => pair.slice(pair.indexOf('=') + 1).replaceAll(/^["']|["']$/g, ''))
    .filter((value) => value.length > 3);
}

/** What a client sends after these cookies, if it keeps a session from them. */
function keptOf(setCookies: readonly string[], url: string): string | undefined {
  const cookie = cookieHeaderFrom(setCookies, url);
  return hasSession(cookie) ? cookie : undefined;
}
