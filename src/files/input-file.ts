import { closeSync, constants, openSync, readSync, statSync } from 'node:fs';

const MAX_BYTES = 20_000_000;

/** Reads a file that somebody named, without waiting for a pipe or a device, and without reading forever. */
export function readInput(path: string, mostBytes = MAX_BYTES): Buffer {
  // Opening a device may have an effect, so it is examined first.
  const there = statSync(path);
  if (!there.isFile()) throw withCode(there.isDirectory() ? 'EISDIR' : 'it is not an ordinary file');
  const tooLong = withCode(`it is larger than ${mostBytes / 1_000_000} MB`);
  if (there.size > mostBytes) throw tooLong;
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    // Not every file tells its size.
    const room = Buffer.allocUnsafeSlow(there.size || mostBytes + 1);
    let length = 0;
    for (let read = 1; read > 0; length += read) read = readSync(file, room, { offset: length });
    if (length > mostBytes) throw tooLong;
    return room.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** Its text, without the byte order mark that Windows tools write first. */
export function readText(
  path: string,
  whyNot: (why: string, code: string | undefined) => Error,
  mostBytes = MAX_BYTES,
): string {
  try {
    return new TextDecoder().decode(readInput(path, mostBytes));
  } catch (error) {
    throw whyNot(whyOf(error), (error as NodeJS.ErrnoException).code);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'there is no permission',
  EPERM: 'there is no permission',
};

/** Why a file cannot be read or written, in words where there are some. */
export function whyOf(error: unknown): string {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? code;
}

/** An error with a code, like those of the system. */
export function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
