import { cookieNameOf } from '../../contracts/session/response.ts';
import type { NeededCookies } from '../session-words.ts';
import type { JiraConnection } from './connection.ts';

type Knows = (cookies: string) => Promise<boolean | undefined>;

/** How often each question is asked: a load balancer may reach the right node by chance, or ask the nodes in turn. */
const TIMES = 3;

/**
 * Asks the session resource with some of the cookies of a session that is open anyway.
 *
 * @returns undefined where no session is open, or Jira knows it at one time and not at another
 */
export async function neededCookiesAt(connection: JiraConnection): Promise<NeededCookies | undefined> {
  const session = connection.sessions.kept;
  const knows = (some: string) => connection.knows(some);
  if (!session || connection.out || !(await areKnown(knows, session.cookie))) return undefined;
  const { cookie, cookieOfSession, cookieFromBody } = session;
  const all = cookie.split('; ');
  const times = all.length > 2 ? TIMES : 1;
  const sessionCookieIsEnough = await areKnown(knows, cookieOfSession, times);
  const isSame = cookieFromBody === undefined || cookieFromBody === cookieOfSession;
  const cookieFromBodyIsEnough = isSame
    ? sessionCookieIsEnough
    : await areKnown(knows, cookieFromBody, times);
  if (sessionCookieIsEnough === undefined || cookieFromBodyIsEnough === undefined) return undefined;
  return {
    sessionCookieIsEnough,
    ...(cookieFromBody !== undefined && { cookieFromBodyIsEnough }),
    alsoNeeded: sessionCookieIsEnough ? [] : await neededBeside(knows, cookieOfSession, all),
  };
}

/**
 * Which cookies of its session a refused request lacks: those without which Jira does not know the session at its path.
 *
 * @returns their names; empty where the session is not known there with all of them either, or at one time and not at another
 */
export async function cookiesMissingFor(
  connection: JiraConnection,
  cookie: string,
  path: string,
): Promise<string[]> {
  const knows = (some: string) => connection.knows(some, path);
  const { sessions } = connection;
  const session = sessions.usableIn(cookie);
  const all = (session && sessions.sentBack(session)?.cookie.split('; ')) ?? [];
  const sent = cookie.split(/;\s*/);
  if (all.every((pair) => sent.includes(pair)) || !(await areKnown(knows, all.join('; ')))) return [];
  return neededBeside(knows, cookie, all);
}

async function neededBeside(knows: Knows, cookie: string, all: readonly string[]) {
  const sent = cookie.split(/;\s*/);
  const others = all.filter((pair) => !sent.includes(pair));
  const needed: string[] = [];
  for (const other of others) {
    const without = all.filter((pair) => pair !== other).join('; ');
    if ((await areKnown(knows, without)) === false) needed.push(other);
  }
  return (needed.length > 0 ? needed : others).map(cookieNameOf);
}

/**
 * Whether a session is known with these cookies: not, if each of several requests is refused.
 *
 * @returns undefined where it is known at one time and not at another: then it is not the cookies that decide
 */
async function areKnown(knows: Knows, cookies: string, timesIfKnown = TIMES): Promise<boolean | undefined> {
  const first = await knows(cookies);
  const times = first ? timesIfKnown : TIMES;
  for (let time = 1; time < times; time++) if ((await knows(cookies)) !== first) return undefined;
  return first;
}
