import { it } from '@jest/globals';
import { jirasToProveAt, smallClientsWithPacts } from './clients-to-prove.ts';
import { expectAgreement } from './expect-agreement.ts';

it('the pacts of small clients say what the clients do, at everything that is broken', async () => {
  await expectAgreement(smallClientsWithPacts(), jirasToProveAt, 700);
}, 600_000);
