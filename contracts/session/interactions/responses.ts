import type { Interaction } from '../interaction.ts';
import { errorMessages, json } from '../matchers.ts';

/** The answer to GET and DELETE without a session. */
export const notAuthenticated: Interaction['response'] = {
  status: 401,
  headers: { 'Content-Type': json },
  body: {
    errorMessages: errorMessages(
      'You are not authenticated. Authentication required to perform this operation.',
    ),
  },
};
