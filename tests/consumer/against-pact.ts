import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { PactV4 } from '@pact-foundation/pact';
import { consumers } from '../../contracts/consumers.ts';
import type { Interaction } from '../../contracts/session/interaction.ts';
import { CONSUMER, type OwnConsumer, PROVIDER } from '../../contracts/session/names.ts';
import { type Authentication, JiraSessionClient } from '../../src/client/session-client.ts';
import { temporaryFolder } from '../../src/files/temporary-folder.ts';
import { partName } from '../support/write-pact.ts';
import { addToPact } from './add-to-pact.ts';

/**
 * Runs the session client against Pact's mock server, which knows this one interaction; the interaction becomes a part
 * of the pact once the client has sent what it says and `use` has passed.
 */
export async function againstPact(
  interaction: Interaction,
  use: (client: JiraSessionClient) => Promise<void>,
  authentication?: Authentication,
): Promise<void> {
  await againstPactOf(CONSUMER, interaction, (baseUrl) =>
    use(new JiraSessionClient({ baseUrl, ...(authentication && { authentication }) })),
  );
}

/**
 * The same for any client of this project.
 *
 * @param consumer its name in the pact
 * @param use runs it against the mock server at a base URL
 */
export async function againstPactOf(
  consumer: OwnConsumer,
  interaction: Interaction,
  use: (baseUrl: string) => Promise<void>,
): Promise<void> {
  if (!consumers[consumer].includes(interaction))
    throw new Error(
      `'${interaction.description}' is no interaction of ${consumer} in contracts/consumers.ts.`,
    );
  using temporary = temporaryFolder('pact');
  const dir = temporary.path;
  const pact = new PactV4({ consumer, provider: PROVIDER, dir, logLevel: 'error' });
  await addToPact(pact, interaction).executeTest(({ url }) => use(url));
  const fragments = process.env.PACT_FRAGMENTS;
  const [file] = readdirSync(dir);
  if (!fragments || !file) return;
  const folder = join(fragments, consumer);
  mkdirSync(folder, { recursive: true });
  renameSync(join(dir, file), join(folder, partName(interaction.description)));
}
