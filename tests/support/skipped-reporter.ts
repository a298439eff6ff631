import type { AggregatedResult, Reporter } from '@jest/reporters';

/** Says at the end of a run which tests were skipped. The name of each has the reason in it. */
export default class SkippedReporter implements Reporter {
  onRunComplete(_contexts: unknown, { testResults }: AggregatedResult): void {
    const skipped = testResults.flatMap(({ testResults: results }) =>
      results
        .filter(({ status }) => status === 'pending')
        .map(({ ancestorTitles, title }) => [...ancestorTitles, title].join(' › ')),
    );
    // A run of some tests by name skips all others, on purpose.
    if (skipped.length === 0 || process.argv.some((word) => /^(-t|--testNamePattern)/.test(word))) return;
    process.stderr.write(`\nSkipped:\n${skipped.map((one) => `  - ${one}\n`).join('')}`);
  }
}
