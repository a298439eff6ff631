import type { Interaction } from '../session/interaction.ts';
import { successWith } from '../session/interactions/responses.ts';
import { Accept, fromState, withAuthorizationOf } from '../session/matchers.ts';
import { CLOUD_MYSELF_PATH, MYSELF_PATH, TOKEN_PATH } from '../session/names.ts';

const FORM = 'application/x-www-form-urlencoded';

/** What a client relies on that uses a personal access token, and no session: on a Data Center from 8.14 on. */
export const tokenInteractions = {
  token: {
    description: 'who am I, with a personal access token',
    states: ['the user has a personal access token'],
    request: {
      method: 'GET',
      path: MYSELF_PATH,
      headers: withAuthorizationOf('the user has a personal access token'),
    },
    response: successWith('name', 'alice'),
  },
  unknownToken: {
    description: "who am I, with a token that is nobody's",
    states: ['nobody is logged in'],
    request: { method: 'GET', path: MYSELF_PATH, headers: { Accept, Authorization: 'Bearer no-such-token' } },
    response: { status: 401 },
  },
} as const satisfies Record<string, Interaction>;

/** What a client relies on that uses an e-mail address and an API token, on Cloud. */
export const cloudInteractions = {
  apiToken: {
    description: 'who am I, with an e-mail address and an API token',
    states: ['the user has an API token'],
    request: {
      method: 'GET',
      path: CLOUD_MYSELF_PATH,
      headers: withAuthorizationOf('the user has an API token'),
    },
    response: successWith('accountId', '5b10a2844c20165700ede21g'),
  },
  nobody: {
    description: 'who am I, with an API token of nobody',
    // The state says that there are API tokens at all. The request is of nobody: no-such-user:no-such-token.
    states: ['the user has an API token'],
    request: {
      method: 'GET',
      path: CLOUD_MYSELF_PATH,
      headers: { Accept, Authorization: 'Basic bm8tc3VjaC11c2VyOm5vLXN1Y2gtdG9rZW4=' },
    },
    response: { status: 401 },
  },
} as const satisfies Record<string, Interaction>;

/** A request for an access token. Source of the fields: Atlassian's "Service accounts overview". */
const tokenRequest = (
  client: { readonly client_id: unknown; readonly client_secret: unknown },
  scope = 'READ',
) =>
  ({
    method: 'POST',
    path: TOKEN_PATH,
    headers: { Accept, 'Content-Type': FORM },
    body: { grant_type: 'client_credentials', ...client, scope },
  }) as const;

const realClient = {
  client_id: fromState('the service account has a client', 'clientId'),
  client_secret: fromState('the service account has a client', 'clientSecret'),
};

/** It also says that there are service accounts at all. */
const clientState = ['the service account has a client'] as const;

/** What a client relies on that uses a service account: OAuth 2.0 client credentials, on Jira 11. */
export const serviceAccountInteractions = {
  accessToken: {
    description: 'an access token, for the client of a service account',
    states: clientState,
    request: { ...tokenRequest(realClient) },
    response: successWith('access_token', 'example-access-token'),
  },
  unknownClient: {
    description: 'an access token, for a client that nobody has',
    states: clientState,
    request: tokenRequest({ client_id: 'no-such-client', client_secret: 'no-such-secret' }),
    // Source: RFC 6749, 5.2: one or the other.
    response: { status: { example: 401, oneOf: [400, 401] } },
  },
  unknownScope: {
    description: 'an access token, for a scope that there is not',
    states: clientState,
    request: { ...tokenRequest(realClient, 'NO_SUCH_SCOPE') },
    // Source: RFC 6749, 3.3 and 5.2: a server refuses it, or gives a token of another scope.
    response: { status: { example: 400, oneOf: [200, 400, 403] } },
  },
  myself: {
    description: 'who am I, with the access token of a service account',
    states: ['the service account has an access token'],
    request: {
      method: 'GET',
      path: MYSELF_PATH,
      headers: withAuthorizationOf('the service account has an access token'),
    },
    response: successWith('name', 'alice'),
  },
  endedToken: {
    description: 'who am I, with an access token that is no longer valid',
    states: ['nobody is logged in'],
    // No Jira gives out one that has ended already: to a client, it is as good as one that never was.
    request: {
      method: 'GET',
      path: MYSELF_PATH,
      headers: { Accept, Authorization: 'Bearer no-such-access-token' },
    },
    response: { status: 401 },
  },
} as const satisfies Record<string, Interaction>;
