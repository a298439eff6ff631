import { describe, expect, it } from '@jest/globals';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-"password/' };

/** A server that answers every request with this status, echoes it, and sets a cookie. */
async function startEcho(status: number, info: object = {}) {
  const requests: string[] = [];
  const server = await startHttp(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.url === '/rest/api/2/serverInfo') {
      response.end(JSON.stringify(info));
      return;
    }
    requests.push(`${request.method} ${request.url}`);
    const { password } = JSON.parse(body || '{}') as { password?: string };
    const echo = { session: password, name: [request.headers], errorMessages: password };
    response.setHeader('Set-Cookie', 'JSESSIONID=canary-cookie; Path=/');
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(echo));
  });
  return { ...server, requests };
}

describe('a Jira that answers nonsense', () => {
  it.each([200, 403, 500])('with status %i gets no secret into what is written', async (status) => {
    await using jira = await startEcho(status, { version: '9.12.15' });
    const { exitCode, stdout, stderr } = await runCli(
      ['verify', '--verbose', '--base-url', jira.baseUrl],
      settings,
    );
    expect(exitCode).toBe(1);
    const everything = stdout + stderr;
    expect(everything).toContain('[redacted]');
    expect(everything).not.toContain('canary');
    expect(everything).not.toContain(Buffer.from(`bob:${settings.JIRA_PASSWORD}`).toString('base64'));
  });

  it.each(['{"session":{"name":"JSESSIONID","value":"canary-session', '[{"value": "canary-session"}]'])(
    'in %s gets no session into what is written',
    async (answer) => {
      await using jira = await startHttp((request, response) => {
        response.setHeader('Content-Type', 'application/json');
        response.end(request.method === 'POST' ? answer : '{"version":"9.12.15"}');
      });
      const baseUrl = `http://127.0.0.1:${jira.port}/rest`;
      const { exitCode, stdout } = await runCli(['verify', '--base-url', baseUrl], settings);
      expect(stdout).toContain('[redacted]');
      expect(stdout).not.toContain('canary');
      expect(exitCode).toBe(1);
    },
  );

  it('is not followed to the address that it redirects to', async () => {
    const askedFor: string[] = [];
    await using jira = await startHttp((request, response) => {
      askedFor.push(`${request.method} ${request.url}`);
      const info = request.url === '/rest/api/2/serverInfo';
      response.writeHead(info ? 200 : 307, { Location: 'session?elsewhere' }).end('{"version":"9.12.15"}');
    });
    const filter = ['--filter', 'right credentials'];
    const baseUrl = `http://127.0.0.1:${jira.port}/rest`;
    const { exitCode, stdout } = await runCli(['verify', ...filter, '--base-url', baseUrl], settings);
    expect(stdout).toContain('status: expected 200, actual 307');
    expect(stdout).toContain(
      'something in front of Jira redirects the request, perhaps to a sign-on page (307 to session)',
    );
    expect(askedFor).toEqual(['GET /rest/api/2/serverInfo', 'POST /rest/auth/1/session']);
    expect(exitCode).toBe(1);
  });

  it('is not sent an interaction whose provider state could not be set up', async () => {
    await using jira = await startEcho(500, { version: '9.12.15' });
    const filter = ['--filter', 'current user with an ended session'];
    const { exitCode } = await runCli(['verify', ...filter, '--base-url', jira.baseUrl], settings);
    // What its answer's cookie may have opened is closed again.
    expect(jira.requests.filter((one) => !one.startsWith('DELETE'))).toEqual(['POST /rest/auth/1/session']);
    expect(exitCode).toBe(1);
  });

  it('is not sent credentials again that it refused, not even where that is no reason to stop', async () => {
    await using jira = await startEcho(401, { version: '1001.0.0', deploymentType: 'Cloud' });
    const filter = ['--filter', 'with an ended session'];
    const { stdout } = await runCli(['verify', ...filter, '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('0 verified, 2 failed, 0 unverifiable');
    expect(jira.requests.filter((one) => one.startsWith('POST'))).toHaveLength(1);
  });
});
