import { kindOf } from '../../contracts/session/response.ts';
import { Fault, mayHaveArrived } from '../faults.ts';
import { type Finding, finding } from '../findings.ts';
import type { HttpClient, ResponseHead } from '../http/http-client.ts';
import { isSuccess, type JiraFacts, outOfService } from './meaning.ts';
import { logOutRequest } from './session-requests.ts';
import type { OpenSession, Sessions } from './sessions.ts';

const CLOSE_WITHIN_MS = 5000;

const CLOSING_TRIES = 2;
const CLOSING_ROUNDS = 3;

interface Connection {
  readonly http: HttpClient;
  readonly facts: JiraFacts;
  readonly sessions: Sessions;
  readonly isGone: boolean | undefined;
  cookiesIn(head: ResponseHead): readonly string[];
}

/** Logs out of every open session, and retries each once; returns what is wrong if one was refused. Never throws. */
export async function closeSessions(connection: Connection): Promise<Finding | undefined> {
  const { sessions } = connection;
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
  return cause;
}

async function logOut({ cookie, shownOverBy }: OpenSession, connection: Connection) {
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
