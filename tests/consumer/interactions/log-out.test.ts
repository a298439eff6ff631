import { describe, expect, it } from '@jest/globals';
import { logOutInteractions as contract } from '../../../contracts/session/interactions/log-out.ts';
import { providerStates } from '../../../contracts/session/states.ts';
import { againstPact } from '../against-pact.ts';

const notAuthenticated = { name: 'NotAuthenticatedError' };

describe('a client that logs out', () => {
  it('ends its session and forgets the cookies', () =>
    againstPact(contract.session, async (client) => {
      await client.useCookies(providerStates['the user has a session'].values.cookie);
      await client.logOut();
      expect(client.saveSession()).not.toContain('JSESSIONID');
    }));

  it('is told when there was no session', () =>
    againstPact(contract.noSession, async (client) => {
      await expect(client.logOut()).rejects.toMatchObject(notAuthenticated);
    }));

  it('is told when the session had ended before', () =>
    againstPact(contract.endedSession, async (client) => {
      await client.useCookies(providerStates['the session of the user has ended'].values.cookie);
      await expect(client.logOut()).rejects.toMatchObject(notAuthenticated);
    }));
});
