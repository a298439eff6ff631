import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CONSUMER, PACT_FILE, PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { projectPath } from '../root.ts';
import { commandLine } from '../tool.ts';
import type { PactToVerify } from './pact-file.ts';

const ROOT = projectPath('');
const FOLDER = join(ROOT, 'pacts');
const ENDING = `-${PROVIDER}.json`;

/** The files of the recorded pacts that come with the project. */
export function pactsOfClients(names: readonly string[]): string[] {
  const known = readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter((client) => client !== CONSUMER)
    .toSorted();
  const wanted = names.flatMap((name) => (name === 'all' ? known : [name]));
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `There is no recorded pact of '${unknown}': the recorded pacts are ${known.join(', ')}. Record your own client with ${commandLine('record')}, and name its pact with --pact.`,
    );
  }
  return [...new Set(wanted)].map((name) => join(FOLDER, name + ENDING));
}

/** The path of a pact as a report shows it, without the folder in which this project is installed. */
export function shownPath(path: string): string {
  return path.startsWith(FOLDER) ? relative(ROOT, path) : path;
}

/** Reads the pacts that a run is held to. */
export async function readPacts(
  pacts: readonly (string | PactToVerify)[] = [join(ROOT, PACT_FILE)],
): Promise<PactToVerify[]> {
  // Pact's process starts while this loads.
  const { pactOf, readPact } = await import('./read-pact.ts');
  return pacts.map((one) =>
    typeof one === 'string'
      ? { pact: readPact(one), source: shownPath(one) }
      : { ...one, pact: pactOf(one.pact, one.source) },
  );
}
