import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

/**
 * Which tests run. The quick ones need Node and `npm ci` alone, and hold each promise with at least one test. What repeats a promise over
 * many cases, or needs something else (a broker, a browser, a client in another language, a program such as curl, the tools, all of the
 * documents) is called `*.full.test.ts`: `npm run test:all` has it too. Installing the package needs npm's registry:
 * `npm run test:package`.
 */
const tests: Readonly<Record<string, readonly string[]>> = {
  quick: ['<rootDir>/tests/!(package)/**/!(*.full).test.ts'],
  full: ['<rootDir>/tests/**/*.full.test.ts'],
  all: ['<rootDir>/tests/!(package)/**/*.test.ts'],
  package: ['<rootDir>/tests/package/*.test.ts'],
};

export default {
  testMatch: [...(tests[process.env.TESTS ?? 'quick'] ?? [])],
  extensionsToTreatAsEsm: ['.ts'],
  // Types are checked by `npm run typecheck`: here each file is transpiled by itself.
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false, transpilation: true }] },
  // TypeScript rewrites the '.ts' of an import to '.js'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/tests/support/pact-fragments.ts',
  globalTeardown: '<rootDir>/tests/support/remove-pact-fragments.ts',
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  reporters: [
    'default',
    '<rootDir>/tests/support/pact-reporter.ts',
    '<rootDir>/tests/support/skipped-reporter.ts',
  ],
  // The tests wait for processes and sockets more than they compute.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 60_000,
} satisfies Config;
