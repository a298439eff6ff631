import { describe, expect, it } from '@jest/globals';
import { otherResourceInteractions as contract } from '../../../contracts/session/interactions/other-resources.ts';
import { providerStates } from '../../../contracts/session/states.ts';
import { againstPact } from '../against-pact.ts';

const notAuthenticated = { name: 'NotAuthenticatedError' };

describe('a client that asks another resource of Jira', () => {
  it('is the same user there with a session', () =>
    againstPact(contract.session, async (client) => {
      await client.useCookies(providerStates['the user has a session'].values.cookie);
      expect(await client.myself()).toEqual({ name: 'alice' });
    }));

  it('is refused when it is anonymous', () =>
    againstPact(contract.anonymous, async (client) => {
      await expect(client.myself()).rejects.toMatchObject(notAuthenticated);
    }));

  it('is refused when the session has ended', () =>
    againstPact(contract.endedSession, async (client) => {
      await client.useCookies(providerStates['the session of the user has ended'].values.cookie);
      await expect(client.myself()).rejects.toMatchObject(notAuthenticated);
    }));
});
