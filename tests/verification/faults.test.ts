import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { findings } from '../../src/findings.ts';
import type { Report } from '../../src/report/report.ts';
import { makeCertificates, trusting } from '../support/certificates.ts';
import { type Started, startHttp, startHttps, startRaw } from '../support/faulty-server.ts';
import { nobody } from '../support/free-port.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

interface Case {
  readonly name: string;
  readonly start?: () => Promise<Started>;
  readonly protocol?: 'https';
  readonly host?: string;
  /** Whether the server is a proxy that the settings name, with another Jira behind it. */
  readonly isProxy?: boolean;
  readonly timeoutMs?: number;
  readonly exitCode: 1 | 2;
  readonly says: string;
}

const answer = (status: number, headers: Record<string, string>, body: string | Buffer = '') =>
  startHttp((_request, response) => response.writeHead(status, headers).end(body));
const page = { 'Content-Type': 'text/html' };
const json = { 'Content-Type': 'application/json' };

const cases: readonly Case[] = [
  { name: 'Jira is down', start: nobody, exitCode: 2, says: findings['connection-refused'].cause },
  // An empty label: the resolver refuses it by itself, and asks no network.
  {
    name: 'the name is not found',
    host: 'jira..invalid',
    exitCode: 2,
    says: findings['name-not-found'].cause,
  },
  {
    name: 'the connection is reset in the headers',
    start: () => startRaw('HTTP/1.1 200 OK\r\nConte', (socket) => socket.resetAndDestroy()),
    exitCode: 2,
    says: findings['connection-reset'].cause,
  },
  {
    name: 'the connection is reset in the body',
    start: () =>
      startRaw('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{', (socket) => {
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
    exitCode: 2,
    says: findings['connection-reset'].cause,
  },
  {
    name: 'the answer ends before its length',
    start: () => startRaw('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{', (socket) => socket.end()),
    exitCode: 2,
    says: findings['connection-reset'].cause,
  },
  {
    name: 'nothing ever comes',
    start: () => startRaw(''),
    timeoutMs: 1000,
    exitCode: 2,
    says: 'no first byte within 1000 ms',
  },
  {
    name: 'no connection comes about',
    protocol: 'https',
    start: () => startRaw(''),
    timeoutMs: 3000,
    exitCode: 2,
    says: findings['connect-timeout'].cause,
  },
  {
    name: 'the answer never ends',
    start: () => startRaw('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{'),
    timeoutMs: 1000,
    exitCode: 2,
    says: 'no whole answer within 1000 ms',
  },
  {
    name: 'an answer that ends with its connection never ends',
    start: () => startRaw('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"version":"9.12.15"'),
    timeoutMs: 1000,
    exitCode: 2,
    says: 'no whole answer within 1000 ms',
  },
  {
    name: 'the certificate is of an unknown CA',
    protocol: 'https',
    start: async () => startHttps(await makeCertificates(), (_request, response) => response.end()),
    exitCode: 2,
    says: findings['unknown-ca'].cure,
  },
  {
    name: 'what speaks there is not TLS',
    protocol: 'https',
    start: () => answer(200, json),
    exitCode: 2,
    says: findings['no-tls'].cause,
  },
  {
    name: 'what speaks there is not HTTP',
    start: () => startRaw('SSH-2.0-OpenSSH_9.2\r\n'),
    exitCode: 2,
    says: findings['no-http'].cause,
  },
  {
    name: 'the proxy is down',
    isProxy: true,
    start: nobody,
    exitCode: 2,
    says: findings['proxy-down'].cause,
  },
  {
    name: 'the proxy asks for a password',
    isProxy: true,
    start: () => startRaw('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    exitCode: 2,
    says: findings['proxy-password'].cure,
  },
  {
    name: 'the proxy lets nobody through',
    isProxy: true,
    start: () => startRaw('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
    exitCode: 2,
    says: findings['proxy-refused'].cause,
  },
  {
    name: 'the answer is larger than 10 MB',
    start: () => answer(200, json, Buffer.alloc(11_000_000, ' ')),
    exitCode: 2,
    says: findings['too-large'].cause,
  },
  {
    name: 'a small answer unpacks to a huge one',
    start: () => answer(200, { ...json, 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(11_000_000))),
    exitCode: 2,
    says: findings['too-large'].cause,
  },
  {
    name: 'the headers are larger than those of any Jira',
    start: () => startRaw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(300_000)}\r\n\r\n`),
    exitCode: 2,
    says: findings['too-large'].cause,
  },
  {
    name: 'a header has no name that HTTP allows',
    start: () => startRaw('HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n'),
    exitCode: 2,
    says: findings['bad-http'].cause,
  },
  {
    name: 'two lengths contradict each other',
    start: () => startRaw('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'),
    exitCode: 2,
    says: findings['bad-http'].cause,
  },
  {
    name: 'the answer is not compressed as it says',
    start: () => answer(200, { ...json, 'Content-Encoding': 'gzip' }, 'not gzip'),
    exitCode: 2,
    says: findings.undecodable.cause,
  },
  {
    name: 'the rate is limited for longer than the run may wait',
    start: () => answer(429, { ...json, 'Retry-After': '3600' }),
    exitCode: 2,
    says: findings['rate-limited'].cause,
  },
  {
    name: 'the bucket of the rate limit is empty for longer than the run may wait, and no wait is asked for',
    start: () => answer(429, { ...json, 'Retry-After': '0', 'X-RateLimit-Interval-Seconds': '3600' }),
    exitCode: 2,
    says: 'asking to wait 3600 s',
  },
  {
    name: 'a sign-on page begins with an XML prolog',
    start: () => answer(200, page, '<?xml version="1.0"?><html>'),
    exitCode: 1,
    says: findings['page-instead-of-json'].cause,
  },
  {
    name: 'a maintenance page comes with 503',
    start: () => answer(503, page, '<html>'),
    exitCode: 2,
    says: findings.unavailable.cause,
  },
  {
    name: 'a proxy in the cloud does not reach Jira',
    start: () => answer(521, page, '<html>'),
    exitCode: 2,
    says: findings.unavailable.cause,
  },
  {
    name: 'a network asks for a log-in of its own',
    start: () => answer(511, page, '<html>'),
    exitCode: 2,
    says: findings.unavailable.cause,
  },
  {
    name: 'a maintenance page comes with 200',
    start: () => answer(200, page, '<html>'),
    exitCode: 1,
    says: findings['page-instead-of-json'].cause,
  },
  {
    name: 'a redirect leads to a single sign-on',
    start: () => answer(302, { Location: 'https://sso.example.com/login' }),
    exitCode: 1,
    says: 'redirects the request, perhaps to a sign-on page (302 to https://sso.example.com/login)',
  },
  {
    name: 'the JSON is cut short',
    start: () => answer(200, json, '{"session":{"name":"JSESS'),
    exitCode: 1,
    says: findings['broken-json'].cause,
  },
  {
    name: 'a byte order mark stands before the JSON, which some clients read',
    start: () => answer(200, json, '\uFEFF{"session":{"name":"JSESSIONID","value":"1"}}'),
    exitCode: 2,
    says: findings['byte-order-mark'].cause,
  },
];

describe('what goes wrong on the way ends with the cause and the cure', () => {
  it.each(cases)(
    '$name',
    async ({ start, protocol = 'http', host = 'localhost', isProxy, timeoutMs, exitCode, says }) => {
      await using server = await (start ?? nobody)();
      const there = `127.0.0.1:${server.port}`;
      const baseUrl = isProxy
        ? 'https://jira.example.com/rest'
        : `${protocol}://${host === 'localhost' ? there : host}/rest`;
      const around = isProxy ? { HTTPS_PROXY: `http://${there}` } : {};
      const args = ['verify', '--allow-http', '--base-url', baseUrl, '--timeout', String(timeoutMs ?? 5000)];
      const { exitCode: ended, stdout, stderr } = await runCli(args, { ...settings, ...around });
      expect(stdout).toContain(says);
      expect(stderr).toBe('');
      expect(stdout).not.toContain('canary');
      expect(ended).toBe(exitCode);
    },
  );

  it.each([
    ['expired', 'localhost', new Date(Date.now() - 86_400_000), findings['certificate-expired'].cause],
    ['for another host', 'other.example.com', undefined, findings['wrong-name'].cause],
  ])('the certificate is %s', async (_name, host, notAfter, says) => {
    const certificates = await makeCertificates(host, notAfter);
    await using server = await startHttps(certificates, (_request, response) => response.end());
    const baseUrl = `https://localhost:${server.port}/rest`;
    const { exitCode, stdout } = await trusting(certificates.ca, (ca) =>
      runCli(['verify', '--base-url', baseUrl, '--ca', ca], settings),
    );
    expect(stdout).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('the connection is cut while a provider state is made', async () => {
    await using server = await startHttp((request, response) => {
      if (request.method === 'POST') request.socket.destroy();
      else response.writeHead(200, json).end('{"version":"9.12.15"}');
    });
    const baseUrl = `http://127.0.0.1:${server.port}/rest`;
    const args = ['--filter', 'current user with an ended session', '--json', '-'];
    const { exitCode, stdout } = await runCli(['verify', '--base-url', baseUrl, ...args], settings);
    const [result] = (JSON.parse(stdout) as Report).targets[0]?.pacts[0]?.interactions ?? [];
    const { code, at, cause } = result ?? {};
    expect([exitCode, code, at]).toEqual([2, 'connection-reset', 'POST /auth/1/session']);
    expect(cause).toContain(`POST /auth/1/session: ${findings['connection-reset'].cause}`);
  });
});

describe('a status that HTTP does not have', () => {
  it.each([
    ['099', 2],
    ['000', 2],
    ['1000', 2],
    ['600', 1],
    ['999', 1],
  ])('is a fault of what answers, and none of this program: %s', async (status, exitCode) => {
    await using jira = await startHttp((request, response) => {
      if (request.url?.endsWith('serverInfo')) response.writeHead(200, json).end('{"version":"9.12.15"}');
      else response.socket?.end(`HTTP/1.1 ${status} Odd\r\nContent-Length: 0\r\n\r\n`);
    });
    for (const verb of ['verify', 'doctor']) {
      const ended = await runCli([verb, '--base-url', `http://127.0.0.1:${jira.port}/rest`], settings);
      expect([verb, ended.exitCode, ended.stderr]).toEqual([verb, exitCode, '']);
    }
  });
});
