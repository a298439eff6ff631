export default {
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/../../tests/support/strip-types.ts' },
};
