import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-full-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that does not fit on the disk', () => {
  it('is refused, and what was there before is kept whole', async () => {
    writeFileSync(join(folder, 'report.json'), 'of yesterday');
    const program = `
      import { writeWhole } from ${JSON.stringify(resolve('src/files/output-file.ts'))};
      try { writeWhole('report.json', '--json', 'x'.repeat(1_000_000)); } catch ({ message }) { console.log(message); }
    `;
    // A process whose files may not grow beyond some kilobytes writes a part, as on a disk that is full.
    const { stdout } = await promisify(execFile)(
      'sh',
      ['-c', 'ulimit -f 16; exec "$@"', 'sh', process.execPath, '--input-type=module', '--eval', program],
      { cwd: folder },
    );
    expect(stdout).toMatch(/^report\.json cannot be written \(E\w+\): choose another place with --json\.\n$/);
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('of yesterday');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });
});
