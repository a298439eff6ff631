import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { OWN_CONSUMERS } from '../../contracts/session/names.ts';
import { formatNames } from '../../src/render/format-names.ts';
import { hazardKinds, scenarioNames } from '../../src/report/recording.ts';
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
    const missing = names.filter((name) => !reference.includes(`\`${name.replace('# ', '')}\``));
    expect(missing.map((name) => `add ${name} to docs/reference/settings.md`)).toEqual([]);
  });
});

const targetFields = Object.keys(
  (
    JSON.parse(readFileSync('schemas/targets.schema.json', 'utf8')) as {
      $defs: { target: { properties: object } };
    }
  ).$defs.target.properties,
);
describe('the tables that are written by hand', () => {
  it.each([
    ['docs/reference/recording.md', 'scenario', scenarioNames],
    ['docs/reference/recording.md', 'hazard', hazardKinds],
    ['docs/how-to/many-jiras.md', 'field of a target', targetFields],
    ['docs/how-to/reports.md', 'format', formatNames],
    ['docs/reference/pact-conventions.md', 'client of this project', OWN_CONSUMERS],
  ])('of %s have every %s', (file, kind, names) => {
    const text = readFileSync(file, 'utf8');
    const missing = names.filter((name) => !text.includes(`\`${name}\``));
    expect(missing.map((name) => `add the ${kind} \`${name}\` to the table in ${file}`)).toEqual([]);
  });
});
