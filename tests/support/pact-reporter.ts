import type { Reporter } from '@jest/reporters';
import { interactions } from '../../contracts/session/interactions/index.ts';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { writePact } from '../../src/consumer/pact-parts.ts';

/**
 * Writes the pact anew when the consumer tests of every interaction have passed, and fails the run when the
 * committed one differed. A run of some tests, or with failures, leaves the file as it is.
 * `PACT_OUTPUT` names another file.
 */
export default class PactReporter implements Reporter {
  #error: Error | undefined;

  onRunComplete(): void {
    const folder = process.env.PACT_FRAGMENTS;
    if (!folder) return;
    const order = interactions.map(({ description }) => description);
    const difference = writePact(folder, process.env.PACT_OUTPUT ?? PACT_FILE, order);
    if (difference) {
      process.stderr.write(`\n${difference}\n`);
      this.#error = new Error(difference);
    }
  }

  getLastError(): Error | undefined {
    return this.#error;
  }
}
