import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from './errors.ts';

/** The folders that are there now. */
const folders = new Set<string>();
// A second Ctrl-C ends this process at once: nothing is to be left then either.
process.once('exit', () => {
  for (const folder of folders) removeTemporaryFolder(folder);
});

/** Removes a folder, with all that is in it. */
export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

/**
 * Makes a folder for the time of a run. The caller removes it; it goes with the process at the latest.
 *
 * @param name what it is for, in its name
 * @throws InputError when the system's folder for such files cannot be written
 */
export function temporaryFolder(name: string): string {
  try {
    const folder = mkdtempSync(join(tmpdir(), `jira-session-${name}-`));
    folders.add(folder);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(
      `The folder for temporary files, ${tmpdir()}, cannot be written (${code}): set TMPDIR to a folder that can.`,
    );
  }
}
