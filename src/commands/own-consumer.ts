import { CLOUD_CONSUMER, CONSUMER, TOKEN_CONSUMER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';

/** The clients of this project, which has their consumer tests. */
export const ownConsumers: readonly string[] = [CONSUMER, TOKEN_CONSUMER, CLOUD_CONSUMER];

/**
 * The consumer that `--client` means.
 *
 * @param client its name; the session client if left out
 * @throws InputError for a client that is none of this project's
 */
export function ownConsumer(client: string = CONSUMER): string {
  if (ownConsumers.includes(client)) return client;
  throw new InputError(`There is no client '${client}' here: there are ${ownConsumers.join(', ')}.`);
}
