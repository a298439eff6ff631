import type { Interaction } from '../interaction.ts';
import { Accept, absoluteUrl, json, nonEmpty, withAuthorizationOf, withCookieOf } from '../matchers.ts';
import { notAuthenticated } from './responses.ts';

const user: Interaction['response'] = {
  status: 200,
  headers: { 'Content-Type': json },
  body: {
    self: absoluteUrl('https://jira.example.com/rest/api/latest/user?username=alice'),
    name: nonEmpty('alice'),
  },
};

/** GET: what the client relies on when it asks who it is. */
export const currentUserInteractions = {
  session: {
    description: 'a request for the current user with a session',
    states: ['the user has a session'],
    request: { method: 'GET', headers: withCookieOf('the user has a session') },
    response: user,
  },
  basicCredentials: {
    description: 'a request for the current user with Basic credentials and no session',
    states: ['the user may use Basic credentials'],
    request: { method: 'GET', headers: withAuthorizationOf('the user may use Basic credentials') },
    response: user,
  },
  personalAccessToken: {
    description: 'a request for the current user with a personal access token',
    states: ['the user has a personal access token'],
    request: { method: 'GET', headers: withAuthorizationOf('the user has a personal access token') },
    response: user,
  },
  anonymous: {
    description: 'an anonymous request for the current user',
    states: ['nobody is logged in'],
    request: { method: 'GET', headers: { Accept } },
    response: notAuthenticated,
  },
  endedSession: {
    description: 'a request for the current user with an ended session',
    states: ['the session of the user has ended'],
    request: { method: 'GET', headers: withCookieOf('the session of the user has ended') },
    response: notAuthenticated,
  },
  wrongBasicCredentials: {
    description: 'a request for the current user with Basic credentials of an unknown user',
    states: ['no account has the user name'],
    request: { method: 'GET', headers: withAuthorizationOf('no account has the user name') },
    response: notAuthenticated,
  },
} as const satisfies Record<string, Interaction>;
