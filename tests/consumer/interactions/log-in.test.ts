import { describe, expect, it } from '@jest/globals';
import { logInInteractions as contract } from '../../../contracts/session/interactions/log-in.ts';
import { providerStates } from '../../../contracts/session/states.ts';
import { againstPact } from '../against-pact.ts';

const alice = providerStates['the user can log in'].values;
const nobody = providerStates['no account has the user name'].values;
const carol = providerStates['a CAPTCHA challenge is pending for the user'].values;

const session = { name: 'JSESSIONID', value: '6E3487971234567896704A9EB4AE501F' };

describe('a client that logs in', () => {
  it('gets the session and keeps every cookie', () =>
    againstPact(contract.rightCredentials, async (client) => {
      expect(await client.logIn(alice.username, alice.password)).toEqual(session);
      expect(client.saveSession()).toMatch(/"JSESSIONID".*"atlassian\.xsrf\.token"/);
    }));

  it('is told that the user is unknown', () =>
    againstPact(contract.unknownUser, async (client) => {
      await expect(client.logIn(nobody.username, nobody.password)).rejects.toMatchObject({
        name: 'LogInFailedError',
      });
    }));

  it('is told that the password is empty', () =>
    againstPact(contract.emptyPassword, async (client) => {
      await expect(client.logIn(nobody.username, '')).rejects.toMatchObject({
        name: 'LogInFailedError',
      });
    }));

  it('learns where to answer a CAPTCHA challenge', () =>
    againstPact(contract.captchaPending, async (client) => {
      await expect(client.logIn(carol.username, carol.password)).rejects.toMatchObject({
        name: 'CaptchaChallengeError',
        logInUrl: 'https://jira.example.com/login.jsp',
      });
    }));

  it('gets a new session although it sends the cookie of an ended one', () =>
    againstPact(contract.endedSessionCookie, async (client) => {
      await client.useCookies(providerStates['the session of the user has ended'].values.cookie);
      expect(await client.logIn(alice.username, alice.password)).toEqual(session);
    }));
});
