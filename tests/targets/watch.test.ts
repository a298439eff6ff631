import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { runVerification } from '../../src/cli/run-verification.ts';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { outputTo } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

describe('--watch', () => {
  it('verifies again every so often, tells changes alone, and ends with what it found last', async () => {
    await using jira = await startMockedJira();
    let isBroken = false;
    const change: JiraChange = async (request, ask) =>
      isBroken && request.method === 'DELETE' ? wireResponse(500, {}, '') : ask(request);
    await using front = await startFront(jira, change);
    using targets = targetsFolder([{ name: 'acme', baseUrl: front.baseUrl, ...everyAccount }]);
    const interruption = new AbortController();
    const written: string[] = [];
    const seen = (text: string) => {
      written.push(text);
      if (text.includes('This is verified again every')) {
        written.length = 0;
        isBroken = true;
      } else if (/new +acme: DELETE a log-out with a session/.test(text)) isBroken = false;
      else if (/UTC {2}acme: The contract holds/.test(text)) interruption.abort();
    };
    const exitCode = await runVerification(
      { targets: 'jiras.yaml', watch: 0.2, timeout: 5000 },
      {
        stdout: outputTo(seen),
        stderr: outputTo(seen),
        env: accounts,
        realEnv: accounts,
        cwd: targets.folder,
        signal: interruption.signal,
      },
    );
    expect(exitCode).toBe(0);
    expect(written.join('')).toMatch(
      /^[\d-]+ [\d:]+ UTC {2}acme: The contract is broken on .*\n( {2}new .*\n)+\d+ sessions? may still be open .*\n[\d-]+ [\d:]+ UTC {2}acme: The contract holds on .*\n$/,
    );
  });

  it('tells nothing of what it does not try again, because it was refused once', async () => {
    await using jira = await startMockedJira({ flavour: 'cloud' });
    using targets = targetsFolder([
      { name: 'acme', baseUrl: jira.baseUrl, username: 'A_USER', password: 'A_PASSWORD' },
    ]);
    const interruption = new AbortController();
    const written: string[] = [];
    const lines = join(targets.folder, 'rounds.jsonl');
    const roundsOf = () =>
      readFileSync(lines, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    const seen = (text: string) => written.push(text);
    const timer = setInterval(() => {
      if (existsSync(lines) && roundsOf().length >= 3) interruption.abort();
    }, 50);
    await runVerification(
      { targets: 'jiras.yaml', watch: 0.1, timeout: 5000, quiet: true, report: ['jsonl=rounds.jsonl'] },
      {
        stdout: outputTo(seen),
        stderr: outputTo(seen),
        env: accounts,
        realEnv: accounts,
        cwd: targets.folder,
        signal: interruption.signal,
      },
    );
    clearInterval(timer);
    const [first, second] = roundsOf();
    expect(second).not.toEqual({ ...first, time: second.time, durationMs: second.durationMs });
    expect(written).toEqual([expect.stringContaining('The contract is broken on the Jira at')]);
  });

  it('tells in every round what may still be open, the last one too', async () => {
    await using jira = await startMockedJira();
    const change: JiraChange = async (request, ask) =>
      request.method === 'DELETE' ? wireResponse(500, {}, '') : ask(request);
    await using front = await startFront(jira, change);
    using targets = targetsFolder([{ name: 'acme', baseUrl: front.baseUrl, ...everyAccount }]);
    const interruption = new AbortController();
    let told = 0;
    const seen = (text: string) => {
      told += text.split(' may still be open').length - 1;
      if (told === 3) interruption.abort();
    };
    const options = { targets: 'jiras.yaml', watch: 0.1, timeout: 5000, filter: 'right credentials' };
    await runVerification(options, {
      stdout: outputTo(seen),
      stderr: outputTo(() => {}),
      env: accounts,
      realEnv: accounts,
      cwd: targets.folder,
      signal: interruption.signal,
    });
    expect(told).toBe(3);
  });

  it('is judged by the earlier report that was given, in every round', async () => {
    await using jira = await startMockedJira({ flavour: 'jira11' });
    using targets = targetsFolder([{ name: 'acme', baseUrl: jira.baseUrl, ...everyAccount }]);
    const interruption = new AbortController();
    let rounds = 0;
    const write = () => {
      rounds += 1;
      if (rounds === 2) interruption.abort();
    };
    const options = {
      targets: 'jiras.yaml',
      watch: 0.1,
      timeout: 5000,
      json: '-',
      baseline: 'none.json',
      failOn: 'new',
    } as const;
    const io = {
      stdout: outputTo(write),
      stderr: outputTo(() => {}),
      env: accounts,
      realEnv: accounts,
      cwd: targets.folder,
      signal: interruption.signal,
    };
    expect(await runVerification(options, io)).toBe(1);
    expect(rounds).toBe(2);
  });

  it('does not try an account again that was refused, however often it looks', async () => {
    const logIns: number[] = [];
    await using jira = await startMockedJira({
      onRequest: (method, _path, status) => method === 'POST' && logIns.push(status),
    });
    using targets = targetsFolder([
      { name: 'acme', baseUrl: jira.baseUrl, username: 'A_USER', password: 'A_PASSWORD' },
    ]);
    const interruption = new AbortController();
    let rounds = 0;
    const stderr = outputTo(() => {});
    const options = {
      targets: 'jiras.yaml',
      watch: 0.1,
      timeout: 5000,
      filter: 'right credentials',
      json: '-',
    };
    const write = () => {
      rounds += 1;
      if (rounds === 3) interruption.abort();
    };
    const env = { ...accounts, A_PASSWORD: 'wrong' };
    await runVerification(options, {
      stdout: outputTo(write),
      stderr,
      env,
      realEnv: env,
      cwd: targets.folder,
      signal: interruption.signal,
    });
    expect(rounds).toBe(3);
    expect(logIns).toEqual([401]);
  });
});
