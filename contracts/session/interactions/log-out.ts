import type { Interaction } from '../interaction.ts';
import { exactly, fromState } from '../matchers.ts';
import { notAuthenticated } from './responses.ts';

const Accept = 'application/json';

/** DELETE: what the client relies on when it logs out. */
export const logOutInteractions = {
  session: {
    description: 'a log-out with a session',
    states: [{ name: 'the user has a session', params: { user: 'alice' } }],
    request: {
      method: 'DELETE',
      headers: { Accept, Cookie: fromState('the user has a session', 'cookie') },
      rules: { header: [exactly('Cookie')] },
    },
    // Atlassian documents 204, its API description lists 200; the client takes both and reads no body.
    response: { status: { example: 204, oneOf: [200, 204] } },
  },
  noSession: {
    description: 'a log-out without a session',
    states: [{ name: 'nobody is logged in' }],
    request: { method: 'DELETE', headers: { Accept } },
    response: notAuthenticated,
  },
  endedSession: {
    description: 'a second log-out, with an ended session',
    states: [{ name: 'the session of the user has ended', params: { user: 'alice' } }],
    request: {
      method: 'DELETE',
      headers: { Accept, Cookie: fromState('the session of the user has ended', 'cookie') },
      rules: { header: [exactly('Cookie')] },
    },
    response: notAuthenticated,
  },
} as const satisfies Record<string, Interaction>;
