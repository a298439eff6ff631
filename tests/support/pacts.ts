/** A pact of one interaction that asks who is logged in as nobody, with whatever is changed of it. */
export function pactFor(
  change: {
    readonly interaction?: object;
    readonly request?: object;
    readonly response?: object;
    readonly metadata?: object;
  } = {},
) {
  return pactOfAll(
    [
      {
        type: 'Synchronous/HTTP',
        description: 'who am I',
        providerStates: [{ name: 'nobody is logged in' }],
        ...change.interaction,
        request: { method: 'GET', path: '/auth/1/session', ...change.request },
        response: { status: 401, ...change.response },
      },
    ],
    change.metadata,
  );
}

/** A pact of these interactions. */
export function pactOfAll(interactions: readonly object[], metadata: object = inVersion('4.0')) {
  return {
    consumer: { name: 'some-client' },
    provider: { name: 'jira-session-api' },
    interactions,
    metadata,
  };
}

/** The metadata of a pact in a version of the specification. */
export const inVersion = (version: string) => ({ pactSpecification: { version } });

/** A request with the session of the user, taken from the provider state. */
export const withSession = {
  interaction: { providerStates: [{ name: 'the user has a session' }] },
  request: {
    headers: { Cookie: ['JSESSIONID=X'] },
    generators: { header: { Cookie: { type: 'ProviderState', expression: '${cookie}' } } },
  },
};
