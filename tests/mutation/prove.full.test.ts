import { expect, it } from '@jest/globals';
import { type Disagreement, prove } from '../../mutation/prove-client.ts';
import {
  examplesWithPacts,
  jirasToProveAt,
  smallClientsWithPacts,
  wholeJirasToProveAt,
} from './clients-to-prove.ts';

it.each([
  ['small clients', 'everything that is broken', smallClientsWithPacts, jirasToProveAt, 700],
  ['the examples', 'every kind of Jira and broken ones', examplesWithPacts, wholeJirasToProveAt, 0],
] as const)(
  'the pacts of %s say what the clients do, at %s',
  async (_, __, clients, jiras, atLeast) => {
    let tried = 0;
    const disagreements: Disagreement[] = [];
    for await (const client of clients()) {
      const proven = await prove(client, jiras);
      tried += proven.tried;
      disagreements.push(...proven.disagreements);
    }
    expect(disagreements.filter(({ is }) => is === 'missed')).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(atLeast);
    const isEnough = disagreements.length <= 0.02 * tried;
    expect({ tried, disagreements, isEnough }).toMatchObject({ isEnough: true });
  },
  600_000,
);
