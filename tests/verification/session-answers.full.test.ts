import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  body,
  type JiraOptions,
  json,
  leftOpenBy,
  startJira,
  verbs,
  withStatus,
} from '../support/session-jira.ts';

const withCookie =
  (attributes: string): Answer =>
  (response, cookie) =>
    response.writeHead(200, { ...json, 'Set-Cookie': cookie + attributes }).end(body(cookie));

const ways: Readonly<Record<string, Answer>> = {
  'as it should': withStatus(200),
  'with 201': withStatus(201),
  'with 299': withStatus(299),
  'with a redirect': withStatus(302, { Location: '/login.jsp' }),
  'with 500': withStatus(500),
  'with 503, which is tried again': (...answer) =>
    answer[2] === 1 ? withStatus(503, { 'Retry-After': '1' })(...answer) : withStatus(200)(...answer),
  'with a cookie of another path': withCookie('; Path=/somewhere/else'),
  'with a cookie of another host': withCookie('; Path=/; Domain=example.org'),
  'with a cookie that is said to be over': withCookie('; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'),
  'with a body that is cut': (response, cookie) => {
    response.writeHead(200, { ...json, 'Content-Length': 999, 'Set-Cookie': `${cookie}; Path=/` }).write('{');
    setTimeout(() => response.destroy(), 50);
  },
  'with a body that is not compressed as it says': withStatus(200, { 'Content-Encoding': 'gzip' }),
  'with a body that never ends': (response, cookie) => {
    response.writeHead(200, { ...json, 'Set-Cookie': `${cookie}; Path=/` }).write('{');
  },
  'with a body that is too large': (response, cookie) => {
    response
      .writeHead(200, { ...json, 'Set-Cookie': `${cookie}; Path=/` })
      .end(Buffer.alloc(11_000_000, ' '));
  },
  'with chunks that are none': (response, cookie) => {
    response.socket?.end(
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nSet-Cookie: ${cookie}; Path=/\r\n\r\nxyz\r\n`,
    );
  },
};

/** What happens at a Jira where nothing may stay open, and where nobody is told of an open session. */
const sound: Readonly<Record<string, [Answer, JiraOptions?]>> = {
  'in quotes': [
    (response, cookie) =>
      response
        .writeHead(200, { ...json, 'Set-Cookie': `${cookie.replace('=', '="')}"; Path=/` })
        .end(body(cookie)),
  ],
  'named in another case in the body': [
    (response, cookie) =>
      response.writeHead(200, { ...json, 'Set-Cookie': `${cookie}; Path=/` }).end(body(cookie.toLowerCase())),
  ],
  'beside one of another cookie, of a proxy': [
    (response, cookie) =>
      response
        .writeHead(200, { ...json, 'Set-Cookie': [`${cookie}; Path=/`, 'JSESSIONID=OF-A-PROXY; Path=/'] })
        .end(body(cookie)),
    { name: 'JIRASESSIONID' },
  ],
  'in an address, as Tomcat writes it': [
    (response, cookie) =>
      response
        .writeHead(302, { Location: `/login.jsp;${cookie.replace('JSESSIONID', 'jsessionid')}?x=y` })
        .end(),
  ],
  'beside a second one of the same name and another path': [
    (response, cookie, _times, open) => {
      open.add('SECOND');
      const second = 'JSESSIONID=SECOND; Path=/rest';
      response.writeHead(200, { ...json, 'Set-Cookie': [`${cookie}; Path=/`, second] }).end(body(cookie));
    },
  ],
  'while a log-out opens another one': [
    withStatus(200),
    {
      logOut: (response, session, open) => {
        const isFirst = open.delete(session) && session.startsWith('SESSION');
        if (isFirst) open.add('NEXT');
        response.writeHead(204, isFirst ? { 'Set-Cookie': 'JSESSIONID=NEXT; Path=/' } : {}).end();
      },
    },
  ],
  'while a refused log-in as nobody opens one too': [
    withStatus(200),
    {
      otherwise: (response, open, request) => {
        const isOfNobody = request.headers.authorization !== undefined || request.method === 'POST';
        if (isOfNobody) open.add('OF-NOBODY');
        response.writeHead(401, isOfNobody ? { 'Set-Cookie': 'JSESSIONID=OF-NOBODY; Path=/' } : {}).end();
      },
    },
  ],
  'while each refusal has a session of nobody': [
    withStatus(200),
    {
      logOut: (response, session, open) =>
        open.delete(session)
          ? response.writeHead(204, { 'Set-Cookie': 'JSESSIONID=ANONYMOUS; Path=/' }).end()
          : response.writeHead(401, { 'Set-Cookie': 'JSESSIONID=ANONYMOUS; Path=/' }).end(),
      otherwise: (response) =>
        response.writeHead(401, { 'Set-Cookie': 'JSESSIONID=ANONYMOUS; Path=/' }).end(),
    },
  ],
  'whose log-out works, but is never answered': [
    withStatus(200),
    {
      logOut: (response, session, open) =>
        open.delete(session) ? response.destroy() : response.writeHead(401, json).end(),
    },
  ],
  'whose log-out ends it and says that it does not exist any more': [
    withStatus(200),
    {
      logOut: (response, session, open) =>
        response
          .writeHead(open.delete(session) ? 200 : 401, { 'Set-Cookie': 'JSESSIONID=gone; Max-Age=0' })
          .end(),
    },
  ],
};

describe('a session that Jira opens', () => {
  it.each(Object.entries(ways))('%s is closed by verify and by the doctor', async (_name, answer) => {
    for (const verb of verbs) {
      await using jira = await startJira(answer);
      await leftOpenBy(verb, jira.baseUrl, ['--timeout', '3000']);
      expect([verb, [...jira.open]]).toEqual([verb, []]);
    }
  });

  it.each([
    ...[
      'JIRASESSIONID',
      'SESSIONID',
      'SESSION',
      'jsessionid',
      'sid',
      'JSESSIONID_1',
      'jira.session',
      '$JSID',
    ],
    ...['a!b', 'X-JSESSIONID', '__Host-JSESSIONID', '__Secure-JIRA'],
  ])('is closed where its cookie is called %s', async (name) => {
    for (const verb of verbs) {
      await using jira = await startJira(withStatus(200), { name });
      expect([await leftOpenBy(verb, jira.baseUrl), ...jira.open]).toEqual([0]);
    }
  });

  it.each(Object.entries(sound))(
    '%s is closed, and nobody is told of one',
    async (_name, [answer, options]) => {
      for (const verb of verbs) {
        await using jira = await startJira(answer, options);
        expect([verb, await leftOpenBy(verb, jira.baseUrl), ...jira.open]).toEqual([verb, 0]);
      }
    },
  );

  it.each<[string, Answer, JiraOptions]>([
    ['is refused with 500', withStatus(200), { logOut: (response) => response.writeHead(500).end() }],
    ['is refused with 401', withStatus(200), { logOut: (response) => response.writeHead(401).end() }],
    ['is refused with 404', withStatus(200), { logOut: (response) => response.writeHead(404).end() }],
    ['is refused with 410', withStatus(200), { logOut: (response) => response.writeHead(410).end() }],
    [
      'is answered with a page',
      withStatus(200),
      { logOut: (response) => response.writeHead(200).end('<html></html>') },
    ],
    [
      'always opens another one',
      withStatus(200),
      {
        logOut: (response, session, open) => {
          open.delete(session);
          open.add(`N${session}`);
          response.writeHead(204, { 'Set-Cookie': `JSESSIONID=N${session}; Path=/` }).end();
        },
      },
    ],
    [
      'cannot be, since no answer names it',
      (response) => response.writeHead(200, { ...json, 'Set-Cookie': 'X=1; Path=/' }).end('{}'),
      {},
    ],
    ['cannot be, since no answer came', (response) => response.destroy(), {}],
    [
      'cannot be, since what names it was cut',
      (response) => {
        response
          .writeHead(200, { ...json, 'Content-Length': 99, 'Set-Cookie': 'SID=SESSION1; Path=/' })
          .write('{');
        setImmediate(() => response.destroy());
      },
      {},
    ],
  ])('is told of where its log-out %s', async (_name, answer, options) => {
    for (const verb of verbs) {
      await using jira = await startJira(answer, options);
      expect([verb, await leftOpenBy(verb, jira.baseUrl), jira.open.size]).toEqual([verb, 1, 1]);
    }
  });
});
