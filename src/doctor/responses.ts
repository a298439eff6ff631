import { SESSION_PATH } from '../../contracts/session/names.ts';
import { jsonObject } from '../../contracts/session/response.ts';
import { type Finding, finding } from '../findings.ts';
import type { JiraConnection, JiraResponse } from '../jira/connection.ts';
import { findingOf, quoted } from '../jira/meaning.ts';

/** Whether an answer is a user, and no page with the status 200. */
export function isUser({ status, body }: JiraResponse['answer']): boolean {
  return status === 200 && jsonObject(body.toString()) !== undefined;
}

export function meaningIn(
  method: string,
  { answer, out, refusal, wasAccepted }: JiraResponse,
  connection: JiraConnection,
  path = SESSION_PATH,
): Finding {
  return (
    out ??
    refusal ??
    findingOf({ method, path }, answer, connection.facts, wasAccepted) ?? {
      ...finding('differs', `${method} ${path} was answered ${answer.status}${quoted(answer)}`),
      cure: 'To see what differs, run verify on this Jira.',
    }
  );
}
