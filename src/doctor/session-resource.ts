import { SESSION_COOKIES } from '../../contracts/session/response.ts';
import { basic } from '../authorization.ts';
import { finding } from '../findings.ts';
import { NOBODY } from '../jira/accounts.ts';
import { type JiraConnection, withoutSession } from '../jira/connection.ts';
import { isBeyondAscii, isCloud, kindOfResponse } from '../jira/meaning.ts';
import type { ServerInfo } from '../jira/server-info.ts';
import { logInRequest, whoAmIRequest } from '../jira/session-requests.ts';
import { namedSession } from '../jira/sessions.ts';
import type { Credentials } from '../settings/credentials.ts';
import { bad, good, isUser, meaningIn, type Observation, told } from './observation.ts';

export async function* resourceOf(
  info: ServerInfo,
  connection: JiraConnection,
  credentials: Credentials,
): AsyncGenerator<Observation> {
  const anonymous = await connection.send(whoAmIRequest());
  if (anonymous.out || anonymous.answer.status !== 401) {
    yield bad('session resource', meaningIn('GET', anonymous, connection));
    return;
  }
  yield connection.facts.mayRefuseLogIns
    ? told(
        'session resource',
        'answers 401 to a request without credentials: only a log-in shows whether it still accepts anybody',
      )
    : good('session resource', 'still there');

  const asNobody = await connection.send(whoAmIRequest({ Authorization: basic(NOBODY) }));
  const kind = kindOfResponse(asNobody.answer);
  if (asNobody.out) {
    yield bad('Basic credentials', asNobody.out);
    return;
  }
  if (kind === 'not-authenticated') {
    yield good('Basic credentials', 'not switched off: made-up credentials are refused (401)');
    const { username = '', password = '' } = credentials.user ?? {};
    if (isBeyondAscii(username + password)) {
      yield told(
        'Basic credentials',
        'not tried with your own, which have letters beyond ASCII: some Jiras read them as ISO-8859-1, and refuse them',
      );
    }
  } else if (kind === 'basic-off' || kind === 'refused') {
    yield bad('Basic credentials', finding('basic-off', String(asNobody.answer.status)));
  } else yield bad('Basic credentials', meaningIn('GET', asNobody, connection));

  if (isCloud(info)) {
    yield {
      topic: 'log-in with password',
      verdict: 'bad',
      what: 'not possible on Cloud, so it was not tried',
      breaksContract: true,
    };
    return;
  }
  if (credentials.sessionCookie) {
    yield await pastedSession(credentials.sessionCookie, connection);
    return;
  }
  yield* logInOnce(connection, credentials);
}

async function pastedSession(cookie: string, connection: JiraConnection): Promise<Observation> {
  const topic = 'session of JIRA_SESSION_COOKIE';
  const sent = await connection.send(whoAmIRequest({ Cookie: cookie }));
  return isUser(sent.answer)
    ? good(topic, 'accepted, and left open')
    : bad(topic, meaningIn('GET', sent, connection));
}

async function* logInOnce(connection: JiraConnection, { user }: Credentials): AsyncGenerator<Observation> {
  if (!user) {
    yield told('credentials', 'none: set JIRA_USERNAME and JIRA_PASSWORD');
    return;
  }
  const sent = await connection.send(logInRequest(user), { due: ['user'] });
  const hasSession = connection.sessions.usable !== undefined;
  const { count, cause } = await connection.closeSessions();
  const kind = kindOfResponse(sent.answer);
  if (sent.out) {
    yield bad('credentials', sent.out);
    return;
  }
  if (kind === 'captcha') {
    yield { topic: 'CAPTCHA', verdict: 'bad', what: 'pending: log in once with a browser' };
    return;
  }
  if (kind === 'success' || kind === 'not-authenticated') {
    yield good('CAPTCHA', 'none pending');
  }
  if (sent.answer.status !== 200 || !hasSession) {
    const isTaken = sent.answer.status === 200 && kind === 'success';
    yield bad(
      'credentials',
      isTaken ? withoutSession(sent.answer, connection) : meaningIn('POST', sent, connection),
    );
    return;
  }
  const what = count === 0 ? 'logged in, and logged out again' : 'logged in; the log-out failed';
  yield { topic: 'credentials', verdict: count === 0 ? 'good' : 'unknown', what, isLogIn: true };
  if (cause) yield bad('log-out', cause);
  const { name } = namedSession(sent.answer) ?? {};
  if (name && !SESSION_COOKIES.some((usual) => usual === name)) {
    const renamed = finding('session-cookie-renamed', name);
    yield told('session cookie', `${renamed.cause}. ${renamed.cure}`);
  }
}
