import { describe, expect, it } from '@jest/globals';
import { headerOf, publicRecords } from '../support/public-records.ts';

describe('the public records', () => {
  it('each have an id of their own, a source and a basis', () => {
    const ids = publicRecords.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, source, basis } of publicRecords) {
      expect([id, source.trim() !== '', ['recording', 'pasted', 'documented']]).toEqual([
        id,
        true,
        expect.arrayContaining([basis]),
      ]);
    }
  });

  it('name nobody, and hold no secret: users, sessions and sites are made up', () => {
    const text = JSON.stringify(publicRecords.map(({ answer }) => answer));
    const sessions = [...text.matchAll(/JSESSIONID=(\w+)|"value":"(\w+)"/g)].map(([, a, b]) => a ?? b);
    expect(new Set(sessions)).toEqual(new Set(['0123456789ABCDEF0123456789ABCDEF']));
    const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
    const real = hosts.filter((host) => !/\bexample\.|^confluence\.atlassian\.com$/.test(`${host}`));
    expect(real).toEqual([]);
  });

  it('of Jira, where all headers are known, carry the id of the request; those of a front do not', () => {
    for (const record of publicRecords.filter(({ headersComplete }) => headersComplete)) {
      const carried = headerOf(record, 'X-AREQUESTID').length > 0;
      expect([record.id, carried]).toEqual([record.id, record.givenBy !== 'front']);
    }
  });
});
