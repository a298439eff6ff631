import type { Interaction } from '../interaction.ts';
import {
  Accept,
  captchaReason,
  cookies,
  fromState,
  json,
  nonEmpty,
  type StateWith,
  withCookieOf,
} from '../matchers.ts';
import { notAuthenticated } from './responses.ts';

const headers = { Accept, 'Content-Type': 'application/json' };

const loggedIn: Interaction['response'] = {
  status: 200,
  headers: { 'Content-Type': json, ...cookies.headers },
  body: {
    session: { name: nonEmpty('JSESSIONID'), value: nonEmpty('6E3487971234567896704A9EB4AE501F') },
  },
  rules: { header: [cookies.rule] },
};

const withCredentialsOf = (state: StateWith<'password'>) => ({
  method: 'POST' as const,
  headers,
  body: { username: fromState(state, 'username'), password: fromState(state, 'password') },
});

/** POST: what the client relies on when it logs in. */
export const logInInteractions = {
  rightCredentials: {
    description: 'a log-in with the right credentials',
    states: ['the user can log in'],
    request: withCredentialsOf('the user can log in'),
    response: loggedIn,
  },
  unknownUser: {
    description: 'a log-in as an unknown user',
    states: ['no account has the user name'],
    request: withCredentialsOf('no account has the user name'),
    response: notAuthenticated,
  },
  emptyPassword: {
    description: 'a log-in with an empty password',
    // Nobody's account: on a live Jira an empty password counts as a failed log-in of whoever it names.
    states: ['no account has the user name'],
    request: {
      method: 'POST',
      headers,
      body: { username: fromState('no account has the user name', 'username'), password: '' },
    },
    response: notAuthenticated,
  },
  captchaPending: {
    description: 'a log-in while a CAPTCHA challenge is pending',
    states: ['a CAPTCHA challenge is pending for the user'],
    request: withCredentialsOf('a CAPTCHA challenge is pending for the user'),
    response: {
      status: 403,
      headers: { 'X-Authentication-Denied-Reason': captchaReason },
    },
  },
  endedSessionCookie: {
    description: 'a log-in with the cookie of an ended session',
    states: ['the session of the user has ended'],
    request: {
      ...withCredentialsOf('the session of the user has ended'),
      headers: { ...headers, ...withCookieOf('the session of the user has ended') },
    },
    response: loggedIn,
  },
} as const satisfies Record<string, Interaction>;
