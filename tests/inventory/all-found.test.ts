import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { InventoryCount } from '../../src/inventory/inventory.ts';
import type { Inventory } from '../../src/report/inventory.ts';
import { writeGeneratedLogs } from '../support/generated-log-files.ts';
import { foundIn, writeLogs } from '../support/log-generator.ts';
import { runCli } from '../support/run-cli.ts';

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
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-all-found-'));
    try {
      const expected = writeGeneratedLogs(folder, 2_000_000);
      renameSync(join(folder, 'atlassian-jira-security.log'), join(folder, 'z.log'));
      const { stdout } = await runCli(['inventory', 'access_log', 'z.log', '--json', '-'], {}, folder);
      const { rows } = JSON.parse(stdout) as Inventory;
      expect(foundIn(rows)).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
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
