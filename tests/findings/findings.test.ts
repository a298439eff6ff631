import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faults } from '../../src/faults.ts';
import { findings } from '../../src/findings.ts';
import { findingsTable } from './findings-table.ts';

describe('the findings', () => {
  it('stand in the docs as they are: npm run docs writes them anew', () => {
    expect(readFileSync('docs/reference/findings.md', 'utf8')).toContain(findingsTable());
  });

  it.each(Object.entries(findings))('say of %s what it is and what to do, in whole words', (_code, found) => {
    // The cause stands behind a request, as in 'GET /auth/1/session: no server is listening there'.
    const rules = {
      'the cause begins with a small letter or a name, since it stands behind a request':
        /^([a-z]|Jira|JSON|Pact|Basic)/.test(found.cause),
      'the cause is one phrase, without a full stop': !found.cause.includes('.'),
      'the cure begins with a capital letter': /^[A-Z]/.test(found.cure),
      'the cure ends with a full stop or a question mark': /[.?]$/.test(found.cure),
    };
    const broken = Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
    expect({ ...found, broken }).toEqual({ ...found, broken: [] });
  });

  it('are each found by something', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && file !== 'finding-texts.ts',
    );
    const source = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
    const unused = Object.keys(findings).filter(
      (code) => !new RegExp(`'${code}'|^ +${code}:`, 'm').test(source),
    );
    expect(unused.map((code) => `nothing in src finds ${code}`)).toEqual([]);
  });

  it('share no code of the system, which could mean one thing only', () => {
    const codes = Object.values(faults).flatMap(({ systemCodes }) => systemCodes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
