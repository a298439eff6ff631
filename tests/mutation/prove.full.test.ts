import { expect, it } from '@jest/globals';
import { type Disagreement, prove } from '../../mutation/prove.ts';
import { smallClientsWithPacts, wholeJirasToProveAt } from './clients-to-prove.ts';

it('the pact of a client says what the client does, at every kind of Jira and at broken ones', async () => {
  let tried = 0;
  const disagreements: Disagreement[] = [];
  for await (const client of smallClientsWithPacts()) {
    const proven = await prove(client, wholeJirasToProveAt);
    tried += proven.tried;
    disagreements.push(...proven.disagreements);
  }
  expect(disagreements.filter(({ is }) => is === 'missed')).toEqual([]);
  expect(tried).toBeGreaterThan(150);
  const agreement = 1 - disagreements.length / tried;
  expect({ tried, disagreements, isEnough: agreement >= 0.98 }).toMatchObject({ isEnough: true });
}, 600_000);
