import { SESSION_PATH } from '../contracts/session/names.ts';
import { basic } from '../src/authorization.ts';
import { type WireResponse, withHeader } from '../src/http/wire.ts';
import { defaultAccounts } from '../src/mock-jira/mocked-accounts.ts';
import type { CheckId } from '../src/verification/checks.ts';
import type { ChangedJira } from './changed-jira.ts';
import {
  asPage,
  changing,
  editCookies,
  editJson,
  type JiraChange,
  type Json,
  type WireRequest,
} from './edits.ts';

const [alice] = defaultAccounts;
const asAlice = JSON.stringify({ username: alice.username, password: alice.password });

const isLogIn = (response: WireResponse, { method }: WireRequest) =>
  method === 'POST' && response.status === 200;
const isUser = (response: WireResponse, { method }: WireRequest) =>
  method === 'GET' && response.status === 200;
const bears = (kind: string) => (response: WireResponse, request: WireRequest) =>
  isUser(response, request) && String(request.headers.authorization ?? '').startsWith(kind);
const bearsCookie = (response: WireResponse, request: WireRequest) =>
  isUser(response, request) && request.headers.cookie !== undefined;

const editBody = (edit: (body: Json) => void) => (response: WireResponse) =>
  editJson(response, (body) => {
    edit(body);
    return body;
  });
const editLoginInfo = (edit: (loginInfo: Json) => void) =>
  changing(editBody(({ loginInfo }) => loginInfo && edit(loginInfo)));
const editSessionCookie = (edit: (cookie: string) => string) =>
  changing(
    (response) =>
      editCookies(response, (all) => all.map((one) => (one.startsWith('JSESSIONID=') ? edit(one) : one))),
    isLogIn,
  );

const eve = editBody((body) => {
  body.name = 'eve';
  body.self = body.self.replace('alice', 'eve');
});

const loggedOut = new Set<unknown>();
const sessionsOutliveLogOut: JiraChange = (request, ask) => {
  const { cookie, ...headers } = request.headers;
  if (request.method !== 'DELETE' || cookie === undefined) return ask(request);
  if (loggedOut.has(cookie)) return ask({ ...request, headers });
  loggedOut.add(cookie);
  return Promise.resolve({ status: 204, headers: [], body: '' });
};

const givesTheEndedSessionAgain: JiraChange = async (request, ask) => {
  const response = await ask(request);
  const session = /JSESSIONID=([^;]+)/.exec(String(request.headers.cookie))?.[1];
  if (!isLogIn(response, request) || !session) return response;
  const body = editBody((json) => {
    json.session.value = session;
  })(response);
  return editCookies(body, () => [`JSESSIONID=${session}; Path=/; HttpOnly`]);
};

const withoutCredentials: JiraChange = (request, ask) => {
  const { authorization: _, ...headers } = request.headers;
  return ask({ ...request, headers });
};

const letsAnyPasswordIn: JiraChange = (request, ask) =>
  ask(request.method === 'POST' ? { ...request, body: asAlice } : request);

const knowsTheAnonymous: JiraChange = (request, ask) => {
  const { cookie, authorization } = request.headers;
  if (request.method !== 'GET' || cookie || authorization) return ask(request);
  return ask({ ...request, headers: { ...request.headers, authorization: basic(alice) } });
};

const endsNoSession: JiraChange = (request, ask) => {
  const { cookie: _, ...headers } = request.headers;
  return ask(request.method === 'DELETE' ? { ...request, headers } : request);
};

/** Refuses the session everywhere but at its own resource. */
const opensNothingElse: JiraChange = (request, ask) => {
  const { cookie: _, ...headers } = request.headers;
  return ask(request.path.startsWith(SESSION_PATH) ? request : { ...request, headers });
};

let asked = 0;
/** One node of two does not know the sessions of the other, and the load balancer takes turns. */
const knowsItAtOneNode: JiraChange = (request, ask) => {
  const { cookie, ...headers } = request.headers;
  if (cookie === undefined || request.method !== 'GET') return ask(request);
  asked += 1;
  return ask(asked % 2 === 0 ? request : { ...request, headers });
};

const challenge = 'CAPTCHA_CHALLENGE; login-url=http://127.0.0.1/login.jsp';

/** A Jira that one check alone catches: each check needs one, or nothing would show what it is good for. */
const onlyCaughtBy = (check: CheckId, change: JiraChange) => ({ change, onlyCaughtBy: check });

const changes: Readonly<Record<string, JiraChange | ReturnType<typeof onlyCaughtBy>>> = {
  'any password is let in': letsAnyPasswordIn,
  'a session outlives its log-out': sessionsOutliveLogOut,
  'a log-out ends nothing, and says so': endsNoSession,
  'a log-in gives the ended session out again': onlyCaughtBy('session-life', givesTheEndedSessionAgain),
  "the session's value is not the cookie's": onlyCaughtBy(
    'session-is-cookie',
    changing(editBody(({ session }) => session && Object.assign(session, { value: 'ANOTHER' }))),
  ),
  "the session's name is not the cookie's": changing(
    editBody(({ session }) => session && Object.assign(session, { name: 'ANOTHER' })),
  ),
  'a session is known as another user': onlyCaughtBy('name-is-user', changing(eve, bearsCookie)),
  'Basic credentials are known as another user': changing(eve, bears('Basic')),
  'a personal access token is known as another user': changing(eve, bears('Bearer')),
  'self is that of another user': onlyCaughtBy(
    'self-is-user',
    changing(
      editBody((body) => Object.assign(body, { self: body.self.replace('alice', 'eve') })),
      isUser,
    ),
  ),
  'an anonymous request is answered with a user': knowsTheAnonymous,
  'credentials in a header are ignored': withoutCredentials,
  'everything is redirected to the log-in page': changing((response) =>
    withHeader(asPage({ ...response, status: 302 }), 'Location', '/login.jsp'),
  ),
  'everything is the log-in page': changing((response) => asPage({ ...response, status: 200 })),
  'dates are epoch numbers': editLoginInfo((info) => {
    if (info.previousLoginTime) info.previousLoginTime = Date.parse(info.previousLoginTime);
  }),
  'dates are without milliseconds': editLoginInfo((info) => {
    info.previousLoginTime = info.previousLoginTime?.replace(/\.\d+/, '');
  }),
  'counts are strings': onlyCaughtBy(
    'schemas',
    editLoginInfo((info) => {
      info.loginCount = String(info.loginCount);
    }),
  ),
  'counts are negative': editLoginInfo((info) => {
    info.loginCount = -1;
  }),
  'loginInfo is null': changing(
    editBody((body) => Object.assign(body, body.loginInfo && { loginInfo: null })),
  ),
  'Basic credentials are refused although the password logs in': changing(
    (response) => ({ ...response, status: 401, body: '' }),
    bears('Basic'),
  ),
  'a CAPTCHA is demanded of everybody': changing(
    (response) => withHeader({ ...response, status: 403 }, 'X-Authentication-Denied-Reason', challenge),
    (_answer, { method }) => method === 'POST',
  ),
  'the session cookie is of another path': editSessionCookie((cookie) =>
    cookie.replace(/Path=[^;]*/, 'Path=/somewhere/else'),
  ),
  'the session cookie is of the path of its resource': editSessionCookie((cookie) =>
    cookie.replace(/Path=[^;]*/, 'Path=/rest/auth'),
  ),
  'the session cookie has no path': editSessionCookie((cookie) => cookie.replace(/; Path=[^;]*/, '')),
  'a session opens its own resource alone': opensNothingElse,
  'a session is known at one node of two': knowsItAtOneNode,
  'the session cookie is of another host': editSessionCookie((cookie) => `${cookie}; Domain=example.org`),
  'the session cookie is not HttpOnly': onlyCaughtBy(
    'cookie-flags',
    editSessionCookie((cookie) => cookie.replace('; HttpOnly', '')),
  ),
};

/** Whole Jiras that behave wrongly, whatever is asked of them. */
export const brokenJiras: readonly ChangedJira[] = Object.entries(changes).map(([name, broken]) => ({
  name,
  ...(typeof broken === 'function' ? { change: broken } : broken),
  whole: true,
}));
