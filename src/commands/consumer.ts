import { CLOUD_CONSUMER, CONSUMER, TOKEN_CONSUMER } from '../../contracts/session/names.ts';
import { refuseUnlessFileName } from '../recording/record-pact.ts';

/** The clients of this project, whose pacts its consumer tests write. All others are recorded. */
export const ownConsumers: readonly string[] = [CONSUMER, TOKEN_CONSUMER, CLOUD_CONSUMER];

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
