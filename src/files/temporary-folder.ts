import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../errors.ts';

const folders = new Set<string>();
/** To read a folder when no more files can be opened, this one and the standard input are closed. */
let spareFile: number | undefined;
// A second Ctrl-C ends this process at once: nothing may be left then either.
process.once('exit', () => {
  if (folders.size > 0) for (const file of [0, spareFile]) closeIfOpen(file);
  for (const folder of folders) removeTemporaryFolder(folder);
});

/** It never fails: what a run found out counts more than what it leaves. */
function removeTemporaryFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
    folders.delete(folder);
  } catch {
    // It cannot be read while too many files are open. It is tried again when the process ends.
  }
}

/** Makes a folder for the time of a run. The caller disposes of it; it goes with the process at the latest. */
export function temporaryFolder(name: string): { readonly path: string } & Disposable {
  const path = inTemporaryFolder(() => {
    spareFile ??= openSync(devNull, 'r');
    return mkdtempSync(join(tmpdir(), `jira-session-${name}-`));
  });
  folders.add(path);
  return { path, [Symbol.dispose]: () => removeTemporaryFolder(path) };
}

function closeIfOpen(file: number | undefined): void {
  try {
    if (file !== undefined) closeSync(file);
  } catch {
    // It was closed before.
  }
}

export function writeTemporary(file: string, text: string): void {
  inTemporaryFolder(() => writeFileSync(file, text));
}

/** Does something in the system's temporary folder: when that is full, it is no bug of this program. */
export function inTemporaryFolder<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // These say nothing about the folder.
    if (code === 'EMFILE' || code === 'ENFILE') throw error;
    throw new InputError(
      `The folder for temporary files, ${tmpdir()}, cannot be written (${code ?? message}): free some space there, or set TMPDIR to another folder.`,
    );
  }
}
