import type { Interaction } from '../interaction.ts';

/** The answer to who is not, or no more, logged in: a page, or JSON of several forms. The client needs the status alone. */
export const notAuthenticated: Interaction['response'] = { status: 401 };
