import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { InputError } from '../errors.ts';
import { whyOf } from './input-file.ts';

const BLOCK = 32 * 1024;
/** The longest line, in bytes; servers take no request whose line in a log would be longer. */
const MAX_LINE = 32_768;
const BEGINNING = 1000;

/** How a line ends: `cut` for the last one without a line break, `too-long` for the beginning of one that is. */
export type LineEnd = 'whole' | 'cut' | 'too-long';

export interface LogReader {
  /** Takes a line, in which a character is a byte. */
  readonly line: (text: string, end: LineEnd) => void;
  readonly bytes: (count: number) => void;
}

/** Refuses a log that cannot be read, before the run. */
export function lengthOfLog(path: string, shown: string): number {
  try {
    const there = statSync(path);
    if (there.isDirectory())
      throw new InputError(
        `${shown} is a folder: name the files in it, such as ${shown.replace(/\/*$/, '/*')}`,
      );
    // A shell makes a pipe of <(command).
    if (!there.isFile() && !there.isFIFO()) throw new InputError(`${shown} is not a file: name a log.`);
    return there.size;
  } catch (error) {
    throw unreadable(shown, error);
  }
}

function unreadable(shown: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!syscall) return error;
  const advice = code === 'ENOENT' ? 'look at its name' : 'look at who may read it';
  return new InputError(`${shown} cannot be read (${whyOf(error)}): ${advice}.`);
}

/**
 * Reads a log line by line, in little memory however long the log or a line is, and stops after each block. It may be packed
 * with gzip or Zstandard, and be in UTF-8 or UTF-16.
 */
export async function* readLog(
  path: string,
  shown: string,
  { line, bytes }: LogReader,
  signal: AbortSignal,
): AsyncGenerator<void, string | undefined> {
  const lines = lineCutter(line);
  try {
    await using file = path === '-' ? undefined : await open(path);
    for await (const block of inUtf8(unpacked(blocksOf(file, bytes), shown))) {
      if (signal.aborted) break;
      lines.add(block);
      yield;
    }
    lines.end();
    return undefined;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!/^(?:Z_|ZSTD|ERR_ZSTD|ERR_ZLIB)/.test(code)) throw unreadable(shown, error);
    lines.end();
    return `it is packed, and ${code === 'Z_BUF_ERROR' ? 'cut' : 'damaged'} (${code})`;
  }
}

/** A block of a file is overwritten by the next one: V8, which looks at its own heap, would let many of them pile up. */
async function* blocksOf(file: FileHandle | undefined, bytes: LogReader['bytes']): AsyncGenerator<Buffer> {
  if (!file) {
    for await (const block of process.stdin as AsyncIterable<Buffer>) {
      bytes(block.length);
      yield block;
    }
    return;
  }
  const room = Buffer.alloc(BLOCK);
  for (let read = await file.read(room); read.bytesRead > 0; read = await file.read(room)) {
    bytes(read.bytesRead);
    yield room.subarray(0, read.bytesRead);
  }
}

const PACKED: readonly (readonly [magic: string, how: 'gzip' | 'zstd' | 'bzip2' | 'xz' | 'zip'])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['425a68', 'bzip2'],
  ['fd377a585a', 'xz'],
  ['504b0304', 'zip'],
];

async function* unpacked(blocks: AsyncGenerator<Buffer>, shown: string): AsyncGenerator<Buffer> {
  const { start, from } = await withStart(blocks);
  const [, how] = PACKED.find(([magic]) => start.startsWith(magic)) ?? [];
  if (how === undefined) return yield* from(0);
  if (how !== 'gzip' && how !== 'zstd') {
    throw new InputError(
      `${shown} is packed with ${how}, which is not read here: unpack it, and hand it over as a file or as the standard input (-).`,
    );
  }
  const input = from(0);
  let rest: Buffer | undefined = (await input.next()).value;
  // One file may hold several packed ones: Node.js reads on with gzip, and stops with Zstandard.
  while (rest !== undefined) {
    const unpack = (how === 'gzip' ? createGunzip : createZstdDecompress)({ chunkSize: BLOCK });
    // What was unpacked before an error must not be lost with the stream.
    const unpackedSoFar = new PassThrough({ highWaterMark: BLOCK });
    let failure: unknown;
    const fail = (error: unknown) => {
      failure ??= error;
      unpackedSoFar.end();
    };
    // What a cut file holds has to be read before its missing end is noticed.
    const end = () => (unpack.readableLength > 0 ? unpack.once('data', end) : unpack.end());
    const feed = async () => {
      for (let fed = 0; rest !== undefined && !unpack.destroyed; ) {
        const block: Buffer = rest;
        fed += block.length;
        await new Promise((written) => unpack.write(block, written));
        const left = fed - unpack.bytesWritten;
        rest = left > 0 ? block.subarray(block.length - left) : (await input.next()).value;
        if (left > 0) break;
      }
      end();
    };
    unpack.on('error', fail).pipe(unpackedSoFar);
    feed().catch(fail);
    try {
      yield* unpackedSoFar as AsyncIterable<Buffer>;
    } finally {
      unpack.destroy();
    }
    if (failure !== undefined) throw failure;
    if (how === 'gzip') return;
  }
}

async function withStart(blocks: AsyncGenerator<Buffer>) {
  let head: Buffer = Buffer.alloc(0);
  // A pipe may bring a single byte.
  while (head.length < 6) {
    const { value, done } = await blocks.next();
    if (done) break;
    // A copy: the next block overwrites this one.
    head = Buffer.concat([head, value]);
  }
  async function* from(byte: number): AsyncGenerator<Buffer> {
    if (head.length > byte) yield head.subarray(byte);
    yield* blocks;
  }
  return { start: head.subarray(0, 6).toString('hex'), from };
}

/** Converts UTF-16, which Windows tools write, to UTF-8, and removes a byte order mark. */
async function* inUtf8(blocks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { start, from } = await withStart(blocks);
  const encoding = /^(?:fffe|(?!00)..00(?!00)..00)/.test(start)
    ? 'utf-16le'
    : /^(?:feff|00(?!00)..00(?!00)..)/.test(start)
      ? 'utf-16be'
      : undefined;
  if (!encoding) return yield* from(start.startsWith('efbbbf') ? 3 : 0);
  const decoder = new TextDecoder(encoding);
  for await (const block of from(0)) yield Buffer.from(decoder.decode(block, { stream: true }));
}

function lineCutter(line: LogReader['line']) {
  let rest = '';
  const tell = (piece: string, end: LineEnd) => {
    const whole = rest + piece;
    rest = '';
    if (whole.length > MAX_LINE) line(whole.slice(0, BEGINNING), 'too-long');
    else line(whole.endsWith('\r') ? whole.slice(0, -1) : whole, end);
  };
  return {
    add: (block: Buffer) => {
      const pieces = block.toString('latin1').split('\n');
      const last = pieces.pop() ?? '';
      for (const piece of pieces) tell(piece, 'whole');
      // Of a line that is too long, no more is kept than shows that.
      if (rest.length <= MAX_LINE) rest += last.slice(0, MAX_LINE + 1);
    },
    end: () => {
      if (rest !== '') tell('', 'cut');
    },
  };
}
