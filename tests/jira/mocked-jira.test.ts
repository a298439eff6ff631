import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';

const alice = { username: 'alice', password: 'mocked-password-of-alice' };

async function start(options: MockedJiraOptions = {}) {
  const jira = await startMockedJira(options);
  const send = (method: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(`${jira.baseUrl}/auth/1/session`, { method, headers, ...(body !== undefined && { body }) });
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(jira.baseUrl + path, { headers });
  const logIn = (body: unknown = alice) =>
    send('POST', { 'Content-Type': 'application/json' }, JSON.stringify(body));
  return { jira, send, ask, logIn, [Symbol.asyncDispose]: () => jira.stop() };
}

const basic = (username: string, password: string) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);

describe('the mocked Jira', () => {
  it('lives through a session: log in, who am I, log out, and no more', async () => {
    await using mocked = await start();
    const answer = await mocked.logIn();
    const { session, loginInfo } = (await answer.json()) as Record<string, { name: string; value: string }>;
    const Cookie = `${session?.name}=${session?.value}`;
    expect(cookiesOf(answer)).toContain(Cookie);
    expect(loginInfo).toMatchObject({ loginCount: 1 });
    const user = await mocked.send('GET', { Cookie });
    expect(user.headers.get('x-ausername')).toBe('alice');
    expect(await user.json()).toMatchObject({ name: 'alice' });
    expect((await mocked.send('DELETE', { Cookie })).status).toBe(204);
    expect((await mocked.send('DELETE', { Cookie })).status).toBe(401);
    expect((await mocked.send('GET', { Cookie })).status).toBe(401);
  });

  it('tells the log-in before in loginInfo, and leaves out what never happened', async () => {
    await using mocked = await start();
    const infoOf = async (answer: Response) =>
      ((await answer.json()) as { readonly loginInfo: object }).loginInfo;
    const byToken = await mocked.send('GET', { Authorization: 'Bearer mocked-token-of-alice' });
    expect(await infoOf(byToken)).toEqual({});
    expect(await infoOf(await mocked.logIn())).toEqual({ loginCount: 1 });
    expect(await infoOf(await mocked.logIn())).toEqual({
      loginCount: 2,
      previousLoginTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/),
    });
  });

  it.each([null, '', undefined])('refuses the password %p as a wrong one', async (password) => {
    await using mocked = await start();
    const answer = await mocked.logIn({ username: 'alice', password });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('JIRA REST POST');
    expect(await answer.json()).toEqual({ errorMessages: ['Login failed'], errors: {} });
  });

  it('takes a user name that is no text for nobody', async () => {
    await using mocked = await start();
    for (const username of [{ toString: '' }, ['alice'], 7, { username: 'alice' }, null]) {
      expect((await mocked.logIn({ username, password: alice.password })).status).toBe(401);
    }
  });

  it('answers malformed JSON with 400 and another content type with 415', async () => {
    await using mocked = await start();
    const malformed = await mocked.send('POST', { 'Content-Type': 'application/json' }, '{"username":');
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).not.toHaveProperty('errors');
    expect((await mocked.send('POST', { 'Content-Type': 'text/plain' }, 'a')).status).toBe(415);
  });

  it('sends several cookies in changing order, none of them Secure', async () => {
    await using mocked = await start();
    const first = new Set<string>();
    for (let attempt = 0; attempt < 40; attempt++) {
      const cookies = (await mocked.logIn()).headers.getSetCookie();
      expect(cookies).toHaveLength(2);
      expect(cookies.join()).not.toMatch(/secure/i);
      first.add(cookies[0]?.split('=')[0] ?? '');
    }
    expect([...first].sort()).toEqual(['JSESSIONID', 'atlassian.xsrf.token']);
  });

  it('answers wrong Basic credentials with a page, and any with 403 where Basic is off', async () => {
    const Authorization = basic('alice', 'wrong');
    await using on = await start();
    const page = await on.send('GET', { Authorization });
    expect([page.status, page.headers.get('content-type')]).toEqual([401, 'text/html;charset=UTF-8']);
    await using off = await start({ basicAuthentication: false });
    expect((await off.send('GET', { Authorization })).status).toBe(403);
  });

  it.each(['/auth/1/session', '/api/2/myself', '/api/2/serverInfo'])(
    'answers Basic credentials on %s with a page and both headers, while a CAPTCHA is pending',
    async (path) => {
      await using mocked = await start({ accounts: [{ ...alice, captchaPending: true }] });
      const answer = await mocked.ask(path, { Authorization: basic('alice', alice.password) });
      expect(answer.status).toBe(403);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/html;charset=UTF-8',
        'x-seraph-loginreason': 'AUTHENTICATION_DENIED',
        'x-authentication-denied-reason': expect.stringMatching(/^CAPTCHA_CHALLENGE; login-url=http/),
        'www-authenticate': expect.stringMatching(/^OAuth realm=/),
      });
    },
  );

  it('opens a session for Basic credentials that it takes, and says so', async () => {
    await using mocked = await start();
    const answer = await mocked.send('GET', { Authorization: basic('alice', alice.password) });
    expect(answer.headers.get('x-seraph-loginreason')).toBe('OK');
    const Cookie = cookiesOf(answer).join('; ');
    expect((await mocked.send('GET', { Cookie })).status).toBe(200);
    expect((await mocked.send('GET', { Authorization: basic('alice', alice.password), Cookie })).status).toBe(
      200,
    );
    expect([mocked.jira.openSessions, mocked.jira.openLogIns]).toEqual([1, 0]);
  });

  it('writes a blank in the name of a user as a plus sign', async () => {
    const user = { username: 'alice b/c', password: 'made-up-password' };
    await using mocked = await start({ accounts: [user] });
    const answer = await mocked.send('GET', { Authorization: basic(user.username, user.password) });
    expect(answer.headers.get('x-ausername')).toBe('alice+b%2Fc');
    expect(await answer.json()).toMatchObject({
      name: 'alice b/c',
      self: expect.stringContaining('?username=alice+b%2Fc'),
    });
  });

  it.each([
    ['datacenter', { errorMessages: [expect.any(String)], errors: {} }],
    ['datacenter10', { message: expect.any(String), 'status-code': 401 }],
    ['jira11', { message: expect.any(String), 'status-code': 401 }],
  ] as const)('refuses nobody on its other resources as %s does', async (flavour, body) => {
    await using mocked = await start({ flavour });
    const answer = await mocked.ask('/api/2/myself');
    expect([answer.status, await answer.json()]).toEqual([401, body]);
  });

  it('bears the id of the request on all that Jira itself answers, and on nothing else', async () => {
    await using jira = await start();
    for (const path of ['/auth/1/session', '/api/2/myself', '/api/2/serverInfo', '/no/such/resource']) {
      expect((await jira.ask(path)).headers.get('x-arequestid')).toMatch(/^\d+x\d+x1$/);
    }
    await using front = await start({ flavour: 'kerberos' });
    const answer = await front.ask('/api/2/serverInfo');
    expect([
      answer.status,
      answer.headers.get('www-authenticate'),
      answer.headers.get('x-arequestid'),
    ]).toEqual([401, 'Negotiate', null]);
  });

  it('takes an absolute address in the place of a path, as from a client that takes it for its proxy', async () => {
    await using jira = await startMockedJira({ contextPath: '/jira' });
    const { port } = new URL(jira.baseUrl);
    const bodyAt = async (path: string, headers = {}) => {
      const asked = request({ port, path, headers, agent: false }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      return { status: response.statusCode, ...((await json(response)) as object) };
    };
    const Authorization = basic(alice.username, alice.password);
    const site = 'http://jira.example.com:8080/jira';
    const self = `${site}/rest/api/latest/user?username=alice`;
    const session = '/jira/rest/auth/1/session';
    // Its own host counts, and not that of the header.
    for (const path of [`${site}/rest/auth/1/session`, `HTTP://jira.example.com:8080${session}?a=b`]) {
      expect(await bodyAt(path, { Authorization })).toMatchObject({ status: 200, self, name: 'alice' });
    }
    expect(await bodyAt(session, { Authorization })).toMatchObject({
      self: expect.stringContaining(`localhost:${port}`),
    });
  });

  it('has the session cookie of its flavour and leaves loginInfo out on Cloud', async () => {
    await using mocked = await start({ flavour: 'cloud-2018' });
    const answer = await mocked.logIn();
    expect(cookiesOf(answer).some((cookie) => cookie?.startsWith('cloud.session.token='))).toBe(true);
    expect(await answer.json()).not.toHaveProperty('loginInfo');
  });

  it.each(['datacenter', 'cloud'] as const)('tells in serverInfo that it is a %s', async (flavour) => {
    await using mocked = await start({ flavour });
    const info = await (await fetch(`${mocked.jira.baseUrl}/api/2/serverInfo`)).json();
    expect(info).toMatchObject({ deploymentType: flavour === 'cloud' ? 'Cloud' : 'Server' });
  });
});

describe('a mocked Jira with personal access tokens', () => {
  const Authorization = 'Bearer mocked-token-of-alice';

  it('opens a session for a token, and refuses the token beside that session once it has ended', async () => {
    await using mocked = await start({ flavour: 'datacenter10' });
    const first = await mocked.send('GET', { Authorization });
    expect(first.status).toBe(200);
    const Cookie = cookiesOf(first).join('; ');
    expect((await mocked.send('GET', { Authorization, Cookie })).status).toBe(200);
    expect((await mocked.send('DELETE', { Cookie })).status).toBe(204);
    expect((await mocked.send('GET', { Authorization, Cookie })).status).toBe(401);
    expect((await mocked.send('GET', { Authorization })).status).toBe(200);
  });

  it('as Jira 11 refuses Basic credentials whatever is asked, and takes the token', async () => {
    await using mocked = await start({ flavour: 'jira11' });
    for (const path of ['/api/2/serverInfo', '/api/2/myself', '/auth/1/session']) {
      const refused = await mocked.ask(path, { Authorization: basic('alice', alice.password) });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toEqual({
        message: 'Basic Authentication has been disabled on this instance.',
      });
    }
    expect(await (await mocked.ask('/api/2/myself', { Authorization })).json()).toMatchObject({
      name: 'alice',
    });
    expect((await mocked.ask('/api/2/serverInfo')).status).toBe(200);
    expect((await mocked.ask('/auth/1/session', { Authorization })).status).toBe(403);
  });
});

describe('a mocked Jira of Cloud today', () => {
  const token = basic('alice@example.com', 'mocked-api-token-of-alice');

  it('refuses a log-in with two challenges, and tells whose API token came with it', async () => {
    await using mocked = await start({ flavour: 'cloud' });
    const headers = { 'Content-Type': 'application/json', Authorization: token };
    const answer = await mocked.send('POST', headers, JSON.stringify(alice));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^JIRA REST POST, OAuth realm="/);
    expect(answer.headers.get('x-aaccountid')).toBe('557058%3Amocked-account-id-of-alice');
  });

  it('names the user of an API token by the account id, and opens no session', async () => {
    await using mocked = await start({ flavour: 'cloud' });
    const answer = await mocked.send('GET', { Authorization: token });
    expect(await answer.json()).toEqual({
      name: '557058:mocked-account-id-of-alice',
      self: expect.stringContaining('?username=557058%3Amocked-account-id-of-alice'),
    });
    expect(cookiesOf(answer)).toEqual([expect.stringMatching(/^atlassian\.xsrf\.token=.*_lin$/)]);
    expect(mocked.jira.openSessions).toBe(0);
  });

  it.each([
    ['a token that is no JWT', 'Bearer mocked-token-of-alice', 403, 'application/json'],
    ['what looks like a JWT', 'Bearer a.b.c', 401, 'text/html;charset=UTF-8'],
    ['a scheme in small letters', 'bearer mocked-token-of-alice', 401, 'text/html;charset=UTF-8'],
    ['a password', basic('alice@example.com', alice.password), 401, 'text/plain'],
    ['a wrong API token', basic('alice@example.com', 'wrong'), 401, 'text/html;charset=UTF-8'],
  ])('answers %s on myself as recorded', async (_name, Authorization, status, mediaType) => {
    await using mocked = await start({ flavour: 'cloud' });
    const answer = await mocked.ask('/api/3/myself', { Authorization });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, mediaType]);
  });

  it('answers a wrong API token on serverInfo as nobody', async () => {
    await using mocked = await start({ flavour: 'cloud' });
    const answer = await mocked.ask('/api/2/serverInfo', { Authorization: basic('alice@example.com', 'no') });
    expect([answer.status, answer.headers.get('x-seraph-loginreason')]).toEqual([
      200,
      'AUTHENTICATED_FAILED',
    ]);
  });
});
