import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives each run a folder of its own for the parts of the pact. Pact writes the file after every interaction, and
 * workers that ran in parallel on one file would overwrite each other.
 */
export default function makeFragmentsFolder(): void {
  process.env.PACT_FRAGMENTS = mkdtempSync(join(tmpdir(), 'jira-session-contracts-'));
  process.env.PACT_DO_NOT_TRACK = 'true';
}
