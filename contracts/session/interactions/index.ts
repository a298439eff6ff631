import type { Interaction } from '../interaction.ts';
import { currentUserInteractions } from './current-user.ts';
import { logInInteractions } from './log-in.ts';
import { logOutInteractions } from './log-out.ts';
import { otherResourceInteractions } from './other-resources.ts';

/** Every interaction of the contract, in the order in which they stand in the pact. */
export const interactions: readonly Interaction[] = [
  ...Object.values(logInInteractions),
  ...Object.values(currentUserInteractions),
  ...Object.values(otherResourceInteractions),
  ...Object.values(logOutInteractions),
];
