import { describe, expect, it } from '@jest/globals';
import { sessionsIn } from '../../contracts/session/response.ts';
import { runChecks } from '../../src/verification/checks.ts';
import type { CompleteExchange } from '../../src/verification/transcript.ts';

const session = { name: 'JSESSIONID', value: 'A1' };
const Cookie = 'JSESSIONID=A1';
const user = { name: 'bob', self: 'https://jira.example.com/rest/api/latest/user?username=bob' };
const context = { baseUrl: 'https://jira.example.com/rest', username: 'bob', sessionsIn };

function exchange(
  method: string,
  cookie: string,
  status: number,
  body?: object,
  setCookies: string[] = [],
): CompleteExchange {
  const text = body ? JSON.stringify(body) : '';
  return {
    request: { method, path: '/auth/1/session', headers: { cookie } },
    response: {
      status,
      headers: { 'content-type': 'application/json' },
      setCookies,
      ...{ body: Buffer.from(text), text },
    },
  };
}

const logIn = (body: object, ...setCookies: string[]) => exchange('POST', '', 200, body, setCookies);
const goodLogIn = logIn({ session }, `${Cookie}; Path=/; Secure; HttpOnly`);

function check(name: string, ...exchanges: CompleteExchange[]) {
  const found = runChecks(exchanges, context).find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`there is no check '${name}'`);
  return found;
}

describe('the checks on the transcript', () => {
  it('hold for a session whose value is the cookie, wherever it stands, and fail for another value', () => {
    const other = 'atlassian.xsrf.token=B; Path=/';
    expect(check('session.value', logIn({ session }, other, `${Cookie}; Path=/`)).status).toBe('verified');
    expect(check('session.value', logIn({ session }, 'JSESSIONID=A2; Path=/')).status).toBe('failed');
  });

  it('hold for a session cookie of another name, with a warning that says it', () => {
    const renamed = { name: 'JIRASESSIONID', value: 'A1' };
    const { status, findings } = check(
      'session.value',
      logIn({ session: renamed }, 'JIRASESSIONID=A1; Path=/'),
    );
    expect(status).toBe('warned');
    expect(findings).toEqual([
      { code: 'session-cookie-renamed', text: expect.stringContaining('JIRASESSIONID') },
    ]);
  });

  it('compare a session value with the bytes of the cookie', () => {
    const odd = { name: 'JSESSIONID', value: 'A-ü' };
    const bytes = Buffer.from('JSESSIONID=A-ü').toString('latin1');
    expect(check('session.value', logIn({ session: odd }, `${bytes}; Path=/`)).status).toBe('verified');
    expect(check('session.value', logIn({ session: odd }, 'JSESSIONID=A-u; Path=/')).status).toBe('failed');
  });

  it.each([
    ['has expired', '; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
    ['is set for no time', '; Max-Age=0', 'Max-Age=0'],
    ['is of another path', '; Path=/somewhere/else', 'Path=/somewhere/else'],
    ['is of another host', '; Domain=example.org', 'Domain=example.org'],
  ])('catch a session cookie that %s, and name the attribute', (_name, attribute, named) => {
    const { status, findings } = check('session.value', logIn({ session }, Cookie + attribute));
    expect(status).toBe('failed');
    expect(findings).toEqual([{ code: 'cookie-not-kept', text: expect.stringContaining(named) }]);
  });

  it('catch a Secure session cookie over plain http, on this machine too', () => {
    const plain = { ...context, baseUrl: 'http://127.0.0.1:8080/rest' };
    const found = runChecks([logIn({ session }, `${Cookie}; Path=/; Secure`)], plain).flatMap(
      (one) => one.findings,
    );
    expect(found).toContainEqual({ code: 'cookie-not-kept', text: expect.stringContaining('Secure') });
  });

  it('keep a session value that is no cookie out of what they say', () => {
    const secret = { name: 'JSESSIONID', value: 'canary-secret' };
    expect(JSON.stringify(check('session.value', logIn({ session: secret }, Cookie)))).not.toContain(
      'canary',
    );
  });

  it.each([
    ['a count as a string', { loginCount: '3' }],
    ['a date as a number', { loginCount: 3, previousLoginTime: 1700000000000 }],
    ['a date without milliseconds', { loginCount: 3, previousLoginTime: '2023-04-05T06:07:08+0200' }],
  ])('catch %s', (_name, loginInfo) => {
    expect(check('every JSON body', logIn({ session, loginInfo }, Cookie)).status).toBe('failed');
    const good = { loginCount: 3, previousLoginTime: '2023-04-05T06:07:08.123+0200' };
    expect(check('every JSON body', logIn({ session, loginInfo: good }, Cookie)).status).toBe('verified');
  });

  it.each([
    ['nothing in it', {}],
    ['no count', { previousLoginTime: '2023-04-05T06:07:08.123+0200' }],
  ])('let a loginInfo with %s through: Jira leaves out what never happened', (_name, loginInfo) => {
    expect(check('every JSON body', exchange('GET', Cookie, 200, { ...user, loginInfo })).status).toBe(
      'verified',
    );
  });

  it('take a name that is composed for the same name decomposed', () => {
    const named = { ...context, username: 'j\u00fcrgen' };
    const of = (name: string) =>
      runChecks([exchange('GET', Cookie, 200, { ...user, name })], named).find(
        ({ id }) => id === 'name-is-user',
      )?.status;
    expect([of('J\u0075\u0308rgen'), of('jurgen')]).toEqual(['verified', 'failed']);
  });

  it('do not read the JSON of a refusal: no client does', () => {
    expect(check('every JSON body', exchange('GET', Cookie, 401, { unknown: 'form' })).status).toBe(
      'unverifiable',
    );
  });

  it("catch another user's name, and a self that is another user's", () => {
    const eve = { name: 'eve', self: user.self };
    expect(check('name is', exchange('GET', Cookie, 200, user)).status).toBe('verified');
    expect(check('name is', exchange('GET', Cookie, 200, eve)).status).toBe('failed');
    const basic = (who: string) => ({
      authorization: `Basic ${Buffer.from(`${who}:secret`).toString('base64')}`,
    });
    const asked = (who: string) => {
      const { request, ...rest } = exchange('GET', '', 200, eve);
      return { request: { ...request, headers: basic(who) }, ...rest };
    };
    expect(check('name is', asked('bob')).status).toBe('failed');
    // An e-mail and an API token, or another account: whose name comes back is not known.
    expect(check('name is', asked('bob@example.com')).status).toBe('unverifiable');
    expect(check('self points', exchange('GET', Cookie, 200, user)).status).toBe('verified');
    expect(check('self points', exchange('GET', Cookie, 200, eve)).status).toBe('failed');
  });

  it('warn of a session cookie that scripts can read or that goes over plain http', () => {
    expect(check('the session cookie', goodLogIn)).toMatchObject({ status: 'verified', findings: [] });
    expect(check('the session cookie', logIn({ session }, `${Cookie}; Path=/`))).toMatchObject({
      status: 'warned',
      findings: [
        { code: 'cookie-not-http-only', text: 'the session cookie is not HttpOnly' },
        { code: 'cookie-not-secure', text: 'the session cookie is not Secure' },
      ],
    });
  });

  it('do not take the answer to a token beside an ended session for one to the session', () => {
    const life = [goodLogIn, exchange('GET', Cookie, 200, user), exchange('DELETE', Cookie, 204)];
    const ended = exchange('GET', Cookie, 401);
    const withToken = exchange('GET', Cookie, 200, user);
    const { request } = withToken;
    const beside = {
      ...withToken,
      request: { ...request, headers: { ...request.headers, authorization: 'Bearer t' } },
    };
    expect(check('a session works', ...life, ended, beside).status).toBe('verified');
    expect(check('a session works', ...life, ended, withToken).status).toBe('failed');
  });

  it('follow the life of a session, and catch one that outlives its log-out', () => {
    const life = [goodLogIn, exchange('GET', Cookie, 200, user), exchange('DELETE', Cookie, 204)];
    expect(check('a session works', ...life, exchange('GET', Cookie, 401)).status).toBe('verified');
    expect(check('a session works', ...life, exchange('GET', Cookie, 200, user)).status).toBe('failed');
    expect(check('a session works', ...life).status).toBe('unverifiable');
  });

  it('catch a log-in that gives the ended session out again', () => {
    const again = exchange('POST', Cookie, 200, { session }, [`${Cookie}; Path=/`]);
    const life = [goodLogIn, exchange('GET', Cookie, 200, user), exchange('DELETE', Cookie, 204)];
    expect(check('a session works', ...life, again, exchange('GET', Cookie, 401))).toMatchObject({
      status: 'failed',
      findings: [
        {
          code: 'session-outlives-log-out',
          text: 'Jira still accepted the session after its log-out (after the log-out came POST 200)',
        },
      ],
    });
  });

  it('count nothing as verified where there was no answer', () => {
    expect(new Set(runChecks([], context).map(({ status }) => status))).toEqual(new Set(['unverifiable']));
  });
});
