import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MockedJira } from '../../src/mock-jira/server.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { shardOf } from '../../src/targets/shard.ts';
import { runCli } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

const TOTAL = 3;
let jiras: MockedJira[] = [];
let targets: ReturnType<typeof targetsFolder>;
const folder = mkdtempSync(join(tmpdir(), 'jira-session-merge-'));
const shards: string[] = [];
let whole: Report;

beforeAll(async () => {
  const flavours = ['datacenter', 'jira11', 'datacenter', 'datacenter10', 'datacenter'] as const;
  jiras = await Promise.all(flavours.map((flavour) => startMockedJira({ flavour })));
  targets = targetsFolder(
    jiras.map(({ baseUrl }, index) => ({ name: `jira ${index}`, baseUrl, ...everyAccount })),
  );
  for (let index = 1; index <= TOTAL; index++) {
    const { stdout } = await targets.verify(['--shard', `${index}/${TOTAL}`, '--json', '-']);
    shards.push(stdout);
  }
  whole = await targets.report();
});
afterAll(async () => {
  targets[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  await Promise.all(jiras.map((jira) => jira.stop()));
});

/** Merges files in a folder of their own. */
async function mergeFiles(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const of = mkdtempSync(join(folder, 'reports-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(of, name, '..'), { recursive: true });
    writeFileSync(join(of, name), text);
  }
  const ended = await runCli(['merge-reports', of, '--json', 'merged.out', ...args], accounts, folder);
  return { ...ended, merged: () => JSON.parse(readFileSync(join(folder, 'merged.out'), 'utf8')) as Report };
}

const all = () => Object.fromEntries(shards.map((text, index) => [`shard-${index + 1}.json`, text]));
const changed = (index: number, change: (report: Report) => unknown) => {
  const report = JSON.parse(shards[index] ?? '') as Report;
  change(report);
  return JSON.stringify(report);
};

/** What may differ from one run to the next: times, and what comes with them. */
const lasting = ({ targets: found, exitCode, verdict, summary }: Report) => ({
  ...{ exitCode, verdict, summary },
  targets: found.map(({ name, exitCode: one, pacts }) => ({
    ...{ name, one },
    results: pacts.flatMap(({ interactions, checks }) =>
      [...interactions, ...checks].map(({ id, status }) => `${id} ${status}`),
    ),
  })),
});

describe('the reports of all shards', () => {
  it('are together what one run would have found, in the order of the file', async () => {
    const { exitCode, stdout, merged } = await mergeFiles(all());
    expect(exitCode).toBe(1);
    expect(merged().shard).toBeUndefined();
    expect(lasting(merged())).toEqual(lasting(whole));
    expect(stdout).toContain('5 Jiras of 3 shards');
    expect(stdout.trimEnd().split('\n').at(-2)).toBe(whole.verdict);
  });

  it('are not written over by the report that is made of them', async () => {
    const of = mkdtempSync(join(folder, 'kept-'));
    for (const [name, text] of Object.entries(all())) writeFileSync(join(of, name), text);
    const shard = join(of, 'shard-1.json');
    const { exitCode, stderr } = await runCli(['merge-reports', of, '--json', shard], accounts, folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('because this run reads it')]);
    expect(readFileSync(shard, 'utf8')).toBe(shards[0]);
  });

  it('are not sought in the packages of a project', async () => {
    const of = mkdtempSync(join(folder, 'project-'));
    mkdirSync(join(of, 'node_modules', 'some-package'), { recursive: true });
    writeFileSync(join(of, 'node_modules', 'some-package', 'tsconfig.json'), '{ // no JSON');
    for (const [name, text] of Object.entries(all())) writeFileSync(join(of, name), text);
    const { exitCode, stderr } = await runCli(['merge-reports', of], accounts, folder);
    expect([exitCode, stderr]).toEqual([1, '']);
  });

  it('may lie in folders of their own, beside files of others', async () => {
    const { exitCode, stderr } = await mergeFiles({
      ...Object.fromEntries(Object.entries(all()).map(([name, text]) => [`job-${name}/report.json`, text])),
      'ctrf.json': '{"reportFormat":"CTRF"}',
      'notes.txt': 'nothing',
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ctrf\.json is left out, because it is not a report of this program\./);
  });

  it('are judged as one run: by an earlier report, and by what may be down', async () => {
    writeFileSync(join(folder, 'last.json'), JSON.stringify(whole));
    const { exitCode, stdout } = await mergeFiles(all(), ['--baseline', 'last.json', '--fail-on', 'new']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      'Not counted, because the contract was already broken there (--fail-on new): jira 1.',
    );
  });
});

/** A report without what may only be read. */
type Open<T> = { -readonly [K in keyof T]: Open<T[K]> };

/** What somebody may write into the report of a Jira that is broken, to make it look better. */
const forgeries: Readonly<Record<string, (report: Open<Report>) => unknown>> = {
  'exit code was changed': (report) => Object.assign(report, { exitCode: 0 }),
  'Jira has another exit code': ({ targets: found }) =>
    found.map((one) => Object.assign(one, { exitCode: 0 })),
  'pact has another exit code': ({ targets: found }) =>
    found.map((one) => Object.assign(one.pacts[0] ?? {}, { exitCode: 0 })),
  'exit codes were all changed': (report) => {
    for (const one of [report, ...report.targets, ...report.targets.flatMap(({ pacts }) => pacts)])
      one.exitCode = 0;
  },
  'counts were changed': (report) => {
    for (const one of [report, ...report.targets, ...report.targets.flatMap(({ pacts }) => pacts)])
      one.summary = { verified: 99, failed: 0, unverifiable: 0 };
  },
  'interactions are called verified': ({ targets: found }) => {
    for (const one of found.flatMap(({ pacts }) => pacts.flatMap(({ interactions }) => interactions)))
      one.status = 'verified';
  },
  'interactions lost their findings': ({ targets: found }) => {
    for (const one of found.flatMap(({ pacts }) => pacts.flatMap(({ interactions }) => interactions)))
      delete one.code;
  },
  'check is called verified': ({ targets: found }) => {
    const findings = [{ code: 'another-user' as const, text: 'another user' }];
    for (const one of found.flatMap(({ pacts }) => pacts.flatMap(({ checks }) => checks)))
      Object.assign(one, { status: 'verified', findings });
  },
};

describe('a shard', () => {
  it.each<[string, () => Record<string, string>, string]>([
    [
      'that is missing',
      () => ({ 'a.json': shards[0] ?? '', 'b.json': shards[2] ?? '' }),
      'shard 2 of 3 is missing',
    ],
    ['that is there twice', () => ({ ...all(), 'again.json': shards[1] ?? '' }), 'shard 2 is there twice'],
    [
      'that was cut',
      () => ({ ...all(), 'shard-2.json': shards[1]?.slice(0, 500) ?? '' }),
      'is not complete JSON. If the file was cut off',
    ],
    ['that is empty', () => ({ ...all(), 'shard-2.json': '' }), 'is not complete JSON'],
    [
      'that was changed',
      () => ({ ...all(), 'shard-2.json': changed(1, (one) => Object.assign(one, { exitCode: 7 })) }),
      'does not match schemas/report.schema.json',
    ],
    [
      'of another version',
      () => ({
        ...all(),
        'shard-2.json': changed(1, (one) => Object.assign(one.tool, { version: '9.9.9' })),
      }),
      'was written by version 9.9.9',
    ],
    [
      'of another format',
      () => ({ ...all(), 'shard-2.json': changed(1, (one) => Object.assign(one, { formatVersion: 2 })) }),
      'does not have format version 1',
    ],
    [
      'of another run',
      () => ({ ...all(), 'shard-2.json': changed(1, (one) => Object.assign(one.shard ?? {}, { run: 'x' })) }),
      'is from another run',
    ],
    [
      'of another division',
      () => ({ ...all(), 'shard-2.json': changed(1, (one) => Object.assign(one.shard ?? {}, { total: 4 })) }),
      'is from another run',
    ],
    [
      'that is none',
      () => ({ ...all(), 'whole.json': JSON.stringify(whole) }),
      'is not the report of a shard',
    ],
    ['that lost a Jira', () => ({ ...all(), ...lost() }), "no shard has verified 'jira "],
    [
      'that has the Jira of another',
      () => ({ ...all(), ...doubled() }),
      'was verified by more than one shard',
    ],
    ...Object.entries(forgeries).map(([what, forge]): [string, () => Record<string, string>, string] => [
      `whose ${what}`,
      () => {
        const index = shards.findIndex((text) => /"status": "failed"/.test(text));
        return {
          ...all(),
          [`shard-${index + 1}.json`]: changed(index, (report) => forge(report as Open<Report>)),
        };
      },
      'contradicts itself',
    ]),
    [
      'with a finding of another version',
      () => ({ ...all(), ...unknownFinding() }),
      'findings that this version does not know',
    ],
  ])('%s is refused: absent work never turns green', async (_name, files, why) => {
    const { exitCode, stdout, stderr } = await mergeFiles(files());
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(why);
  });

  it('may have let pass what is down or known: its own exit code is then 0', async () => {
    writeFileSync(join(targets.folder, 'whole.json'), JSON.stringify(whole));
    const files = await Promise.all(
      shards.map(async (_, index) => {
        const args = ['--baseline', 'whole.json', '--fail-on', 'new', '--allow-unreachable', '5'];
        const report = await targets.report(['--shard', `${index + 1}/${TOTAL}`, ...args]);
        return [`shard-${index + 1}.json`, report] as const;
      }),
    );
    expect(files.map(([, { exitCode }]) => exitCode)).toEqual([0, 0, 0]);
    const texts = files.map(([name, report]) => [name, JSON.stringify(report)] as const);
    expect((await mergeFiles(Object.fromEntries(texts))).exitCode).toBe(1);
  });

  it('has its verdict told anew, whatever the file says', async () => {
    const lie = changed(busy(), ({ targets: found }) =>
      found.map((one) => Object.assign(one, { verdict: 'canary' })),
    );
    const { merged } = await mergeFiles({ ...all(), [`shard-${busy() + 1}.json`]: lie });
    expect(JSON.stringify(merged())).not.toContain('canary');
  });

  it('has no report at all where the folder is empty, or not there', async () => {
    expect((await mergeFiles({})).stderr).toContain('There is no report of a shard');
    const { exitCode, stderr } = await runCli(['merge-reports', 'nowhere'], {}, folder);
    expect([exitCode, stderr]).toEqual([
      2,
      'error: nowhere cannot be read (it does not exist): name the folder with the reports.\n',
    ]);
  });

  it('without any Jira has nothing to verify, says so, and does not fail the run', async () => {
    const { exitCode, stdout } = await targets.verify(['--shard', `${emptyShard()}/40`]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Nothing was verified: none of the 5 Jiras is in shard ${emptyShard()} of 40.`);
  });
});

/** The first shard that has a Jira. */
function busy(): number {
  return shards.findIndex((text) => (JSON.parse(text) as Report).targets.length > 0);
}

function lost(): Record<string, string> {
  return {
    [`shard-${busy() + 1}.json`]: changed(busy(), ({ targets: found }) => (found as unknown[]).shift()),
  };
}

function doubled(): Record<string, string> {
  const [first] = (JSON.parse(shards[busy()] ?? '') as Report).targets;
  const other = (busy() + 1) % TOTAL;
  return {
    [`shard-${other + 1}.json`]: changed(other, ({ targets: found }) => (found as unknown[]).push(first)),
  };
}

function unknownFinding(): Record<string, string> {
  const change = ({ targets: found }: Report) =>
    Object.assign(found[0]?.pacts[0]?.interactions[0] ?? {}, { code: 'constructor' });
  return { [`shard-${busy() + 1}.json`]: changed(busy(), change) };
}

/** A shard of 40 that has none of the five Jiras. */
function emptyShard(): number {
  const places = [...Array(40).keys()].map((index) => index + 1);
  const { targets: names } = JSON.parse(shards[0] ?? '').shard as { targets: string[] };
  const taken = names.map((name) => shardOfName(name, 40));
  return places.find((index) => !taken.includes(index)) ?? 1;
}

function shardOfName(name: string, total: number): number {
  const target = { kind: 'live', name, baseUrl: 'https://jira.example/rest', credentials: {} } as const;
  const place = (index: number) => shardOf([target], { place: { index, total }, pacts: [], environment: {} });
  return 1 + [...Array(total).keys()].findIndex((index) => place(index + 1).targets.length > 0);
}
