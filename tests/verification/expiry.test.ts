import { describe, expect, it } from '@jest/globals';
import { PAT_PATH } from '../../contracts/session/names.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import { makeCertificates, trusting } from '../support/certificates.ts';
import { startHttps } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
/** In so many days, and half a day more. */
const inDays = (days: number) => new Date(Date.now() + (days + 0.5) * 86_400_000);
const accountWithToken = (tokenEndsAt?: Date) => ({
  ...{ username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' },
  ...(tokenEndsAt && { tokenEndsAt: tokenEndsAt.toISOString().replace('Z', '+0000') }),
});

/** A Jira with a token that ends, and the paths that it was asked. */
async function startJira(tokenEndsAt?: Date, options: MockedJiraOptions = {}) {
  const asked: string[] = [];
  const accounts = [accountWithToken(tokenEndsAt)];
  const onRequest = (_method: string, path: string) => asked.push(path);
  const jira = await startMockedJira({ accounts, onRequest, ...options });
  return Object.assign(jira, {
    askedForTokens: () => asked.filter((path) => path.endsWith(PAT_PATH)).length,
  });
}

const verify = (baseUrl: string, ...more: string[]) =>
  runCli(['verify', '--base-url', baseUrl, '--client', 'jira-token-client', ...more], settings);

describe('a personal access token that ends', () => {
  it('soon is told by verify, which holds all the same', async () => {
    await using jira = await startJira(inDays(12));
    const { exitCode, stdout } = await verify(jira.baseUrl);
    expect(stdout).toContain('a personal access token of this user ends soon (token of bob, in 12 days');
    expect(exitCode).toBe(0);
    const nagios = await verify(jira.baseUrl, '--report', 'nagios=-');
    expect(nagios.stdout).toMatch(/^WARNING - .*ends soon/);
    expect(nagios.exitCode).toBe(1);
    const prometheus = await verify(jira.baseUrl, '--report', 'prometheus=-');
    expect(prometheus.stdout).toMatch(/^jira_session_token_days_left\{.*\} 12$/m);
    const json = await verify(jira.baseUrl, '--json', '-');
    expect(JSON.parse(json.stdout).targets[0].endsSoon).toMatchObject([{ code: 'token-ends-soon' }]);
    const markdown = await verify(jira.baseUrl, '--report', 'markdown=-');
    expect(markdown.stdout).toContain('ends soon');
    const lines = await verify(jira.baseUrl, '--report', 'jsonl=-');
    expect(JSON.parse(lines.stdout).endsSoon).toMatchObject([{ code: 'token-ends-soon' }]);
    const onGitHub = await runCli(['verify', '--base-url', jira.baseUrl, '--client', 'jira-token-client'], {
      ...settings,
      GITHUB_ACTIONS: 'true',
    });
    expect(onGitHub.stderr).toMatch(
      /^::warning title=[^:]*::a personal access token of this user ends soon/m,
    );
    const junit = await verify(jira.baseUrl, '--report', 'junit=-');
    expect(junit.stdout).toMatch(/<testsuites[^>]* failures="0" errors="0"/);
    expect(junit.stdout).toMatch(/<system-out>warning: a personal access token of this user ends soon/);
    const ctrf = JSON.parse((await verify(jira.baseUrl, '--report', 'ctrf=-')).stdout);
    expect(ctrf.results.summary.failed).toBe(0);
    expect(ctrf.results.tests).toContainEqual(
      expect.objectContaining({
        ...{ status: 'passed', rawStatus: 'warned' },
        message: expect.stringContaining('a personal access token of this user ends soon'),
      }),
    );
  });

  it.each([
    ['later than 30 days', [], 0],
    ['later than --warn-expiry says', ['--warn-expiry', '5'], 0],
    ['within what --warn-expiry says', ['--warn-expiry', '60'], 1],
  ] as const)('%s is a warning or none', async (_name, more, warnings) => {
    await using jira = await startJira(inDays(more[1] === '5' ? 6 : 40));
    const { stdout } = await verify(jira.baseUrl, ...more, '--json', '-');
    expect(JSON.parse(stdout).targets[0].endsSoon ?? []).toHaveLength(warnings);
  });

  it('is asked for once, and only where a token is given and may be asked about', async () => {
    await using jira = await startJira(inDays(12));
    await verify(jira.baseUrl);
    expect(jira.askedForTokens()).toBe(1);
    await verify(jira.baseUrl, '--warn-expiry', '0');
    await runCli(['verify', '--base-url', jira.baseUrl], {
      JIRA_USERNAME: 'bob',
      JIRA_PASSWORD: 'canary-password',
    });
    await runCli(['doctor', '--base-url', jira.baseUrl, '--warn-expiry', '0'], settings);
    expect(jira.askedForTokens()).toBe(1);
  });

  it('stands in the plan', async () => {
    await using jira = await startJira();
    const { stdout } = await verify(jira.baseUrl, '--plan');
    expect(stdout).toMatch(/GET +when the personal access tokens of the user end/);
    expect(stdout).toContain('JIRA_PERSONAL_ACCESS_TOKEN 2x');
    expect((await verify(jira.baseUrl, '--plan', '--warn-expiry', '0')).stdout).toContain('ACCESS_TOKEN 1x');
  });

  it.each([
    ['refuses the list (401)', wireResponse(401)],
    ['refuses the list (403)', wireResponse(403, { 'Content-Type': 'application/json' }, '{"message":"no"}')],
    ['has no list', wireResponse(404)],
    ['is too busy for it', wireResponse(429)],
    ['gives a page', wireResponse(200, { 'Content-Type': 'text/html' }, '<html></html>')],
    ['gives another list', wireResponse(200, {}, '[null, 7, {}, {"name":{},"expiringAt":"never"}]')],
  ])('is not known at a Jira that %s, which changes nothing else', async (_name, response) => {
    await using jira = await startJira(inDays(12), {
      middleware: (request, { respond }) => (request.path.endsWith(PAT_PATH) ? response : respond(request)),
    });
    const { exitCode, stdout } = await verify(jira.baseUrl, '--json', '-');
    expect(JSON.parse(stdout).targets[0].tokenEndsAt).toBeUndefined();
    expect(exitCode).toBe(0);
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(doctor.stdout).toMatch(/end of the token[^:]*: Jira does not tell/);
    expect(doctor.exitCode).toBe(0);
  });

  it('soon is told by the doctor', async () => {
    await using jira = await startJira(inDays(12));
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toMatch(/– end of the token[^:]*: a personal access token of this user ends soon/);
    expect(exitCode).toBe(0);
  });

  it.each(['verify --client jira-token-client', 'doctor'])('soon is not kept silent: %s', async (command) => {
    await using jira = await startJira(inDays(5));
    const quiet = [...command.split(' '), '--base-url', jira.baseUrl, '--quiet'];
    const { exitCode, stdout } = await runCli(quiet, settings);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('ends soon (token of bob, in 5 days')]);
    expect(await runCli([...quiet, '--silent-ok'], settings)).toMatchObject({ exitCode, stdout });
    const silent = await runCli([...quiet, '--silent-ok', '--warn-expiry', '5'], settings);
    expect(silent).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

/** The Jira over https, with a certificate that ends then. */
async function startOverHttps(jiraUrl: string, endsAt: Date) {
  const { ca, ...certificate } = await makeCertificates('localhost', endsAt);
  const tls = await startHttps(certificate, async (incoming, outgoing) => {
    const { authorization = '' } = incoming.headers;
    const answer = await fetch(new URL(incoming.url ?? '', jiraUrl), { headers: { authorization } });
    const kept = { 'Content-Type': answer.headers.get('content-type') ?? '' };
    outgoing.writeHead(answer.status, kept).end(await answer.text());
  });
  return Object.assign(tls, { ca, baseUrl: `https://localhost:${tls.port}/rest` });
}

describe('a certificate that ends', () => {
  it('has ended, or is trusted by nobody, and is told as what it is where any is accepted', async () => {
    await using jira = await startJira();
    for (const [days, verdict] of [
      [-182, 'has ended (A mocked Jira, on '],
      [90, undefined],
    ] as const) {
      await using tls = await startOverHttps(jira.baseUrl, inDays(days));
      const insecure = ['--base-url', tls.baseUrl, '--insecure'];
      const nagios = await verify(tls.baseUrl, '--insecure', '--report', 'nagios=-');
      expect(nagios.stdout).toContain(verdict ?? 'OK - ');
      expect(nagios.stdout + nagios.stderr).not.toMatch(/in -\d|ends soon/);
      const never = await verify(tls.baseUrl, '--insecure', '--report', 'nagios=-', '--warn-expiry', '0');
      expect(never.stdout).toMatch(/^OK - /);
      const { stdout } = await runCli(['doctor', ...insecure], settings);
      expect(stdout).toMatch(
        /– TLS[^:]*: the certificate of A mocked Jira is not trusted \([A-Z_]+\), but accepted, issued by/,
      );
      const quiet = await runCli(['doctor', ...insecure, '--quiet', '--silent-ok'], settings);
      expect([quiet.exitCode, quiet.stdout.includes('Warning: TLS: ')]).toEqual([0, verdict !== undefined]);
    }
  });

  it.each([
    [12, 'certificate-ends-soon', 'Have it renewed.'],
    [90, undefined, 'ends in 90 days'],
  ])('in %i days is told', async (days, code, words) => {
    await using jira = await startJira();
    await using tls = await startOverHttps(jira.baseUrl, inDays(days));
    const { baseUrl } = tls;
    await trusting(tls.ca, async (file) => {
      const { exitCode, stdout } = await verify(baseUrl, '--ca', file, '--json', '-');
      const [target] = JSON.parse(stdout).targets;
      expect(target.endsSoon?.[0]?.code).toBe(code);
      expect(Date.parse(target.certificateEndsAt)).toBeGreaterThan(Date.now());
      expect(exitCode).toBe(0);
      const doctor = await runCli(['doctor', '--base-url', baseUrl, '--ca', file], settings);
      expect(doctor.stdout).toMatch(
        /TLS[^:]*: the certificate of A mocked Jira is trusted, issued by CA of a mocked/,
      );
      expect(doctor.stdout.replaceAll(/\s+/g, ' ')).toContain(words);
    });
  });
});
