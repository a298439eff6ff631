import type { Interaction } from '../interaction.ts';
import { Accept, withCookieOf } from '../matchers.ts';

/** Jira refuses it (documented). One that says 'done' is as good to a client: there is no session afterwards. */
const nothingToEnd: Interaction['response'] = { status: { example: 401, oneOf: [200, 204, 401] } };

/** DELETE: what the client relies on when it logs out. */
export const logOutInteractions = {
  session: {
    description: 'a log-out with a session',
    states: ['the user has a session'],
    request: { method: 'DELETE', headers: withCookieOf('the user has a session') },
    // Atlassian documents 204, its API description lists 200; the client takes both and reads no body.
    response: { status: { example: 204, oneOf: [200, 204] } },
  },
  noSession: {
    description: 'a log-out without a session',
    states: ['nobody is logged in'],
    request: { method: 'DELETE', headers: { Accept } },
    response: nothingToEnd,
  },
  endedSession: {
    description: 'a second log-out, with an ended session',
    states: ['the session of the user has ended'],
    request: { method: 'DELETE', headers: withCookieOf('the session of the user has ended') },
    response: nothingToEnd,
  },
} as const satisfies Record<string, Interaction>;
