import { mkdtempSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Gives each run a folder of its own for the parts of the pact. Pact writes the file after every interaction, and
 * workers that ran in parallel on one file would overwrite each other.
 */
export default function makeFragmentsFolder(): void {
  process.env.PACT_FRAGMENTS = mkdtempSync(join(tmpdir(), 'jira-session-contracts-'));
  process.env.PACT_DO_NOT_TRACK = 'true';
  // What Node compiled is kept: for the workers of jest, and for the hundreds of Pact's processes that the tests start.
  process.env.NODE_COMPILE_CACHE = resolve('node_modules/.cache/compiled');
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
