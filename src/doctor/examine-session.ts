import { MYSELF_PATH } from '../../contracts/session/names.ts';
import { headerIn, isRefusal, kindOf, SESSION_COOKIES } from '../../contracts/session/response.ts';
import { basic } from '../authorization.ts';
import { finding, sentencesOf } from '../findings.ts';
import { NOBODY } from '../jira/accounts.ts';
import { closeSessions } from '../jira/close-sessions.ts';
import { type JiraConnection, withoutSession } from '../jira/connection.ts';
import { isBeyondAscii, isCloud } from '../jira/meaning.ts';
import { neededCookiesAt } from '../jira/needed-cookies.ts';
import { logInRequest, whoAmIRequest } from '../jira/session-requests.ts';
import { namedSession } from '../jira/sessions.ts';
import { neededCookiesText } from '../session-words.ts';
import { isCloudGateway } from '../settings/base-url.ts';
import {
  bad,
  type Examination,
  good,
  isUser,
  meaningOfSent,
  type Observation,
  told,
  withoutResponse,
  wrong,
} from './observation.ts';

export async function askResource(examination: Examination): Promise<void> {
  const { info, connection, credentials, say } = examination;
  if (isCloudGateway(connection.http.baseUrl))
    return say(
      told('session resource', 'not asked: this address is for tokens with scopes alone (documented)'),
    );
  const anonymous = await connection.send(whoAmIRequest());
  if (anonymous.out || anonymous.response.status !== 401)
    return say(bad('session resource', meaningOfSent(anonymous)));
  say(
    connection.facts.mayRefuseLogIns
      ? told(
          'session resource',
          'answers 401 to a request without credentials: only a log-in shows whether it still accepts anybody',
        )
      : good('session resource', 'still there'),
  );

  const asNobody = await connection.send(whoAmIRequest({ Authorization: basic(NOBODY) }));
  const kind = kindOf(asNobody.response);
  if (asNobody.out) return say(bad('Basic credentials', asNobody.out));
  if (kind === 'not-authenticated') {
    say(good('Basic credentials', 'not switched off: made-up credentials are refused (401)'));
    const { username = '', password = '' } = credentials.user ?? {};
    if (isBeyondAscii(username + password)) {
      say(
        told(
          'Basic credentials',
          'not tried with your own, which have letters beyond ASCII: some Jiras read them as ISO-8859-1, and refuse them',
        ),
      );
    }
  } else if (kind === 'basic-off' || kind === 'refused') {
    say(bad('Basic credentials', finding('basic-off', String(asNobody.response.status))));
  } else say(bad('Basic credentials', meaningOfSent(asNobody)));

  if (isCloud(info)) {
    const what = 'not possible on Cloud, so it was not tried';
    return say({ ...wrong('log-in with password', what), breaksContract: true });
  }
  if (credentials.sessionCookie) return say(await pastedSession(credentials.sessionCookie, connection));
  return logInOnce(examination);
}

async function pastedSession(cookie: string, connection: JiraConnection): Promise<Observation> {
  const topic = 'session of JIRA_SESSION_COOKIE';
  const sent = await connection.send(whoAmIRequest({ Cookie: cookie }));
  return isUser(sent.response) ? good(topic, 'accepted, and left open') : bad(topic, meaningOfSent(sent));
}

async function whatSessionOpens(connection: JiraConnection): Promise<Observation[]> {
  const session = connection.sessions.kept;
  if (!session) return [];
  const Cookie = session.cookie;
  const topic = 'other resources';
  const sent = await connection.send(whoAmIRequest({ Cookie }, MYSELF_PATH));
  if (sent.out) return [bad(topic, sent.out)];
  const myself = isRefusal(sent.response)
    ? await refusedElsewhere(topic, Cookie, sent.response.status, connection)
    : isUser(sent.response)
      ? good(topic, `the session opens ${MYSELF_PATH}`)
      : bad(topic, meaningOfSent(sent));
  return [myself, await webPages(Cookie, connection), ...(await cookiesNeeded(connection))];
}

async function refusedElsewhere(topic: string, Cookie: string, status: number, connection: JiraConnection) {
  return (await connection.knows(Cookie))
    ? bad(topic, finding('session-known-there-alone', String(status)))
    : told(topic, `the session is refused (${status}), also at its own resource: to see why, run verify`);
}

/** The site itself is above Jira's REST root. Only one header of its response is read. */
async function webPages(Cookie: string, connection: JiraConnection): Promise<Observation> {
  const topic = 'web pages';
  const { response } = await connection.send({ method: 'GET', path: '/../', headers: { Cookie } });
  const name = headerIn(response, 'x-ausername');
  if (name === '') return told(topic, `/ does not say whom it is for (${response.status})`);
  return name === 'anonymous'
    ? told(topic, 'the session does not open them: / is for nobody (X-AUSERNAME: anonymous)')
    : good(topic, `the session opens them (X-AUSERNAME: ${name})`);
}

async function cookiesNeeded(connection: JiraConnection): Promise<Observation[]> {
  const needed = await neededCookiesAt(connection);
  if (!needed) return [];
  const { sessionCookieIsEnough, cookieFromBodyIsEnough } = needed;
  if (!sessionCookieIsEnough)
    return [told('cookies', neededCookiesText(needed) || 'it refuses the session cookie alone')];
  const but = cookieFromBodyIsEnough ? ', and so is' : ', but not';
  const ofBody = cookieFromBodyIsEnough === undefined ? '' : `${but} one that is built from the body`;
  return [good('cookies', `the session cookie alone is enough${ofBody}`)];
}

async function logInOnce({ connection, credentials: { user }, say }: Examination): Promise<void> {
  if (!user) return say(told('credentials', 'none: set JIRA_USERNAME and JIRA_PASSWORD'));
  const sent = await connection
    .send(logInRequest(user), { due: ['user'] })
    .catch(withoutResponse('credentials'));
  if ('topic' in sent) return say(sent);
  const hasSession = connection.sessions.kept !== undefined;
  const isUsed = hasSession && !sent.out;
  const opened = isUsed ? await whatSessionOpens(connection).catch(withoutResponse('other resources')) : [];
  const { count, cause } = await closeSessions(connection);
  const kind = kindOf(sent.response);
  if (sent.out) return say(bad('credentials', sent.out));
  if (kind === 'captcha') return say(wrong('CAPTCHA', 'pending: log in once with a browser'));
  if (kind === 'success' || kind === 'not-authenticated') {
    say(good('CAPTCHA', 'none pending'));
  }
  if (sent.response.status !== 200 || !hasSession) {
    const isTaken = sent.response.status === 200 && kind === 'success';
    say(bad('credentials', isTaken ? withoutSession(sent.response, connection) : meaningOfSent(sent)));
    return;
  }
  const what = count === 0 ? 'logged in, and logged out again' : 'logged in; the log-out failed';
  say({ topic: 'credentials', verdict: count === 0 ? 'good' : 'unknown', what, isLogIn: true });
  if (cause) say(bad('log-out', cause));
  for (const observation of [opened].flat()) say(observation);
  const { name } = namedSession(sent.response) ?? {};
  if (name && !SESSION_COOKIES.some((usual) => usual === name)) {
    say(told('session cookie', sentencesOf(finding('session-cookie-renamed', name))));
  }
}
