/**
 * The provider states of the contract: what has to be true at a Jira before an interaction is replayed.
 *
 * `values` names what the state hands to the interaction (Pact's `fromProviderState`), with the example that
 * stands in the pact. The examples are fixed, so that the pact is the same from run to run.
 */
export const providerStates = {
  'the user can log in': {
    values: { username: 'alice', password: 'example-password' },
  },
  'no account has the user name': {
    values: {
      username: 'no-such-user',
      password: 'example-password',
      authorization: 'Basic bm8tc3VjaC11c2VyOmV4YW1wbGUtcGFzc3dvcmQ=',
    },
  },
  'a CAPTCHA challenge is pending for the user': {
    values: { username: 'carol', password: 'example-password' },
  },
  'the user has a session': {
    values: { cookie: 'JSESSIONID=6E3487971234567896704A9EB4AE501F' },
  },
  'the session of the user has ended': {
    values: {
      cookie: 'JSESSIONID=0A1B2C3D4E5F60718293A4B5C6D7E8F9',
      username: 'alice',
      password: 'example-password',
    },
  },
  'the user may use Basic credentials': {
    values: { authorization: 'Basic YWxpY2U6ZXhhbXBsZS1wYXNzd29yZA==' },
  },
  'the user has a personal access token': {
    values: { authorization: 'Bearer example-personal-access-token' },
  },
  'nobody is logged in': { values: {} },
} as const satisfies Record<string, { readonly values: Readonly<Record<string, string>> }>;

/** The name of a provider state, as it stands in the pact. */
export type StateName = keyof typeof providerStates;

/** What a state hands to its interaction: every value that the contract names for it. */
export type StateValues<Name extends StateName> = {
  readonly [Key in keyof (typeof providerStates)[Name]['values']]: string;
};

/** Whether a name that stands in a pact is a provider state of this contract. */
export function isStateName(name: string): name is StateName {
  return Object.hasOwn(providerStates, name);
}
