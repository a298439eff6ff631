import { describe, expect, it } from '@jest/globals';
import { hazardKinds } from '../../src/report/recording.ts';
import { careful, FEW, hazardous, hazardsOf, remarkable, remarksOf } from './hazardous-clients.ts';
import { ensure } from './small-clients.ts';

describe('what is worth to be known of a client', () => {
  it('is nothing in a careful one', async () => {
    expect(await remarksOf(careful)).toEqual([]);
  });

  it.each(remarkable.slice(0, FEW))('is that it %s', async (_, run, remark) => {
    expect(await remarksOf(run)).toEqual([expect.stringContaining(remark)]);
  });
});

describe('what is dangerous in a client', () => {
  it('is nothing in a careful one', async () => {
    expect(await hazardsOf(careful)).toEqual([]);
  });

  it('is that one that uses a token takes an empty list for a result', async () => {
    const hazards = await hazardsOf(async ({ baseUrl, personalAccessToken }) => {
      const headers = { Authorization: `Bearer ${personalAccessToken}` };
      const found = await fetch(`${baseUrl}/api/2/search`, { headers });
      ensure(found.ok);
      return ((await found.json()) as { total: number }).total;
    });
    expect(hazards.map(({ kind }) => kind)).toEqual(['empty-as-success']);
  });

  it('is tried with a client that has it alone, for each kind', () => {
    const missing = hazardKinds.filter((kind) => Object.values(hazardous).every((one) => one.kind !== kind));
    expect(
      missing.map((kind) => `add a client with ${kind} to tests/recording/hazardous-clients.ts`),
    ).toEqual([]);
  });

  it.each(Object.entries(hazardous).slice(0, FEW))('is that it %s', async (_, { kind, run }) => {
    const hazards = await hazardsOf(run);
    expect(hazards.map((hazard) => hazard.kind)).toEqual([kind]);
    expect(hazards[0]?.detail).not.toBe('');
    expect(hazards[0]?.advice).toMatch(/\.$/);
  });
});
