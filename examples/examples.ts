import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A client that people run, in its smallest honest use. */
export interface Example {
  /** Its name in the pact, and for `verify --client`. */
  readonly consumer: string;
  /** The library, for people. */
  readonly client: string;
  /** How it is installed, from the project's folder. */
  readonly install: string;
  /** Run in the project's folder. */
  readonly command: readonly string[];
  /** Ends with 0 where the library is installed. */
  readonly isThere: readonly string[];
  /** Why `npm run examples` alone records it, and CI only verifies its committed pact; undefined for the others. */
  readonly notInCi?: string;
}

/** The project's folder. */
export const folder = fileURLToPath(new URL('..', import.meta.url));

export const examples = JSON.parse(
  readFileSync(new URL('examples.json', import.meta.url), 'utf8'),
) as readonly Example[];

/** Those that CI records. */
export const examplesOfCi = examples.filter(({ notInCi }) => notInCi === undefined);

export function isInstalled({ isThere: [program = '', ...args] }: Example): boolean {
  return spawnSync(program, args, { cwd: folder, stdio: 'ignore' }).status === 0;
}
