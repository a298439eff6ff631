import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Inventory } from '../../schemas/inventory.ts';
import { InventoryCount } from '../../src/inventory/inventory-count.ts';
import { writeGeneratedLogs } from '../support/generated-log-files.ts';
import { foundIn, writeLogs } from '../support/log-generator.ts';
import { projectCli, runCli } from '../support/run-cli.ts';

/** The rows that are found in generated logs, and those that are expected. */
function found(seed: number, together: boolean) {
  const access: string[] = [];
  const security: string[] = [];
  const both: string[] = [];
  const into = (lines: string[]) => (text: string) => {
    // As a reader of files hands a line over: a character is a byte.
    const line = Buffer.from(text.trimEnd()).toString('latin1');
    lines.push(line);
    both.push(line);
  };
  const expected = writeLogs({
    seed,
    users: 12,
    until: (bytes) => bytes < 500_000,
    access: into(access),
    security: into(security),
  });
  const count = new InventoryCount();
  for (const lines of together ? [both] : [security, access]) {
    const log = count.open('log');
    for (const line of lines) log.line(line);
  }
  const { rows, files } = count.end();
  return {
    expected,
    rows: foundIn(rows),
    unread: files.reduce((sum, { unread }) => sum + unread, 0),
    bases: new Map(rows.map(({ way, basis }) => [way, basis])),
  };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jira-session-all-found-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function inventoryOf(...names: string[]): Promise<Inventory> {
  const { stdout } = await runCli(['inventory', ...names, '--json', '-'], {}, folder);
  return JSON.parse(stdout) as Inventory;
}

/** Log-ins of one user at one pace; the access log has each of them a second later than the security log. */
function writeBusyLogs(aSecond: number, seconds = 120): void {
  const lines = Array.from({ length: aSecond * seconds }, (_, index) => {
    const said = new Date(Date.UTC(2026, 10, 28) + (index * 1000) / aSecond).toISOString();
    const sent = new Date(Date.parse(said) + 1000).toISOString().slice(11, 19);
    const id = `${Math.floor(index / aSecond / 60)}x${index}x1`;
    return [
      `10.1.1.5 ${id} - [28/Nov/2026:${sent} +0000] "POST /rest/auth/1/session HTTP/1.1" 200 1 0.1 "-" "a/1" "-"\n`,
      `${said.slice(0, 23).replace('T', ' ').replace('.', ',')}+0000 t anonymous ${id} - 10.1.1.5 /rest/auth/1/session The user 'bob' has PASSED authentication.\n`,
    ] as const;
  });
  writeFileSync(join(folder, 'access_log'), lines.map(([access]) => access).join(''));
  writeFileSync(join(folder, 'security.log'), lines.map(([, security]) => security).join(''));
}

describe('an inventory of logs with known users and ways', () => {
  it.each([1, 2, 3])('finds all of them, and makes none up (seed %i)', (seed) => {
    const { rows, expected, unread } = found(seed, false);
    expect(rows).toEqual(expected);
    expect(unread).toBe(0);
  });

  it('finds them where both logs come in one stream', () => {
    const { rows, expected } = found(4, true);
    expect(rows).toEqual(expected);
  });

  it('finds them in files, whatever their names and their order are', async () => {
    const expected = writeGeneratedLogs(folder, 1_000_000);
    renameSync(join(folder, 'atlassian-jira-security.log'), join(folder, 'z.log'));
    const { rows, notJoined } = await inventoryOf('access_log', 'z.log');
    expect(foundIn(rows)).toEqual(expected);
    expect(notJoined).toBe(0);
  });

  it('finds them in the logs of two nodes of the same days, whose requests have the same ids', async () => {
    const both: Record<string, number> = {};
    for (const node of ['n1', 'n2']) {
      mkdirSync(join(folder, node));
      const expected = writeGeneratedLogs(join(folder, node), 1_000_000, node === 'n1' ? 7 : 8);
      for (const [key, count] of Object.entries(expected)) both[key] = (both[key] ?? 0) + count;
    }
    const names = ['access_log', 'atlassian-jira-security.log'];
    const { rows, notJoined } = await inventoryOf(
      ...names.flatMap((name) => [join('n1', name), join('n2', name)]),
    );
    expect(foundIn(rows)).toEqual(both);
    expect(notJoined).toBe(0);
  });

  it('finds them where they come one after the other in one stream, the access log first', async () => {
    const expected = writeGeneratedLogs(folder, 1_000_000);
    const logs = ['access_log', 'atlassian-jira-security.log'].map((name) =>
      readFileSync(join(folder, name)),
    );
    writeFileSync(join(folder, 'both.log'), Buffer.concat(logs));
    expect(foundIn((await inventoryOf('both.log')).rows)).toEqual(expected);
  });

  it('finds them in pipes', async () => {
    const expected = writeGeneratedLogs(folder, 1_000_000);
    const command = `cat atlassian-jira-security.log | "${process.execPath}" "${projectCli}" inventory access_log - --json out.json`;
    execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'ignore' });
    const { rows } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Inventory;
    expect(foundIn(rows)).toEqual(expected);
  });

  it('finds a hundred log-ins a second', async () => {
    writeBusyLogs(100);
    const { rows, notJoined } = await inventoryOf('access_log', 'security.log');
    expect(rows).toMatchObject([{ user: 'bob', way: 'cookie', basis: 'certain', count: 12_000 }]);
    expect([rows.length, notJoined]).toEqual([1, 0]);
  });

  it('says how many log-ins may count twice where there are too many to keep', async () => {
    writeBusyLogs(100, 200);
    const logs = ['security.log', 'access_log'].map((name) => readFileSync(join(folder, name)));
    writeFileSync(join(folder, 'both.log'), Buffer.concat(logs));
    const { stdout } = await runCli(['inventory', 'both.log', '--json', 'out.json'], {}, folder);
    const { rows, notJoined } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Inventory;
    const counted = rows.reduce((sum, { count }) => sum + count, 0);
    expect(notJoined).toBeGreaterThan(0);
    expect(counted - notJoined).toBe(20_000);
    expect(stdout).toContain('counts twice');
  });

  it('finds one of each at midnight, where the logs have it on two days', () => {
    const count = new InventoryCount();
    const log = count.open('log');
    log.line(
      "2026-11-28 23:59:59,900+0000 t anonymous 1439x66x1 - 10.1.1.5 /rest/auth/1/session The user 'bob' has PASSED authentication.",
    );
    log.line(
      '10.1.1.5 1439x66x1 - [29/Nov/2026:00:00:00 +0000] "POST /rest/auth/1/session HTTP/1.1" 200 1 0.1 "-" "a/1" "-"',
    );
    expect(count.end().rows).toMatchObject([{ user: 'bob', userAgent: 'a/1', count: 1 }]);
  });

  it('says which ways a request proves, and which follow from what is logged', () => {
    const { bases } = found(1, false);
    expect(Object.fromEntries(bases)).toEqual({
      cookie: 'certain',
      address: 'certain',
      'two-step': 'certain',
      basic: 'inferred',
      token: 'inferred',
      unknown: 'inferred',
      browser: 'inferred',
    });
  });
});
