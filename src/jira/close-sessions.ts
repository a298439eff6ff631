import { kindOf } from '../../contracts/session/response.ts';
import { Fault, mayHaveArrived } from '../faults.ts';
import { type Finding, finding } from '../findings.ts';
import type { JiraConnection, LeftOpen } from './connection.ts';
import { isSuccess, outOfService } from './meaning.ts';
import { logOutRequest } from './session-requests.ts';
import type { OpenSession } from './sessions.ts';

const CLOSE_WITHIN_MS = 5000;

const CLOSING_TRIES = 2;
const CLOSING_ROUNDS = 3;

/** Logs out of every open session, and retries each once; returns how many may be open still, and why one was refused. Never throws. */
export async function closeSessions(connection: JiraConnection): Promise<LeftOpen> {
  const { sessions } = connection;
  await connection.settled();
  const tries = new Map<string, number>();
  let cause: Finding | undefined;
  for (let round = 0; round < CLOSING_ROUNDS; round++) {
    const due = sessions.open.filter(
      ({ cookie }) => !sessions.isNotOurs(cookie) && (tries.get(cookie) ?? 0) < CLOSING_TRIES,
    );
    const found = await Promise.all(
      due.map((session) => {
        tries.set(session.cookie, (tries.get(session.cookie) ?? 0) + 1);
        return logOut(session, connection);
      }),
    );
    cause ??= found.find((one) => one !== undefined);
  }
  const left = sessions.open.filter(({ shownOverBy }) => shownOverBy !== 'nothing');
  connection.leftOpen = { count: left.length + connection.unknownSessions, ...(cause && { cause }) };
  return connection.leftOpen;
}

async function logOut({ cookie, shownOverBy }: OpenSession, connection: JiraConnection) {
  const { http, facts, sessions, isGone } = connection;
  const request = logOutRequest(cookie);
  try {
    const response = await http.send(request, {
      signal: AbortSignal.timeout(CLOSE_WITHIN_MS),
      onHead: (head) => {
        const setCookies = connection.cookiesIn(head);
        // What a log-out opens is closed too.
        const url = http.baseUrl + request.path;
        if (isSuccess(head.status)) sessions.note({ setCookies, url, shownOverBy: 'refusal' });
      },
    });
    const kind = kindOf(response);
    const isTaken = isSuccess(response.status) && (kind !== 'page' || shownOverBy !== 'log-out');
    const isRefused = response.status === 401;
    if (isTaken || (isGone && kind === 'gone') || (isRefused && shownOverBy !== 'log-out')) {
      sessions.end(cookie);
    } else if (isRefused && !outOfService(request, response, facts)) {
      return finding('session-not-known', String(response.status));
    }
  } catch (error) {
    if (error instanceof Fault && mayHaveArrived(error)) sessions.mayHaveEnded(cookie);
  }
  return undefined;
}
