import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { pages } from './pages/pages.ts';

describe('a page that a program writes', () => {
  it.each(pages)('stands in $file as it is: npm run docs writes it anew', async ({ file, page }) => {
    expect(readFileSync(file, 'utf8')).toBe(await page());
  });
});

describe('the reference of the settings', () => {
  it('has every setting of .env.example', () => {
    const names = readFileSync('.env.example', 'utf8').match(/^#? ?[A-Z_]+(?==)/gm) ?? [];
    const reference = readFileSync('docs/reference/settings.md', 'utf8');
    expect(names.filter((name) => !reference.includes(`\`${name.replace('# ', '')}\``))).toEqual([]);
  });
});
