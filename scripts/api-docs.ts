/**
 * `node scripts/api-docs.ts [--check]`: the pages of the library's reference, by TypeDoc from the docstrings. With `--check`, nothing
 * is written: the exit code is 1 if a page is out of date.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTools, pathOfTool, ROOT, runProgram } from './tools.ts';

const PAGES = join(ROOT, 'docs/reference/api');

await installTools();
const folder = mkdtempSync(join(tmpdir(), 'jira-session-api-'));
try {
  const options = ['--options', join(ROOT, 'tools/typedoc.json'), '--out', folder];
  const { exitCode, output } = await runProgram(pathOfTool('typedoc'), options);
  if (exitCode !== 0) throw new Error(output);
  const written = pagesIn(folder);
  const isCurrent = JSON.stringify([...pagesIn(PAGES)]) === JSON.stringify([...written]);
  if (process.argv.includes('--check')) {
    if (!isCurrent) console.error('docs/reference/api is out of date: npm run docs writes it again.');
    process.exitCode = isCurrent ? 0 : 1;
  } else if (!isCurrent) {
    rmSync(PAGES, { recursive: true, force: true });
    mkdirSync(PAGES, { recursive: true });
    for (const [name, text] of written) writeFileSync(join(PAGES, name), text);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The pages in a folder by their names; the list of them that TypeDoc adds is none. */
function pagesIn(path: string): Map<string, string> {
  const names = existsSync(path) ? readdirSync(path).filter((name) => name !== 'README.md') : [];
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}
