import { describe, expect, it } from '@jest/globals';
import { CLOUD_CONSUMER, TOKEN_CONSUMER } from '../../../contracts/session/names.ts';
import { cloudInteractions, tokenInteractions } from '../../../contracts/token/interactions.ts';
import { JiraTokenClient, type Token } from '../../../src/client/token-client.ts';
import { againstPactOf } from '../against-pact.ts';

const notAuthenticated = { name: 'NotAuthenticatedError' };
const whoAmI = (baseUrl: string, token: Token) => new JiraTokenClient({ baseUrl, token }).currentUser();

describe('a client that uses a personal access token', () => {
  const kind = 'personal-access-token';

  it('is told whose it is', () =>
    againstPactOf(TOKEN_CONSUMER, tokenInteractions.token, async (baseUrl) =>
      expect(await whoAmI(baseUrl, { kind, token: 'example-personal-access-token' })).toEqual({
        id: 'alice',
      }),
    ));

  it("is not told with a token that is nobody's", () =>
    againstPactOf(TOKEN_CONSUMER, tokenInteractions.unknownToken, async (baseUrl) =>
      expect(whoAmI(baseUrl, { kind, token: 'no-such-token' })).rejects.toMatchObject(notAuthenticated),
    ));
});

describe('a client that uses an e-mail address and an API token on Cloud', () => {
  const kind = 'api-token';

  it('is told whose it is', () =>
    againstPactOf(CLOUD_CONSUMER, cloudInteractions.apiToken, async (baseUrl) =>
      expect(await whoAmI(baseUrl, { kind, email: 'alice@example.com', token: 'example-api-token' })).toEqual(
        { id: '5b10a2844c20165700ede21g' },
      ),
    ));

  it('is not told with an API token of nobody', () =>
    againstPactOf(CLOUD_CONSUMER, cloudInteractions.nobody, async (baseUrl) =>
      expect(whoAmI(baseUrl, { kind, email: 'no-such-user', token: 'no-such-token' })).rejects.toMatchObject(
        notAuthenticated,
      ),
    ));
});
