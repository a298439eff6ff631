import { describe, expect, it } from '@jest/globals';
import { consumers } from '../../contracts/consumers.ts';
import { CONSUMER, OWN_CONSUMERS } from '../../contracts/session/names.ts';
import { responsesInUse } from '../../mutation/responses-in-use.ts';

describe('mutation/responses-in-use.ts', () => {
  it.each(OWN_CONSUMERS)('has an entry for each interaction of %s, and none beside', (consumer) => {
    const entries = responsesInUse
      .filter(({ of }) => (of?.consumer ?? CONSUMER) === consumer)
      .map(({ interaction }) => interaction);
    const interactions = consumers[consumer].map(({ description }) => description);
    expect({
      'without an entry': interactions.filter((one) => !entries.includes(one)),
      'an entry without an interaction': entries.filter((one) => !interactions.includes(one)),
    }).toEqual({ 'without an entry': [], 'an entry without an interaction': [] });
  });
});
