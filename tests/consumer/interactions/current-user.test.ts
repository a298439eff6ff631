import { describe, expect, it } from '@jest/globals';
import { currentUserInteractions as contract } from '../../../contracts/session/interactions/current-user.ts';
import { providerStates } from '../../../contracts/session/states.ts';
import { againstPact } from '../against-pact.ts';

const alice = { name: 'alice', self: 'https://jira.example.com/rest/api/latest/user?username=alice' };
const notAuthenticated = { name: 'NotAuthenticatedError' };

describe('a client that asks who is logged in', () => {
  it('is told with a session', () =>
    againstPact(contract.session, async (client) => {
      await client.useCookies(providerStates['the user has a session'].values.cookie);
      expect(await client.currentUser()).toEqual(alice);
    }));

  it('is told with Basic credentials and no session', () =>
    againstPact(
      contract.basicCredentials,
      async (client) => expect(await client.currentUser()).toEqual(alice),
      { kind: 'basic', username: 'alice', password: 'example-password' },
    ));

  it('is told with a personal access token', () =>
    againstPact(
      contract.personalAccessToken,
      async (client) => expect(await client.currentUser()).toEqual(alice),
      { kind: 'personal-access-token', token: 'example-personal-access-token' },
    ));

  it('is not told when it is anonymous', () =>
    againstPact(contract.anonymous, async (client) => {
      await expect(client.currentUser()).rejects.toMatchObject(notAuthenticated);
    }));

  it('is not told when the session has ended', () =>
    againstPact(contract.endedSession, async (client) => {
      await client.useCookies(providerStates['the session of the user has ended'].values.cookie);
      await expect(client.currentUser()).rejects.toMatchObject(notAuthenticated);
    }));

  it('is not told when the Basic credentials are of nobody', () =>
    againstPact(
      contract.wrongBasicCredentials,
      async (client) => expect(client.currentUser()).rejects.toMatchObject(notAuthenticated),
      { kind: 'basic', username: 'no-such-user', password: 'example-password' },
    ));
});
