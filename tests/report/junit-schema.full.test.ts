import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { formats } from '../../src/render/formats.ts';
import { HOSTILE, makeHostile, makeReport } from './hostile-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-junit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

(hasXmllint ? it : it.skip).each([
  ['an ordinary one', makeReport],
  ['a hostile one', () => makeHostile(HOSTILE)],
])(
  "the JUnit report fits the schema of Jenkins (skipped without xmllint of Debian's libxml2-utils): %s",
  async (_, make) => {
    const file = join(folder, 'junit.xml');
    writeFileSync(file, formats.junit(await make()));
    const { stderr, status } = spawnSync('xmllint', [
      '--noout',
      '--schema',
      'tests/support/junit-10.xsd',
      file,
    ]);
    expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('validates')]);
  },
);
