import type { Interaction } from '../interaction.ts';
import { json, nonEmpty, ofItsType } from '../matchers.ts';

/** The answer to who is not, or no more, logged in: a page, or JSON of several forms. The client needs the status alone. */
export const notAuthenticated: Interaction['response'] = { status: 401 };

/** A success of which the client needs one field alone: a text, and not an empty one. */
export function successWith(field: string, example: string): Interaction['response'] {
  return {
    status: 200,
    headers: { 'Content-Type': json },
    body: { [field]: nonEmpty(example) },
    rules: { body: [ofItsType(`$.${field}`)] },
  };
}
