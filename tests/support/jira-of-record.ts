import {
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  SERVER_INFO_PATH,
  SESSION_PATH,
} from '../../contracts/session/names.ts';
import { basic, credentialsIn } from '../../src/authorization.ts';
import { headerValues, type WireResponse, withHeader, withoutHeader } from '../../src/http/wire.ts';
import { type FlavourName, flavours } from '../../src/mock-jira/flavours.ts';
import { defaultAccounts } from '../../src/mock-jira/mocked-accounts.ts';
import type { MockedRequest } from '../../src/mock-jira/request.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { headersOf, MADE_UP_SESSION, type PublicRecord } from './public-records.ts';

const [alice] = defaultAccounts;
const { username, password, email = '', apiToken = '', personalAccessToken = '' } = alice;

/** The flavour that is meant to answer as the Jira of a record. */
export function flavourOf({ givenBy, version, flavour }: PublicRecord): FlavourName {
  if (flavour) return flavour;
  if (givenBy === 'Cloud') return 'cloud';
  const major = Number.parseInt(version ?? '9', 10);
  const names = Object.keys(flavours) as FlavourName[];
  const same = names.find((name) => Number.parseInt(flavours[name].version, 10) === major);
  return same ?? (major < 8 ? 'server7' : 'datacenter');
}

/** The path of a record below Jira's REST root: a resource that is not told is one that our clients ask. */
export function pathOf({ givenBy, request: { method, path, isOpen } }: PublicRecord): string {
  if (isOpen || path.endsWith('/serverInfo')) return SERVER_INFO_PATH;
  if (!path.endsWith('*')) return path.replace(/^\/rest/, '');
  if (method === 'POST') return SESSION_PATH;
  return givenBy === 'Cloud' ? CLOUD_MYSELF_PATH : MYSELF_PATH;
}

/** A Jira of a record's flavour that gives its answer whenever such a request comes with the credentials of an account. */
export function startJiraOf(record: PublicRecord) {
  const { method, path, sends } = record.request;
  const isSuccess = record.answer.status < 300;
  const isSuch = (request: MockedRequest) => {
    const isThere = /^\/(rest\/)?\*$/.test(path) || request.path === `/rest${pathOf(record)}`;
    return isThere && request.method === method && sendsOf(request) === sends && isOfAccount(request);
  };
  return startMockedJira({
    flavour: flavourOf(record),
    middleware: (request, { respond }) => {
      if (!isSuch(request)) return respond(request);
      if (!isSuccess) return recordedOver(record);
      const given = respond(request);
      // What a record says of an open session says nothing of an ended one.
      return given.status < 300 ? recordedOver(record, given) : given;
    },
  });
}

/** The settings with which such a Jira is asked. */
export function settingsFor(record: PublicRecord): Readonly<Record<string, string>> {
  const asUser = { JIRA_USERNAME: username, JIRA_PASSWORD: password };
  if (record.givenBy !== 'Cloud') return { ...asUser, JIRA_PERSONAL_ACCESS_TOKEN: personalAccessToken };
  const byToken = { JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken };
  return record.request.sends === 'password' ? { ...byToken, ...asUser } : byToken;
}

/** The request of a record, to be sent to a mocked Jira that has a CAPTCHA pending for `alice` where that is told. */
export function requestOf({ givenBy, request: { method, sends, is } }: PublicRecord, session: string) {
  const isCloud = givenBy === 'Cloud';
  const secret = is === 'wrong' ? 'wrong' : isCloud && is !== 'password' ? apiToken : password;
  const Authorization = {
    basic: basic({ username: isCloud ? email : username, password: secret }),
    bearer: `Bearer ${is === 'JWT' ? 'a.b.c' : is === 'wrong' ? 'no-such-token' : personalAccessToken}`,
  };
  const Cookie = `JSESSIONID=${session}`;
  const headers = {
    nothing: {},
    // Recorded so of Cloud: in the body, and as Basic.
    password: { 'Content-Type': 'application/json', ...(isCloud && { Authorization: Authorization.basic }) },
    cookie: { Cookie },
    basic: { Authorization: Authorization.basic },
    bearer: { Authorization: Authorization.bearer },
    'bearer and cookie': { Authorization: Authorization.bearer, Cookie },
  }[sends];
  return {
    method,
    headers: { Accept: 'application/json', ...headers } as Record<string, string>,
    ...(sends === 'password' && { body: JSON.stringify({ username, password: secret }) }),
  };
}

/** The answer of a record. What it does not show is as the mocked Jira has it, and so is the session. */
function recordedOver(record: PublicRecord, given?: WireResponse): WireResponse {
  const { status, body } = record.answer;
  const setCookies = given ? headerValues(given, 'Set-Cookie').join('; ') : '';
  const session = /(?:JSESSIONID|session\.token)=([^;]+)/.exec(setCookies)?.[1] ?? MADE_UP_SESSION;
  // A mocked Jira speaks plain http.
  const asHere = (text: string) => text.replaceAll(MADE_UP_SESSION, session).replaceAll(/; ?Secure/g, '');
  const text = body === null ? (given?.body ?? '') : typeof body === 'string' ? body : JSON.stringify(body);
  const start: WireResponse = {
    status,
    headers: record.headersComplete ? [] : (given?.headers ?? []),
    body: asHere(text),
  };
  const recorded = headersOf(record);
  const answer = [...new Set(recorded.map(([name]) => name))].reduce((changed, name) => {
    const values = recorded.filter(([other]) => other === name).map(([, value]) => asHere(value));
    return withHeader(changed, name, ...values);
  }, start);
  // The server makes these anew.
  return ['Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive'].reduce(withoutHeader, answer);
}

function sendsOf({ method, headers }: MockedRequest): PublicRecord['request']['sends'] {
  if (method === 'POST') return 'password';
  const [sent] = credentialsIn({ path: '', headers: { authorization: headers.authorization } });
  if (sent?.in === 'bearer') return headers.cookie ? 'bearer and cookie' : 'bearer';
  if (sent?.in === 'basic') return 'basic';
  return headers.cookie ? 'cookie' : 'nothing';
}

/** Whether the credentials of a request, if it has any, are of an account: a record says nothing of nobody's. */
function isOfAccount({ headers: { authorization }, body }: MockedRequest): boolean {
  const sent = credentialsIn({ path: '', headers: { authorization }, body });
  return sent.every((one) =>
    one.in === 'bearer' ? one.secret === personalAccessToken : [username, email].includes(`${one.username}`),
  );
}
