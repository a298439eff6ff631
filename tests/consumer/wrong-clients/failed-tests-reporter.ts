import type { Reporter, Test, TestResult } from '@jest/reporters';

/** Prints the titles of the tests that failed, by the name of their project, as JSON. */
export default class FailedTestsReporter implements Reporter {
  readonly #failed: Record<string, string[]> = {};

  onTestResult({ context }: Test, { testResults, testExecError }: TestResult): void {
    const titles = testResults.filter(({ status }) => status === 'failed').map(({ title }) => title);
    this.#failed[context.config.displayName?.name ?? ''] = testExecError ? [testExecError.message] : titles;
  }

  onRunComplete(): void {
    process.stdout.write(JSON.stringify(this.#failed));
  }
}
