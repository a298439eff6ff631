import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { photographedPage, takenOf } from './photographed-page.ts';

it("README's pictures are of today's page: npm run pictures makes them anew", async () => {
  expect(JSON.parse(readFileSync('tests/docs/pictures.json', 'utf8'))).toEqual(
    takenOf(await photographedPage()),
  );
}, 120_000);
