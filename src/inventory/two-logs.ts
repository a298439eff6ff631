import { ownText } from '../text.ts';
import { isBrowser, pathOf } from './log-in-ways.ts';
import type { Seen } from './log-ins.ts';
import { Span } from './times.ts';

/** In bytes, about how much may wait in memory, and how much each waiting line takes besides its texts. */
const MAX_WAITING = 8_000_000;
const WAITING_BYTES = 500;
/** Nodes count their requests alike, so one id may be that of several. */
const MAX_OF_ONE_ID = 32;
/** How far apart two lines of one request may be, in milliseconds. */
const SAME_REQUEST_MS = 600_000;

/** How much later the security log may tell of a request than the access log, in milliseconds. */
export const SLACK_MS = 10_000;

/** Lines that wait for the same request's line in the other log; if there are too many, the oldest is dropped. */
class Waiting {
  readonly #seens = new Map<string, Seen[]>();
  #bytes = 0;

  get hasRoom(): boolean {
    return this.#bytes < MAX_WAITING * 0.9;
  }

  /** The nearest in time of all candidates. */
  take(of: Seen, isMeant: (seen: Seen) => boolean): Seen | undefined {
    const some = this.#seens.get(of.requestId);
    const [found] = some?.filter(isMeant).toSorted((a, b) => between(of, a) - between(of, b)) ?? [];
    if (!some || !found) return undefined;
    some.splice(some.indexOf(found), 1);
    if (some.length === 0) this.#seens.delete(of.requestId);
    this.#bytes -= memoryOf(found);
    return found;
  }

  put(seen: Seen): readonly Seen[] {
    const { user, address, addresses, userAgent, target } = seen;
    const requestId = ownText(seen.requestId);
    const own = {
      ...{ ...seen, requestId, user: ownText(user), address: ownText(address) },
      ...{ addresses: ownText(addresses), userAgent: ownText(userAgent), target: ownText(pathOf(target)) },
    };
    this.#bytes += memoryOf(own);
    const some = this.#seens.get(requestId);
    if (some) some.push(own);
    else this.#seens.set(requestId, [own]);
    const left = some && some.length > MAX_OF_ONE_ID ? some.splice(0, 1) : [];
    for (const one of left) this.#bytes -= memoryOf(one);
    while (this.#bytes > MAX_WAITING) {
      const [[oldest, others] = [requestId, []]] = this.#seens;
      this.#seens.delete(oldest);
      for (const one of others) this.#bytes -= memoryOf(one);
      left.push(...others);
    }
    return left;
  }

  all(): readonly Seen[] {
    return [...this.#seens.values()].flat();
  }
}

function memoryOf({ user, addresses, userAgent, target }: Seen): number {
  return WAITING_BYTES + user.length + 2 * addresses.length + userAgent.length + target.length;
}

const between = (one: Seen, other: Seen) => Math.abs(one.time.epoch - other.time.epoch);

const hourOf = (epoch: number) => Math.floor(epoch / 3_600_000);

/** Joins what Jira's two logs say about one request, by its id. */
export class TwoLogs {
  readonly #said = new Waiting();
  readonly #sent = new Waiting();
  /** How many log-ins of the security log stay alone, for each hour of more years than logs go back. */
  readonly #alone = new Uint32Array(65_536);
  /** Of all lines of the security logs, and of the access logs. */
  readonly security = new Span();
  readonly access = new Span();

  /** Takes what one log has of a request, and returns what is known then of this request or of others. */
  saidOf(said: Seen): Iterable<Seen> {
    if (said.requestId === '-') return this.#leftAlone([said]);
    const sent = this.#sent.take(said, (one) => isOneRequest(one, said));
    return sent ? [joinedSeen(sent, said)] : this.#leftAlone(this.#said.put(said));
  }

  sentOf(sent: Seen): Iterable<Seen> {
    const hasId = sent.requestId !== '-';
    const said = hasId && this.#said.take(sent, (one) => isOneRequest(sent, one));
    if (said) return [joinedSeen(sent, said)];
    if (sent.isNobodys) return [];
    const { last } = this.security;
    const isLogIn = last !== undefined && (sent.isCertain || sent.outcome === 'refused');
    // For other requests, the security log has been read already, if it is read side by side with this one.
    const isRead = last !== undefined && sent.time.epoch + SLACK_MS <= last.epoch;
    const mayBeSaid = !isRead && this.#sent.hasRoom;
    return hasId && (isLogIn || mayBeSaid) ? this.#sent.put(sent) : [sent];
  }

  left(): Iterable<Seen> {
    return [...this.#leftAlone(this.#said.all()), ...this.#sent.all()];
  }

  #leftAlone(seens: readonly Seen[]): readonly Seen[] {
    for (const { time } of seens) {
      const hour = hourOf(time.epoch) & 0xffff;
      this.#alone[hour] = (this.#alone[hour] ?? 0) + 1;
    }
    return seens;
  }

  /** How many log-ins of the security log have no request in the access logs, though these are of the same hours. */
  get alone(): number {
    let sum = 0;
    const { first, last } = this.access;
    if (!first || !last) return sum;
    const from = hourOf(first.epoch);
    const until = Math.min(hourOf(last.epoch), from + this.#alone.length - 1);
    for (let hour = from; hour <= until; hour++) sum += this.#alone[hour & 0xffff] ?? 0;
    return sum;
  }
}

/** Two nodes of a cluster may give the same id to two requests. */
function isOneRequest(sent: Seen, said: Seen): boolean {
  // An address of IPv6 has several forms.
  const mayBeCompared = /^[\d.]+$/.test(sent.address) && /^[\d.,]+$/.test(said.addresses);
  if (mayBeCompared && !said.addresses.split(',').includes(sent.address)) return false;
  const areOneOutcome =
    !sent.isLogIn ||
    (sent.outcome !== 'refused' && sent.outcome !== 'not-refused') ||
    (sent.outcome === 'refused') === (said.outcome === 'refused');
  return (
    areOneOutcome &&
    between(sent, said) < SAME_REQUEST_MS &&
    (sent.user === '-' || said.user === '-' || sent.user.toLowerCase() === said.user.toLowerCase()) &&
    areOfOnePath(pathOf(sent.target), pathOf(said.target))
  );
}

/** The security log has it without the context path, or not at all. */
function areOfOnePath(sent: string, said: string): boolean {
  return sent.endsWith(said) || said.endsWith(sent);
}

/** One log knows who and whether; the other one, with what and how. */
function joinedSeen(sent: Seen, said: Seen): Seen {
  const user = sent.user === '-' ? said.user : sent.user;
  const { outcome } = said;
  if (sent.isCertain) return { ...sent, user, outcome };
  // With the session resource's path and no POST, it was Basic.
  const way = said.way === 'cookie' ? 'basic' : said.way;
  const isPage = way === 'unknown' && isBrowser(sent.userAgent);
  return { ...sent, user, outcome, way: isPage ? 'browser' : way };
}
