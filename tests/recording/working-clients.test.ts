import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { record } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/run-client.ts';
import { recordingText } from '../../src/render/recording.ts';
import { runCli } from '../support/run-cli.ts';
import { api, cookiesOf, ensure, keysOf, logIn, recordFunction, sync } from './small-clients.ts';

describe('a client that logs in and works', () => {
  it('needs the session cookie, also where it takes a search that failed as no issues and does not log out', async () => {
    const { recording } = await recordFunction(async (given) => {
      const answer = await logIn(given);
      return keysOf(given, cookiesOf(answer));
    });
    expect(recording.scenarios[0]?.outcome.stdout).toBe('["TEST-1","TEST-2","TEST-3"]');
    expect(recording.scenarios[0]?.requests).toMatchObject([
      { method: 'POST', needs: ['cookie JSESSIONID'] },
    ]);
  });

  it('takes no more runs where it does more with what it is not recorded for', async () => {
    const [once, often] = [await recordFunction(sync(1)), await recordFunction(sync(5))];
    expect(once.recording.runs).toBeLessThanOrEqual(30);
    expect(often.recording.runs).toBe(once.recording.runs);
    const needs = once.recording.scenarios[0]?.requests.map((request) => [request.method, ...request.needs]);
    expect(needs).toEqual([
      ['POST', 'status', 'cookie JSESSIONID'],
      ['DELETE', 'status'],
    ]);
  });
});

describe('a request that the mocked Jira has no answer to', () => {
  /** Survives whatever it asks. */
  const asksFor =
    (...paths: string[]) =>
    async (given: GivenToFunction) => {
      const answer = await logIn(given);
      ensure(answer.ok);
      for (const path of paths) await api(given, cookiesOf(answer), path);
      return 'in';
    };
  const recorded = (run: (given: GivenToFunction) => unknown, allowMissing: readonly string[] = []) =>
    record({
      client: { consumer: 'x', command: null, run: functionClient(run) },
      scenarios: [],
      allowMissing,
    });

  it('ends the recording with the lines to add, although the client survives it', async () => {
    await expect(recorded(asksFor('issue/ACME-1', '../../agile/1.0/board'))).rejects.toThrow(
      /2 requests of the client: GET \/api\/2\/issue\/ACME-1, GET \/agile\/1.0\/board\. .*--allow-missing 'GET \/api\/2\/issue\/ACME-1' --allow-missing 'GET \/agile\/1.0\/board'$/,
    );
  });

  it.each(['GET /api/2/issue/ACME-1', 'GET /api/2/issue/*', 'GET /api/latest/issue/*'])(
    'is let through where its answer is of no use: %s',
    async (allowed) => {
      expect((await recorded(asksFor('issue/ACME-1'), [allowed])).recording.complete).toBe(true);
      const other = asksFor('issue/ACME-1', 'issue/ACME-1/watchers');
      await expect(recorded(other, [allowed])).rejects.toThrow('GET /api/2/issue/ACME-1/watchers');
    },
  );

  it('ends it too where only another scenario comes upon it', async () => {
    const run = (given: GivenToFunction) =>
      asksFor(given.scenario === 'token' ? 'filter/my' : 'search')(given);
    const client = { consumer: 'x', command: null, run: functionClient(run) };
    await expect(record({ client, scenarios: ['token'] })).rejects.toThrow('GET /api/2/filter/my');
  });

  it('ends nothing where nobody sent it', async () => {
    const { recording } = await recorded(async (given) => {
      const found = await fetch(`${given.siteUrl}/favicon.ico`);
      await fetch(`${given.baseUrl}/agile/1.0/board`);
      return `${found.status} ${(await logIn(given)).status}`;
    });
    expect(recording.complete).toBe(true);
  });

  it.each(['issue/ACME-1', 'GET', 'get /api/2/search', 'GET api/2/search', ''])(
    'cannot be named as %p',
    async (request) => {
      const args = ['record', '--consumer', 'x', '--allow-missing', request, '--', 'node', '-e', '0'];
      const { exitCode, stderr } = await runCli(args);
      expect({ exitCode, lines: stderr.trim().split('\n').length }).toEqual({ exitCode: 2, lines: 1 });
    },
  );
});

describe('what was asked beside the session resource', () => {
  it('is listed by request and by credentials, and where it is gone', async () => {
    const recorded = await recordFunction(async (given) => {
      const answer = await logIn(given);
      const cookie = cookiesOf(answer);
      for (const key of await keysOf(given, cookie)) await api(given, cookie, `issue/${key}/comment`);
      const Authorization = `Bearer ${given.personalAccessToken}`;
      await fetch(`${given.baseUrl}/api/latest/search`, { headers: { Authorization } });
      await fetch(`${given.baseUrl}/api/2/search`);
      return answer.status;
    });
    const gone = expect.stringContaining('/search/jql');
    expect(recorded.beside).toEqual([
      { request: 'GET /api/2/issue/*/comment', credentials: 'the session', gone: '' },
      { request: 'GET /api/2/search', credentials: 'none', gone },
      { request: 'GET /api/2/search', credentials: 'the session', gone },
      { request: 'GET /api/latest/search', credentials: 'a token', gone },
    ]);
    const text = recordingText(recorded.recording, recorded, { colors: false, columns: 80 });
    expect(text).toMatch(/GET \/api\/2\/search +the session +Jira Cloud has it no more/);
  });
});

describe('a client that lets itself in with each request, and never opens a session', () => {
  const curl = (how: string) => [
    'sh',
    '-c',
    `curl -sf ${how} "$JIRA_BASE_URL/api/2/search" | grep -c TEST-1`,
  ];
  const cwd = mkdtempSync(join(tmpdir(), 'jira-session-basic-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it.each([
    ['Basic', curl('-u "$JIRA_USERNAME:$JIRA_PASSWORD"'), 'Jira 11 switches Basic off', 'jira11', 1],
    [
      'a token',
      curl('-H "Authorization: Bearer $JIRA_PERSONAL_ACCESS_TOKEN"'),
      'sends a token',
      'server7',
      2,
    ],
  ])('is told so, and given the pact of it: %s', async (_, command, says, without, exitCode) => {
    const ended = await runCli(['record', '--consumer', 'curl-u', '--', ...command], {}, cwd);
    expect(ended.stderr.replaceAll(/\d+ runs \.\.\.\n/g, '')).toBe('');
    expect(ended.stdout).toContain(says);
    expect(ended.exitCode).toBe(0);
    const pact = ['verify', '--pact', 'pacts/curl-u-jira-session-api.json', '--flavour'];
    expect((await runCli([...pact, 'datacenter'], {}, cwd)).exitCode).toBe(0);
    expect((await runCli([...pact, without], {}, cwd)).exitCode).toBe(exitCode);
    rmSync(join(cwd, 'pacts'), { recursive: true });
  });

  it('has no pact where it does not notice that it is refused', async () => {
    const command = [
      'sh',
      '-c',
      'curl -s -u "$JIRA_USERNAME:$JIRA_PASSWORD" "$JIRA_BASE_URL/api/2/field" >/dev/null',
    ];
    const { exitCode } = await runCli(['record', '--consumer', 'x', '--', ...command], {}, cwd);
    expect(exitCode).toBe(2);
  });
});
