import { headerValues, type WireResponse, withHeader, withoutHeader } from '../src/http/wire.ts';
import { type FlavourName, flavours } from '../src/mock-jira/flavours.ts';
import type { MockedJiraOptions } from '../src/mock-jira/server.ts';
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

const unchanged: JiraChange = (request, ask) => ask(request);
const loadBalancer = 'BIGipServer=1677787402.36895.0000; path=/; Httponly';
const crowd =
  'studio.crowd.tokenkey=""; Domain=127.0.0.1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly';

const refused = (response: WireResponse) => response.status === 401;
const refusedLogOut = (response: WireResponse, { method }: WireRequest) =>
  method === 'DELETE' && response.status === 401;
const wrongBasic = (response: WireResponse, { headers }: WireRequest) =>
  response.status === 401 && headers.authorization !== undefined;
const loggedOut = (response: WireResponse) => response.status === 204;

const editBodies = (edit: (body: Json) => Json) => changing((response) => editJson(response, edit));
const editCookiesOf = (edit: (cookies: string[]) => string[]) =>
  changing((response) => editCookies(response, edit));
const withHeaderNames = (edit: (name: string) => string) =>
  changing((response) => ({
    ...response,
    headers: response.headers.map(([name, value]) => [edit(name), value] as const),
  }));
const withContentType = (value: string) =>
  changing((response) => (isJson(response) ? withHeader(response, 'Content-Type', value) : response));
const isJson = (response: WireResponse) =>
  headerValues(response, 'Content-Type')[0]?.startsWith('application/json');
const editSelf = (edit: (self: string) => string) =>
  editBodies((body) => (body.self ? { ...body, self: edit(body.self) } : body));
const withOffset = (offset: string) =>
  changing((response) => ({ ...response, body: response.body.replaceAll('+0000"', `${offset}"`) }));

/** Adds a field to every object, however deep. */
function withMoreFields(value: Json): Json {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, field]) => [name, withMoreFields(field)]);
  return { expand: 'more', ...Object.fromEntries(fields), avatarUrls: { '16x16': null } };
}

/** Keeps the values of the session cookie that are sent as they were before they were made longer. */
const PADDING = 'x'.repeat(3500);
const longerCookies: JiraChange = async (request, ask) => {
  const shorten = (text: string) => text.replaceAll(PADDING, '');
  const { cookie } = request.headers;
  const response = await ask({
    ...request,
    headers: { ...request.headers, ...(cookie && { cookie: shorten(String(cookie)) }) },
  });
  const session = /JSESSIONID=([^;]+)/.exec(headerValues(response, 'Set-Cookie').join('; '))?.[1];
  if (!session) return response;
  const lengthen = (text: string) => text.replaceAll(session, session + PADDING);
  return editCookies({ ...response, body: lengthen(response.body) }, (all) => all.map(lengthen));
};

const changes: Readonly<Record<string, JiraChange>> = {
  'more fields, at every depth': editBodies(withMoreFields),
  'fields in another order, and white space between them': changing((response) =>
    isJson(response)
      ? {
          ...response,
          body: JSON.stringify(
            Object.fromEntries(Object.entries(JSON.parse(response.body)).reverse()),
            null,
            4,
          ),
        }
      : response,
  ),
  'messages in another language': editBodies((body) =>
    body.errorMessages ? { ...body, errorMessages: ['Anmeldung fehlgeschlagen: ungültig'] } : body,
  ),
  'more messages': editBodies((body) =>
    body.errorMessages ? { ...body, errorMessages: [...body.errorMessages, 'Try again later.'] } : body,
  ),
  'no messages': editBodies((body) => (body.errorMessages ? { ...body, errorMessages: [] } : body)),
  'refusals in the form of Jira 10': changing(
    (response) => ({
      ...withHeader(response, 'Content-Type', 'application/json;charset=UTF-8'),
      body: '{"message":"Client must be authenticated to access this resource.","status-code":401}',
    }),
    refused,
  ),
  'refusals with a page': changing(asPage, refused),
  'refusals without a body': changing(
    (response) => withoutHeader({ ...response, body: '' }, 'Content-Type'),
    refused,
  ),
  "no 'errors' beside the messages": editBodies(({ errors: _, ...body }) => body),
  'more headers': changing((response) =>
    withHeader(
      withHeader(response, 'X-AREQUESTID', '551x5124x1'),
      'Content-Security-Policy',
      "sandbox; frame-ancestors 'self'",
    ),
  ),
  'none of the headers that tell who was seen': changing((response) =>
    ['X-Arequestid', 'X-Ausername', 'X-Seraph-Loginreason', 'WWW-Authenticate', 'Cache-Control'].reduce(
      withoutHeader,
      response,
    ),
  ),
  'header names in small letters': withHeaderNames((name) => name.toLowerCase()),
  'header names in capitals': withHeaderNames((name) => name.toUpperCase()),
  'more cookies before': editCookiesOf((cookies) => [loadBalancer, crowd, ...cookies]),
  'more cookies after': editCookiesOf((cookies) => [...cookies, crowd, loadBalancer]),
  'cookies in the other order': editCookiesOf((cookies) => cookies.toReversed()),
  'the session cookie first': editCookiesOf((cookies) => cookies.toSorted()),
  'the session cookie last': editCookiesOf((cookies) => cookies.toSorted().toReversed()),
  'the session cookie alone': editCookiesOf((cookies) =>
    cookies.filter((cookie) => cookie.startsWith('JSESSIONID=')),
  ),
  'longer cookies': longerCookies,
  'cookie attributes in small letters and without spaces': editCookiesOf((cookies) =>
    cookies.map((cookie) => cookie.replace(/; Path/, ';path').replace('; HttpOnly', ';httponly')),
  ),
  'cookies with SameSite': editCookiesOf((cookies) => cookies.map((cookie) => `${cookie}; SameSite=Lax`)),
  'a session cookie on each refusal': changing(
    (response) => withHeader(response, 'Set-Cookie', 'JSESSIONID=ANONYMOUS; Path=/; HttpOnly'),
    refused,
  ),
  'no session on Basic credentials or a token': changing(
    (response) => withoutHeader(response, 'Set-Cookie'),
    (response, { headers }) => response.status === 200 && headers.authorization !== undefined,
  ),
  'no reason phrase': changing((response) => ({ ...response, reasonPhrase: '' })),
  'another reason phrase': changing((response) => ({ ...response, reasonPhrase: 'Whatever' })),
  'no charset': withContentType('application/json'),
  'a charset in small letters, with a space': withContentType('application/json; charset=utf-8'),
  'another host in self': editSelf((self) => self.replace(/^http:\/\/[^/]+/, 'https://jira.example.com')),
  'a key in self instead of the name': editSelf((self) =>
    self.replace('username=alice', 'key=JIRAUSER10100'),
  ),
  'the name in another case': editBodies((body) =>
    body.name ? { ...body, name: 'Alice', self: body.self.replace('alice', 'Alice') } : body,
  ),
  'no loginInfo': editBodies(({ loginInfo: _, ...body }) => body),
  'loginInfo of a first log-in': editBodies((body) =>
    body.loginInfo ? { ...body, loginInfo: { loginCount: 1 } } : body,
  ),
  'loginInfo with nothing in it': editBodies((body) => (body.loginInfo ? { ...body, loginInfo: {} } : body)),
  'loginInfo without a count': editBodies(({ loginInfo: { loginCount: _, ...loginInfo } = {}, ...body }) =>
    body.name || body.session ? { ...body, loginInfo } : body,
  ),
  'loginInfo with failures': editBodies((body) =>
    body.loginInfo
      ? {
          ...body,
          loginInfo: {
            ...body.loginInfo,
            failedLoginCount: 12,
            lastFailedLoginTime: '2023-04-05T06:07:08.123+0200',
          },
        }
      : body,
  ),
  'dates with an offset to the east': withOffset('+0530'),
  'dates with an offset to the west': withOffset('-0800'),
  '200 for 204': changing((response) => ({ ...response, status: 200 }), loggedOut),
  '200 for 204, with a body': changing(
    (response) => withHeader({ ...response, status: 200, body: '{}' }, 'Content-Type', 'application/json'),
    loggedOut,
  ),
  '204 where there is no session to end': changing(
    (response) => ({ ...withoutHeader(response, 'Content-Type'), status: 204, body: '' }),
    refusedLogOut,
  ),
  '200 where there is no session to end': changing(
    (response) => ({ ...response, status: 200 }),
    refusedLogOut,
  ),
  'wrong Basic credentials answered in JSON': changing(
    (response) =>
      withHeader(
        { ...response, body: '{"message":"Client must be authenticated.","status-code":401}' },
        'Content-Type',
        'application/json',
      ),
    wrongBasic,
  ),
  'wrong Basic credentials answered without a body': changing(
    (response) => withoutHeader({ ...response, body: '' }, 'Content-Type'),
    wrongBasic,
  ),
  // An administrator may switch it off: wrong passwords are then wrong passwords, however many.
  'no CAPTCHA is ever demanded': changing(
    (response) =>
      ['X-Authentication-Denied-Reason', 'X-Seraph-LoginReason'].reduce(withoutHeader, {
        ...response,
        status: 401,
        body: response.body.replace('denied', 'failed'),
      }),
    (response) => response.status === 403,
  ),
  'a CAPTCHA without the address where it is answered': changing(
    (response) => withHeader(response, 'X-Authentication-Denied-Reason', 'CAPTCHA_CHALLENGE'),
    (response) => response.status === 403,
  ),
  'a CAPTCHA answered with a page': changing(asPage, (response) => response.status === 403),
  chunked: changing((response) => ({ ...response, chunked: true })),
  gzip: changing((response) => ({ ...response, encoding: 'gzip' })),
  brotli: changing((response) => ({ ...response, encoding: 'br' })),
  deflate: changing((response) => ({ ...response, encoding: 'deflate' })),
  'gzip, chunked': changing((response) => ({ ...response, encoding: 'gzip', chunked: true })),
};

const otherJiras: Readonly<Record<string, MockedJiraOptions>> = {
  'another context path': { contextPath: '/jira' },
  'a deep context path': { contextPath: '/tools/jira' },
  // Each flavour that has the log-in, beside the one that is changed above.
  ...Object.fromEntries(
    (Object.keys(flavours) as FlavourName[])
      .filter((flavour) => flavour !== 'datacenter' && flavours[flavour].logIn === 'session')
      .map((flavour) => [flavours[flavour].description, { flavour }]),
  ),
};

/** What a real Jira may do and no contract may refuse. */
export const harmlessJiras: readonly ChangedJira[] = [
  ...Object.entries(changes).map(([name, change]) => ({ name, change, whole: true as const })),
  ...Object.entries(otherJiras).map(([name, settings]) => ({
    name,
    settings,
    change: unchanged,
    whole: true as const,
  })),
];
