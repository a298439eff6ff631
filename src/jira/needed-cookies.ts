import type { NeededCookies } from '../findings.ts';
import type { JiraConnection } from './connection.ts';

/** A load balancer may lead a request without its cookie to the right node by chance: it is asked so often. */
const TIMES = 3;

/**
 * Asks the session resource with some of the cookies of a session that is open anyway.
 *
 * @returns undefined where no session is open, or Jira does not know it
 */
export async function neededCookiesAt(connection: JiraConnection): Promise<NeededCookies | undefined> {
  const { ofLogIn, usable } = connection.sessions;
  const session = ofLogIn ?? usable;
  if (!session || connection.out || !(await connection.knows(session.cookie))) return undefined;
  const { cookie, cookieOfSession, cookieFromBody } = session;
  const isEnough = async (one: string): Promise<boolean> => {
    const times = cookie.split('; ').length > 2 ? TIMES : 1;
    for (let time = 0; time < times; time++) if (!(await connection.knows(one))) return false;
    return true;
  };
  const sessionCookieIsEnough = await isEnough(cookieOfSession);
  const isSame = cookieFromBody === cookieOfSession;
  return {
    sessionCookieIsEnough,
    ...(cookieFromBody !== undefined && {
      cookieFromBodyIsEnough: isSame ? sessionCookieIsEnough : await isEnough(cookieFromBody),
    }),
    alsoNeeded: sessionCookieIsEnough ? [] : await connection.cookiesMissingFor(cookieOfSession),
  };
}
