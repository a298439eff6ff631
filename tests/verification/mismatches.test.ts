import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { readMismatches } from '../../src/verification/mismatches.ts';
import type { PactInteraction } from '../../src/verification/pact-file.ts';

const { interactions } = JSON.parse(readFileSync(PACT_FILE, 'utf8')) as { interactions: PactInteraction[] };
const interaction = (description: string) => {
  const found = interactions.find((one) => one.description === description);
  if (!found) throw new Error(`the pact has no '${description}'`);
  return found;
};
const logIn = interaction('a log-in with the right credentials');

describe('a mismatch says what was asked for', () => {
  it('of a cookie, in words, and not as the example that stands in the pact', () => {
    const raw = {
      type: 'HeaderMismatch',
      key: 'Set-Cookie',
      expected: '["JSESSIONID=6E34; Path=/"]',
      actual: '',
      mismatch: 'x',
    };
    expect(readMismatches([raw], logIn)).toEqual([
      {
        kind: 'header',
        where: 'Set-Cookie',
        expected: 'a cookie named JSESSIONID or cloud.session.token, with a value',
        actual: 'nothing',
        text: 'header Set-Cookie: expected a cookie named JSESSIONID or cloud.session.token, with a value, actual nothing',
      },
    ]);
  });

  it('of a text, as the rule that it has to fit', () => {
    const raw = {
      type: 'BodyMismatch',
      path: '$.session.name',
      expected: 'JSESSIONID',
      actual: ' ',
      mismatch: 'x',
    };
    expect(readMismatches([raw], logIn)[0]).toMatchObject({
      kind: 'body',
      where: '$.session.name',
      expected: 'a text that matches ^\\S(.*\\S)?$',
    });
  });

  it('of a list, as the rule for each of its texts', () => {
    const raw = { type: 'BodyMismatch', path: '$.errorMessages[0]', expected: 'Login failed', actual: '' };
    const [found] = readMismatches([raw], interaction('a log-in as an unknown user'));
    expect(found?.expected).toMatch(/^a text that matches/);
  });

  it('of a status, as every status that does as well', () => {
    const raw = { type: 'StatusMismatch', expected: 204, actual: 500, mismatch: 'expected 204 but was 500' };
    expect(readMismatches([raw], interaction('a log-out with a session'))[0]).toMatchObject({
      expected: '200 or 204',
      actual: '500',
      text: 'status: expected 200 or 204, actual 500',
    });
    expect(readMismatches([raw], logIn)[0]?.expected).toBe('204');
  });

  it("of what has no rule, as it stands in the pact, with Pact's own words", () => {
    const raw = {
      type: 'BodyTypeMismatch',
      expected: 'application/json',
      actual: 'text/html',
      mismatch: 'Expected JSON',
    };
    expect(readMismatches([raw], logIn)[0]).toMatchObject({
      kind: 'body-type',
      text: 'body-type: expected application/json, actual text/html (Expected JSON)',
    });
  });

  it('the status first, whatever came first', () => {
    const raw = [
      { type: 'BodyMismatch', path: '$.a' },
      { type: 'HeaderMismatch', key: 'A' },
      { type: 'StatusMismatch', expected: 200, actual: 500 },
    ];
    expect(readMismatches(raw, logIn).map(({ kind }) => kind)).toEqual(['status', 'header', 'body']);
  });
});
