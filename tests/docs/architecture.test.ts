import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { blocksOf } from '../support/markdown.ts';

interface Rule {
  readonly from: { readonly path?: string };
  readonly to: { readonly pathNot?: readonly string[] };
}
const { forbidden } = createRequire(resolve('package.json'))('./.dependency-cruiser.cjs') as {
  readonly forbidden: readonly Rule[];
};

const page = readFileSync('docs/explanation/architecture.md', 'utf8');
const [picture] = blocksOf(page).filter(({ language }) => language === 'mermaid');

/** What stands in the picture: what each name stands for, such as `src/http`, and the arrows between the names. */
const places = new Map(
  [...(picture?.text ?? '').matchAll(/(\w+)\[([^\]]+)\]/g)].map(([, name = '', label = '']) => [name, label]),
);
const arrows = (picture?.text ?? '').split('\n').flatMap((line) => {
  const groups = line.split('-->').map((group) => group.split('&').map((one) => /\w+/.exec(one)?.[0] ?? ''));
  return groups
    .slice(1)
    .flatMap((to, index) => (groups[index] ?? []).flatMap((one) => to.map((other) => [one, other] as const)));
});

/** A file that stands for a place. */
const fileIn = (name: string) => {
  const label = places.get(name) ?? '';
  if (label === 'src/reports: the model') return 'src/reports/report.ts';
  if (label.startsWith('src/reports: terminal')) return 'src/reports/terminal.ts';
  return label.endsWith('.ts') ? label : `${label}/x.ts`;
};

/** Why the lint rules forbid an import; undefined where they allow it. */
function ruleAgainst(from: string, to: string): Rule | undefined {
  if (!to.startsWith('src/')) return undefined;
  return forbidden.find(
    (rule) =>
      /^\^src\/\w+\/$/.test(rule.from.path ?? '') &&
      new RegExp(rule.from.path ?? '').test(from) &&
      !(rule.to.pathNot ?? []).some((allowed) => new RegExp(allowed).test(to)),
  );
}

describe('the picture of the parts', () => {
  it.each(arrows)('has an arrow from %s to %s that the lint rules allow', (from, to) => {
    expect([places.has(from), places.has(to)]).toEqual([true, true]);
    expect(ruleAgainst(fileIn(from), fileIn(to))).toBeUndefined();
  });

  it('has every folder of the program', () => {
    const labels = [...places.values()].join(' ');
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => `src/${name}`).filter((name) => !labels.includes(name))).toEqual([]);
  });

  it('would notice an arrow that is forbidden', () => {
    expect(ruleAgainst('src/http/x.ts', 'src/verification/x.ts')).toBeDefined();
  });
});
