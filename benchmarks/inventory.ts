import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGeneratedLogs } from '../tests/support/generated-log-files.ts';
import type { Bound } from './bound.ts';
import { measureProcess } from './measured-process.ts';
import { median } from './median.ts';

const SIZE = 200_000_000;
const RUNS = 3;
/** The format of the generated log, as GoAccess writes it. */
const FORMAT = [
  '--log-format=%h %^ %e [%d:%t %^] "%r" %s %b %T "%R" "%u" "%^"',
  '--date-format=%d/%b/%Y',
  '--time-format=%H:%M:%S',
];

/** How long an inventory takes, beside Debian's goaccess on the same file. */
export async function measureInventory(): Promise<Bound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-bench-'));
  try {
    writeGeneratedLogs(folder, SIZE);
    const log = join(folder, 'access_log');
    const ours = [process.execPath, 'bin/jira-session-contracts.cjs', 'inventory', log, '--json', '-'];
    const theirs = ['goaccess', log, ...FORMAT, '--no-progress', '-o', join(folder, 'out.json')];
    const isThere = spawnSync('goaccess', ['--version']).status === 0;
    if (!isThere) process.stderr.write('goaccess is not installed (apt-get install goaccess)\n');
    const ratios: number[] = [];
    const all: { milliseconds: number; peakMegabytes: number }[] = [];
    for (let run = 0; run < RUNS; run++) {
      const own = await measureProcess(ours);
      all.push(own);
      if (isThere) ratios.push(own.milliseconds / (await measureProcess(theirs)).milliseconds);
    }
    const seconds = median(all.map(({ milliseconds }) => milliseconds)) / 1000;
    const speed = `${(SIZE / 1_000_000 / seconds).toFixed(0)} MB a second`;
    return [
      {
        what: `peak memory of an inventory of a log of ${SIZE / 1_000_000} MB (${speed})`,
        value: Math.max(...all.map(({ peakMegabytes }) => peakMegabytes)),
        ...{ unit: ' MB', digits: 0, most: 150 },
      },
      ...(isThere
        ? [{ what: 'inventory / goaccess, the same log', value: median(ratios), digits: 2, most: 1 }]
        : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
