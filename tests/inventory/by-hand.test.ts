import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { blocksOf } from '../support/markdown.ts';

it('the line for a shell alone finds who logged in at the session resource, who was refused, and how often', () => {
  const blocks = blocksOf(readFileSync('docs/how-to/before-an-upgrade.md', 'utf8'));
  const log = blocks.find(({ notes }) => notes.file?.startsWith('access_log'))?.text ?? '';
  const line = blocks.find(({ text }) => text.startsWith('zgrep'))?.text ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-by-hand-'));
  try {
    writeFileSync(join(folder, 'access_log.1'), log);
    writeFileSync(join(folder, 'access_log.2'), log);
    const found = execFileSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(found.trim().split(/\n\s*/)).toEqual(['2 401 10.1.1.8 -', '2 200 10.1.1.5 -']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
