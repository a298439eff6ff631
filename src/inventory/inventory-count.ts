import { type Inventory, type InventoryFile, type InventoryRow, ways } from '../../schemas/inventory.ts';
import { example, withoutSecrets } from './example.ts';
import { Hashes } from './hashes.ts';
import { knownFormats, type Line, type LogFormat, readLine } from './log-formats.ts';
import { clientOf, outlookOf } from './log-in-ways.ts';
import { type Seen, seenInAccessLog, seenInSecurityLog } from './log-ins.ts';
import { type Row, Rows } from './rows.ts';
import { readSecurityLine, type Said } from './security-log.ts';
import { parseTime, Span, type Time } from './times.ts';
import { TwoLogs } from './two-logs.ts';

/** What syslog or a container's log writes before a line. */
const SHIPPED =
  /^(?:<\d{1,3}>)?(?:(?:[A-Z][a-z]{2} [ \d]\d |\d{4}-\d\d-\d\dT)[^"]{0,100}?(?:\]: |[a-z]: | std(?:out|err) [FP] )|[\w.-]{1,100} +\| )/;

export interface InventoryOptions {
  readonly formats?: readonly LogFormat[];
  /** The first day that counts, such as `2026-01-31`, as the log's own clock has it. */
  readonly since?: string | undefined;
}

type FileCount = { -readonly [Field in keyof InventoryFile]: InventoryFile[Field] };

export interface OpenLog {
  /** Takes a line, in which a character is a byte. */
  readonly line: (text: string, end?: 'whole' | 'cut' | 'too-long') => void;
  readonly damaged: (why: string) => void;
  isSecurity?: true;
  noStatus?: true;
  /** The format of the previous line, which the next one mostly has too. */
  format?: LogFormat;
  timeText?: string;
  time?: Time | undefined;
  /** Whose refusal the security log told last, and of which request. */
  refused?: string;
}

/** Counts who logs in how, line by line. What it keeps does not grow with the logs. */
export class InventoryCount {
  readonly #formats: readonly LogFormat[];
  readonly #since: number;
  readonly #files: FileCount[] = [];
  readonly #rows = new Rows();
  readonly #twoLogs = new TwoLogs();
  readonly #span = new Span();

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
    const inside = text.startsWith('{"log":"') ? logOfContainer(text) : text.replace(SHIPPED, '');
    const isRead =
      this.#isReadAsItIs(log, inside, isCut) || (inside !== text && this.#isReadAsItIs(log, text, isCut));
    if (isRead && log.time?.hasZone === false) file.noTimeZone = true;
    if (log.noStatus) file.noStatus = true;
    return isRead;
  }

  #isReadAsItIs(log: OpenLog, text: string, isCut: boolean): boolean {
    const first = text.charCodeAt(0);
    // The security log's lines begin with the year.
    if (first === 50 && text.charCodeAt(4) === 45) {
      const read = readSecurityLine(text);
      if (read) return this.#readSecurity(log, read.time, read.said);
    }
    const before = log.format;
    const line = before && readLine(before, text);
    if (before && line) return this.#readAccess(log, before, line);
    // The rest of a cut line may look like a line of a shorter format.
    if (isCut && before) return false;
    for (const format of this.#formats) {
      const found = format === before ? undefined : readLine(format, text);
      if (!found) continue;
      log.format = format;
      return this.#readAccess(log, format, found);
    }
    return false;
  }

  #readSecurity(log: OpenLog, timeText: string, said: Said | undefined): boolean {
    const time = timeOf(log, timeText);
    if (!time) return false;
    log.isSecurity = true;
    if (!this.#counts(time)) return true;
    this.#twoLogs.security.add(time);
    if (said && !isToldAgain(log, said)) this.#add(this.#twoLogs.saidOf(seenInSecurityLog(said, time)));
    return true;
  }

  #readAccess(log: OpenLog, format: LogFormat, line: Line): boolean {
    const time = timeOf(log, line.time ?? '');
    if (!time) return false;
    if (!this.#counts(time)) return true;
    this.#twoLogs.access.add(time);
    // Jira's own filter writes a line at the start of each request too.
    if (format.isOfJira && line.requestId?.startsWith('i')) return true;
    const seen = seenInAccessLog(line, format, time);
    if (seen.isLogIn && line.status === undefined) log.noStatus = true;
    this.#add(this.#twoLogs.sentOf(seen));
    return true;
  }

  #counts(time: Time): boolean {
    if (time.epoch + time.offset * 60_000 < this.#since) return false;
    this.#span.add(time);
    return true;
  }

  #add(seens: Iterable<Seen>): void {
    for (const seen of seens) this.#rows.add(seen);
  }

  end({ top = Number.POSITIVE_INFINITY, hashUsers = false } = {}): Inventory {
    this.#add(this.#twoLogs.left());
    const rows = this.#rows
      .all(this.#twoLogs.security)
      .toSorted(
        (a, b) =>
          ways.indexOf(a.way) - ways.indexOf(b.way) ||
          b.count - a.count ||
          b.refused - a.refused ||
          (a.span.first?.epoch ?? 0) - (b.span.first?.epoch ?? 0),
      );
    const left = rows.slice(top);
    const hashes = new Hashes(hashUsers ? rows.map(({ user }) => user) : []);
    return {
      formatVersion: 1,
      files: this.#files.map((file) => withoutNames(file, hashUsers)),
      ...(this.#span.inWords() ?? { from: null, until: null }),
      security: this.#twoLogs.security.inWords(),
      notJoined: this.#twoLogs.alone,
      rows: rows.slice(0, top).map((row) => rowOf(row, hashes)),
      notShown: {
        rows: left.length,
        requests: left.reduce(
          (sum, { count, refused }) => sum + count + refused,
          this.#rows.requestsWithoutRow,
        ),
      },
    };
  }
}

/** For one request, Jira may log that a CAPTCHA is due, and then that the log-in failed. */
function isToldAgain(log: OpenLog, { isRefused, requestId, user }: Said): boolean {
  if (!isRefused || requestId === '-') return false;
  const before = log.refused;
  log.refused = `${requestId} ${user}`;
  return log.refused === before;
}

/** The line in a line of Docker's own files. */
function logOfContainer(text: string): string {
  try {
    return String(JSON.parse(text).log).trimEnd();
  } catch {
    return text;
  }
}

/** The time of a line, which is often that of the line before. */
function timeOf(log: OpenLog, text: string): Time | undefined {
  if (text !== log.timeText) {
    log.time = parseTime(text);
    log.timeText = text;
  }
  return log.time;
}

function rowOf(row: Row, hashes: Hashes): InventoryRow {
  const { user, address, userAgent, way, isCertain, count, refused } = row;
  const { from = '', until = '' } = row.span.inWords() ?? {};
  const client = clientOf(userAgent);
  return {
    user: withoutSecrets(hashes.of(user)),
    address,
    userAgent: hashes.inAgent(withoutSecrets(userAgent), user),
    way,
    basis: isCertain ? 'certain' : 'inferred',
    count,
    refused,
    firstSeen: from,
    lastSeen: until,
    ...(client !== undefined && { client }),
    ...outlookOf(way, userAgent, isCertain),
  };
}

/** An unread line may have a name in it. */
function withoutNames({ example, ...file }: FileCount, hashUsers: boolean): InventoryFile {
  return { ...file, ...(example !== undefined && !hashUsers && { example }) };
}
