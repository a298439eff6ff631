import type { Seen } from './log-ins.ts';
import { ownText } from './rows.ts';
import { isBrowser } from './ways.ts';

const MAX_WAITING = 4000;
/** Of two lines of one request, how far apart they may be, in milliseconds. */
const SAME_REQUEST_MS = 600_000;

/** Lines that wait for the line of the same request in the other log; where there are too many, the oldest waits no longer. */
class Waiting {
  readonly #seens = new Map<string, Seen>();

  take(key: string, isMeant: (seen: Seen) => boolean): Seen | undefined {
    const seen = this.#seens.get(key);
    if (!seen || !isMeant(seen)) return undefined;
    this.#seens.delete(key);
    return seen;
  }

  put(key: string, seen: Seen): Iterable<Seen> {
    if (this.#seens.has(key)) return [seen];
    const { user, address, userAgent } = seen;
    const own = { user: ownText(user), address: ownText(address), userAgent: ownText(userAgent) };
    this.#seens.set(ownText(key), { ...seen, ...own });
    if (this.#seens.size <= MAX_WAITING) return [];
    const [[oldest, left] = [key, seen]] = this.#seens;
    this.#seens.delete(oldest);
    return [left];
  }

  all(): Iterable<Seen> {
    return this.#seens.values();
  }
}

/** Brings together what Jira's two logs tell of one request, by its id. */
export class TwoLogs {
  readonly #said = new Waiting();
  readonly #sent = new Waiting();

  /** @returns what is known now of this request or of others */
  saidOf(said: Seen, requestId: string): Iterable<Seen> {
    const key = keyOf(requestId, said);
    if (key === undefined) return [said];
    const sent = this.#sent.take(key, (one) => isOneRequest(one, said));
    return sent ? [joined(sent, said)] : this.#said.put(key, said);
  }

  /** @returns what is known now of this request or of others */
  sentOf(sent: Seen, requestId: string): Iterable<Seen> {
    const key = keyOf(requestId, sent);
    const said = key === undefined ? undefined : this.#said.take(key, (one) => isOneRequest(sent, one));
    if (said) return [joined(sent, said)];
    if (sent.isNobodys) return [];
    const mayBeSaid = sent.isCertain || sent.outcome === 'refused';
    return key !== undefined && mayBeSaid ? this.#sent.put(key, sent) : [sent];
  }

  *left(): Generator<Seen> {
    yield* this.#said.all();
    yield* this.#sent.all();
  }
}

/** A request's id is told anew each day. */
function keyOf(id: string, { time: { epoch, offset } }: Seen): string | undefined {
  if (id === '-') return undefined;
  return `${Math.floor((epoch + offset * 60_000) / 86_400_000)} ${id.replace(/^\D/, '')}`;
}

/** Two servers of a cluster may give the same id to two requests. */
function isOneRequest(sent: Seen, said: Seen): boolean {
  const areOneOutcome =
    !sent.isLogIn ||
    sent.outcome === 'unknown' ||
    (sent.outcome === 'refused') === (said.outcome === 'refused');
  return (
    areOneOutcome &&
    Math.abs(sent.time.epoch - said.time.epoch) < SAME_REQUEST_MS &&
    (sent.user === '-' || said.user === '-' || sent.user.toLowerCase() === said.user.toLowerCase())
  );
}

/** The one log knows who and whether, the other with what and how. */
function joined(sent: Seen, said: Seen): Seen {
  const user = sent.user === '-' ? said.user : sent.user;
  const { outcome } = said;
  if (sent.isCertain) return { ...sent, user, outcome };
  // With the session resource's path and no POST, it was Basic.
  const way = said.way === 'cookie' ? 'basic' : said.way;
  const isPage = way === 'unknown' && isBrowser(sent.userAgent);
  return { ...sent, user, outcome, way: isPage ? 'browser' : way };
}
