import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.ts';

/**
 * Refuses a file that cannot be written, before the run whose report would be lost.
 *
 * @param option that names the file, such as `--json`
 * @throws InputError when its folder is not there or not writable, or it is no ordinary file itself
 */
export function refuseUnlessWritable(file: string, option: string): void {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile())
      throw Object.assign(new Error(), { code: there.isDirectory() ? 'EISDIR' : 'not a file' });
    if (there) accessSync(file, constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, option, error);
  }
}

/**
 * Writes a report beside its place and moves it there: it is never there by half.
 *
 * @throws InputError when it cannot be written
 */
export function writeReport(file: string, option: string, text: string): void {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    const descriptor = openSync(beside, 'w');
    try {
      writeSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw cannotWrite(file, option, error);
  }
}

function cannotWrite(file: string, option: string, error: unknown): InputError {
  const { code } = error as NodeJS.ErrnoException;
  return new InputError(
    `The report cannot be written to ${file} (${code}): name another file with ${option}.`,
  );
}
