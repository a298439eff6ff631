import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { InputError } from '../errors.ts';
import type { InventoryCount, OpenLog } from '../inventory/inventory.ts';
import { count, printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import { type Io, lookOf } from './io.ts';
import { day, wholeNumber } from './options.ts';

export const inventory = command({
  name: 'inventory',
  description: "say who still logs in with a password, from Jira's or a proxy's logs",
  argument: [
    '<file...>',
    "access logs, and Jira's security log; also packed with gzip or Zstandard; - is the standard input",
  ],
  options: [
    option(
      '--format <pattern>',
      "the pattern of an access log, as Tomcat or Apache writes it; Jira's own and the usual ones are known",
    ),
    option('--since <date>', 'leave out what is older than this day', { parse: day }),
    option('--top <number>', 'only the first rows, this many', { parse: wholeNumber([1, 1_000_000]) }),
    option('--json <file>', 'write the inventory as JSON; - is the standard output'),
    option('--csv <file>', 'write the rows as CSV; - is the standard output'),
    option('--hash-users', 'write a hash for each user name'),
  ],
  help: `Examples:
  ${commandLine('inventory', 'access_log.* atlassian-jira-security.log*')}
  ${commandLine('inventory', 'access_log.* --since 2026-10-01 --csv inventory.csv')}
  ${commandLine('inventory', `--format '%h %u %t "%r" %s' proxy.log`)}

Nothing leaves the machine. Exit codes: 0 something was read, 2 nothing could be read.`,
  async run({ format, since, top, json, csv, hashUsers = false }, io, names) {
    const { knownFormats, logFormat } = await import('../inventory/formats.ts');
    const { InventoryCount } = await import('../inventory/inventory.ts');
    const { inventoryCsv, inventoryText } = await import('../render/inventory.ts');
    const formats = format === undefined ? knownFormats : [logFormat(format), ...knownFormats];
    const logs = await logsOf(names, io);
    const output = await outputsOf(json, csv, names, io);
    if (logs.some(({ length }) => length === 0 || length > SMALL)) keepHeapSmall();
    const counted = new InventoryCount({ formats, ...(since !== undefined && { since }) });
    const bytes = progress(logs, io);
    const opened = logs.map((log) => ({ ...log, ...{ to: counted.open(log.name), bytes } }));
    const first = await Promise.all(
      opened.map(async (log) => ({ log, ...(await beginningOf(log, new InventoryCount({ formats }), io)) })),
    );
    const inOrder = first.toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
    const ofKind = (isSecurity: boolean) =>
      inOrder.filter((one) => one.isSecurity === isSecurity).map(({ log }) => log);
    await readSideBySide([
      readSecurityLogs(ofKind(true), io),
      readAccessLogs(ofKind(false), new InventoryCount({ formats }), io),
    ]);
    if (io.signal.aborted) throw new InputError('Interrupted: nothing was written.');
    const found = counted.end({ hashUsers, ...(top !== undefined && { top }) });
    if (counted.linesRead === 0) {
      const { example, damage } = found.files.find((file) => file.example ?? file.damage) ?? {};
      const such =
        example === undefined
          ? (damage ?? (hashUsers ? 'no line is shown with --hash-users' : 'there is no line in it'))
          : `one line is: ${example}`;
      throw new InputError(
        `Nothing in ${count(logs.length, 'file')} is in a known format (${such}). Give the pattern of your log with --format.`,
      );
    }
    output.json(found);
    output.csv(inventoryCsv(found));
    output.words.write(inventoryText(found, lookOf(output.words, io.env)));
    return 0;
  },
});

interface Log {
  readonly path: string;
  readonly name: string;
  /** In bytes; 0 for what can be read only once, as a pipe is. */
  readonly length: number;
}

interface OpenedLog extends Log {
  readonly to: OpenLog;
  readonly bytes: (count: number) => void;
}

const SMALL = 1_000_000;

/** Of each line, nearly all is garbage at once: V8 would let it grow to several times of what is in use. */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}

const MAX_BEGINNING = 4;

async function beginningOf({ path, name, length }: Log, scratch: InventoryCount, { signal }: Io) {
  const { readLog } = await import('../files/log-lines.ts');
  const log = scratch.open(name);
  if (length > 0) {
    const blocks = readLog(path, name, { line: log.line, bytes: () => {} }, signal);
    for (let block = 0; block < MAX_BEGINNING && !log.first && !(await blocks.next()).done; block++);
    await blocks.return(undefined);
  }
  return { time: log.first?.epoch ?? Number.POSITIVE_INFINITY, isSecurity: log.isSecurity === true };
}

/** How much later the security log may tell of a request than the access log, in milliseconds. */
const SLACK_MS = 60_000;

/** Reads security logs one after the other, and tells after each block where in time it is. */
async function* readSecurityLogs(logs: readonly OpenedLog[], { signal }: Io): AsyncGenerator<number> {
  const { readLog } = await import('../files/log-lines.ts');
  for (const { path, name, to, bytes } of logs) {
    const blocks = readLog(path, name, { line: to.line, bytes }, signal);
    let block = await blocks.next();
    for (; !block.done; block = await blocks.next()) yield to.time?.epoch ?? Number.NEGATIVE_INFINITY;
    if (block.value !== undefined) to.damaged(block.value);
  }
}

/** Reads access logs one after the other, and tells before it takes a block how far the security log has to be then. */
async function* readAccessLogs(
  logs: readonly OpenedLog[],
  scratch: InventoryCount,
  { signal }: Io,
): AsyncGenerator<number> {
  const { readLog } = await import('../files/log-lines.ts');
  for (const { path, name, to, bytes } of logs) {
    const look = scratch.open(name);
    let lines: Parameters<OpenLog['line']>[] = [];
    const line: OpenLog['line'] = (...one) => lines.push(one);
    const blocks = readLog(path, name, { line, bytes }, signal);
    for (;;) {
      const block = await blocks.next();
      const last = lines.at(-1);
      if (last) {
        look.line(...last);
        yield (look.time?.epoch ?? Number.NEGATIVE_INFINITY) + SLACK_MS;
      }
      for (const one of lines) to.line(...one);
      lines = [];
      if (!block.done) continue;
      if (block.value !== undefined) to.damaged(block.value);
      break;
    }
  }
}

/** Reads the security logs and the access logs side by side in time, so that the two lines of a request come together. */
async function readSideBySide(kinds: readonly AsyncGenerator<number>[]): Promise<void> {
  const at = new Map(kinds.map((kind) => [kind, Number.NEGATIVE_INFINITY]));
  try {
    while (at.size > 0) {
      const [[behind] = []] = [...at].toSorted(([, a], [, b]) => a - b);
      if (!behind) return;
      const { done, value } = await behind.next();
      if (done) at.delete(behind);
      else at.set(behind, value);
    }
  } finally {
    for (const kind of at.keys()) await kind.return(undefined);
  }
}

async function logsOf(names: readonly string[], { cwd, stderr }: Io): Promise<Log[]> {
  const { lengthOfLog } = await import('../files/log-lines.ts');
  const { identityOf } = await import('../files/output-file.ts');
  const logs = new Map<string, Log>();
  for (const name of names) {
    const path = name === '-' ? name : resolve(cwd, name);
    const length = name === '-' ? 0 : lengthOfLog(path, name);
    const id = name === '-' ? name : identityOf(path);
    if (logs.has(id)) stderr.write(`${printable(name)} is named twice, and read once.\n`);
    else logs.set(id, { path, name, length });
  }
  return [...logs.values()];
}

async function outputsOf(
  json: string | undefined,
  csv: string | undefined,
  names: readonly string[],
  io: Io,
) {
  const { refuseToWriteOver } = await import('../files/output-file.ts');
  const { jsonOutput, resultOutput } = await import('./json-output.ts');
  if (csv === '-' && json === '-')
    throw new InputError('Only one result can go to the standard output: name a file for the other.');
  const results = [json, csv].filter((file) => file !== undefined);
  refuseToWriteOver(results, names, io.cwd);
  const toJson = jsonOutput(json, io);
  return {
    json: toJson.write,
    csv: resultOutput(csv, '--csv', io),
    words: csv === '-' ? io.stderr : toJson.out,
  };
}

const PROGRESS_EVERY_MS = 2000;

function progress(logs: readonly Log[], { stderr }: Io): (bytes: number) => void {
  const total = logs.reduce((sum, { length }) => sum + length, 0);
  let read = 0;
  let next = performance.now() + PROGRESS_EVERY_MS;
  return (bytes) => {
    read += bytes;
    if (performance.now() < next) return;
    next += PROGRESS_EVERY_MS;
    const megabytes = (size: number) => (size / 1_000_000).toFixed(0);
    stderr.write(`${megabytes(read)}${total > read ? ` of ${megabytes(total)}` : ''} MB read ...\n`);
  };
}
