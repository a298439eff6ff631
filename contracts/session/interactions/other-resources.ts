import type { Interaction } from '../interaction.ts';
import { Accept, withCookieOf } from '../matchers.ts';
import { MYSELF_PATH } from '../names.ts';
import { notAuthenticated, successWith } from './responses.ts';

/** What the session is for: Jira's other resources take its cookies, and nobody else's. `myself` stands for all of them. */
export const otherResourceInteractions = {
  session: {
    description: 'a request for myself, another resource, as the user of the session',
    states: ['the user has a session'],
    request: { method: 'GET', path: MYSELF_PATH, headers: withCookieOf('the user has a session') },
    response: successWith('name', 'alice'),
  },
  anonymous: {
    description: 'a request for myself, another resource, as nobody',
    states: ['nobody is logged in'],
    request: { method: 'GET', path: MYSELF_PATH, headers: { Accept } },
    response: notAuthenticated,
  },
  endedSession: {
    description: 'a request for myself, another resource, after the log-out',
    states: ['the session of the user has ended'],
    request: { method: 'GET', path: MYSELF_PATH, headers: withCookieOf('the session of the user has ended') },
    response: notAuthenticated,
  },
} as const satisfies Record<string, Interaction>;
