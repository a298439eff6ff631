import * as zlib from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { HttpClient } from '../../src/http/http-client.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { networkFrom } from '../../src/settings/network.ts';
import { makeCertificates, trusting } from '../support/certificates.ts';
import { startProxy, startTls } from '../support/company-network.ts';
import { WITH_PASSWORD_ALONE } from '../support/expected.ts';
import { startHttp, startHttps } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const accounts = [{ username: 'bob', password: 'canary-password' }];
const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

describe('a live Jira', () => {
  it('is verified over https with a private CA, by --ca and by NODE_EXTRA_CA_CERTS', async () => {
    await using jira = await startMockedJira({ accounts });
    await using tls = await startTls('localhost', jira.baseUrl);
    const baseUrl = `https://localhost:${tls.port}/rest`;
    await trusting(tls.ca, async (ca) => {
      const byOption = await runCli(['verify', '--base-url', baseUrl, '--ca', ca], settings);
      expect(byOption.stdout).toContain(WITH_PASSWORD_ALONE);
      expect(byOption.stdout).toContain('warning: the session cookie is not Secure');
      expect(byOption.exitCode).toBe(0);
      const bySetting = await runCli(['verify', '--base-url', baseUrl], {
        ...settings,
        NODE_EXTRA_CA_CERTS: ca,
      });
      expect(bySetting.exitCode).toBe(0);
    });
  });

  it('is verified with any certificate when --insecure says so, with a warning', async () => {
    await using jira = await startMockedJira({ accounts });
    await using tls = await startTls('localhost', jira.baseUrl);
    const args = ['verify', '--base-url', `https://localhost:${tls.port}/rest`, '--insecure'];
    const { exitCode, stderr } = await runCli(args, settings);
    expect(stderr).toContain('warning: --insecure accepts any certificate');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['without a password', undefined, ''],
    ['with a password', 'canary-of-proxy', 'user:canary-of-proxy@'],
  ])('is verified behind a forward proxy %s', async (_name, password, userinfo) => {
    await using jira = await startMockedJira({ accounts });
    await using tls = await startTls('jira.example.com', jira.baseUrl);
    await using proxy = await startProxy(password);
    await trusting(tls.ca, async (ca) => {
      const { exitCode, stdout, stderr } = await runCli(
        ['verify', '--verbose', '--base-url', `https://jira.example.com:${tls.port}/rest`, '--ca', ca],
        { ...settings, HTTPS_PROXY: `http://${userinfo}127.0.0.1:${proxy.port}` },
      );
      expect(stdout).toContain(WITH_PASSWORD_ALONE);
      expect(exitCode).toBe(0);
      expect(stdout + stderr).not.toContain('canary');
    });
    expect(new Set(proxy.hosts)).toEqual(new Set(['jira.example.com']));
  });

  it('is verified over plain http behind a proxy when --allow-http says so', async () => {
    await using jira = await startMockedJira({ accounts });
    await using proxy = await startProxy();
    const port = new URL(jira.baseUrl).port;
    const args = ['verify', '--base-url', `http://jira.example.com:${port}/rest`];
    const around = { ...settings, HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
    const refused = await runCli(args, around);
    expect(refused.stderr).toContain('use https, or --allow-http');
    expect(refused.exitCode).toBe(2);
    expect(proxy.hosts).toEqual([]);
    const { stdout } = await runCli([...args, '--allow-http'], around);
    expect(stdout).toContain(WITH_PASSWORD_ALONE);
  });

  it('is reached past the proxy on loopback, whatever the proxy settings are', async () => {
    await using jira = await startMockedJira({ accounts });
    await using proxy = await startProxy();
    const address = `http://127.0.0.1:${proxy.port}`;
    const around = { HTTP_PROXY: address, HTTPS_PROXY: address, http_proxy: address, ALL_PROXY: address };
    const { exitCode } = await runCli(['verify', '--base-url', jira.baseUrl], { ...settings, ...around });
    expect(exitCode).toBe(0);
    expect(proxy.hosts).toEqual([]);
  });

  it('is verified over IPv6', async () => {
    await using jira = await startMockedJira({ accounts, host: '::1' });
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(jira.baseUrl).toContain('[::1]');
    expect(stdout).toContain(WITH_PASSWORD_ALONE);
    expect(exitCode).toBe(0);
  });
});

describe('the way to a Jira', () => {
  it('waits as long as Retry-After says, then goes on', async () => {
    let requests = 0;
    await using server = await startHttp((_request, response) => {
      requests += 1;
      response.writeHead(requests < 2 ? 429 : 200, requests < 2 ? { 'Retry-After': '1' } : {}).end();
    });
    const waits: number[] = [];
    const http = new HttpClient({
      baseUrl: `http://127.0.0.1:${server.port}`,
      timeoutMs: 5000,
      onWait: (milliseconds) => waits.push(milliseconds),
    });
    expect((await http.send({ method: 'GET', path: '/' })).status).toBe(200);
    expect(waits).toEqual([1000]);
  });

  it('gives up waiting when the budget is spent', async () => {
    let requests = 0;
    await using server = await startHttp((_request, response) => {
      requests += 1;
      response.writeHead(429, { 'Retry-After': '1' }).end();
    });
    const http = new HttpClient({
      baseUrl: `http://127.0.0.1:${server.port}`,
      timeoutMs: 5000,
      retryBudgetMs: 1500,
    });
    expect((await http.send({ method: 'GET', path: '/' })).status).toBe(429);
    expect(requests).toBe(2);
  });

  it('asks at longer intervals where a limit that is used up asks for no wait', async () => {
    let requests = 0;
    await using server = await startHttp((_request, response) => {
      requests += 1;
      response.writeHead(429, { 'Retry-After': '0' }).end();
    });
    const waits: number[] = [];
    const http = new HttpClient({
      baseUrl: `http://127.0.0.1:${server.port}`,
      timeoutMs: 5000,
      retryBudgetMs: 3000,
      onWait: (milliseconds) => waits.push(milliseconds),
    });
    expect((await http.send({ method: 'GET', path: '/' })).status).toBe(429);
    expect(waits).toEqual([1000, 2000]);
    expect(requests).toBe(3);
  });

  it('takes headers that are larger than Node takes by itself', async () => {
    await using server = await startHttp((_request, response) => {
      response.writeHead(200, { 'Content-Security-Policy': 'x'.repeat(20_000) }).end();
    });
    const http = new HttpClient({ baseUrl: `http://127.0.0.1:${server.port}`, timeoutMs: 5000 });
    expect((await http.send({ method: 'GET', path: '/' })).status).toBe(200);
  });

  it('loses no request to a server that closes kept-alive connections', async () => {
    const used = new WeakSet<object>();
    await using server = await startHttp((request, response) => {
      // It says that it keeps the connection, and cuts it when a second request comes over it.
      if (used.has(request.socket)) {
        request.socket.destroy();
        return;
      }
      used.add(request.socket);
      response.writeHead(200, { Connection: 'keep-alive', 'Content-Length': '2' }).end('ok');
    });
    const http = new HttpClient({ baseUrl: `http://127.0.0.1:${server.port}`, timeoutMs: 5000 });
    for (let request = 0; request < 5; request++) {
      expect((await http.send({ method: 'POST', path: '/', body: '{}' })).body.toString()).toBe('ok');
    }
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['br', zlib.brotliCompressSync],
    ['deflate', zlib.deflateSync],
    // As some servers write it: without its head.
    ['deflate', zlib.deflateRawSync],
    ['zstd', zlib.zstdCompressSync],
  ] as const)('unpacks %s', async (encoding, pack) => {
    await using server = await startHttp((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(pack('{"name":"bob"}')),
    );
    const http = new HttpClient({ baseUrl: `http://127.0.0.1:${server.port}`, timeoutMs: 5000 });
    const answer = await http.send({ method: 'GET', path: '/' });
    expect(answer.body.toString()).toBe('{"name":"bob"}');
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it('shows a client certificate', async () => {
    const { ca, key, cert } = await makeCertificates();

    await using server = await startHttps(
      { key, cert, ca, requestCert: true, rejectUnauthorized: true },
      (_request, response) => response.end('welcome'),
    );
    await trusting(ca, (caFile) =>
      trusting(cert, (certFile) =>
        trusting(key, async (keyFile) => {
          const where = { baseUrl: `https://localhost:${server.port}`, timeoutMs: 5000 };
          const without = new HttpClient({ ...where, network: networkFrom({}, { ca: caFile }) });
          await expect(without.send({ method: 'GET', path: '/' })).rejects.toThrow();
          const network = networkFrom({}, { ca: caFile, cert: certFile, key: keyFile });
          const http = new HttpClient({ ...where, network });
          expect((await http.send({ method: 'GET', path: '/' })).body.toString()).toBe('welcome');
        }),
      ),
    );
  });
});
