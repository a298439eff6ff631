import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { run } from '../../src/cli/run.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { annotations } from '../../src/render/annotations.ts';
import { formatNames } from '../../src/render/format-names.ts';
import { markdown } from '../../src/render/markdown.ts';
import { Progress } from '../../src/render/progress.ts';
import type { Report, TargetReport } from '../../src/report/report.ts';
import { jiraSettings, startLiveJira } from '../support/live-jira.ts';
import { reportFrom } from '../support/reports.ts';
import { runCli } from '../support/run-cli.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reportOf = async (...args: string[]) =>
  JSON.parse((await runCli(['verify', '--json', '-', ...args])).stdout) as Report;

/** The same report with many Jiras. */
async function manyOf(count: number, name = (index: number) => `jira ${index}`): Promise<Report> {
  const report = await reportFrom('jira11');
  const [target] = report.targets as [TargetReport];
  const definedAt = (line: number) => ({ file: 'jiras.yaml', line });
  return {
    ...report,
    targets: Array.from({ length: count }, (_, index) => ({
      ...target,
      name: name(index),
      definedAt: definedAt(index + 2),
    })),
  };
}

describe('the JSON report', () => {
  const schema = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'));
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

  it.each([
    ['a contract that holds', async () => reportOf()],
    ['one that is broken', async () => reportOf('--flavour', 'jira11')],
    ['one whose result is unknown', async () => reportOf('--base-url', 'http://127.0.0.1:1/rest')],
    ['a pact with another root, of a client', async () => reportOf('--client', 'all')],
    [
      'many Jiras, a shard and an earlier report',
      async () => {
        await using jira = await startMockedJira({ flavour: 'jira11' });
        using targets = targetsFolder([{ name: 'acme', baseUrl: jira.baseUrl, ...everyAccount }]);
        return await targets.report(['--shard', '1/1', '--baseline', 'none.json']);
      },
    ],
  ])('fits its published schema: %s', async (_name, make) => {
    validate(await make());
    expect(validate.errors).toBeNull();
  });

  it('has no field that the schema does not know', async () => {
    expect(validate({ ...(await reportOf()), more: 1 })).toBe(false);
  });
});

describe("GitHub's view of a step", () => {
  it('has a summary by itself', async () => {
    const summary = join(folder, 'summary.md');
    await runCli(['verify'], { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toMatch(
      /^## The log-in works on a mocked Jira, as far as mocked Jiras can tell\./,
    );
  });

  it('fails no run where it cannot be written', async () => {
    const { exitCode, stderr } = await runCli(['verify'], {
      GITHUB_STEP_SUMMARY: join(folder, 'no', 'such', 'folder'),
    });
    expect([exitCode, stderr]).toEqual([
      0,
      'warning: the summary of the step could not be written (it does not exist).\n',
    ]);
  });

  it('is cut below what GitHub takes, what is broken first, with a word on what was cut', async () => {
    const text = markdown(await manyOf(300), 100_000);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100_000);
    expect(text).toMatch(
      /\n\d+ more sections do not fit in here: the whole report is in the files of --report and --json\.\n$/,
    );
    expect(markdown(await manyOf(3))).not.toContain('do not fit');
  });

  it('counts what other steps have written there', async () => {
    const summary = join(folder, 'full.md');
    writeFileSync(summary, 'x'.repeat(1024 * 1024 - 300));
    await runCli(['verify', '--flavour', 'jira11'], { GITHUB_STEP_SUMMARY: summary });
    const text = readFileSync(summary, 'utf8');
    expect(text.length).toBeLessThanOrEqual(1024 * 1024);
    expect(text).toContain('more sections do not fit in here');
  });

  it('has an annotation for each Jira that counts, at its line of the targets file as seen from the repository', async () => {
    await using jira = await startMockedJira({ flavour: 'jira11' });
    using targets = targetsFolder([
      { name: 'acme, inc: 50%', baseUrl: jira.baseUrl, ...everyAccount },
      { name: 'down', baseUrl: 'http://127.0.0.1:1/rest' },
    ]);
    const { stderr } = await targets.verify([], {
      A_USER: 'alice',
      A_PASSWORD: 'mocked-password-of-alice',
      A_TOKEN: 'x',
      C_USER: 'carol',
      C_PASSWORD: 'y',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: join(targets.folder, '..'),
    });
    const [, place = ''] = /([^/]+)$/.exec(targets.folder) ?? [];
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining(
        `::error file=${place}/jiras.yaml,line=2,title=acme%2C inc%3A 50%25::The contract is broken on the Jira at`,
      ),
      expect.stringContaining(`::warning file=${place}/jiras.yaml,line=3,title=down::It is unknown whether`),
    ]);
  });

  it('has ten annotations at most', async () => {
    const lines = annotations(await manyOf(30), {}, (file) => file);
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('::warning::21 more warnings and errors are in the report.');
  });

  it('obeys nothing that a Jira says', async () => {
    const hostile = await manyOf(1, () => 'a\n::error::b\r::set-output name=x::y');
    const [line = '', ...more] = annotations(hostile, {}, (file) => file);
    expect(more).toEqual([]);
    expect(line).not.toMatch(/[\r\n]/);
  });
});

describe('a CI system or a coding agent', () => {
  const automated = async (...args: string[]) => {
    let stdout = '';
    const out = { write: (text: string) => (stdout += text) };
    const exitCode = await run(args, {
      ...{ stdout: out, stderr: { write: () => '' }, env: {}, cwd: folder },
      ...{ signal: new AbortController().signal, isAutomated: true },
    });
    return { exitCode, stdout };
  };

  it('reads the verdict alone where the contract holds', async () => {
    const { stdout } = await automated('verify');
    expect(stdout).toMatch(
      /^The embedded mocked Jira.*\n\n\d+ verified, 0 failed, 0 unverifiable \([\d.]+ m?s\)\nThe contract holds on a mocked Jira \(datacenter\)\.\n$/,
    );
  });

  it('reads failures alone where it is broken, and all of it with --verbose', async () => {
    const { stdout } = await automated('verify', '--flavour', 'datacenter10', '--client', 'all');
    expect(stdout).not.toContain('✓');
    expect((await automated('verify', '--verbose')).stdout).toContain('✓');
  });
});

describe('a curl line', () => {
  it('stands once, for the first failure; for each with --verbose', async () => {
    await using jira = await startLiveJira('jira11');
    const lines = async (...args: string[]) =>
      (await runCli(['verify', '--base-url', jira.baseUrl, ...args], jiraSettings)).stdout
        .split('\n')
        .filter((line) => line.includes('curl -i'));
    expect(await lines()).toHaveLength(1);
    expect((await lines('--verbose')).length).toBeGreaterThan(1);
  });
});

describe('the progress over many Jiras', () => {
  it('says how many are done, broken and unreachable, and which takes longest now', () => {
    const progress = new Progress(200);
    progress.begin(0, 'acme', 1000);
    progress.begin(1, 'globex\n', 4000);
    progress.begin(2, 'initech', 5000);
    progress.end(2, { exitCode: 1, pacts: [] });
    expect(progress.text(13_000)).toBe('1 of 200 done, 1 broken, 0 unreachable; slowest now: acme, 12 s');
    progress.end(0, { exitCode: 2, pacts: [] });
    expect(progress.text(13_000)).toBe(
      '2 of 200 done, 1 broken, 0 unreachable, 1 unknown; slowest now: globex\\n, 9 s',
    );
  });
});

describe('the formats', () => {
  it('are all named by the help of the command line', async () => {
    const { stdout } = await runCli(['verify', '--help']);
    for (const name of formatNames) expect(stdout).toMatch(new RegExp(`--report[\\s\\S]*\\b${name}\\b`));
  });
});
