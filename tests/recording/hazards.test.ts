import { describe, expect, it } from '@jest/globals';
import { saysNothingNew } from '../../src/recording/run/outcome.ts';
import { hazardKinds } from '../../src/report/recording.ts';
import { careful, FEW, hazardous, hazardsOf, remarkable, remarksOf } from './hazardous-clients.ts';

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

  it.each(hazardKinds)('is tried with a client that has %s alone: it stands beside this file', (kind) => {
    expect(Object.values(hazardous).map((client) => client.kind)).toContain(kind);
  });

  it.each(Object.entries(hazardous).slice(0, FEW))('is that it %s', async (_, { kind, run }) => {
    const hazards = await hazardsOf(run);
    expect(hazards.map((hazard) => hazard.kind)).toEqual([kind]);
    expect(hazards[0]?.detail).not.toBe('');
    expect(hazards[0]?.advice).toMatch(/\.$/);
  });
});

describe('a client that prints no more than where all is well', () => {
  const usual =
    'Report for alice: 3 issues, 0 errors\nTEST-1 done\nTEST-3 done\nloggedIn: true, isLast: false\njira_up 1, 1 project';

  it.each([
    'Report for null: 0 issues, 0 errors',
    'Report for NaN: 1 issue',
    'TEST-2 done',
    'loggedIn: undefined',
    '0 projects',
    '',
  ])('has not said that anything failed: %p', (text) => {
    expect(saysNothingNew(text, [usual])).toBe(true);
  });

  it.each([
    'Report for nobody: 0 issues',
    'Report for null: 0 issues, 1 errors',
    'TEST-4 done',
    '401',
    '❌ done',
    'loggedIn: false',
    'jira_up 0',
  ])('has said more: %p', (text) => {
    expect(saysNothingNew(text, [usual])).toBe(false);
  });
});
