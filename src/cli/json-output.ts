import { resolve } from 'node:path';
import { appendTo, outputFile, writeWhole } from '../files/output-file.ts';
import type { Io } from './io.ts';

/** Where a result goes, after `refuseToWriteOver`: to a file, to the standard output (`-`), or nowhere. */
export function resultOutput(
  file: string | undefined,
  option: string,
  { stdout, cwd }: Io,
  isAppended = false,
): (text: string) => void {
  if (file === undefined) return () => {};
  if (file === '-') return (text) => stdout.writeAsItIs(text);
  return outputFile(resolve(cwd, file), option, isAppended ? appendTo : writeWhole);
}

/** The result as JSON, and where the words of the command go then. */
export function jsonOutput(file: string | undefined, io: Io) {
  const write = resultOutput(file, '--json', io);
  return {
    out: file === '-' ? io.stderr : io.stdout,
    write: (result: unknown) => {
      if (file !== undefined) write(`${JSON.stringify(result, null, 2)}\n`);
    },
  };
}
