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
  'not-authenticated': ['credentials-refused', 'no-password-on-cloud'],
  'rate-limited': ['rate-limited'],
  xsrf: ['xsrf-refused'],
};

describe('the page of what Jira says', () => {
  it.each(sayings.map((saying) => [saying.words, saying] as const))(
    'says of %s what the program finds',
    (_, saying) => {
      const kind = kindOf(saying.response);
      expect([kind, codes[kind]]).toEqual([
        kind,
        typeof saying.is === 'string' ? expect.arrayContaining([saying.is]) : expect.anything(),
      ]);
      // A 429 may be anybody's.
      if (kind !== 'rate-limited' && kind !== 'basic-off') expect(whoResponded(saying.response)).toBe('jira');
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
        record.givenBy !== 'front' &&
        codes[record.said.meaning[1]] !== undefined &&
        typeof record.answer.body === 'string' &&
        record.answer.body !== '' &&
        !told.has(record),
    );
    expect(missing.map(({ id, answer }) => [id, answer.body])).toEqual([]);
  });
});
