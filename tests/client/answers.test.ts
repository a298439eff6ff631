import { describe, expect, it } from '@jest/globals';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import type { ResponseParts } from '../../contracts/session/response.ts';
import { readCurrentUser, readLogOut, readSession } from '../../src/client/read-response.ts';

const readers = { GET: readCurrentUser, POST: readSession, DELETE: readLogOut };
type Method = keyof typeof readers;

const answer = (status: number, text = '', headers: ResponseParts['headers'] = {}): ResponseParts => ({
  status,
  headers,
  text,
});

/** What reading an answer throws, as its name, its message and its own fields. */
function errorOf(method: Method, given: ResponseParts): Record<string, unknown> {
  try {
    readers[method]({ ...given, request: `${method} ${SESSION_PATH}` });
  } catch (error) {
    const { name, message, ...fields } = error as Error;
    return { name, message, ...fields };
  }
  throw new Error('no error was thrown');
}

const captcha = (value: unknown) => ({ 'x-authentication-denied-reason': value });
const retryAfter = (value: unknown) => ({ 'retry-after': value });
const message = 'Basic Authentication has been disabled on this instance.';
const LOG_IN_AGAIN = 'Jira does not know this session or these credentials. Log in again.';
const REFUSED = 'Check the user name and the password.';
const GONE =
  'If the base URL ends in /rest, this Jira no longer has the resource: use a personal access token, or a service account (OAuth 2.0).';

/** The method, the answer, the name of the error and what it says after the request. */
type Refusal = [Method, ResponseParts, string, string];

/** A Jira that refuses the resource is told what to move to; the basis stands with it. */
const PERHAPS_REFUSED =
  ' Perhaps this Jira refuses the session resource, as Jira 11 does (inferred): then use a personal access token.';

const unexpected = (method: Method, given: ResponseParts, what: string): Refusal => [
  method,
  given,
  'UnexpectedResponseError',
  `an unexpected answer (${given.status}, ${what}).${given.status === 403 ? PERHAPS_REFUSED : ''} Check the base URL, and what is in front of Jira.`,
];

const refusals: readonly Refusal[] = [
  ['POST', answer(401), 'LogInFailedError', `Jira refused the log-in (no message). ${REFUSED}`],
  [
    'POST',
    answer(401, '{"errorMessages":["a",7,"b"]}'),
    'LogInFailedError',
    `Jira refused the log-in (a; b). ${REFUSED}`,
  ],
  [
    'POST',
    answer(401, '{"errorMessages":"a"}'),
    'LogInFailedError',
    `Jira refused the log-in (no message). ${REFUSED}`,
  ],
  ['GET', answer(401), 'NotAuthenticatedError', LOG_IN_AGAIN],
  ['DELETE', answer(401), 'NotAuthenticatedError', LOG_IN_AGAIN],
  [
    'POST',
    answer(403, '', captcha('CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp')),
    'CaptchaChallengeError',
    'Jira demands a CAPTCHA. Log in once with a browser at https://jira.example.com/login.jsp, then try again.',
  ],
  [
    'POST',
    answer(403, '', captcha('CAPTCHA_CHALLENGE; login-url=http://jira/login.jsp; more')),
    'CaptchaChallengeError',
    'Jira demands a CAPTCHA. Log in once with a browser at http://jira/login.jsp, then try again.',
  ],
  [
    'POST',
    answer(403, '', captcha('CAPTCHA_CHALLENGE')),
    'CaptchaChallengeError',
    'Jira demands a CAPTCHA. Log in once with a browser, then try again.',
  ],
  unexpected('POST', answer(403, '', captcha('NO CAPTCHA_CHALLENGE')), 'an empty body'),
  unexpected('POST', answer(403, '', captcha(['CAPTCHA_CHALLENGE'])), 'an empty body'),
  [
    'GET',
    answer(403, JSON.stringify({ message })),
    'BasicAuthenticationDisabledError',
    'Basic authentication is switched off on this Jira. Use a personal access token.',
  ],
  unexpected('GET', answer(403, JSON.stringify({ message: 'no' })), 'other JSON'),
  unexpected('GET', answer(403, JSON.stringify({ message: [message] })), 'other JSON'),
  ['GET', answer(404), 'ResourceGoneError', `there is no session resource here (404). ${GONE}`],
  ['GET', answer(410), 'ResourceGoneError', `there is no session resource here (410). ${GONE}`],
  [
    'GET',
    answer(429, '', retryAfter('120')),
    'RateLimitedError',
    'Jira limits the rate of requests. Wait 120 s, then try again.',
  ],
  ['GET', answer(429), 'RateLimitedError', 'Jira limits the rate of requests. Wait, then try again.'],
  [
    'GET',
    answer(429, '', retryAfter('in 7')),
    'RateLimitedError',
    'Jira limits the rate of requests. Wait, then try again.',
  ],
  [
    'GET',
    answer(429, '', retryAfter('7 days')),
    'RateLimitedError',
    'Jira limits the rate of requests. Wait, then try again.',
  ],
  ...[300, 302, 399].map((status) => unexpected('GET', answer(status, '<html>'), 'a redirect')),
  unexpected('GET', answer(299, '<html>'), 'a page of HTML or XML'),
  unexpected('GET', answer(400, '  <html>'), 'a page of HTML or XML'),
  unexpected('POST', answer(500, 'a < b'), 'no JSON object'),
  unexpected('DELETE', answer(500, ' \n'), 'an empty body'),
  unexpected('DELETE', answer(201), 'an empty body'),
  ...['null', '[]', '7', '"text"', '{"name":'].map((text) =>
    unexpected('GET', answer(200, text), 'no JSON object'),
  ),
  ...['{}', '{"session":null}', '{"session":{"name":"a"}}', '{"session":{"value":"a"}}'].map((text) =>
    unexpected('POST', answer(200, text), 'JSON without a session'),
  ),
  ...[
    '{}',
    '{"name":"a"}',
    '{"self":"http://a/"}',
    '{"name":"a","self":"a"}',
    '{"name":"a","self":["http://a/"]}',
  ].map((text) => unexpected('GET', answer(200, text), 'JSON without a user')),
];

describe('the answer', () => {
  it.each(refusals)('to %s, %j, is a %s', (method, given, name, said) => {
    expect(errorOf(method, given)).toMatchObject({ name, message: `${method} /auth/1/session: ${said}` });
  });

  it.each<[Method, ResponseParts, unknown]>([
    ['POST', answer(200, '{"session":{"name":"a","value":"b","more":1}}'), { name: 'a', value: 'b' }],
    ['GET', answer(200, '{"name":"a","self":"http://a/","more":1}'), { name: 'a', self: 'http://a/' }],
    ['DELETE', answer(200, 'anything'), undefined],
    ['DELETE', answer(204), undefined],
  ])('to %s, %j, is read', (method, given, value) => {
    expect(readers[method]({ ...given, request: `${method} ${SESSION_PATH}` })).toEqual(value);
  });

  it('to a wrong password keeps what Jira said apart', () => {
    const given = answer(401, '{"errorMessages":["a","b"]}');
    expect(errorOf('POST', given)).toMatchObject({ errorMessages: ['a', 'b'] });
    expect(errorOf('POST', answer(401, '<html>'))).toMatchObject({ errorMessages: [] });
  });

  it('that asks to wait keeps the seconds apart', () => {
    expect(errorOf('GET', answer(429, '', retryAfter('12')))).toMatchObject({ retryAfterSeconds: 12 });
    expect(errorOf('GET', answer(429, '', retryAfter('soon')))).toMatchObject({
      retryAfterSeconds: undefined,
    });
  });
});
