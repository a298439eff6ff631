import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { sendSignal } from '../../src/children.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli, startCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const json = { 'Content-Type': 'application/json' };

type Answer = (response: ServerResponse, cookie: string, times: number) => void;

/** A Jira whose answer to a log-in, or to a token, opens a session in a way of its own; it knows which are open. */
async function startJira(answer: Answer, closing = 204) {
  const open = new Set<string>();
  let times = 0;
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    if (request.url?.endsWith('serverInfo')) {
      response.writeHead(200, json).end('{"version":"9.12.15"}');
    } else if (request.method === 'DELETE') {
      const session = /JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
      if (closing < 300) open.delete(session);
      response.writeHead(closing).end();
    } else if (request.method === 'POST' || request.headers.authorization?.startsWith('Bearer canary')) {
      times += 1;
      const session = `S${times}`;
      open.add(session);
      answer(response, `JSESSIONID=${session}`, times);
    } else {
      response.writeHead(401, json).end('{"errorMessages":["Log in first"]}');
    }
  };
  const server = await startHttp(listener);
  return {
    open,
    baseUrl: `http://127.0.0.1:${server.port}/rest`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const body = (cookie: string) =>
  JSON.stringify({ session: { name: 'JSESSIONID', value: cookie.split('=')[1] } });
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
  'with 503, which is tried again': (response, cookie, times) =>
    times === 1
      ? withStatus(503, { 'Retry-After': '1' })(response, cookie, times)
      : withStatus(200)(response, cookie, times),
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

describe('a session that Jira opens', () => {
  it.each(Object.entries(ways))('%s is closed by verify and by the doctor', async (_name, answer) => {
    for (const words of [['verify', '--filter', 'right credentials'], ['doctor']]) {
      await using jira = await startJira(answer);
      await runCli([...words, '--base-url', jira.baseUrl, '--timeout', '1000'], settings);
      expect([words[0], [...jira.open]]).toEqual([words[0], []]);
    }
  });

  it('for a token is closed too', async () => {
    await using jira = await startJira(withStatus(200));
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    await runCli(['verify', '--filter', 'token', '--base-url', jira.baseUrl], token);
    expect([...jira.open]).toEqual([]);
  });

  it('that cannot be closed is told of', async () => {
    await using jira = await startJira(withStatus(200), 500);
    const args = ['verify', '--filter', 'right credentials', '--base-url', jira.baseUrl];
    const { stdout } = await runCli(args, settings);
    expect(stdout).toContain('1 session may still be open at Jira: it ends by itself after its time-out.');
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(doctor.stdout).toContain('logged in; the log-out failed, and the session may be open');
    expect(doctor.stdout).not.toContain('logged out again');
  });

  it("is closed although Pact's process died while the log-in was on its way", async () => {
    let arrived: () => void = () => {};
    const logIn = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await using jira = await startJira((response, cookie, times) => {
      arrived();
      setTimeout(() => withStatus(200)(response, cookie, times), 500);
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
