import { describe, expect, it } from '@jest/globals';
import { bothAt, clients, jiras } from './keeping-clients.ts';

describe.each(Object.entries(clients))('a client that sends %s', (_, client) => {
  it.each(Object.entries(jiras))('is told the truth where the session cookie is %s', async (_, jira) => {
    const { works, exitCode } = await bothAt(jira, client);
    expect(exitCode).toBe(works ? 0 : 1);
  });
});
