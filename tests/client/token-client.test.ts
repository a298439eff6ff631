import { describe, expect, it } from '@jest/globals';
import { JiraTokenClient } from '../../src/client/token-client.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';

const token = { kind: 'personal-access-token', token: 'mocked-token-of-alice' } as const;

describe('the token client', () => {
  it('takes a base URL with slashes at its end', async () => {
    await using jira = await startMockedJira();
    for (const slashes of ['', '/', '//']) {
      const client = new JiraTokenClient({ baseUrl: jira.baseUrl + slashes, token });
      expect(await client.currentUser()).toEqual({ id: 'alice' });
    }
  });

  it('names the request in its errors', async () => {
    await using jira = await startMockedJira();
    const client = new JiraTokenClient({ baseUrl: jira.baseUrl, token: { ...token, token: 'of-nobody' } });
    await expect(client.currentUser()).rejects.toThrow(/^GET \/api\/2\/myself: Jira does not know this/);
  });
});
