import {
  cookieNameOf,
  cookiePairOf,
  cookieValueOf,
  jsonObject,
  pastedSessionsIn,
  SESSION_COOKIES,
  sessionsIn,
} from '../../contracts/session/response.ts';
import type { Heeding } from '../../contracts/session/states.ts';
import { cookieHeaderFrom } from '../http/cookies.ts';
import type { HttpResponse } from '../http/http-client.ts';

/**
 * What has to be seen before a session counts as over. Of one that a log-in opened, a log-out that Jira took: one that is refused
 * may only be unknown to the node that was asked. Of one that perhaps nobody is logged in with, a refusal is enough. Of a token's
 * or of nobody's, `nothing`: a Jira opens one for each request, whether it can be ended or not.
 */
export type ShownOverBy = (typeof STRICTEST_LAST)[number];

const STRICTEST_LAST = ['nothing', 'refusal', 'log-out'] as const;

export interface OpenSession {
  /** The `Cookie` header that ends this session and no other. */
  readonly cookie: string;
  readonly shownOverBy: ShownOverBy;
}

/** A session that the user's own credentials opened: what was set for it, and from where. */
export interface OwnSession {
  readonly setCookies: readonly string[];
  readonly url: string;
  /** Built from the body of the log-in; undefined where no body tells it. */
  readonly cookieFromBody?: string | undefined;
}

/** A session as clients send it back, each a `Cookie` header. */
export interface SentBack {
  readonly cookie: string;
  readonly cookieOfSession: string;
  readonly cookieFromBody?: string | undefined;
}

interface KnownSession {
  readonly session: string;
  readonly kept: readonly string[];
  readonly shownOverBy: ShownOverBy;
}

interface Heard {
  readonly setCookies: readonly string[];
  readonly url: string;
  readonly shownOverBy: ShownOverBy;
}

/** The sessions that a run opened at a Jira. What is open in the end has to be closed. */
export class Sessions {
  /** What the session cookies are called here: as at any Jira, and as this one said. */
  readonly #names = new Set<string>(SESSION_COOKIES);
  readonly #open = new Map<string, KnownSession>();
  /** For what turns out to be a session once its name is known. */
  readonly #heard: Heard[] = [];
  /** Those that the user's own log-in or credentials opened, the oldest first. */
  readonly #usable: OwnSession[] = [];
  #ended: OwnSession | undefined;
  readonly #notOurs = new Set<string>();

  constructor(notOurs = '') {
    for (const pair of pastedSessionsIn(notOurs)) this.#names.add(cookieNameOf(pair));
    this.leaveAlone(notOurs);
  }

  /** The sessions in a `Cookie` header, or at the start of a `Set-Cookie` header, such as `JSESSIONID=6E34`. */
  in(cookies: string): string[] {
    return sessionsIn(cookies, this.#names);
  }

  leaveAlone(...cookies: readonly string[]): void {
    const values = cookies.flatMap((one) => this.in(one.replaceAll(',', ';'))).map(cookieValueOf);
    for (const value of values) if (value.length > 3) this.#notOurs.add(value);
  }

  isNotOurs(text: string): boolean {
    return [...this.#notOurs].some((value) => text.includes(value));
  }

  note(heard: Heard, after = ''): boolean {
    this.#heard.push(heard);
    return this.#noteThose(heard, this.#names, after);
  }

  #noteThose({ setCookies, url, shownOverBy }: Heard, names: Iterable<string>, after = ''): boolean {
    const kept = cookieHeaderFrom(setCookies, url).split('; ').filter(Boolean);
    // One of another path or host, which no client would send, is closed all the same.
    const sessions = setCookies
      .flatMap((one) => sessionsIn(cookiePairOf(one), names))
      .filter((one) => !this.isNotOurs(one));
    for (const session of sessions) {
      const value = cookieValueOf(session);
      const before = this.#open.get(value);
      if (before && strictness(before) >= strictness({ shownOverBy })) continue;
      this.mayHaveEnded(after);
      this.#open.set(value, { session, kept, shownOverBy });
    }
    return sessions.length > 0;
  }

  /** The session that a body names is open although its cookie may have been lost on the way, whatever that cookie is called. */
  noteNamed({ name, value }: NamedSession, heard: Heard): void {
    const pairs = heard.setCookies.map(cookiePairOf);
    const ofValue = pairs.filter((one) => cookieValueOf(one) === value);
    const fresh = [name, ...ofValue.map(cookieNameOf)].filter((one) => one && !this.#names.has(one));
    for (const one of fresh) this.#names.add(one);
    for (const earlier of this.#heard) this.#noteThose(earlier, fresh);
    const ofBody = { ...heard, setCookies: [`${name}=${value}`] };
    const among = pairs.flatMap((one) => this.in(one));
    if (among.length === 0) this.note(ofBody);
    else if (ofValue.length === 0) this.note({ ...ofBody, shownOverBy: 'refusal' });
    else {
      // The others are of somebody else, such as a proxy.
      for (const one of among) if (cookieValueOf(one) !== value) this.#needsOnlyRefusal(one);
    }
  }

  adopt(setCookies: readonly string[], url: string, named?: NamedSession): void {
    const session = { setCookies, url, cookieFromBody: named && `${named.name}=${named.value}` };
    const all = this.cookiesOf(session);
    if (this.in(all).length > 0 && !this.usableIn(all)) this.#usable.push(session);
  }

  /** All that is known of a session, in one `Cookie` header, whatever a client keeps of it. */
  cookiesOf({ setCookies, url, cookieFromBody }: OwnSession): string {
    const cookie = cookieHeaderFrom(setCookies, url, url, 'no attribute');
    return cookieFromBody === undefined || this.in(cookie).length > 0 ? cookie : cookieFromBody;
  }

  /** @returns undefined for a client that does not send it back, because of what it heeds of the cookie's attributes */
  sentBack({ setCookies, url, cookieFromBody }: OwnSession, to = url, heeds?: Heeding): SentBack | undefined {
    const cookie = cookieHeaderFrom(setCookies, url, to, heeds);
    const sessions = this.in(cookie);
    const cookieOfSession = sessions.find((one) => one === cookieFromBody) ?? sessions[0];
    return cookieOfSession === undefined ? undefined : { cookie, cookieOfSession, cookieFromBody };
  }

  end(cookieHeader: string): void {
    const sessions = this.in(cookieHeader);
    // A log-out without a session, which no Jira should take, ends none.
    if (sessions.length === 0) return;
    if (sessions.length === 1) this.#open.delete(cookieValueOf(sessions[0] ?? ''));
    else this.mayHaveEnded(cookieHeader);
    const ended = this.usableIn(cookieHeader);
    if (!ended) return;
    this.#usable.splice(this.#usable.indexOf(ended), 1);
    this.#ended = ended;
  }

  /** Takes note of a request after which the sessions of its `Cookie` header may be over: it is not known which. */
  mayHaveEnded(cookieHeader: string): void {
    for (const session of this.in(cookieHeader)) this.#needsOnlyRefusal(session);
  }

  #needsOnlyRefusal(session: string): void {
    const value = cookieValueOf(session);
    const open = this.#open.get(value);
    if (open?.shownOverBy === 'log-out') this.#open.set(value, { ...open, shownOverBy: 'refusal' });
  }

  /** The oldest open session: it then lives a whole life, and is not left for a younger one. */
  get usable(): OwnSession | undefined {
    return this.#usable[0];
  }

  /** The oldest one that a log-in opened: Basic credentials open sessions that no body tells. */
  get ofLogIn(): OwnSession | undefined {
    return this.#usable.find(({ cookieFromBody }) => cookieFromBody !== undefined);
  }

  /** One of them as a cookie jar sends it back. */
  get kept(): SentBack | undefined {
    const [first] = [this.ofLogIn ?? [], this.#usable].flat().flatMap((one) => this.sentBack(one) ?? []);
    return first;
  }

  usableIn(cookieHeader: string): OwnSession | undefined {
    const values = this.in(cookieHeader).map(cookieValueOf);
    return this.#usable.find((one) =>
      this.in(this.cookiesOf(one)).some((session) => values.includes(cookieValueOf(session))),
    );
  }

  get ended(): OwnSession | undefined {
    return this.#ended;
  }

  get open(): readonly OpenSession[] {
    return [...this.#open.values()].map(({ session, kept, shownOverBy }) => {
      // Each by its own cookie: beside another session's, nobody knows which of the two is ended.
      const others = kept.filter((one) => this.in(one).length === 0);
      return { cookie: [session, ...others].join('; '), shownOverBy };
    });
  }

  /** Whether a `Cookie` header has a session that a log-in opened, and that nothing has ended. */
  isOpen(cookieHeader: string): boolean {
    return this.in(cookieHeader).some((one) => this.#open.get(cookieValueOf(one))?.shownOverBy === 'log-out');
  }
}

function strictness({ shownOverBy }: { readonly shownOverBy: ShownOverBy }): number {
  return STRICTEST_LAST.indexOf(shownOverBy);
}

/** A session as the body of an answer names it, in the bytes of its cookie. */
interface NamedSession {
  readonly name: string;
  readonly value: string;
}

export function namedSession({ text, setCookies }: HttpResponse): NamedSession | undefined {
  const { session } = jsonObject(text) ?? {};
  const { value, name = nameOfCookieWith(value, setCookies) } = (session ?? {}) as Record<string, unknown>;
  if (typeof value !== 'string' || !/^[^\s;,]+$/.test(value)) return undefined;
  if (typeof name !== 'string' || !/^[^\s;,="]+$/.test(name)) return undefined;
  // A header's text is bytes, one a character; that of a body is UTF-8.
  return { name, value: cookieValueOf(`=${Buffer.from(value).toString('latin1')}`) };
}

/** A body may tell the value alone: clients then have the name in their code, or take the cookie. */
export function nameOfCookieWith(value: unknown, setCookies: readonly string[]): string | undefined {
  const pair = setCookies.map(cookiePairOf).find((one) => cookieValueOf(one) === value);
  return pair && cookieNameOf(pair);
}

/** The sessions in an address, as Tomcat puts them there: `/login.jsp;jsessionid=6E34`. */
export function sessionsInAddress(address: string): string[] {
  return [...address.matchAll(/;([\w.-]*sess[\w.-]*)=([^;/?#]+)/gi)].map(
    ([, name = '', value]) => `${/^jsessionid$/i.test(name) ? 'JSESSIONID' : name}=${value}`,
  );
}
