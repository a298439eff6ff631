import {
  CLOUD_CONSUMER,
  CLOUD_MYSELF_PATH,
  MYSELF_PATH,
  SESSION_PATH,
  TOKEN_CONSUMER,
} from '../contracts/session/names.ts';
import type { WireResponse } from '../src/http/wire.ts';
import type { MockedJiraOptions } from '../src/mock-jira/server.ts';
import type { WireRequest } from './edits.ts';

/** An answer that the client uses, and the parts of it that it uses: what is broken, one part at a time. */
export interface ResponseInUse {
  /** The interaction that asks for it. */
  readonly interaction: string;
  /** The request to which it is the answer: what that bears, and whether its password is empty. */
  readonly to: {
    readonly method: 'GET' | 'POST' | 'DELETE';
    readonly bearing: 'nothing' | 'Cookie' | 'Basic' | 'Bearer';
    readonly emptyPassword?: true;
  };
  /** Whose contract it is, on which resource and which mocked Jira; the session client's if left out. */
  readonly of?: {
    readonly consumer: string;
    readonly path: string;
    readonly settings?: MockedJiraOptions;
  };
  readonly status: number;
  /** Statuses that do as well. */
  readonly orStatus?: readonly number[];
  /** Parts of the JSON body, by path, with their type. */
  readonly fields: Readonly<Record<string, 'string' | 'object'>>;
  /** Headers, with the values that they must not have instead. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Cookies that are set, by name. */
  readonly cookies: readonly string[];
}

const json = { 'Content-Type': ['text/html;charset=UTF-8'] };
const session = {
  status: 200,
  fields: { session: 'object', 'session.name': 'string', 'session.value': 'string' },
  headers: json,
  cookies: ['JSESSIONID'],
} as const;
const user = { status: 200, fields: { self: 'string', name: 'string' }, headers: json, cookies: [] } as const;
const tokenClient = { of: { consumer: TOKEN_CONSUMER, path: MYSELF_PATH } } as const;
const cloudClient = {
  of: { consumer: CLOUD_CONSUMER, path: CLOUD_MYSELF_PATH, settings: { flavour: 'cloud' } },
} as const;
const statusAlone = { fields: {}, headers: {}, cookies: [] } as const;
const refusal = { status: 401, ...statusAlone } as const;
const nothingToEnd = { ...refusal, orStatus: [200, 204] } as const;

/** One for each interaction of the contract. */
export const responsesInUse: readonly ResponseInUse[] = [
  {
    interaction: 'a log-in with the right credentials',
    to: { method: 'POST', bearing: 'nothing' },
    ...session,
  },
  {
    interaction: 'a log-in as an unknown user',
    to: { method: 'POST', bearing: 'nothing' },
    ...refusal,
  },
  {
    interaction: 'a log-in with an empty password',
    to: { method: 'POST', bearing: 'nothing', emptyPassword: true },
    ...refusal,
  },
  {
    interaction: 'a log-in while a CAPTCHA challenge is pending',
    to: { method: 'POST', bearing: 'nothing' },
    status: 403,
    fields: {},
    headers: { 'X-Authentication-Denied-Reason': ['AUTHENTICATION_DENIED'] },
    cookies: [],
  },
  {
    interaction: 'a log-in with the cookie of an ended session',
    to: { method: 'POST', bearing: 'Cookie' },
    ...session,
  },
  {
    interaction: 'a request for the current user with a session',
    to: { method: 'GET', bearing: 'Cookie' },
    ...user,
  },
  {
    interaction: 'a request for the current user with Basic credentials and no session',
    to: { method: 'GET', bearing: 'Basic' },
    ...user,
  },
  {
    interaction: 'a request for the current user with a personal access token',
    to: { method: 'GET', bearing: 'Bearer' },
    ...user,
  },
  {
    interaction: 'an anonymous request for the current user',
    to: { method: 'GET', bearing: 'nothing' },
    ...refusal,
  },
  {
    interaction: 'a request for the current user with an ended session',
    to: { method: 'GET', bearing: 'Cookie' },
    ...refusal,
  },
  {
    interaction: 'a request for the current user with Basic credentials of an unknown user',
    to: { method: 'GET', bearing: 'Basic' },
    ...refusal,
  },
  {
    interaction: 'a log-out with a session',
    to: { method: 'DELETE', bearing: 'Cookie' },
    status: 204,
    orStatus: [200],
    ...statusAlone,
  },
  {
    interaction: 'a log-out without a session',
    to: { method: 'DELETE', bearing: 'nothing' },
    ...nothingToEnd,
  },
  {
    interaction: 'a second log-out, with an ended session',
    to: { method: 'DELETE', bearing: 'Cookie' },
    ...nothingToEnd,
  },
  {
    interaction: 'who am I, with a personal access token',
    to: { method: 'GET', bearing: 'Bearer' },
    ...tokenClient,
    ...{ status: 200, fields: { name: 'string' }, headers: json, cookies: [] },
  },
  {
    interaction: "who am I, with a token that is nobody's",
    to: { method: 'GET', bearing: 'Bearer' },
    ...tokenClient,
    ...refusal,
  },
  {
    interaction: 'who am I, with an e-mail address and an API token',
    to: { method: 'GET', bearing: 'Basic' },
    ...cloudClient,
    ...{ status: 200, fields: { accountId: 'string' }, headers: json, cookies: [] },
  },
  {
    interaction: 'who am I, with an API token of nobody',
    to: { method: 'GET', bearing: 'Basic' },
    ...cloudClient,
    ...refusal,
  },
];

/** The statuses that a Jira, or something in front of it, may plausibly answer. */
export const plausibleStatuses = [200, 204, 302, 307, 400, 401, 403, 404, 410, 429, 500, 503] as const;

/** Whether an answer of a Jira is the one in use. */
export function isInUse(
  { to, status, of }: ResponseInUse,
  request: WireRequest,
  answer: WireResponse,
): boolean {
  return (
    request.path === (of?.path ?? SESSION_PATH) &&
    request.method === to.method &&
    bearingOf(request) === to.bearing &&
    answer.status === status &&
    /"password":""/.test(request.body) === (to.emptyPassword ?? false)
  );
}

function bearingOf({ headers: { cookie, authorization } }: WireRequest): string {
  const [scheme = ''] = String(authorization ?? '').split(' ');
  return [...(scheme ? [scheme] : []), ...(cookie ? ['Cookie'] : [])].join(' and ') || 'nothing';
}
