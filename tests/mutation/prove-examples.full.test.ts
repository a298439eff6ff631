import { it } from '@jest/globals';
import { examplesWithPacts, wholeJirasToProveAt } from './clients-to-prove.ts';
import { expectAgreement } from './expect-agreement.ts';

it('the pacts of the examples say what the clients do, at every kind of Jira and broken ones', async () => {
  await expectAgreement(examplesWithPacts(), wholeJirasToProveAt, 0);
}, 600_000);
