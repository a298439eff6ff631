import { describe, expect, it } from '@jest/globals';
import { wireResponse } from '../../src/http/wire.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import { runCli } from '../support/run-cli.ts';

const contextPath = '/ex/jira/11111111-2222-3333-4444-555555555555';
const account = { username: 'bob', password: 'canary', email: 'bob@example.com', apiToken: 'canary-token' };
const settings = { JIRA_EMAIL: account.email, JIRA_API_TOKEN: account.apiToken };

/** Inferred: what is in front of Jira there refuses whoever has no token, `serverInfo` too, and marks nothing. */
const gateway: Middleware = (request, jira) => {
  const answer = jira.respond(request);
  const { authorization } = request.headers;
  if (answer.status === 404) return answer;
  return authorization && answer.status !== 401
    ? answer
    : wireResponse(401, { 'WWW-Authenticate': 'Bearer' }, '{"code":401,"message":"Unauthorized"}');
};
const startGateway = (path = contextPath) =>
  startMockedJira({ flavour: 'cloud', accounts: [account], contextPath: path, middleware: gateway });

describe('a Jira Cloud at the address for tokens with scopes', () => {
  const client = ['--client', 'jira-cloud-client'];

  it('is known by its address, and takes an API token', async () => {
    await using jira = await startGateway();
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl, ...client], settings);
    expect(stdout).toContain('2 verified, 0 failed, 0 unverifiable');
    expect(stdout).toContain('(cloud');
    expect(exitCode).toBe(0);
  });

  it('is unknown with a token that it refuses', async () => {
    await using jira = await startGateway();
    const wrong = { ...settings, JIRA_API_TOKEN: 'wrong' };
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl, ...client], wrong);
    expect(stdout).toContain('Jira refused the API token');
    expect(exitCode).toBe(2);
  });

  it('is not there with another cloud ID', async () => {
    await using jira = await startGateway('/ex/jira/another-cloud-id');
    const baseUrl = jira.baseUrl.replace('another', 'no-such');
    const { exitCode, stdout } = await runCli(['verify', '--base-url', baseUrl, ...client], settings);
    expect(stdout).toContain('Check the cloud ID');
    expect(exitCode).toBe(2);
  });

  it('is examined by the doctor, without its session resource', async () => {
    await using jira = await startGateway();
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toMatch(/– session resource[^:]*: not asked/);
    expect(stdout).toContain('✓ API token: accepted');
    expect(exitCode).toBe(0);
  });
});
