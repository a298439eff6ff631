import type { Interaction } from './session/interaction.ts';
import { interactions } from './session/interactions/index.ts';
import {
  CLOUD_CONSUMER,
  CONSUMER,
  type OwnConsumer,
  SERVICE_ACCOUNT_CONSUMER,
  TOKEN_CONSUMER,
} from './session/names.ts';
import {
  cloudInteractions,
  serviceAccountInteractions,
  tokenInteractions,
} from './token/token-interactions.ts';

/** The consumers of this project, each with its interactions in the order in which they stand in its pact. */
export const consumers: Readonly<Record<OwnConsumer, readonly Interaction[]>> = {
  [CONSUMER]: interactions,
  [TOKEN_CONSUMER]: Object.values(tokenInteractions),
  [CLOUD_CONSUMER]: Object.values(cloudInteractions),
  [SERVICE_ACCOUNT_CONSUMER]: Object.values(serviceAccountInteractions),
};
