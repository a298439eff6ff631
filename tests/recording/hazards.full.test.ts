import { describe, expect, it } from '@jest/globals';
import { FEW, harmless, hazardous, hazardsOf, remarkable, remarksOf } from './hazardous-clients.ts';

describe('what is worth to be known of a client', () => {
  it.each(remarkable.slice(FEW))('is that it %s', async (_, run, remark) => {
    expect(await remarksOf(run)).toEqual([expect.stringContaining(remark)]);
  });
});

describe('what is dangerous in a client', () => {
  it.each(Object.entries(harmless))('is nothing in one that %s', async (_, run) => {
    expect(await hazardsOf(run)).toEqual([]);
  });

  it.each(Object.entries(hazardous).slice(FEW))('is that it %s', async (_, { kind, run }) => {
    const hazards = await hazardsOf(run);
    expect(hazards.map((hazard) => hazard.kind)).toEqual([kind]);
    expect(hazards[0]?.detail).not.toBe('');
    expect(hazards[0]?.advice).toMatch(/\.$/);
  });
});
