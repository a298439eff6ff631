import { CONSUMER, OWN_CONSUMERS } from '../../contracts/session/names.ts';
import { refuseUnlessFileName } from '../recording/record-pact.ts';

/** The clients of this project, among names that a user may give. */
export const ownConsumers: readonly string[] = OWN_CONSUMERS;

/**
 * The consumer that `--client` means.
 *
 * @param client its name; the session client if left out
 * @throws InputError for a name that no pact file can have
 */
export function consumerNamed(client: string = CONSUMER): string {
  refuseUnlessFileName(client, '--client');
  return client;
}
