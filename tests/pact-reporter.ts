import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reporter } from '@jest/reporters';
import { interactions } from '../contracts/session/interactions/index.ts';
import { PACT_FILE } from '../contracts/session/names.ts';
import { changedInteractions, mergeFragments, serialize } from './pact-merge.ts';

/**
 * Writes the pact anew when the consumer tests of every interaction have passed, and fails the run when the
 * committed one differed. A run of some tests, or with failures, leaves the file as it is.
 */
export default class PactReporter implements Reporter {
  #error: Error | undefined;

  onRunComplete(): void {
    const folder = process.env.PACT_FRAGMENTS;
    if (!folder) return;
    try {
      this.#compare(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  getLastError(): Error | undefined {
    return this.#error;
  }

  #compare(folder: string): void {
    const fragments = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    if (fragments.length < interactions.length) return;
    const order = interactions.map(({ description }) => description);
    const written = serialize(mergeFragments(fragments, order));
    const committed = existsSync(PACT_FILE) ? readFileSync(PACT_FILE, 'utf8') : '';
    if (written === committed) return;
    writeFileSync(PACT_FILE, written);
    const changes = changedInteractions(committed, written).map((change) => `\n  ${change}`);
    this.#error = new Error(
      `The committed pact is not what the consumer tests write:${changes.join('')}\n` +
        `${PACT_FILE} has been written anew: review and commit it.`,
    );
    process.stderr.write(`\n${this.#error.message}\n`);
  }
}
