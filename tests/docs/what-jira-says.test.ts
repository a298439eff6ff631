import { describe, expect, it } from '@jest/globals';
import { kindOf, type ResponseKind, whoResponded } from '../../contracts/session/response.ts';
import { SAYINGS } from '../../contracts/session/sayings.ts';
import type { FindingCode } from '../../src/findings.ts';
import { publicRecords } from '../support/public-records.ts';
import { recordsOf, sayings } from './pages/what-jira-says-page.ts';

/** What the program finds of an answer of each kind. */
const codes: Readonly<Partial<Record<ResponseKind, readonly FindingCode[]>>> = {
  'basic-off': ['basic-off'],
  captcha: ['captcha-pending'],
  'log-in-denied': ['log-in-denied'],
  'not-authenticated': ['credentials-refused', 'no-password-on-cloud', 'client-refused', 'log-in-in-front'],
  other: ['scope-refused'],
  'rate-limited': ['rate-limited'],
  xsrf: ['xsrf-refused'],
};

/** Kinds of answers that show who gave them: a 404 or a 429 may be anybody's. */
const SAYS_WHO: ReadonlySet<ResponseKind> = new Set([
  'captcha',
  'log-in-denied',
  'not-authenticated',
  'xsrf',
]);

describe('the page of what Jira says', () => {
  it.each(sayings.map((saying) => [saying.words, saying] as const))(
    'says of %s what the program finds',
    (_, saying) => {
      const kind = kindOf(saying.response);
      if (typeof saying.is === 'string')
        expect([kind, codes[kind]]).toEqual([kind, expect.arrayContaining([saying.is])]);
      if (saying.is === 'log-in-in-front') expect(whoResponded(saying.response)).toBe('in front');
      else if (SAYS_WHO.has(kind) && saying.basis === undefined)
        expect(whoResponded(saying.response)).toBe('jira');
    },
  );

  it.each(sayings.map((saying) => [saying.words, saying] as const))(
    'says where %s is known from',
    (_, saying) => {
      expect(recordsOf(saying).length > 0).toBe(saying.basis === undefined);
      const kinds = recordsOf(saying).map(({ said }) => said.meaning[1]);
      if (kinds.length > 0) expect(kinds).toContain(kindOf(saying.response));
    },
  );

  it('has each saying that a shared recording may keep', () => {
    expect(sayings.map(({ words }) => words)).toEqual(SAYINGS);
  });

  it('has each of the words that public records of refusals have', () => {
    const told = new Set(sayings.flatMap(recordsOf));
    const missing = publicRecords.filter(
      (record) =>
        codes[record.said.meaning[1]] !== undefined &&
        typeof record.answer.body === 'string' &&
        record.answer.body !== '' &&
        !told.has(record),
    );
    expect(missing.map(({ id, answer }) => [id, answer.body])).toEqual([]);
  });
});
