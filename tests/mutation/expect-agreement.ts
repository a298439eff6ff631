import { expect } from '@jest/globals';
import { type ClientWithPact, type Disagreement, prove } from '../../mutation/prove-client.ts';

/** Two of a hundred may be false alarms; a broken Jira that a pact misses is one too many. */
export async function expectAgreement(
  clients: AsyncIterable<ClientWithPact>,
  jiras: Parameters<typeof prove>[1],
  atLeast: number,
): Promise<void> {
  let tried = 0;
  const disagreements: Disagreement[] = [];
  for await (const client of clients) {
    const proven = await prove(client, jiras);
    tried += proven.tried;
    disagreements.push(...proven.disagreements);
  }
  expect(disagreements.filter(({ is }) => is === 'missed')).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(atLeast);
  const isEnough = disagreements.length <= 0.02 * tried;
  expect({ tried, disagreements, isEnough }).toMatchObject({ isEnough: true });
}
