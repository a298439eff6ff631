import { resolve } from 'node:path';
import { outputFile, refuseToDestroy } from '../files/output-file.ts';
import type { GuardedOutput, Io } from './io.ts';

/** Where the result of a command goes as JSON, and where its words go then. */
export interface JsonOutput {
  /** The standard output, or the other one where the JSON has it for itself. */
  readonly out: GuardedOutput;
  /** Writes the result, if somebody wants it. */
  write(result: unknown): void;
}

/**
 * Looks before the run at where the result goes as JSON.
 *
 * @param json a file, `-` for the standard output, or undefined for nowhere
 * @throws InputError for a file that could not be written in the end
 */
export function jsonOutput(json: string | undefined, { stdout, stderr, cwd }: Io): JsonOutput {
  const toStdout = json === '-';
  const file = json === undefined || toStdout ? undefined : resolve(cwd, json);
  if (json !== undefined && file) refuseToDestroy(file, json);
  const writeFile = file && outputFile(file, '--json');
  return {
    out: toStdout ? stderr : stdout,
    write: (result) => {
      if (json === undefined) return;
      const text = `${JSON.stringify(result, null, 2)}\n`;
      if (writeFile) writeFile(text);
      else stdout.writeAsItIs(text);
    },
  };
}
