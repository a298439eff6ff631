import type { StateName } from '../../contracts/session/states.ts';
import type { KnownCredentials } from '../mock-jira/session-resource.ts';

/** When a request was sent in a provider state: which of its credentials the state stands for, and what they have to be. */
interface Recognized {
  readonly of: keyof KnownCredentials | 'no credentials';
  readonly if: (known: KnownCredentials) => boolean;
}

/** Every provider state: how it is known from a request, or that no recording meets it. */
const recognized: Readonly<Record<StateName, Recognized | 'never met in a recording'>> = {
  'nobody is logged in': { of: 'no credentials', if: () => true },
  'the user has a session': { of: 'session', if: ({ session }) => session?.is === 'open' },
  'the session of the user has ended': { of: 'session', if: ({ session }) => session?.is === 'ended' },
  'the user can log in': { of: 'password', if: ({ password }) => isInBody(password) && isRight(password) },
  'the user may use Basic credentials': {
    of: 'password',
    if: ({ password }) => !isInBody(password) && isRight(password),
  },
  'no account has the user name': { of: 'password', if: ({ password }) => password?.is === 'unknown-user' },
  // The state hands out no Basic credentials.
  'a CAPTCHA challenge is pending for the user': {
    of: 'password',
    if: ({ password }) => isInBody(password) && password?.is === 'captcha',
  },
  'the user has a personal access token': { of: 'token', if: ({ token }) => token?.is === 'right' },
  // It is of Cloud alone, and of no request of the session resource.
  'the user has an API token': 'never met in a recording',
};

/** In the order in which the states stand in a description. */
const kinds = ['session', 'password', 'token'] as const satisfies (keyof KnownCredentials)[];

/**
 * The provider states in which a request was sent: what the mocked Jira knows of its credentials.
 *
 * @returns undefined where the contract has no such state: a wrong password, a session that this Jira never opened
 */
export function statesOf(known: KnownCredentials): readonly StateName[] | undefined {
  const sent = kinds.filter((kind) => known[kind] && !(kind === 'password' && isOfEndedSession(known)));
  const states = (sent.length > 0 ? sent : ['no credentials' as const]).map((kind) =>
    (Object.keys(recognized) as StateName[]).find((state) => {
      const how = recognized[state];
      return typeof how === 'object' && how.of === kind && how.if(known);
    }),
  );
  return states.includes(undefined) ? undefined : (states as StateName[]);
}

type Password = KnownCredentials['password'];

const isInBody = (password: Password) => password?.in === 'body';
const isRight = (password: Password) => password?.is === 'right';

/** The state of an ended session hands out the password too: for the log-in that follows. */
function isOfEndedSession({ session, password }: KnownCredentials): boolean {
  return session?.is === 'ended' && isInBody(password) && isRight(password);
}
