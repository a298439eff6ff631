import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** Which folders of `contracts` each folder may import from, beside itself and the files that all may use. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  session: [],
  client: ['session'],
  provider: ['session'],
  reports: [],
  verification: ['provider', 'reports', 'session'],
  doctor: ['provider', 'reports', 'session', 'verification'],
  mutation: ['provider', 'reports', 'session', 'verification'],
  broker: ['provider', 'reports', 'session', 'verification'],
};
const forAll = ['config.ts', 'errors.ts', 'loopback.ts'];

const files = globSync('contracts/*/**/*.ts').filter((file) => !file.endsWith('.d.ts'));

/** The first part below `contracts` of each of our files that a file imports, now or later. */
function importedBy(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...imports].map(([, path]) => {
    const { pathname } = new URL(path ?? '', `file:///${file}`);
    return pathname.split('/')[2] ?? '';
  });
}

describe('imports go one way', () => {
  it.each(files)('in %s', (file) => {
    const folder = file.split('/')[1] ?? '';
    expect(Object.keys(allowed)).toContain(folder);
    for (const imported of importedBy(file)) {
      expect([folder, ...forAll, ...(allowed[folder] ?? [])]).toContain(imported);
    }
  });

  it('and are found', () => {
    expect(importedBy('contracts/verification/verify.ts')).toEqual(
      expect.arrayContaining(['reports', 'verification']),
    );
  });
});
