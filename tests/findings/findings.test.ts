import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findings } from '../../src/findings.ts';
import { findingsTable } from './findings-table.ts';

describe('the findings', () => {
  it('stand in the docs as they are: npm run table writes them anew', () => {
    expect(readFileSync('docs/reference/findings.md', 'utf8')).toContain(findingsTable());
  });

  it.each(Object.entries(findings))('say of %s what it is and what to do, in whole words', (_code, found) => {
    // The cause stands behind a request, as in 'GET /auth/1/session: no server is listening there'.
    expect(found.cause).toMatch(/^[a-zJPB][^.]*$/);
    expect(found.cure).toMatch(/^[A-Z].*[.?]$/);
  });

  it('share no code of the system, which could mean one thing only', () => {
    const codes = Object.values(findings).flatMap((found) =>
      'systemCodes' in found ? found.systemCodes : [],
    );
    expect(new Set(codes).size).toBe(codes.length);
  });
});
