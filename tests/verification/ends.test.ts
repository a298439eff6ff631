import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { startHttp, startRaw } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

describe('a proxy', () => {
  it.each([
    ['never answers CONNECT', ''],
    ['answers CONNECT byte by byte', 'HTTP/1.1 200 Con'],
  ])('that %s ends the run within the time-out', async (_name, bytes) => {
    await using proxy = await startRaw(bytes);
    const args = ['verify', '--base-url', 'https://jira.example.com/rest', '--timeout', '800'];
    const { exitCode, stdout } = await runCli(args, {
      ...settings,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    // Node's own bound comes first; on a busy machine it may be ours. Both are within the time-out.
    expect(stdout).toMatch(/the proxy does not answer \(ERR_PROXY_TUNNEL at |no connection was made in time/);
    expect(exitCode).toBe(2);
  });
});

describe('a broker', () => {
  const broker = { PACT_BROKER_TOKEN: 'canary-token', PACT_BROKER_HTTP_RETRIES: '0' };
  const nativeProcesses = () =>
    execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter(
        (line) =>
          /pact-broker|pact_broker_cli|\bpact\b.*broker/.test(line) && line.includes('canary-environment'),
      );

  it.each([
    [['can-i-deploy', '--version', '1', '--to-environment', 'canary-environment']],
    [['record-deployment', '--version', '1', '--environment', 'canary-environment']],
    [['verify', '--from-broker']],
  ])('that never answers is left at a signal, with all that was started: %j', async (args) => {
    await using silent = await startRaw('');
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(), 700);
    const { exitCode, stderr } = await runCli(
      args,
      { ...broker, PACT_BROKER_BASE_URL: `http://127.0.0.1:${silent.port}` },
      process.cwd(),
      interruption.signal,
    );
    expect(stderr).toMatch(/^error: [A-Z][^\n]*: interrupted\.\n$/);
    expect(nativeProcesses()).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it.each([
    'null',
    '[]',
    '"text"',
    '7',
    '{"_embedded":null}',
    '{"_embedded":{"pacts":null}}',
    '{"_links":[]}',
    '{"_embedded":{"pacts":[{"_links":{"self":null}}]}}',
  ])('that answers %s is named, and is not a bug of ours', async (body) => {
    await using odd = await startHttp((request, response) => {
      request.resume();
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    });
    const environment = { ...broker, PACT_BROKER_BASE_URL: `http://127.0.0.1:${odd.port}` };
    const { exitCode, stderr } = await runCli(['verify', '--from-broker'], environment, process.cwd());
    expect(stderr).toMatch(/^error: [^\n]*\n$/);
    expect(stderr).not.toContain('bug in this program');
    expect(exitCode).toBe(2);
  });
});

describe('a report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-report-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, (file: string) => void]>([
    ['a link that leads nowhere', (file) => symlinkSync(join(folder, 'nowhere'), file)],
    ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ])('that would go into %s is refused before the first request', async (name, make) => {
    const file = join(folder, name.replaceAll(' ', '-'));
    make(file);
    const requests: string[] = [];
    await using jira = await startMockedJira({ onRequest: (method) => requests.push(method) });
    const { exitCode, stderr } = await runCli(['verify', '--base-url', jira.baseUrl, '--json', file]);
    expect(stderr).toMatch(/^error: [^\n]* cannot be written [^\n]*\n$/);
    expect(requests).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it('goes through a link, and leaves the link one', async () => {
    const [real, link] = [join(folder, 'real.json'), join(folder, 'link.json')];
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    await runCli(['verify', '--filter', 'anonymous', '--json', link]);
    expect(JSON.parse(readFileSync(real, 'utf8'))).toMatchObject({ formatVersion: 1 });
  });
});
