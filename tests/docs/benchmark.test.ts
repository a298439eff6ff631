import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { boundText } from '../../benchmarks/bound.ts';

describe('a figure of the benchmark', () => {
  const ratio = (value: number) => boundText({ what: 'inventory / goaccess', value, digits: 2, most: 1 });

  it('is told with its bound, and that it missed it', () => {
    expect(ratio(0.333)).toBe('inventory / goaccess: 0.33 (at most 1)');
    expect(ratio(1.2)).toBe('inventory / goaccess: 1.20 (at most 1: missed)');
    expect(boundText({ what: 'a', value: 5, unit: ' MB', digits: 0, least: 7 })).toBe(
      'a: 5 MB (at least 7 MB: missed)',
    );
  });

  it('stands on its page, also that of the inventory', () => {
    const page = readFileSync('docs/engineering/benchmark.md', 'utf8');
    expect(page).toMatch(/^- inventory \/ goaccess, the same log: [\d.]+ \(at most 1\b/m);
    expect(page).toMatch(/^- peak memory of an inventory .*\(at most 150 MB\b/m);
  });
});
