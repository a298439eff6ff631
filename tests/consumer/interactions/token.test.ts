import { describe, expect, it } from '@jest/globals';
import type { Interaction } from '../../../contracts/session/interaction.ts';
import {
  CLOUD_CONSUMER,
  SERVICE_ACCOUNT_CONSUMER,
  TOKEN_CONSUMER,
} from '../../../contracts/session/names.ts';
import {
  cloudInteractions,
  serviceAccountInteractions,
  tokenInteractions,
} from '../../../contracts/token/token-interactions.ts';
import { JiraServiceAccountClient } from '../../../src/client/service-account-client.ts';
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

describe('a client that uses a service account', () => {
  const { accessToken, unknownClient, unknownScope, myself, endedToken } = serviceAccountInteractions;
  const against = (
    interaction: Interaction,
    use: (client: JiraServiceAccountClient) => Promise<void>,
    options: { readonly scope?: string; readonly clientId?: string; readonly clientSecret?: string } = {},
  ) =>
    againstPactOf(SERVICE_ACCOUNT_CONSUMER, interaction, (baseUrl) => {
      const client = { clientId: 'example-client', clientSecret: 'example-client-secret' };
      return use(new JiraServiceAccountClient({ baseUrl, ...client, ...options }));
    });

  it('gets an access token', () =>
    against(accessToken, async (client) =>
      expect(await client.accessToken()).toMatchObject({ value: 'example-access-token' }),
    ));

  it('gets none for a client that nobody has', () =>
    against(
      unknownClient,
      async (client) =>
        expect(client.accessToken()).rejects.toMatchObject({ name: 'AccessTokenRefusedError', status: 401 }),
      { clientId: 'no-such-client', clientSecret: 'no-such-secret' },
    ));

  it('gets none for a scope that there is not', () =>
    against(
      unknownScope,
      async (client) =>
        expect(client.accessToken()).rejects.toMatchObject({ name: 'AccessTokenRefusedError', status: 400 }),
      { scope: 'NO_SUCH_SCOPE' },
    ));

  it('is told who it is with its access token', () =>
    against(myself, async (client) =>
      expect(await client.currentUser({ value: 'example-access-token' })).toEqual({ id: 'alice' }),
    ));

  it('is not told with an access token that has ended', () =>
    against(endedToken, async (client) =>
      expect(client.currentUser({ value: 'no-such-access-token' })).rejects.toMatchObject(notAuthenticated),
    ));
});
