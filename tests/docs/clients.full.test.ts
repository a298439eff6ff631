import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { clientsTable } from './clients-table.ts';

describe('the table of clients', () => {
  it('stands in the docs as it is: npm run docs writes it anew', async () => {
    expect(readFileSync('docs/reference/clients.md', 'utf8')).toContain(await clientsTable());
  });
});
