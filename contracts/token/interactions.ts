import type { Interaction } from '../session/interaction.ts';
import { exactly, fromState, json, nonEmpty, ofItsType } from '../session/matchers.ts';
import { CLOUD_MYSELF_PATH, MYSELF_PATH } from '../session/names.ts';

const Accept = 'application/json';

/** What a client relies on that uses a personal access token, and no session: on a Data Center from 8.14 on. */
export const tokenInteractions = {
  token: {
    description: 'who am I, with a personal access token',
    states: [{ name: 'the user has a personal access token', params: { user: 'alice' } }],
    request: {
      method: 'GET',
      path: MYSELF_PATH,
      headers: { Accept, Authorization: fromState('the user has a personal access token', 'authorization') },
      rules: { header: [exactly('Authorization')] },
    },
    response: {
      status: 200,
      headers: { 'Content-Type': json },
      body: { name: nonEmpty('alice') },
      rules: { body: [ofItsType('$.name')] },
    },
  },
  unknownToken: {
    description: "who am I, with a token that is nobody's",
    states: [{ name: 'nobody is logged in' }],
    request: { method: 'GET', path: MYSELF_PATH, headers: { Accept, Authorization: 'Bearer no-such-token' } },
    response: { status: 401 },
  },
} as const satisfies Record<string, Interaction>;

/** What a client relies on that uses an e-mail address and an API token, on Cloud. */
export const cloudInteractions = {
  apiToken: {
    description: 'who am I, with an e-mail address and an API token',
    states: [{ name: 'the user has an API token', params: { user: 'alice' } }],
    request: {
      method: 'GET',
      path: CLOUD_MYSELF_PATH,
      headers: { Accept, Authorization: fromState('the user has an API token', 'authorization') },
      rules: { header: [exactly('Authorization')] },
    },
    response: {
      status: 200,
      headers: { 'Content-Type': json },
      body: { accountId: nonEmpty('5b10a2844c20165700ede21g') },
      rules: { body: [ofItsType('$.accountId')] },
    },
  },
  nobody: {
    description: 'who am I, with an API token of nobody',
    // The state says that there are API tokens at all. The request is of nobody: no-such-user:no-such-token.
    states: [{ name: 'the user has an API token', params: { user: 'alice' } }],
    request: {
      method: 'GET',
      path: CLOUD_MYSELF_PATH,
      headers: { Accept, Authorization: 'Basic bm8tc3VjaC11c2VyOm5vLXN1Y2gtdG9rZW4=' },
    },
    response: { status: 401 },
  },
} as const satisfies Record<string, Interaction>;
