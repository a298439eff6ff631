import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { sendSignal } from '../../src/children.ts';
import { findings } from '../../src/findings.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli, startCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const json = { 'Content-Type': 'application/json' };

type Answer = (response: ServerResponse, cookie: string, times: number, open: Set<string>) => void;

interface JiraOptions {
  /** What its session cookie is called. */
  readonly name?: string;
  /** Answers a log-out in a way of its own; a session that it has is closed with 204, and others are not known, if left out. */
  readonly logOut?: (response: ServerResponse, session: string, open: Set<string>) => void;
  /** Answers whatever else is asked. */
  readonly otherwise?: (response: ServerResponse, open: Set<string>, request: IncomingMessage) => void;
}

/** A Jira whose answer to a log-in, or to a token, opens a session in a way of its own; it knows which are open. */
async function startJira(answer: Answer, options: JiraOptions = {}) {
  const { name = 'JSESSIONID', logOut = closes, otherwise = refuses } = options;
  const open = new Set<string>();
  let times = 0;
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    if (request.url?.endsWith('serverInfo')) {
      response.writeHead(200, json).end('{"version":"9.12.15"}');
    } else if (request.method === 'DELETE') {
      const [pair = ''] =
        request.headers.cookie?.split('; ').filter((one) => one.startsWith(`${name}=`)) ?? [];
      logOut(response, pair.slice(name.length + 1).replaceAll('"', ''), open);
    } else if (body.includes('canary') || request.headers.authorization?.startsWith('Bearer canary')) {
      times += 1;
      const session = `SESSION${times}`;
      open.add(session);
      answer(response, `${name}=${session}`, times, open);
    } else otherwise(response, open, request);
  };
  const server = await startHttp(listener);
  return {
    open,
    baseUrl: `http://127.0.0.1:${server.port}/rest`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const closes: Required<JiraOptions>['logOut'] = (response, session, open) =>
  response.writeHead(open.delete(session) ? 204 : 401, json).end();
const refuses: Required<JiraOptions>['otherwise'] = (response) =>
  response.writeHead(401, json).end('{"errorMessages":["Log in first"]}');

/** Runs a log-in and what belongs to it, and reads how many sessions may be open. */
async function leftOpenBy(
  verb: 'verify' | 'doctor',
  baseUrl: string,
  args: readonly string[] = [],
  signal?: AbortSignal,
) {
  const words = verb === 'verify' ? ['verify', '--filter', 'right credentials'] : ['doctor'];
  const all = [...words, '--base-url', baseUrl, '--json', '-', ...args];
  const { stdout } = await runCli(all, settings, undefined, signal);
  expect(stdout).not.toContain('canary');
  const report = JSON.parse(stdout);
  const told: string =
    report.observations?.find(({ topic }: { topic: string }) => topic === 'sessions')?.what ?? '0';
  return verb === 'verify' ? report.targets[0].sessionsLeftOpen : Number.parseInt(told, 10);
}
const verbs = ['verify', 'doctor'] as const;

function body(cookie: string): string {
  const [name, value] = cookie.split('=');
  return JSON.stringify({ session: { name, value } });
}
const withStatus =
  (status: number, headers: object = {}): Answer =>
  (response, cookie) =>
    response.writeHead(status, { ...json, ...headers, 'Set-Cookie': `${cookie}; Path=/` }).end(body(cookie));
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

  it('is no cause to call the contract broken because of its name, which the doctor tells', async () => {
    await using jira = await startJira(withStatus(200), { name: 'JIRASESSIONID' });
    const { stdout, exitCode } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain(`session cookie: ${findings['session-cookie-renamed'].cause} (JIRASESSIONID)`);
    expect(exitCode).toBe(0);
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

  it('and does not know any more a moment later is told of with the likely cause', async () => {
    await using jira = await startJira(withStatus(200), {
      logOut: (response) => response.writeHead(401).end(),
    });
    const args = ['--base-url', jira.baseUrl, '--json', '-'];
    const verify = await runCli(['verify', '--filter', 'right credentials', ...args], settings);
    expect(JSON.parse(verify.stdout).targets[0].sessionsLeftOpenCause.code).toBe('session-not-known');
    expect(verify.stderr).toMatch(/1 session may still be open at Jira: .*sticky sessions/);
    const doctor = await runCli(['doctor', ...args], settings);
    expect(doctor.stderr).toMatch(/✗ log-out \(wrong\): .*sticky sessions/);
    expect(doctor.exitCode).toBe(1);
  });

  it('is closed by a second log-out where the first one reached another node, and the doctor says so', async () => {
    let logOuts = 0;
    await using jira = await startJira(withStatus(200), {
      logOut: (response, session, open) => {
        logOuts += 1;
        if (logOuts === 1) response.writeHead(401).end();
        else closes(response, session, open);
      },
    });
    const { stdout, exitCode } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect([...jira.open]).toEqual([]);
    expect(stdout).toMatch(/✗ log-out \(wrong\): .*sticky sessions/);
    expect(exitCode).toBe(1);
  });

  it('for Basic credentials, at a Jira without the session resource, is not told of: nothing can end it', async () => {
    await using jira = await startHttp((request, response) => {
      const cookie = request.headers.authorization ? { 'Set-Cookie': 'JSESSIONID=OF-BASIC; Path=/' } : {};
      if (request.url?.endsWith('serverInfo')) response.writeHead(200, json).end('{"version":"11.3.5"}');
      else response.writeHead(404, { ...json, ...cookie }).end('{}');
    });
    const args = [
      'verify',
      '--filter',
      'Basic',
      '--base-url',
      `http://127.0.0.1:${jira.port}/rest`,
      '--json',
      '-',
    ];
    const { stdout } = await runCli(args, settings);
    expect(JSON.parse(stdout).targets[0].sessionsLeftOpen).toBe(0);
  });

  it.each(verbs)('after an interruption of %s is waited for, and closed', async (verb) => {
    const interruption = new AbortController();
    // Its answer comes later than a second after the interruption.
    await using jira = await startJira((...answer) => {
      interruption.abort();
      setTimeout(() => withStatus(200)(...answer), 1500);
    });
    expect([await leftOpenBy(verb, jira.baseUrl, [], interruption.signal), ...jira.open]).toEqual([0]);
  });

  it('is never said to be closed by a finding, which cannot know it', () => {
    expect(JSON.stringify(findings)).not.toMatch(/sessions? (\S+ ){0,5}(was|were) closed/);
  });

  it('for a token is closed too', async () => {
    await using jira = await startJira(withStatus(200));
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    await runCli(['verify', '--filter', 'token', '--base-url', jira.baseUrl], token);
    expect([...jira.open]).toEqual([]);
  });

  it('that cannot be closed is told of', async () => {
    await using jira = await startJira(withStatus(200), {
      logOut: (response) => response.writeHead(500).end(),
    });
    const args = ['verify', '--filter', 'right credentials', '--base-url', jira.baseUrl];
    const { stdout } = await runCli(args, settings);
    const says = '1 session may still be open at Jira: it ends by itself after its time-out.';
    expect(stdout).toContain(says);
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(doctor.stdout).toContain(says);
    expect(doctor.stdout).not.toMatch(/logged out again|Nothing is wrong/);
    expect(doctor.exitCode).toBe(2);
  });

  it("is closed although Pact's process died while the log-in was on its way", async () => {
    let arrived: () => void = () => {};
    const logIn = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await using jira = await startJira((...answer) => {
      arrived();
      setTimeout(() => withStatus(200)(...answer), 500);
    });
    const child = startCli(['verify', '--filter', 'right credentials', '--base-url', jira.baseUrl], settings);
    await logIn;
    const pact = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
    sendSignal(Number(pact), 'SIGKILL');
    const [exitCode] = await once(child, 'close');
    expect([...jira.open]).toEqual([]);
    expect(exitCode).toBe(2);
  });
});
