/** `npm run docs`: writes the three-way table to the docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { threeWayTable, toMarkdown, unexplained } from './three-way-table.ts';

const DOCS = new URL('../../docs/engineering/three-way-table.md', import.meta.url);

const rows = await threeWayTable();
const table = toMarkdown(rows);
const introduction = readFileSync(DOCS, 'utf8').split('\n| answer |')[0];
writeFileSync(DOCS, `${introduction}\n${table}`);
for (const problem of unexplained(rows)) {
  console.error(problem);
  process.exitCode = 1;
}
