import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { readInput, whyOf, withCode } from './input-file.ts';

export function refuseUnlessWritable(file: string, option: string): void {
  orCannotWrite(file, option, () => {
    const place = resolvedPlace(file);
    const there = statSync(place, { throwIfNoEntry: false });
    if (there && !there.isFile()) throw withCode(there.isDirectory() ? 'EISDIR' : 'not a file');
    if (there) accessSync(place, constants.W_OK);
    accessSync(dirname(place), constants.W_OK);
  });
}

/** Remembers where the file is before the run, which may put a link there. */
export function outputFile(file: string, option: string, write = writeWhole): (text: string) => void {
  refuseUnlessWritable(file, option);
  const before = realPlace(file);
  return (text) => {
    const now = realPlace(file);
    if (now !== undefined && now !== before) {
      throw new InputError(
        `${file} cannot be written, because a link leads to another place since the run began: remove the link, or choose another place with ${option}.`,
      );
    }
    write(file, option, text);
  };
}

function realPlace(file: string): string | undefined {
  try {
    const place = resolvedPlace(file);
    return join(realpathSync(dirname(place)), basename(place));
  } catch {
    return undefined;
  }
}

export function refuseUnlessFolder(folder: string, option: string): void {
  orCannotWrite(folder, option, () => {
    const there = statSync(folder, { throwIfNoEntry: false });
    if (there && !there.isDirectory()) throw withCode('ENOTDIR');
    accessSync(there ? folder : dirname(folder), constants.W_OK);
  });
}

export function makeFolder(folder: string, advice: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    throw new InputError(`${folder} cannot be used as a folder (${whyOf(error)}): ${advice}.`);
  }
}

/** Remembers which folders are missing; when disposed of, removes those that were made since and are still empty. */
export function emptyFoldersGo(folder: string): Disposable {
  const missing: string[] = [];
  for (let one = folder; !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.push(one);
  return {
    [Symbol.dispose]: () => {
      try {
        for (const one of missing) rmdirSync(one);
      } catch {
        // It is not empty, or was never made.
      }
    },
  };
}

/** One by one: Node's own `recursive` never ends where the system refuses, as in `/proc`. */
function makeFolders(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

export function identityOf(file: string): string {
  const there = statSync(file, { throwIfNoEntry: false });
  return there ? `${there.dev}:${there.ino}` : (realPlace(file) ?? file);
}

export function refuseToDestroy(file: string, shown: string, why = whyNoResult(file)): void {
  if (why === undefined) return;
  throw new InputError(`The result cannot be written to ${shown}, because ${why}: choose another file.`);
}

type Files = readonly (string | undefined)[];

/** Refuses to write where the run reads, or twice to one place. */
export function refuseToWriteOver(results: Files, inputs: Files, cwd: string): void {
  const taken = new Map<string, string>();
  for (const file of inputs) if (file) taken.set(identityOf(resolve(cwd, file)), 'this run reads it');
  for (const file of results) {
    if (!file || file === '-') continue;
    const path = resolve(cwd, file);
    refuseToDestroy(path, file, taken.get(identityOf(path)));
    taken.set(identityOf(path), 'another result goes there');
  }
}

function whyNoResult(file: string): string | undefined {
  const names = [file, realPlace(file) ?? file].map((one) => basename(one));
  if (names.some((name) => /^\.env(\..+)?$/.test(name))) return 'settings are read from there';
  if (names.some((name) => /^(package|package-lock|npm-shrinkwrap)\.json$/.test(name)))
    return 'it is a file of npm';
  return holdsPact(file) ? 'there is a pact' : undefined;
}

function holdsPact(file: string): boolean {
  try {
    const { consumer, provider, interactions } = JSON.parse(readInput(file).toString());
    return Boolean(consumer && provider && interactions);
  } catch {
    return false;
  }
}

/** Writes a file beside its place and moves it there, so that nobody sees half of it. */
export function writeWhole(file: string, option: string, text: string, mode = 0o666): void {
  orCannotWrite(file, option, () => {
    const place = resolvedPlace(file);
    const beside = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
    rmSync(beside, { force: true });
    try {
      // Never through a link that somebody put there.
      writeFileSync(beside, text, { flush: true, flag: 'wx', mode });
      renameSync(beside, place);
    } finally {
      rmSync(beside, { force: true });
    }
  });
}

export function appendTo(file: string, option: string, text: string): void {
  orCannotWrite(file, option, () => appendFileSync(resolvedPlace(file), text, { flush: true }));
}

/** Where a file really is: a link stays one, and is refused when it leads nowhere. */
function resolvedPlace(file: string): string {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  try {
    return realpathSync(file);
  } catch {
    throw withCode('a link that leads nowhere');
  }
}

function orCannotWrite(file: string, option: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? ', because its folder does not exist: make the folder, or' : ` (${whyOf(error)}):`;
    throw new InputError(`${file} cannot be written${why} choose another place with ${option}.`);
  }
}

/** The file of the pact is named after its consumer, on every system. */
export function refuseUnlessFileName(consumer: string, option = '--consumer'): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(consumer) && !consumer.endsWith('.')) return;
  throw new InputError(
    `The consumer's name '${consumer}' cannot be used as a file name: use letters, digits, '.', '_' and '-', as in ${option} nightly-sync`,
  );
}
