/** Wrong passwords that are tried until the account given up for the CAPTCHA is challenged: Jira comes with 3. */
export const CAPTCHA_ATTEMPTS = 6;

export interface StateTraits {
  /** What it hands to the interaction (Pact's `fromProviderState`), with the examples that stand in the pact. */
  readonly values: Readonly<Record<string, string>>;
  /**
   * Whose real credentials it hands out. `nobody`: made-up ones of an account that no Jira has, or none. A refusal of
   * real ones says nothing of the contract, and they are not tried again.
   */
  readonly credentials:
    | 'user'
    | 'basic-user'
    | 'cloud-user'
    | 'token'
    | 'service-account'
    | 'captcha-user'
    | 'nobody';
  /** How often the real credentials may be sent at most to make it, if at all; a session that is open already needs none. */
  readonly attempts?: number;
  /** Whether it is replayed after all that uses a session, since it needs one that has ended. */
  readonly isLast?: true;
}

/** What a client heeds of the attributes of a cookie: a cookie jar all of them, and who takes name and value from the header none. */
export type Heeding = 'every attribute' | 'Domain and expiry' | 'no attribute';

/**
 * The forms in which clients send a session back, by the value that hands it out: every cookie of the log-in, or that of the
 * session alone, as far as the client heeds their attributes; or the name and the value that the body of the log-in tells,
 * which have none. Where a load balancer or a sign-on sets cookies of its own, they are not as good as each other.
 */
export const sessionForms = {
  cookie: { of: 'all cookies', heeds: 'every attribute' },
  cookieOfAnyPath: { of: 'all cookies', heeds: 'Domain and expiry' },
  anyCookie: { of: 'all cookies', heeds: 'no attribute' },
  cookieOfSession: { of: 'session cookie', heeds: 'every attribute' },
  cookieOfSessionOfAnyPath: { of: 'session cookie', heeds: 'Domain and expiry' },
  anyCookieOfSession: { of: 'session cookie', heeds: 'no attribute' },
  cookieFromBody: { of: 'session from the body', heeds: 'no attribute' },
} as const satisfies Readonly<Record<string, { readonly of: string; readonly heeds: Heeding }>>;

export type SessionForm = keyof typeof sessionForms;

export const sessionFormNames = Object.keys(sessionForms) as SessionForm[];

function sessionValues(example: string) {
  return Object.fromEntries(sessionFormNames.map((name) => [name, example])) as Record<SessionForm, string>;
}

/**
 * The provider states of the contract: what has to be true at a Jira before an interaction is replayed. The examples are
 * fixed, so that the pact is the same from run to run.
 */
export const providerStates = {
  'the user can log in': { values: { username: 'alice', password: 'example-password' }, credentials: 'user' },
  'no account has the user name': {
    values: {
      username: 'no-such-user',
      password: 'example-password',
      authorization: 'Basic bm8tc3VjaC11c2VyOmV4YW1wbGUtcGFzc3dvcmQ=',
    },
    credentials: 'nobody',
  },
  'a CAPTCHA challenge is pending for the user': {
    values: { username: 'carol', password: 'example-password' },
    credentials: 'captcha-user',
    attempts: CAPTCHA_ATTEMPTS,
  },
  'the user has a session': {
    values: sessionValues('JSESSIONID=6E3487971234567896704A9EB4AE501F'),
    credentials: 'user',
    attempts: 1,
  },
  'the session of the user has ended': {
    values: {
      ...sessionValues('JSESSIONID=0A1B2C3D4E5F60718293A4B5C6D7E8F9'),
      username: 'alice',
      password: 'example-password',
    },
    credentials: 'user',
    attempts: 1,
    isLast: true,
  },
  'the user may use Basic credentials': {
    values: { authorization: 'Basic YWxpY2U6ZXhhbXBsZS1wYXNzd29yZA==' },
    credentials: 'basic-user',
  },
  'the user has a personal access token': {
    values: { authorization: 'Bearer example-personal-access-token' },
    credentials: 'token',
  },
  'the user has an API token': {
    values: { authorization: 'Basic YWxpY2VAZXhhbXBsZS5jb206ZXhhbXBsZS1hcGktdG9rZW4=' },
    credentials: 'cloud-user',
  },
  'the service account has a client': {
    values: { clientId: 'example-client', clientSecret: 'example-client-secret' },
    credentials: 'service-account',
  },
  'the service account has an access token': {
    values: { authorization: 'Bearer example-access-token' },
    credentials: 'service-account',
    attempts: 1,
  },
  'nobody is logged in': { values: {}, credentials: 'nobody' },
} as const satisfies Record<string, StateTraits>;

export type StateName = keyof typeof providerStates;

export function isStateName(name: string): name is StateName {
  return Object.hasOwn(providerStates, name);
}

export type StateValues = Readonly<Record<string, string>>;
