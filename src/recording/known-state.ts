import type { StateName } from '../../contracts/session/states.ts';
import type { KnownCredentials } from '../jira/mocked-jira/session-resource.ts';

/**
 * The provider states in which a request was sent: what the mocked Jira knows of its credentials.
 *
 * @returns undefined where the contract has no such state: a wrong password, a session that this Jira never opened
 */
export function statesOf({ session, password, token }: KnownCredentials): readonly StateName[] | undefined {
  const states = [
    ...(session ? [stateOfSession(session.is)] : []),
    ...(password && !isOfEndedSession(session?.is, password) ? [stateOfPassword(password)] : []),
    ...(token ? [token.is === 'right' ? ('the user has a personal access token' as const) : undefined] : []),
  ];
  if (states.length === 0) return ['nobody is logged in'];
  return states.includes(undefined) ? undefined : (states as StateName[]);
}

function stateOfSession(is: 'open' | 'ended' | 'unknown'): StateName | undefined {
  const states = {
    open: 'the user has a session',
    ended: 'the session of the user has ended',
    unknown: undefined,
  } as const;
  return states[is];
}

type Password = NonNullable<KnownCredentials['password']>;

/** The state of an ended session hands out the password too: for the log-in that follows. */
function isOfEndedSession(session: string | undefined, password: Password): boolean {
  return session === 'ended' && password.in === 'body' && password.is === 'right';
}

function stateOfPassword({ in: place, is }: Password): StateName | undefined {
  switch (is) {
    case 'right':
      return place === 'body' ? 'the user can log in' : 'the user may use Basic credentials';
    case 'unknown-user':
      return 'no account has the user name';
    case 'captcha':
      // The state hands out no Basic credentials.
      return place === 'body' ? 'a CAPTCHA challenge is pending for the user' : undefined;
    case 'wrong':
      return undefined;
    default:
      return is satisfies never;
  }
}
