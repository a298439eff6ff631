import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { plan, verify } from '../../src/verification/verify.ts';
import { startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const accounts = [
  { username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' },
  { username: 'dave', password: 'canary-of-dave' },
];
const settings = {
  JIRA_USERNAME: 'bob',
  JIRA_PASSWORD: 'canary-password',
  JIRA_CAPTCHA_USERNAME: 'dave',
  JIRA_CAPTCHA_PASSWORD: 'canary-of-dave',
};
const credentials = { user: { username: 'bob', password: 'canary-password' } };

describe('the plan', () => {
  it('tells what would be sent, as whom and how often at most, and sends nothing', async () => {
    const requests: string[] = [];
    await using jira = await startMockedJira({ accounts, onRequest: (method) => requests.push(method) });
    const { exitCode, stdout } = await runCli(['verify', '--plan', '--base-url', jira.baseUrl], settings);
    expect(stdout).toMatch(/POST +a log-in with the right credentials\s+as JIRA_USERNAME, at most 1x\n/);
    expect(stdout).toMatch(/GET +an anonymous request for the current user\s+as nobody\n/);
    expect(stdout).toMatch(/– GET +a request .* token\s+not sent: needs JIRA_PERSONAL_ACCESS_TOKEN\n/);
    expect(stdout).toMatch(
      /Credentials would be sent at most: JIRA_USERNAME \d+x, JIRA_CAPTCHA_USERNAME \d+x\./,
    );
    expect(stdout).not.toContain('canary');
    expect(requests).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('is never exceeded, whatever the Jira answers', async () => {
    for (const status of [200, 302, 401, 403, 404, 500]) {
      let sent = 0;
      await using jira = await startHttp(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        if (
          body.includes('"bob"') ||
          request.headers.authorization === `Basic ${btoa('bob:canary-password')}`
        )
          sent += 1;
        response.writeHead(request.url?.endsWith('serverInfo') ? 200 : status).end('{"version":"9.12.15"}');
      });
      const target = { kind: 'live' as const, baseUrl: `http://127.0.0.1:${jira.port}/rest`, credentials };
      const { attempts } = await plan({ target });
      await verify({ target, environment: { PATH: process.env.PATH } });
      expect(sent).toBeLessThanOrEqual(attempts.user ?? 0);
    }
  });

  it('counts one log-in for all that needs a session, and one more after each log-out', async () => {
    const { attempts } = await plan({
      target: { kind: 'live', baseUrl: 'https://jira.example.com/rest', credentials },
      filter: 'with a session',
    });
    expect(attempts).toEqual({ user: 1 });
    const pact = await readPact(PACT_FILE);
    const logOuts = pact.interactions.filter(({ description }) => description === 'a log-out with a session');
    const twice = { ...pact, interactions: [...logOuts, ...logOuts] };
    const { attempts: more } = await plan({
      target: { kind: 'live', baseUrl: 'https://jira.example.com/rest', credentials },
      pacts: [{ pact: twice, source: 'twice' }],
    });
    expect(more).toEqual({ user: 2 });
  });
});
