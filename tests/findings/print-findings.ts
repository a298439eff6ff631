/** `npm run docs`: writes the table of findings to the docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { findingsTable } from './findings-table.ts';

const DOCS = new URL('../../docs/reference/findings.md', import.meta.url);

const introduction = readFileSync(DOCS, 'utf8').split('\n## ')[0];
writeFileSync(DOCS, `${introduction}\n${findingsTable()}`);
