import { statSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** Watches which files of a folder are written from now on, also those that are removed again; none of folders in it. */
export function filesWrittenIn(folder: string) {
  const written = new Set<string>();
  const watcher = watching(folder, (name) => {
    if (!isFolder(join(folder, name))) written.add(name);
  });
  return {
    names: async () => {
      // What the system has to tell is read in the next turn.
      await setImmediate();
      await setImmediate();
      return [...written].toSorted();
    },
    [Symbol.dispose]: () => watcher?.close(),
  };
}

/** @returns undefined on systems and disks that do not tell */
function watching(folder: string, onChange: (name: string) => void) {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => name !== null && onChange(name));
    watcher.on('error', () => {});
    return watcher;
  } catch {
    return undefined;
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
