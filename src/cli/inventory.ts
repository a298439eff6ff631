import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { InputError } from '../errors.ts';
import type { InventoryCount, OpenLog } from '../inventory/inventory-count.ts';
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
    const { refuseToWriteOver } = await import('../files/output-file.ts');
    const { knownFormats, logFormat } = await import('../inventory/log-formats.ts');
    const { InventoryCount } = await import('../inventory/inventory-count.ts');
    const { inventoryCsv, inventoryText } = await import('../render/inventory.ts');
    const { jsonOutput, resultOutput } = await import('./json-output.ts');
    const formats = format === undefined ? knownFormats : [logFormat(format), ...knownFormats];
    const logs = await logsOf(names, io);
    if (csv === '-' && json === '-')
      throw new InputError('Only one result can go to the standard output: name a file for the other.');
    refuseToWriteOver([json, csv], names, io.cwd);
    const toJson = jsonOutput(json, io);
    const writeCsv = resultOutput(csv, '--csv', io);
    const out = csv === '-' ? io.stderr : toJson.out;
    const total = logs.reduce((sum, { length }) => sum + length, 0);
    if (total > SMALL || logs.some(({ length }) => length === 0)) keepHeapSmall();
    const counted = new InventoryCount({ formats, since });
    const bytes = progress(total, io);
    const opened = logs.map((log) => ({ ...log, to: counted.open(log.name), bytes }));
    // It counts nothing, since no log is of such a day: it only looks for times.
    await readSideBySide(opened, new InventoryCount({ formats, since: '9999-12-31' }), io);
    if (io.signal.aborted) throw new InputError('Interrupted: nothing was written.');
    const found = counted.end({ hashUsers, top });
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
    toJson.write(found);
    writeCsv(inventoryCsv(found));
    out.write(inventoryText(found, lookOf(out, io.env)));
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

/** Of logs that may be packed, in bytes. */
const SMALL = 100_000;

/** Nearly all of a line is garbage at once, and V8 would let the heap grow to several times what is in use. */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}

/** How many files are read side by side at most: the nodes of a cluster have two kinds each. */
const MAX_OPEN = 24;

/** Reads a log, and tells before it counts a block how far the other logs have to be read first. */
async function* readBlocks(
  { path, name, to, bytes }: OpenedLog,
  scratch: InventoryCount,
  { signal }: Io,
): AsyncGenerator<number> {
  const { readLog } = await import('../files/log-lines.ts');
  const { SLACK_MS } = await import('../inventory/two-logs.ts');
  const look = scratch.open(name);
  let lines: Parameters<OpenLog['line']>[] = [];
  const blocks = readLog(path, name, { line: (...one) => lines.push(one), bytes }, signal);
  let at = Number.NEGATIVE_INFINITY;
  try {
    for (;;) {
      const block = await blocks.next();
      const [first, last] = [lines[0], lines.at(-1)];
      if (first && last) {
        look.line(...first);
        // Of each request, the security log has to come first.
        if (!look.isSecurity) look.line(...last);
        at = Math.max(at, (look.time?.epoch ?? at) + (look.isSecurity ? 0 : SLACK_MS));
      }
      if (first || !block.done) yield at;
      for (const one of lines) to.line(...one);
      lines = [];
      if (!block.done) continue;
      if (block.value !== undefined) to.damaged(block.value);
      return;
    }
  } finally {
    // Its file is closed.
    await blocks.return(undefined);
  }
}

interface Reading {
  readonly log: OpenedLog;
  blocks?: AsyncGenerator<number> | undefined;
  at: number;
}

/** Reads all logs side by side in time, so that the two lines of a request come together. */
async function readSideBySide(logs: readonly OpenedLog[], scratch: InventoryCount, io: Io): Promise<void> {
  const readings = new Set<Reading>(logs.map((log) => ({ log, at: Number.NEGATIVE_INFINITY })));
  const step = async (reading: Reading) => {
    reading.blocks ??= readBlocks(reading.log, scratch, io);
    const { done, value } = await reading.blocks.next();
    if (done) readings.delete(reading);
    else reading.at = value;
  };
  try {
    for (const reading of readings) {
      // What can be read only once stays open.
      if (reading.log.length > 0)
        reading.blocks = readBlocks({ ...reading.log, bytes: () => {} }, scratch, io);
      await step(reading);
      if (reading.log.length === 0) continue;
      await reading.blocks?.return(undefined);
      reading.blocks = undefined;
    }
    while (readings.size > 0) {
      const open = [...readings].filter(({ blocks }) => blocks);
      const next = (open.length < MAX_OPEN ? [...readings] : open).reduce((a, b) => (b.at < a.at ? b : a));
      // A reopened one first tells where it begins.
      if (!next.blocks) await step(next);
      await step(next);
    }
  } finally {
    for (const { blocks } of readings) await blocks?.return(undefined);
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

const PROGRESS_EVERY_MS = 2000;

function progress(total: number, { stderr }: Io): (bytes: number) => void {
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
