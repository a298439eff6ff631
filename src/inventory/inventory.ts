import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { basicPair } from '../authorization.ts';
import {
  type Inventory,
  type InventoryFile,
  type InventoryRow,
  type Way,
  ways,
} from '../report/inventory.ts';
import { literal } from '../text.ts';
import { example, withoutSecrets } from './example.ts';
import {
  knownFormats,
  type Line,
  type LogFormat,
  type Passed,
  readLine,
  readSecurityLine,
} from './formats.ts';
import { isoTime, parseTime, type Time } from './times.ts';
import { clientOf, isBrowser, isRest, outlookOf, PASSWORD_WAYS, wayOfPassed, wayOfRequest } from './ways.ts';

/** How many rows there may be of the ways with a password, and of the others: a flood of these does not push out those. */
const MAX_ROWS = 20_000;
const MAX_WAITING = 2000;
/** Of two lines of one request, how far apart they may be, in milliseconds. */
const SAME_REQUEST_MS = 600_000;
/** What syslog or a container's log writes before a line. */
const SHIPPED =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d |\d{4}-\d\d-\d\dT)[^"]{0,100}?(?:\]: |[a-z]: | std(?:out|err) [FP] )/;
const MAX_TEXT = 256;

export interface InventoryOptions {
  readonly formats?: readonly LogFormat[];
  /** The first day that counts, such as `2026-01-31`, as the log's own clock has it. */
  readonly since?: string;
}

interface Row {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  readonly way: Way;
  isCertain: boolean;
  hasPassed: boolean;
  count: number;
  /** Numbers, and no {@link Time}: one that is kept of each line would fill the memory. */
  firstEpoch: number;
  firstOffset: number;
  lastEpoch: number;
  lastOffset: number;
}

interface Seen extends Pick<Row, 'user' | 'address' | 'userAgent' | 'way' | 'isCertain' | 'hasPassed'> {
  readonly time: Time;
}

interface FileCount {
  readonly name: string;
  lines: number;
  unread: number;
  example?: string;
  noTimeZone?: true;
  damage?: string;
}

export interface OpenLog {
  /**
   * Takes a line.
   *
   * @param text a character is a byte
   * @param end how it ends: `cut` for a log's last line without a line break, `too-long` for the beginning of one that is
   */
  readonly line: (text: string, end?: 'whole' | 'cut' | 'too-long') => void;
  readonly damaged: (why: string) => void;
  isSecurity?: true;
  /** The format of the line before, which is mostly that of the next one. */
  format?: LogFormat;
  first?: Time;
  timeText?: string;
  time?: Time | undefined;
}

/** Log-ins that wait for their line in the other log, in two generations: the older one waits no longer when the other is full. */
class Waiting {
  #young = new Map<string, Seen>();
  #old = new Map<string, Seen>();

  take(key: string | undefined, isMeant: (seen: Seen) => boolean): Seen | undefined {
    if (key === undefined) return undefined;
    for (const seens of [this.#young, this.#old]) {
      const seen = seens.get(key);
      if (!seen || !isMeant(seen)) continue;
      seens.delete(key);
      return seen;
    }
    return undefined;
  }

  put(key: string, seen: Seen): Iterable<Seen> {
    if (this.#young.has(key)) return [seen];
    this.#young.set(key, seen);
    if (this.#young.size < MAX_WAITING) return [];
    const leaving = this.#old.values();
    this.#old = this.#young;
    this.#young = new Map();
    return leaving;
  }

  *all(): Generator<Seen> {
    yield* this.#old.values();
    yield* this.#young.values();
  }
}

/** Counts who logs in how, line by line. What it keeps does not grow with the logs. */
export class InventoryCount {
  readonly #formats: readonly LogFormat[];
  readonly #since: number;
  readonly #files: FileCount[] = [];
  readonly #rows = new Map<string, Row>();
  #passwordRows = 0;
  #requestsWithoutRow = 0;
  /** Log-ins of the security log, and of the access log, each by its day and request id. */
  readonly #passed = new Waiting();
  readonly #sent = new Waiting();
  #first: Time | undefined;
  #last: Time | undefined;
  #security: { first: number; last: number } | undefined;

  constructor({ formats = knownFormats, since }: InventoryOptions = {}) {
    this.#formats = formats;
    this.#since = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  }

  get linesRead(): number {
    return this.#files.reduce((sum, { lines, unread }) => sum + lines - unread, 0);
  }

  open(name: string): OpenLog {
    const file: FileCount = { name, lines: 0, unread: 0 };
    this.#files.push(file);
    const log: OpenLog = {
      line: (text, end = 'whole') => {
        file.lines++;
        if (text === '' || (end !== 'too-long' && this.#isRead(log, file, text, end === 'cut'))) return;
        file.unread++;
        file.example ??= example(text);
      },
      damaged: (why) => {
        file.damage = why;
      },
    };
    return log;
  }

  #isRead(log: OpenLog, file: FileCount, text: string, isCut: boolean): boolean {
    const inside = text.replace(SHIPPED, '');
    const isRead =
      this.#isReadAsItIs(log, inside, isCut) || (inside !== text && this.#isReadAsItIs(log, text, isCut));
    if (isRead && log.time?.hasZone === false) file.noTimeZone = true;
    return isRead;
  }

  #isReadAsItIs(log: OpenLog, text: string, isCut: boolean): boolean {
    const first = text.charCodeAt(0);
    // The security log's lines begin with the year.
    if (first === 50 && text.charCodeAt(4) === 45) {
      const said = readSecurityLine(text);
      if (said) return this.#readSecurity(log, said.time, said.passed);
    }
    const before = log.format;
    const line = before && readLine(before, text);
    if (before && line) return this.#readAccess(log, before, line);
    // What is left of a line that was cut may look like one of a shorter format.
    if (isCut && before) return false;
    for (const format of this.#formats) {
      const found = format === before ? undefined : readLine(format, text);
      if (!found) continue;
      log.format = format;
      return this.#readAccess(log, format, found);
    }
    return false;
  }

  #readSecurity(log: OpenLog, timeText: string, passed: Passed | undefined): boolean {
    const time = timeOf(log, timeText);
    if (!time) return false;
    log.isSecurity = true;
    if (!this.#counts(time)) return true;
    this.#security ??= { first: time.epoch, last: time.epoch };
    this.#security.first = Math.min(this.#security.first, time.epoch);
    this.#security.last = Math.max(this.#security.last, time.epoch);
    if (!passed) return true;
    const seen: Seen = {
      user: nameOf(passed.user),
      address: passed.address,
      userAgent: '-',
      way: wayOfPassed(passed.path),
      isCertain: false,
      hasPassed: true,
      time,
    };
    const key = keyOfRequest(passed.requestId, time);
    const sent = this.#sent.take(key, (one) => isSameRequest(one, seen));
    if (sent) this.#add(joined(sent, seen));
    else this.#wait(this.#passed, key, seen);
    return true;
  }

  #readAccess(log: OpenLog, { isOfJira }: LogFormat, line: Line): boolean {
    const time = timeOf(log, line.time ?? '');
    if (!time) return false;
    if (!this.#counts(time)) return true;
    const requestId = line.requestId ?? '-';
    // Jira's own filter writes a line at the start of each request too.
    if (isOfJira && requestId.startsWith('i')) return true;
    const [method, target] = requestOf(line);
    const userAgent = textOf(line.userAgent ?? agentIn(line.captured)) || '-';
    const named = nameOf(line.user ?? '-');
    const found =
      wayOfHeader(line.authorization) ??
      wayOfRequest(method, target) ??
      wayOfUser(named, isOfJira, isRest(target), userAgent);
    const seen: Seen = {
      user: named === '-' ? nameOf(found?.user ?? '-') : named,
      address: addressOf(line),
      userAgent,
      way: found?.way ?? 'unknown',
      isCertain: found?.isCertain ?? false,
      hasPassed: false,
      time,
    };
    const key = keyOfRequest(requestId, time);
    const passed = this.#passed.take(key, (one) => isSameRequest(seen, one));
    if (passed) {
      this.#add(joined(seen, passed));
    } else if (found) {
      if (found.isCertain) this.#wait(this.#sent, key, seen);
      else this.#add(seen);
    }
    return true;
  }

  #counts(time: Time): boolean {
    if (time.epoch + time.offset * 60_000 < this.#since) return false;
    if (!this.#first || time.epoch < this.#first.epoch) this.#first = time;
    if (!this.#last || time.epoch > this.#last.epoch) this.#last = time;
    return true;
  }

  #wait(waiting: Waiting, key: string | undefined, seen: Seen): void {
    const { user, address, userAgent } = seen;
    const own = { ...seen, user: kept(user), address: kept(address), userAgent: kept(userAgent) };
    for (const one of key === undefined ? [seen] : waiting.put(kept(key), own)) this.#add(one);
  }

  #add({ user, address, userAgent, way, isCertain, hasPassed, time }: Seen): void {
    const key = `${way}\n${user}\n${address}\n${userAgent}`;
    const row = this.#rows.get(key);
    if (row) {
      row.count++;
      row.isCertain ||= isCertain;
      row.hasPassed ||= hasPassed;
      if (time.epoch < row.firstEpoch) {
        row.firstEpoch = time.epoch;
        row.firstOffset = time.offset;
      }
      if (time.epoch > row.lastEpoch) {
        row.lastEpoch = time.epoch;
        row.lastOffset = time.offset;
      }
      return;
    }
    const isPassword = PASSWORD_WAYS.has(way);
    if ((isPassword ? this.#passwordRows : this.#rows.size - this.#passwordRows) >= MAX_ROWS) {
      this.#requestsWithoutRow++;
      return;
    }
    if (isPassword) this.#passwordRows++;
    const texts = { user: kept(user), address: kept(address), userAgent: kept(userAgent) };
    this.#rows.set(kept(key), {
      ...{ ...texts, way, isCertain, hasPassed, count: 1 },
      ...{ firstEpoch: time.epoch, firstOffset: time.offset },
      ...{ lastEpoch: time.epoch, lastOffset: time.offset },
    });
  }

  end({ top = Number.POSITIVE_INFINITY, hashUsers = false } = {}): Inventory {
    for (const seen of [...this.#passed.all(), ...this.#sent.all()]) this.#add(seen);
    const rows = this.#explained().toSorted(
      (a, b) => ways.indexOf(a.way) - ways.indexOf(b.way) || b.count - a.count || a.firstEpoch - b.firstEpoch,
    );
    const shown = rows.slice(0, top);
    const left = rows.slice(top);
    const names = hashUsers ? rows.map(({ user }) => user).filter((user) => user !== '-') : [];
    const hashes = new Map(names.map((user) => [user.toLowerCase(), hashOf(user.toLowerCase())]));
    return {
      formatVersion: 1,
      files: this.#files.map((file) => withoutNames(file, hashUsers)),
      from: this.#first ? isoTime(this.#first) : null,
      until: this.#last ? isoTime(this.#last) : null,
      rows: shown.map((row) => rowOf(row, hashes)),
      notShown: {
        rows: left.length,
        requests: left.reduce((sum, { count }) => sum + count, this.#requestsWithoutRow),
      },
    };
  }

  /** Requests of somebody whose log-in was seen are no other way, and where the logs show that nobody logged in, it was no password. */
  #explained(): Row[] {
    const rows = [...this.#rows.values()];
    const placeOf = ({ user, address, userAgent }: Row) => `${user}\n${address}\n${userAgent}`;
    const known = rows.filter(({ way }) => way !== 'unknown');
    const places = new Set(known.flatMap((row) => [placeOf(row), placeOf({ ...row, user: '-' })]));
    const withPassword = new Set(
      rows
        .filter(({ way, hasPassed }) => hasPassed || PASSWORD_WAYS.has(way) || way === 'browser')
        .map(({ user }) => user.toLowerCase()),
    );
    const log = this.#security;
    const isToken = ({ user, firstEpoch, lastEpoch }: Row) =>
      log !== undefined &&
      this.#requestsWithoutRow === 0 &&
      user !== '-' &&
      !withPassword.has(user.toLowerCase()) &&
      firstEpoch >= log.first &&
      lastEpoch <= log.last;
    return rows.flatMap((row) => {
      if (row.way !== 'unknown') return [row];
      if (places.has(placeOf(row))) return [];
      return [isToken(row) ? { ...row, way: 'token' as const } : row];
    });
  }
}

/** The time of a line; many lines have the same one as the line before. */
function timeOf(log: OpenLog, text: string): Time | undefined {
  if (text !== log.timeText) {
    log.time = parseTime(text);
    log.timeText = text;
    if (log.time) log.first ??= log.time;
  }
  return log.time;
}

function rowOf(row: Row, hashes: ReadonlyMap<string, string>): InventoryRow {
  const { user, address, userAgent, way, isCertain, count } = row;
  const client = clientOf(userAgent);
  return {
    user: hashes.get(user.toLowerCase()) ?? user,
    address,
    userAgent: withHashes(withoutSecrets(userAgent), user, hashes),
    way,
    basis: isCertain ? 'certain' : 'inferred',
    count,
    firstSeen: isoTime({ epoch: row.firstEpoch, offset: row.firstOffset }),
    lastSeen: isoTime({ epoch: row.lastEpoch, offset: row.lastOffset }),
    ...(client !== undefined && { client }),
    ...outlookOf(way, userAgent),
  };
}

/** How many words and what stands between them a name may have that is looked for in a User-Agent. */
const LONGEST_NAME = 9;

/** A script may tell anybody's name, and its own user's in any place. */
function withHashes(agent: string, user: string, hashes: ReadonlyMap<string, string>): string {
  if (hashes.size === 0) return agent;
  const own = user.length > 1 ? hashes.get(user.toLowerCase()) : undefined;
  const withoutOwn = own ? agent.replaceAll(new RegExp(literal(user), 'gi'), own) : agent;
  const parts = withoutOwn.split(/([^\p{L}\p{N}]+)/u);
  for (let from = 0; from < parts.length; from += 2) {
    for (let length = LONGEST_NAME; length > 0; length -= 2) {
      const hash = hashes.get(
        parts
          .slice(from, from + length)
          .join('')
          .toLowerCase(),
      );
      if (hash !== undefined) parts.splice(from, length, hash);
    }
  }
  return parts.join('');
}

function hashOf(user: string): string {
  return createHash('sha256').update(user).digest('hex').slice(0, 12);
}

/** A line that could not be read may have a name in it. */
function withoutNames({ example, ...file }: FileCount, hashUsers: boolean): InventoryFile {
  return { ...file, ...(example !== undefined && !hashUsers && { example }) };
}

function requestOf({ request, method = '', path = '', query = '' }: Line): [method: string, target: string] {
  if (request === undefined) return [method, path + query];
  const space = request.indexOf(' ');
  const end = request.lastIndexOf(' HTTP/');
  return [request.slice(0, space), request.slice(space + 1, end > space ? end : undefined)];
}

/** Of several addresses that a proxy wrote down, the first is the client's. */
function addressOf({ forwarded = '', address = '-' }: Line): string {
  const [client = ''] = forwarded.split(',', 1);
  return /^[\dA-Fa-f.:]+$/.test(client.trim()) ? client.trim() : address;
}

function agentIn(captured: string | undefined): string {
  const headers = captured?.split(/[{}|]/) ?? [];
  return headers.find((header) => /^[A-Za-z][\w.:-]*\/\d/.test(header)) ?? '';
}

/** A log of the user's own may have the header itself. */
function wayOfHeader(authorization = '-'): { way: Way; isCertain: true; user?: string } | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer)(?: +(.*))?$/i.exec(authorization) ?? [];
  if (scheme === '') return undefined;
  if (scheme.toLowerCase() === 'bearer') return { way: 'token', isCertain: true };
  const { username } = basicPair(value);
  return { way: 'basic', isCertain: true, ...(username && { user: username }) };
}

/** What a user's name beside a request tells: Jira writes it for all, and a proxy for Basic credentials or a sign-on of its own. */
function wayOfUser(
  user: string,
  isOfJira: boolean,
  isRestRequest: boolean,
  userAgent: string,
): { way: Way; isCertain: false; user?: string } | undefined {
  if (isBrowser(userAgent)) return user === '-' ? undefined : { way: 'browser', isCertain: false };
  if (user === '-') return isRestRequest && !isOfJira ? { way: 'unknown', isCertain: false } : undefined;
  return { way: isRestRequest && !isOfJira ? 'basic' : 'unknown', isCertain: false };
}

/** The key of a request in both logs of a Jira; its id is told anew each day. */
function keyOfRequest(id: string, { epoch, offset }: Time): string | undefined {
  if (id === '-') return undefined;
  return `${Math.floor((epoch + offset * 60_000) / 86_400_000)} ${id.replace(/^\D/, '')}`;
}

/** Two servers of a cluster may give the same id to two requests. */
function isSameRequest(sent: Seen, passed: Seen): boolean {
  return (
    Math.abs(sent.time.epoch - passed.time.epoch) < SAME_REQUEST_MS &&
    (sent.user === '-' || sent.user.toLowerCase() === passed.user.toLowerCase())
  );
}

/** One log-in that both logs tell of: the one knows who, the other with what and how. */
function joined(sent: Seen, passed: Seen): Seen {
  const user = sent.user === '-' ? passed.user : sent.user;
  if (sent.isCertain) return { ...sent, user, hasPassed: true };
  // With the session resource's path and no POST, it was Basic.
  const way = passed.way === 'cookie' ? 'basic' : passed.way;
  const isPage = way === 'unknown' && isBrowser(sent.userAgent);
  return { ...sent, user, hasPassed: true, way: isPage ? 'browser' : way };
}

const ANONYMOUS = new Set(['', '-', 'anonymous']);

function nameOf(text: string): string {
  const name = textOf(text);
  return ANONYMOUS.has(name) ? '-' : name;
}

/** A text of a log: bytes of UTF-8, where servers write some as escapes. */
function textOf(bytes: string): string {
  const text = /[\\\x80-\xff]/.test(bytes) ? decoded(bytes) : bytes;
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
}

function decoded(escaped: string): string {
  const bytes = escaped.replaceAll(
    /\\(?:x([0-9A-Fa-f]{2})|u00([0-9A-Fa-f]{2})|(["\\]))/g,
    (_, hex, hex16, plain) => plain ?? String.fromCharCode(Number.parseInt(hex ?? hex16, 16)),
  );
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString() : bytes;
}

/** A text of its own: a piece would keep the whole block of the log that it was cut from. */
function kept(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
