import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AggregatedResult, Reporter } from '@jest/reporters';
import { consumers } from '../../contracts/consumers.ts';
import { pactFileOf } from '../../contracts/session/names.ts';
import { CONSUMER_TESTS, withoutConsumerTest, writePact } from './write-pact.ts';

/**
 * Writes the pact of a consumer anew when the consumer tests of each of its interactions have passed, and fails the run
 * when the committed one differed, or when all consumer tests have passed and an interaction has none. A run of some tests, or with failures, leaves the file as it is. `PACT_OUTPUT` names
 * another folder than the project's for the pacts.
 */
export default class PactReporter implements Reporter {
  #error: Error | undefined;

  onRunComplete(_contexts: unknown, { testResults }: AggregatedResult): void {
    const { PACT_FRAGMENTS, PACT_OUTPUT = '.' } = process.env;
    if (!PACT_FRAGMENTS) return;
    const passed = new Set(
      testResults
        .filter((file) => file.numPassingTests > 0 && file.numPassingTests === file.testResults.length)
        .map(({ testFilePath }) => testFilePath),
    );
    const ranAll = readdirSync(CONSUMER_TESTS).every((file) => passed.has(resolve(CONSUMER_TESTS, file)));
    const differences = Object.entries(consumers).flatMap(([consumer, interactions]) => {
      const folder = join(PACT_FRAGMENTS, consumer);
      const order = interactions.map(({ description }) => description);
      const untested = ranAll ? withoutConsumerTest(folder, order) : [];
      if (untested.length > 0 || !existsSync(folder)) return untested;
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
