import { expect, it } from '@jest/globals';
import { hasNoPact, NAMED, node, record, sameWay } from '../support/recorded-clients.ts';

it('a client that retries where it cannot be asked until it is stopped, and ends in the same way otherwise, has no pact', async () => {
  const script = `
    let status = 503;
    while ([429, 503].includes(status)) {
      status = (await fetch(url, { method: 'POST' })).status;
      await new Promise((done) => setTimeout(done, 200));
    }`;
  const ended = await record([...NAMED, '--run-timeout', '3000'], node(sameWay(script)));
  expect(ended).toEqual(hasNoPact);
});
