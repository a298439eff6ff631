import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { ARCHITECTURE_PAGE, withPicture } from './architecture-picture.ts';

const page = readFileSync(ARCHITECTURE_PAGE, 'utf8');

it('the picture of the folders is drawn from the lint rules', () => {
  expect(page).toBe(withPicture(page));
});

it('the page says of every folder of the program what it is for', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => `| \`src/${name}\``).filter((row) => !page.includes(row))).toEqual([]);
});

it('the page names no file that is not there', () => {
  const files = ['src', 'contracts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `/${folder}/${file}`),
  );
  const named = [...page.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = '']) => file);
  expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
});
