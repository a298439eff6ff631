import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter } from '@jest/reporters';
import { consumers } from '../../contracts/consumers.ts';
import { pactFileOf } from '../../contracts/session/names.ts';
import { writePact } from './write-pact.ts';

/**
 * Writes the pact of a consumer anew when the consumer tests of each of its interactions have passed, and fails the run
 * when the committed one differed. A run of some tests, or with failures, leaves the file as it is. `PACT_OUTPUT` names
 * another folder than the project's for the pacts.
 */
export default class PactReporter implements Reporter {
  #error: Error | undefined;

  onRunComplete(): void {
    const { PACT_FRAGMENTS, PACT_OUTPUT = '.' } = process.env;
    if (!PACT_FRAGMENTS) return;
    const differences = Object.entries(consumers).flatMap(([consumer, interactions]) => {
      const folder = join(PACT_FRAGMENTS, consumer);
      if (!existsSync(folder)) return [];
      const order = interactions.map(({ description }) => description);
      return writePact(folder, join(PACT_OUTPUT, pactFileOf(consumer)), order) ?? [];
    });
    if (differences.length === 0) return;
    process.stderr.write(`\n${differences.join('\n')}\n`);
    this.#error = new Error(differences.join('\n'));
  }

  getLastError(): Error | undefined {
    return this.#error;
  }
}
