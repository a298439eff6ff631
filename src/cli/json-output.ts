import { resolve } from 'node:path';
import { outputFile, refuseToDestroy } from '../files/output-file.ts';
import type { Io } from './io.ts';

/** Where the result of a command goes as JSON, and where its words go then; looked at before the run. */
export function jsonOutput(json: string | undefined, { stdout, stderr, cwd }: Io, option = '--json') {
  const toStdout = json === '-';
  const file = json === undefined || toStdout ? undefined : resolve(cwd, json);
  if (json !== undefined && file) refuseToDestroy(file, json);
  const writeFile = file && outputFile(file, option);
  return {
    out: toStdout ? stderr : stdout,
    write: (result: unknown) => {
      if (json === undefined) return;
      const text = `${JSON.stringify(result, null, 2)}\n`;
      if (writeFile) writeFile(text);
      else stdout.writeAsItIs(text);
    },
  };
}
