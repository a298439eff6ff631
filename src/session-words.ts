import type { NeededCookies } from '../schemas/report.ts';

export type { NeededCookies };

/** That sessions may be open at a Jira, as one sentence without its period: no finding, since the contract may hold. */
export function openSessionsText(count: number, where: string): string {
  return count === 1
    ? `1 session may still be open at ${where}: it ends by itself after its time-out`
    : `${count} sessions may still be open at ${where}: they end by themselves after their time-out`;
}

/** What it means for a client that does not keep all cookies; empty where it means nothing. */
export function neededCookiesText({ alsoNeeded }: NeededCookies): string {
  return alsoNeeded.length === 0
    ? ''
    : `it refuses the session cookie without ${alsoNeeded.join(' and ')}: a client has to send back every cookie, and not only the session's or one that it built from the body.`;
}
