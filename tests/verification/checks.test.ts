import { describe, expect, it } from '@jest/globals';
import { runChecks } from '../../contracts/verification/checks.ts';
import type { Exchange } from '../../contracts/verification/transcript.ts';

const session = { name: 'JSESSIONID', value: 'A1' };

function logIn(body: object, ...setCookies: string[]): Exchange {
  const answer = { status: 200, contentType: 'application/json', setCookies, text: JSON.stringify(body) };
  return { method: 'POST', path: '/auth/1/session', cookie: '', answer };
}

const statuses = (exchange: Exchange) => runChecks([exchange]).map(({ status }) => status);

describe('the checks on the transcript', () => {
  it('hold for a session whose value is the cookie, wherever it stands', () => {
    expect(statuses(logIn({ session }, 'atlassian.xsrf.token=B; Path=/', 'JSESSIONID=A1; Path=/'))).toEqual([
      'verified',
      'verified',
    ]);
  });

  it('catch a session value that is not the cookie', () => {
    expect(statuses(logIn({ session }, 'JSESSIONID=A2; Path=/'))[0]).toBe('failed');
  });

  it.each([
    ['a count as a string', { loginCount: '3' }],
    ['a date as a number', { loginCount: 3, previousLoginTime: 1700000000000 }],
    ['a date without milliseconds', { loginCount: 3, previousLoginTime: '2023-04-05T06:07:08+0200' }],
  ])('catch %s', (_name, loginInfo) => {
    expect(statuses(logIn({ session, loginInfo }, 'JSESSIONID=A1'))[1]).toBe('failed');
  });

  it('count nothing as verified where there was no answer', () => {
    expect(runChecks([]).map(({ status }) => status)).toEqual(['unverifiable', 'unverifiable']);
  });
});
