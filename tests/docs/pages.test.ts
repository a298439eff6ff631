import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { flavours } from '../../src/jira/mocked-jira/flavours.ts';
import { scenarioNames } from '../../src/recording/scenarios.ts';
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

const [, union = ''] =
  /type HazardKind =([^;]+);/.exec(readFileSync('src/recording/recording.ts', 'utf8')) ?? [];
const hazardKinds = [...union.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind);
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
    ['docs/how-to/before-an-upgrade.md', 'flavour', Object.keys(flavours)],
  ])('of %s have every %s', (file, _kind, names) => {
    const text = readFileSync(file, 'utf8');
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
