import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONSUMER, PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { commandLine } from '../tool.ts';

const FOLDER = fileURLToPath(new URL('../../pacts', import.meta.url));
const ENDING = `-${PROVIDER}.json`;

/** The clients whose recorded pacts come with the project, such as `python-jira`. */
function shippedClients(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .filter((client) => client !== CONSUMER)
    .toSorted();
}

/**
 * The pact files of clients.
 *
 * @param names of clients; `all` for every one
 * @returns paths
 * @throws InputError for a client without a pact
 */
export function pactsOfClients(names: readonly string[]): string[] {
  const known = shippedClients();
  const wanted = names.flatMap((name) => (name === 'all' ? known : [name]));
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `There is no recorded pact of '${unknown}': the recorded pacts are ${known.join(', ')}. Record your own client with ${commandLine('record')}, and name its pact with --pact.`,
    );
  }
  return [...new Set(wanted)].map((name) => join(FOLDER, name + ENDING));
}
