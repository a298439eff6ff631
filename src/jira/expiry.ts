import { PAT_PATH } from '../../contracts/session/names.ts';
import { isJsonObject, jsonIn } from '../../contracts/session/response.ts';
import { FindingError } from '../errors.ts';
import { type Finding, type FindingCode, finding } from '../findings.ts';
import { count } from '../text.ts';
import type { JiraConnection } from './connection.ts';
import { whoAmIRequest } from './session-requests.ts';

const DAY_MS = 86_400_000;

export interface Ending {
  readonly name: string;
  readonly at: Date;
}

export interface Ends {
  readonly certificate?: Ending | undefined;
  readonly token?: Ending | undefined;
}

/** When the certificate ends and, if a token is given, when its user's first token ends. The token is sent once for that. */
export async function endsAt(connection: JiraConnection, token: string | undefined): Promise<Ends> {
  const { certificate } = connection.http;
  const hasTokens = connection.facts.personalAccessTokens !== false;
  return {
    ...(certificate && { certificate: { name: certificate.subject, at: certificate.endsAt } }),
    ...(token && hasTokens && !connection.out && { token: await firstToEnd(token, connection) }),
  };
}

/** Documented at second hand, and not recorded yet: the list of one's own tokens. Which of them was sent, it does not say. */
async function firstToEnd(token: string, connection: JiraConnection): Promise<Ending | undefined> {
  const request = whoAmIRequest({ Authorization: `Bearer ${token}` }, PAT_PATH);
  try {
    // The response says nothing about the token: it may be refused for this list alone.
    const { response } = await connection.send(request, { due: ['token'], mayBeWrong: true });
    const list = response.status === 200 ? jsonIn(response.text) : undefined;
    const ends = (Array.isArray(list) ? list : []).filter(isJsonObject).flatMap(({ name, expiringAt }) => {
      const at = new Date(typeof expiringAt === 'number' ? expiringAt : String(expiringAt ?? ''));
      // A token that has ended is not the one that was accepted.
      return at.getTime() > Date.now() ? [{ name: String(name ?? ''), at }] : [];
    });
    return ends.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
  } catch (error) {
    if (error instanceof FindingError) return undefined;
    throw error;
  }
}

function daysUntil(at: Date): number {
  return Math.floor((at.getTime() - Date.now()) / DAY_MS);
}

const ENDINGS = {
  token: { code: 'token-ends-soon', hasEnded: 'a personal access token of this user has ended' },
  certificate: { code: 'certificate-ends-soon', hasEnded: 'the TLS certificate of the server has ended' },
} as const satisfies Record<keyof Ends, { readonly code: FindingCode; readonly hasEnded: string }>;

export function endsSoon(ends: Ends, days: number): Finding[] {
  return (['token', 'certificate'] as const).flatMap((what) => {
    const end = ends[what];
    if (!end || days === 0 || daysUntil(end.at) >= days) return [];
    const { code, hasEnded } = ENDINGS[what];
    return { ...finding(code, endText(end)), ...(isOver(end.at) && { own: { cause: hasEnded } }) };
  });
}

const isOver = (at: Date) => at.getTime() <= Date.now();

function whenText(at: Date): string {
  const day = `on ${at.toISOString().slice(0, 10)}`;
  return isOver(at) ? day : `in ${count(daysUntil(at), 'day')}, ${day}`;
}

/** When something ends, or has ended. */
export function expiryText(at: Date): string {
  return `${isOver(at) ? 'ended' : 'ends'} ${whenText(at)}`;
}

export function endText({ name, at }: Ending): string {
  return name === '' ? whenText(at) : `${name}, ${whenText(at)}`;
}
