import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import parsePrometheus from 'parse-prometheus-text-format';
import { findings } from '../../src/findings.ts';
import { formats } from '../../src/render/formats.ts';
import { nagiosExitCode } from '../../src/render/nagios.ts';
import type { PactReport } from '../../src/report/report.ts';
import { runCli, spawnCli } from '../support/run-cli.ts';
import { found, jira, pact, report, verified } from '../support/small-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-monitoring-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTILE = "a \"b\\\" c'=1 | 'x'=99\n\\nCRITICAL\u001b[2J{,}";

/** A pact of which all is verified, and of which a check warns. */
const warned: PactReport = {
  ...pact(verified),
  checks: [
    {
      id: 'cookie',
      name: 'the cookie is kept',
      status: 'warned',
      findings: [{ code: 'cookie-not-secure', text: findings['cookie-not-secure'].cause }],
    },
  ],
};

/** A line as the guidelines of the monitoring plugins have it: a text without `|`, then numbers. */
const LINE = /^(OK|WARNING|CRITICAL|UNKNOWN) - [^|\n]+ \|( '[^'=|]+'=[\d.]+s?;;;0)+\n$/;

describe('what Nagios reads', () => {
  it.each([
    ['holds', [], 0, 'OK - The contract holds'],
    ['is broken', ['--flavour', 'jira11'], 2, 'CRITICAL - The contract is broken'],
    ['is unknown', ['--base-url', 'http://127.0.0.1:1/rest'], 3, 'UNKNOWN - It is unknown whether'],
  ])('is one line with the exit code of its own, where the contract %s', async (_, args, code, begins) => {
    const { exitCode, stdout } = await runCli(['verify', '--quiet', '--report', 'nagios=-', ...args]);
    expect([exitCode, stdout.slice(0, begins.length)]).toEqual([code, begins]);
    expect(stdout).toMatch(LINE);
  });

  it('is a warning, with what it is about, where all holds and something is careless', () => {
    const one = report(jira('acme', warned));
    expect(nagiosExitCode(one)).toBe(1);
    expect(formats.nagios(one)).toMatch(
      /^WARNING - The contract holds on .* Warning: the session cookie is not Secure\. A browser/,
    );
  });

  it.each([
    ['an option that does not exist', ['--no-such-option']],
    ['a file that is not there', ['--targets', 'no-such-file.yaml']],
    ['an address that is none', ['--base-url', 'jira | example']],
    ['a check that would never end', ['--watch']],
  ])('is unknown, and never critical, where the run cannot begin: %s', async (_, args) => {
    const { exitCode, stdout, stderr } = await runCli(['verify', '--report=nagios=-', ...args]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^error: /);
    expect(stdout).toMatch(/^UNKNOWN - error: [^|\n]+\n$/);
  });

  it('is the exit code of merged reports too, and the standard output is left alone for a file', async () => {
    const file = join(folder, 'shard', 'one.txt');
    const { exitCode, stdout } = await runCli([
      'merge-reports',
      'no-such-folder',
      '--report',
      `nagios=${file}`,
    ]);
    expect([exitCode, stdout]).toEqual([3, '']);
  });

  it('is unknown too, where the program cannot be loaded', async () => {
    cpSync('bin', join(folder, 'part', 'bin'), { recursive: true });
    const entry = join(folder, 'part', 'bin', 'jira-session-contracts.cjs');
    for (const says of [/^error: The program cannot be loaded/, /^error: The program is not whole/]) {
      const { exitCode, stderr } = await spawnCli(['verify', '--report', 'nagios=-'], {}, folder, entry);
      expect([exitCode, stderr]).toEqual([3, expect.stringMatching(says)]);
      rmSync(join(folder, 'part', 'bin', 'start.cjs'), { force: true });
    }
  });

  it('takes no number and no second line from a name or an answer', () => {
    const line = formats.nagios(
      report(jira(HOSTILE, pact(found('differs', { cause: HOSTILE }))), jira('globex', pact(verified))),
    );
    expect(line).toMatch(LINE);
    expect(line).not.toMatch(/\\n|'x'=99;/);
    expect(line).toContain("| 'verified'=1;;;0 'failed'=1;;;0 'unverifiable'=0;;;0 'jiras'=2;;;0");
  });

  it('fits into what is passed on, with its numbers', () => {
    const long = jira('a'.repeat(5000), pact(found('differs', { cause: 'b'.repeat(5000) })));
    expect(Buffer.byteLength(formats.nagios(report(long)))).toBeLessThan(1024);
  });
});

/** The series of a report, as a parser that others wrote reads them. */
const seriesOf = (text: string) =>
  parsePrometheus(text).flatMap(({ name, metrics }) => metrics.map((one) => ({ name, ...one })));

describe('what Prometheus reads', () => {
  it('says of each Jira if it is up, if the contract holds there, what was counted, and why', () => {
    const series = seriesOf(
      formats.prometheus(
        report(
          jira('acme', pact(verified, found('setting-missing'))),
          jira('down', pact(found('connection-refused'))),
        ),
      ),
    );
    const of = (name: string, labels: object) =>
      series.filter(
        (one) =>
          one.name === `jira_session_${name}` &&
          Object.entries(labels).every(([label, value]) => one.labels?.[label] === value),
      );
    const one = (value: string) => [expect.objectContaining({ value })];
    expect(of('up', { jira: 'acme' })).toEqual(one('1'));
    expect(of('up', { jira: 'down' })).toEqual(one('0'));
    expect(of('contract', { jira: 'acme', state: 'holds' })).toEqual(one('1'));
    expect(of('contract', { jira: 'down', state: 'unknown' })).toEqual(one('1'));
    expect(of('interactions', { jira: 'acme', status: 'verified' })).toEqual(one('1'));
    expect(of('causes', { jira: 'down', code: 'connection-refused', kind: 'live' })).toEqual(one('1'));
    expect(Number(of('last_run_timestamp_seconds', { jira: 'acme' })[0]?.value)).toBeCloseTo(
      Date.now() / 1000,
      -2,
    );
  });

  it('has no series twice and no name as markup, whatever the Jiras are called', () => {
    const names = [HOSTILE, HOSTILE, 'a "b', '', ' '];
    const text = formats.prometheus(report(...names.map((name) => jira(name, pact(verified)))));
    const series = seriesOf(text).map(({ name, labels }) => JSON.stringify([name, labels]));
    expect(new Set(series).size).toBe(series.length);
    const up = seriesOf(text).filter(({ name }) => name === 'jira_session_up');
    expect(up.map(({ labels }) => labels?.jira)).toContain(
      "a \"b\\\" c'=1 | 'x'=99\\n\\nCRITICAL\\u001b[2J{,}",
    );
    // Each line is a comment or one series: nothing else can stand there.
    const line = /^(# (HELP|TYPE) \w+ .+|\w+\{(\w+="([^"\\\n]|\\[\\"n])*",?)+\} [\d.e+-]+)$/;
    expect(
      text
        .trimEnd()
        .split('\n')
        .filter((one) => !line.test(one)),
    ).toEqual([]);
  });

  it('says of a mocked Jira that it is one, and holds nothing that changes with each answer', async () => {
    const { exitCode } = await runCli(
      ['verify', '--quiet', '--flavour', 'jira11', '--report', 'prometheus=jira.prom'],
      {},
      folder,
    );
    expect(exitCode).toBe(1);
    const series = seriesOf(readFileSync(join(folder, 'jira.prom'), 'utf8'));
    expect(new Set(series.map(({ labels }) => labels?.kind))).toEqual(new Set(['mocked']));
    const causes = series.flatMap(({ labels }) => labels?.cause ?? []);
    expect(causes).toContain(findings['session-resource-refused'].cause);
    // The collector reads a file as soon as it is there.
    expect(readdirSync(folder).filter((name) => name.includes('jira'))).toEqual(['jira.prom']);
  });
});

describe('JSON lines', () => {
  it('are one for each Jira and run, added to those that are there', async () => {
    const args = ['verify', '--quiet', '--flavour', 'jira11', '--report', 'jsonl=runs.jsonl'];
    for (const _ of [1, 2]) await runCli(args, {}, folder);
    const lines = readFileSync(join(folder, 'runs.jsonl'), 'utf8').trimEnd().split('\n');
    const [first, second, ...more] = lines.map((line) => JSON.parse(line));
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      kind: 'mocked',
      state: 'broken',
      exitCode: 1,
      verified: expect.any(Number),
      sessionsLeftOpen: 0,
    });
    expect(first.causes[0]).toMatchObject({ status: 'failed', code: 'session-resource-refused' });
    expect(second).toMatchObject({ jira: expect.any(String), state: 'broken', exitCode: 1 });
    expect(second.time > first.time).toBe(true);
  });

  it('stay lines, whatever a Jira is called', () => {
    const lines = formats.jsonl(report(jira(HOSTILE, pact(verified)), jira('b', pact(verified))));
    const names = lines.split('\n').flatMap((line) => (line ? JSON.parse(line).jira : []));
    expect(names).toEqual([HOSTILE, 'b']);
  });
});
