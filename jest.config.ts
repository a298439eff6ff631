import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

export default {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  // Installing the package needs npm's registry, and minutes: npm run test:package.
  testPathIgnorePatterns: process.env.TEST_PACKAGE ? [] : ['<rootDir>/tests/package/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, diagnostics: false }] },
  // TypeScript rewrites the '.ts' of an import to '.js'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/tests/support/pact-fragments.ts',
  globalTeardown: '<rootDir>/tests/support/remove-pact-fragments.ts',
  reporters: [
    'default',
    '<rootDir>/tests/support/pact-reporter.ts',
    '<rootDir>/tests/support/skipped-reporter.ts',
  ],
  // The tests wait for processes and sockets more than they compute.
  maxWorkers: availableParallelism() + 1,
  testTimeout: 60_000,
} satisfies Config;
