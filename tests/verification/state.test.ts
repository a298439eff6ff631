import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runVerification } from '../../src/cli/run-verification.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { outputTo, runCli } from '../support/run-cli.ts';

const accounts = [{ username: 'bob', password: 'canary-password' }];
const withPassword = (JIRA_PASSWORD: string) => ({ JIRA_USERNAME: 'bob', JIRA_PASSWORD });
const wrong = withPassword('an-old-password');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jira-session-state-'));
  file = join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const verify = (baseUrl: string, settings: Record<string, string>, ...more: string[]) =>
  runCli(['verify', '--base-url', baseUrl, '--state', 'state.json', ...more], settings, folder);
const doctor = (baseUrl: string, settings: Record<string, string>) =>
  runCli(['doctor', '--base-url', baseUrl, '--state', 'state.json'], settings, folder);

describe('a password that Jira refused', () => {
  it('is not sent again by a later run of either command, until it changes', async () => {
    await using jira = await startMockedJira({ accounts });
    const failed = () => jira.loginInfo('bob').failedLoginCount;
    expect((await verify(jira.baseUrl, wrong)).exitCode).toBe(2);
    expect(failed()).toBe(1);
    const again = await verify(jira.baseUrl, wrong, '--json', '-');
    const [{ interactions }] = JSON.parse(again.stdout).targets[0].pacts;
    expect(new Set(interactions.map(({ code }: { code?: string }) => code))).toContain(
      'refused-in-earlier-run',
    );
    expect(again.exitCode).toBe(2);
    const examined = await doctor(jira.baseUrl, wrong);
    expect(examined.stdout).toContain('Jira refused this password in an earlier run');
    expect(examined.exitCode).toBe(2);
    expect(failed()).toBe(1);

    await verify(jira.baseUrl, withPassword('another-wrong-one'));
    await verify(jira.baseUrl, withPassword('another-wrong-one'));
    await doctor(jira.baseUrl, wrong);
    expect(failed()).toBe(2);
    expect((await verify(jira.baseUrl, withPassword('canary-password'))).exitCode).toBe(0);
  });

  it('is remembered by the doctor too, and where Jira asks for a CAPTCHA', async () => {
    await using jira = await startMockedJira({
      accounts: [{ username: 'bob', password: 'canary-password', captchaPending: true }],
    });
    await doctor(jira.baseUrl, wrong);
    const { stdout } = await verify(jira.baseUrl, wrong);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('asks for a CAPTCHA for this account');
    expect(stdout).toContain('in an earlier run');
  });

  it('is not sent by --watch either, in any of its rounds', async () => {
    let rounds = 0;
    await using jira = await startMockedJira({
      accounts,
      onRequest: (_method, path) => {
        if (path.endsWith('/serverInfo') && ++rounds === 4) interruption.abort();
      },
    });
    const interruption = new AbortController();
    await verify(jira.baseUrl, wrong);
    const stdout = outputTo(() => {});
    await runVerification(
      { baseUrl: jira.baseUrl, watch: 0.05, timeout: 5000, state: 'state.json' },
      { ...{ stdout, stderr: stdout, env: wrong, realEnv: wrong }, cwd: folder, signal: interruption.signal },
    );
    expect(rounds).toBeGreaterThan(2);
    expect(jira.loginInfo('bob').failedLoginCount).toBe(1);
  });

  it('is in the file as a hash with a salt of its own, for its owner alone', async () => {
    await using one = await startMockedJira({ accounts });
    await using other = await startMockedJira({ accounts });
    await verify(one.baseUrl, wrong);
    await verify(other.baseUrl, wrong);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('an-old-password');
    const { refused } = JSON.parse(text) as { refused: { salt: string; hash: string }[] };
    expect(new Set(refused.map(({ salt }) => salt)).size).toBe(2);
    expect(new Set(refused.map(({ hash }) => hash)).size).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(other.loginInfo('bob').failedLoginCount).toBe(1);
  });

  it.each([
    ['a password that it takes', undefined],
    ['an error of its own', wireResponse(500)],
  ])('is none where Jira answers with %s', async (_name, response) => {
    await using jira = await startMockedJira({
      accounts,
      middleware: (request, { respond }) =>
        response && request.method === 'POST' ? response : respond(request),
    });
    await verify(jira.baseUrl, withPassword('canary-password'));
    await doctor(jira.baseUrl, withPassword('canary-password'));
    expect(existsSync(file)).toBe(false);
  });
});

describe('the file of --state', () => {
  const broken = (refused: unknown) => JSON.stringify({ formatVersion: 1, refused });

  it.each([
    ['others can read', broken([]), 0o644, /can be read or changed by others: .*chmod 600/],
    ['is no JSON', 'not JSON', 0o600, /is not a file that --state wrote/],
    ['is another JSON', '{"version":"1"}', 0o600, /is not a file that --state wrote/],
    ['has another entry', broken([{ jira: 'x', account: 'y' }]), 0o600, /is not a file that --state wrote/],
    [
      'is a pact',
      readFileSync('pacts/jira-token-client-jira-session-api.json', 'utf8'),
      0o600,
      /there is a pact/,
    ],
  ])('that %s is refused, before anything is sent', async (_name, text, mode, words) => {
    const asked: string[] = [];
    await using jira = await startMockedJira({ accounts, onRequest: (method) => asked.push(method) });
    writeFileSync(file, text);
    chmodSync(file, mode);
    for (const run of [verify, doctor]) {
      const { exitCode, stdout, stderr } = await run(jira.baseUrl, wrong);
      expect(stderr).toMatch(words);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect([exitCode, stdout]).toEqual([2, '']);
    }
    expect(asked).toEqual([]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('in a folder that is not there is refused', async () => {
    const { exitCode, stderr } = await runCli(['verify', '--state', 'none/state.json'], {}, folder);
    expect(stderr).toContain('its folder does not exist');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['verify', 'its folder is removed', (folder: string) => rmSync(folder, { recursive: true })],
    ['verify --watch 10', 'its folder is removed', (folder: string) => rmSync(folder, { recursive: true })],
    ['doctor', 'its folder is removed', (folder: string) => rmSync(folder, { recursive: true })],
    ['doctor', 'others make it theirs', (folder: string) => writeFileSync(join(folder, 's.json'), '{}')],
  ])(
    'that cannot be written while %s runs, since %s, ends the run: one line, and no second try',
    async (run, _why, spoil) => {
      const within = join(folder, 'within');
      mkdirSync(within);
      let tries = 0;
      await using jira = await startMockedJira({
        accounts,
        middleware: (request, { respond }) => {
          if (request.method === 'POST' && request.body.includes('an-old-password') && ++tries === 1)
            spoil(within);
          return respond(request);
        },
      });
      const args = [...run.split(' '), '--base-url', jira.baseUrl, '--state', 'within/s.json'];
      const { exitCode, stderr } = await runCli(args, wrong, folder);
      expect(stderr).toMatch(/^error: .*--state.*\n$/);
      expect(exitCode).toBe(2);
      expect([tries, jira.loginInfo('bob').failedLoginCount, jira.openSessions]).toEqual([1, 1, 0]);
    },
  );

  it('is not written over by a result', async () => {
    const { exitCode } = await runCli(['verify', '--state', 's.json', '--json', 's.json'], {}, folder);
    expect(exitCode).toBe(2);
  });
});
