import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PactV4 } from '@pact-foundation/pact';
import type { Interaction } from '../../contracts/session/interaction.ts';
import { CONSUMER, PROVIDER } from '../../contracts/session/names.ts';
import { type Authentication, JiraSessionClient } from '../client/session-client.ts';
import { addToPact } from './add-to-pact.ts';

/**
 * Runs a client against Pact's mock server, which knows this one interaction; the interaction becomes a part of the
 * pact once the client has sent what it says and `use` has passed.
 */
export async function againstPact(
  interaction: Interaction,
  use: (client: JiraSessionClient) => Promise<void>,
  authentication?: Authentication,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'jira-session-pact-'));
  try {
    const pact = new PactV4({ consumer: CONSUMER, provider: PROVIDER, dir, logLevel: 'error' });
    await addToPact(pact, interaction).executeTest(({ url }) =>
      use(new JiraSessionClient({ baseUrl: url, ...(authentication && { authentication }) })),
    );
    const folder = process.env.PACT_FRAGMENTS;
    const [file] = readdirSync(dir);
    const name = interaction.description.replaceAll(/\W+/g, '-');
    if (folder && file) renameSync(join(dir, file), join(folder, `${name}.json`));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
