import { describe, expect, it } from '@jest/globals';
import { record } from '../../src/recording/record.ts';
import { functionClient, type GivenToFunction } from '../../src/recording/run/client.ts';
import type { ScenarioName } from '../../src/report/recording.ts';
import { smallClients } from './small-clients.ts';

export function recordFunction(
  run: (given: GivenToFunction) => unknown,
  scenarios: readonly ScenarioName[] = [],
) {
  const client = { consumer: 'small', command: null, run: functionClient(run) };
  return record({ client, scenarios, jobs: 2 });
}

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
