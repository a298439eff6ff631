/** `npm run docs`: asks the mocked Jiras, and writes the table of clients to the docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { clientsTable } from './clients-table.ts';

const DOCS = new URL('../../docs/reference/clients.md', import.meta.url);

const introduction = readFileSync(DOCS, 'utf8').split('\n| client |')[0];
writeFileSync(DOCS, `${introduction}\n${await clientsTable()}`);
