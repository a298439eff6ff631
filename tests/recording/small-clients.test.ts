import { describe, expect, it } from '@jest/globals';
import { recordFunction, smallClients } from './small-clients.ts';

describe('a recording finds what a client relies on, and makes nothing up', () => {
  it.each(Object.entries(smallClients))('%s', async (_, { run, relies }) => {
    const { recording } = await recordFunction(run);
    expect(recording.complete).toBe(true);
    const [scenario] = recording.scenarios;
    for (const { method, needs, eitherOf, accepts, answered } of scenario?.requests ?? []) {
      const known = relies[method] ?? { needs: [] };
      expect({ method, needs: [...needs].sort() }).toEqual({
        method,
        needs: [...(known.needs ?? [])].sort(),
      });
      expect(eitherOf).toEqual(known.eitherOf ?? []);
      if (known.accepts) expect(accepts).toEqual(known.accepts);
      expect(accepts).toContain(answered);
    }
  });
});
