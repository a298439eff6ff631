import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const accounts = [{ username: 'bob', password: 'canary-password' }];

describe('a base URL at which no Jira answers', () => {
  it.each([
    ['lacks the usual context path', '/jira', ''],
    ['lacks a context path of its own, to which / redirects', '/tools', ''],
    ['has the usual context path instead of the real one', '/tools', '/jira'],
    ['has the context path in another case', '/jira', '/Jira'],
    ['has the context path twice', '/jira', '/jira/jira'],
  ])('%s: the result is unknown, and the right one is told', async (_name, contextPath, given) => {
    const requests: string[] = [];
    await using jira = await startMockedJira({
      accounts,
      contextPath,
      onRequest: (method, path) => requests.push(`${method} ${path}`),
    });
    const origin = new URL(jira.baseUrl).origin;
    const { exitCode, stdout } = await runCli(['verify', '--base-url', `${origin}${given}/rest`], settings);
    expect(stdout).toContain('no Jira answers at this base URL: serverInfo does not report a Jira');
    expect(stdout).toContain(`A Jira answers at ${jira.baseUrl}: set the base URL to that.`);
    expect(stdout).not.toMatch(/no longer there|Move to/);
    // Nobody is asked with a password there.
    expect(requests.filter((one) => one.startsWith('POST'))).toEqual([]);
    expect(exitCode).toBe(2);
    const doctor = await runCli(['doctor', '--base-url', `${origin}${given}/rest`], settings);
    expect(doctor.stdout).toContain(`A Jira answers at ${jira.baseUrl}`);
    expect(doctor.exitCode).toBe(2);
  });

  it.each([
    ['serverInfo is redirected', 302, 404],
    ['serverInfo wants a log-in', 401, 404],
    ['serverInfo is a page', 200, 404],
    ['all is gone', 410, 410],
    ['something else refuses the resource', 404, 403],
  ])('is told where %s: the result is unknown, and no password is sent', async (_, info, session) => {
    const methods: string[] = [];
    await using other = await startHttp((request, response) => {
      methods.push(request.method ?? '');
      const status = request.url?.endsWith('serverInfo') ? info : session;
      response.writeHead(status, { Location: '/login', 'Content-Type': 'application/json' });
      response.end(status === 403 ? '{"message":"no"}' : '<html></html>');
    });
    const baseUrl = ['--base-url', `http://127.0.0.1:${other.port}/rest`];
    for (const verb of ['verify', 'doctor']) {
      const { exitCode, stdout } = await runCli([verb, ...baseUrl], settings);
      expect(stdout).toContain('no Jira answers at this base URL');
      expect(stdout).not.toContain('Move to');
      expect([verb, exitCode]).toEqual([verb, 2]);
    }
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });

  it('has a context path too many', async () => {
    await using jira = await startMockedJira({ accounts });
    const { origin } = new URL(jira.baseUrl);
    const { exitCode, stdout } = await runCli(['verify', '--base-url', `${origin}/jira/rest`], settings);
    expect(stdout).toContain(`A Jira answers at ${jira.baseUrl}: set the base URL to that.`);
    expect(exitCode).toBe(2);
  });

  it('is the address of something else', async () => {
    await using other = await startHttp((_request, response) => response.writeHead(404).end('nothing here'));
    const { exitCode, stdout } = await runCli(
      ['verify', '--base-url', `http://127.0.0.1:${other.port}/rest`],
      settings,
    );
    expect(stdout).toContain('/jira/rest on this host was tried too, but no Jira answers there.');
    expect(exitCode).toBe(2);
  });

  it('is right where serverInfo alone is hidden', async () => {
    await using jira = await startMockedJira({ accounts });
    await using front = await startHttp(async (incoming, outgoing) => {
      if (incoming.url?.endsWith('serverInfo')) {
        outgoing.writeHead(404).end();
        return;
      }
      const answer = await fetch(new URL(incoming.url ?? '/', jira.baseUrl), {
        method: incoming.method ?? 'GET',
      });
      outgoing
        .writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? '' })
        .end(await answer.text());
    });
    const { exitCode, stdout } = await runCli([
      ...['verify', '--base-url', `http://127.0.0.1:${front.port}/rest`],
      ...['--filter', 'anonymous'],
    ]);
    expect(stdout).toContain(' 0 failed, 0 unverifiable');
    expect(exitCode).toBe(0);
  });

  it('is right where Jira has removed the resource, which is broken and not wrong', async () => {
    await using jira = await startMockedJira({ accounts, flavour: 'removed', removedStatus: 404 });
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('the session resource is no longer there (404)');
    expect(exitCode).toBe(1);
  });
});

describe('a Jira that is not in service', () => {
  it.each([
    ['limits the rate of requests', 429],
    ['is in maintenance', 503],
  ])('because it %s could not be asked, for verify and for the doctor', async (_name, status) => {
    await using jira = await startHttp((request, response) => {
      if (request.url?.endsWith('serverInfo')) response.end('{"version":"9.12.15"}');
      else response.writeHead(status).end();
    });
    const baseUrl = ['--base-url', `http://127.0.0.1:${jira.port}/rest`];
    const runs = await Promise.all(['verify', 'doctor'].map((verb) => runCli([verb, ...baseUrl], settings)));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2]);
  });
});
