import type { NeededCookies } from '../findings.ts';
import type { JiraConnection } from './connection.ts';

/** A load balancer may lead a request without its cookie to the right node by chance: it is asked so often. */
const TIMES = 3;

/**
 * Asks the session resource with some of the cookies of a session that is open anyway.
 *
 * @returns undefined where no session is open, or Jira knows it at one time and not at another
 */
export async function neededCookiesAt(connection: JiraConnection): Promise<NeededCookies | undefined> {
  const { ofLogIn, usable } = connection.sessions;
  const session = ofLogIn ?? usable;
  if (!session || connection.out || !(await connection.knows(session.cookie))) return undefined;
  const { cookie, cookieOfSession, cookieFromBody } = session;
  const times = cookie.split('; ').length > 2 ? TIMES : 1;
  /** Undefined where the same cookies are known at one time and not at another: so it is not the cookies that decide. */
  const areKnown = async (one: string, often: number): Promise<boolean | undefined> => {
    const first = await connection.knows(one);
    const asked = first ? often : TIMES;
    for (let time = 1; time < asked; time++) if ((await connection.knows(one)) !== first) return undefined;
    return first;
  };
  const isEnough = async (one: string): Promise<boolean | undefined> => {
    const are = await areKnown(one, times);
    // A balancer that asks each node in its turn could refuse these cookies every time, and take all of them every time.
    return are !== false || (await areKnown(cookie, TIMES)) ? are : undefined;
  };
  const sessionCookieIsEnough = await isEnough(cookieOfSession);
  const isSame = cookieFromBody === cookieOfSession;
  const cookieFromBodyIsEnough =
    isSame || cookieFromBody === undefined ? sessionCookieIsEnough : await isEnough(cookieFromBody);
  if (sessionCookieIsEnough === undefined || cookieFromBodyIsEnough === undefined) return undefined;
  return {
    sessionCookieIsEnough,
    ...(cookieFromBody !== undefined && { cookieFromBodyIsEnough }),
    alsoNeeded: sessionCookieIsEnough ? [] : await connection.cookiesMissingFor(cookieOfSession),
  };
}
