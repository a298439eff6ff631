import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../errors.ts';

/**
 * Refuses a file that cannot be written, before the run whose report would be lost.
 *
 * @param option that names the file, such as `--json`
 * @throws InputError when its folder is not there or not writable, or it is a folder itself
 */
export function refuseUnlessWritable(file: string, option: string): void {
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
      throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    }
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, option, error);
  }
}

/** @throws InputError when it cannot be written */
export function writeReport(file: string, option: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, option, error);
  }
}

function cannotWrite(file: string, option: string, error: unknown): InputError {
  const { code } = error as NodeJS.ErrnoException;
  return new InputError(
    `The report cannot be written to ${file} (${code}): name another file with ${option}.`,
  );
}
