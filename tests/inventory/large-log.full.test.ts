import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Inventory } from '../../schemas/inventory.ts';
import { writeGeneratedLogs } from '../support/generated-log-files.ts';
import { foundIn } from '../support/log-generator.ts';
import { projectCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-large-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAX_MEGABYTES = 150;
/** LOG_MEGABYTES=1000 takes minutes, and no more memory. */
const LOG_MEGABYTES = Number(process.env.LOG_MEGABYTES ?? 50);
// Linux counts what the parent had into the peak of `process.resourceUsage()`.
const tellPeakMemory = `--import=data:text/javascript,${encodeURIComponent(
  "import { readFileSync, writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync('peak.txt', /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));",
)}`;

/** Runs the command in a process of its own. */
async function inventoryOf(
  ...files: string[]
): Promise<{ exitCode: number; inventory: Inventory; megabytes: number }> {
  const args = [tellPeakMemory, projectCli, 'inventory', ...files, '--json', 'out.json'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  const [exitCode] = (await once(child, 'exit')) as [number];
  return {
    exitCode,
    inventory: JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Inventory,
    megabytes: Number(readFileSync(join(folder, 'peak.txt'), 'utf8')) / 1024,
  };
}

describe('within 150 MB of memory, inventory reads', () => {
  it('a long log: it finds all that is in it, and makes nothing up', async () => {
    const expected = writeGeneratedLogs(folder, LOG_MEGABYTES * 1_000_000);
    const { inventory, megabytes, exitCode } = await inventoryOf('access_log', 'atlassian-jira-security.log');
    expect(exitCode).toBe(0);
    expect(foundIn(inventory.rows)).toEqual(expected);
    expect(inventory.files.map(({ unread }) => unread)).toEqual([0, 0]);
    expect(megabytes).toBeLessThan(MAX_MEGABYTES);
    for (const name of ['access_log', 'atlassian-jira-security.log']) rmSync(join(folder, name));
  }, 600_000);

  it('a line of 100 MB, and what gzip makes of 2 GB of zeros', async () => {
    const file = openSync(join(folder, 'log'), 'w');
    const line =
      '10.1.1.5 - bob [28/Nov/2026:12:00:00 +0530] "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"\n';
    writeSync(file, line);
    for (let block = 0; block < 100; block++) writeSync(file, Buffer.alloc(1_000_000, 'A'));
    writeSync(file, `\n${line}`);
    closeSync(file);
    const packed = gzipSync(Buffer.alloc(20_000_000));
    writeFileSync(join(folder, 'zeros'), Buffer.concat(Array.from({ length: 100 }, () => packed)));
    const { inventory, megabytes } = await inventoryOf('log', 'zeros');
    expect(inventory.rows.map(({ count }) => count)).toEqual([2]);
    expect(inventory.files.map(({ unread }) => unread)).toEqual([1, 1]);
    expect(megabytes).toBeLessThan(MAX_MEGABYTES);
  }, 300_000);

  it('twenty packed logs of the same time', async () => {
    writeGeneratedLogs(folder, 5_000_000);
    const packed = gzipSync(readFileSync(join(folder, 'access_log')));
    const names = Array.from({ length: 20 }, (_, index) => `node-${index}.gz`);
    for (const name of names) writeFileSync(join(folder, name), packed);
    const { megabytes } = await inventoryOf(...names);
    expect(megabytes).toBeLessThan(MAX_MEGABYTES);
  }, 300_000);

  it('a log of nothing but long names, none of them twice', async () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `${index}${'x'.repeat(230)}`);
    const lines = names.flatMap((name) =>
      [200, 401].map(
        (status) =>
          `10.1.1.5 - ${name} [28/Nov/2026:12:00:00 +0530] "POST /rest/auth/1/session HTTP/1.1" ${status} 1 "-" "${name}"\n`,
      ),
    );
    writeFileSync(join(folder, 'flood'), lines.join(''));
    const { inventory, megabytes } = await inventoryOf('flood', '--top', '10');
    expect(inventory.rows).toHaveLength(10);
    expect(megabytes).toBeLessThan(MAX_MEGABYTES);
  });
});

it('inventory reads thousands of logs', async () => {
  const line =
    '10.1.1.5 - bob [28/Nov/2026:12:00:00 +0530] "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"\n';
  const names = Array.from({ length: 3000 }, (_, index) => `log.${index}`);
  for (const name of names) writeFileSync(join(folder, name), line);
  const { inventory } = await inventoryOf(...names);
  expect([inventory.rows[0]?.count, inventory.files.length]).toEqual([3000, 3000]);
});
