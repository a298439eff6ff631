import { MYSELF_PATH, SESSION_PATH } from '../../contracts/session/names.ts';
import type { components } from '../../contracts/session/openapi.ts';
import { headerIn, jsonObject, kindOf, type ResponseParts } from '../../contracts/session/response.ts';
import * as errors from './errors.ts';

type Schemas = components['schemas'];

/** The session that a log-in opened. */
export interface Session extends Readonly<Schemas['AuthSuccess']['session']> {
  /** The name of the session cookie, such as `JSESSIONID`. */
  readonly name: string;
  /** The value of the session cookie. It gives the same access as the password: keep it safe. */
  readonly value: string;
}

/** Who is logged in. */
export interface CurrentUser extends Readonly<Pick<Schemas['CurrentUser'], 'name' | 'self'>> {
  /** The user name. */
  readonly name: string;
  /** The user's own address in Jira's REST API. */
  readonly self: string;
}

/** The user that a token belongs to. */
export interface TokenUser {
  /** The user name on a Data Center, the account id on Cloud. */
  readonly id: string;
}

/** An access token of a service account. */
export interface AccessToken {
  /** What is sent as Bearer. Keep it safe. */
  readonly value: string;
  /** How long it lasts, if Jira says so. */
  readonly expiresInSeconds: number | undefined;
}

type Json = Record<string, unknown>;

export function readSession(response: ResponseParts): Session {
  if (kindOf(response) === 'not-authenticated')
    throw new errors.LogInFailedError(LOG_IN, messagesOf(response));
  const session = successBody(LOG_IN, response).session as Json | undefined;
  if (typeof session?.name !== 'string' || typeof session.value !== 'string') {
    throw unexpected(LOG_IN, response, 'JSON without a session');
  }
  return { name: session.name, value: session.value };
}

export function readCurrentUser(response: ResponseParts): CurrentUser {
  const { name, self } = successBody(CURRENT_USER, response);
  if (typeof name !== 'string' || typeof self !== 'string' || !URL.canParse(self)) {
    throw unexpected(CURRENT_USER, response, 'JSON without a user');
  }
  return { name, self };
}

/** Reads whom another resource than that of the session takes the caller for. */
export function readMyself(response: ResponseParts): Pick<CurrentUser, 'name'> {
  const { name } = successBody(MYSELF, response);
  if (typeof name !== 'string' || name === '') throw unexpected(MYSELF, response, 'JSON without a user');
  return { name };
}

/** Reads the answer to a log-out: 200 and 204 are both success, and no body is read. */
export function readLogOut(response: ResponseParts): void {
  if (response.status !== 200 && response.status !== 204) throw failure(LOG_OUT, response);
}

export function readTokenUser(request: string, response: ResponseParts): TokenUser {
  const { name, accountId } = successBody(request, response);
  const id = name ?? accountId;
  if (typeof id !== 'string' || id === '') throw unexpected(request, response, 'JSON without a user');
  return { id };
}

export function readAccessToken(request: string, response: ResponseParts): AccessToken {
  const isRefused = [400, 401].includes(response.status) || kindOf(response) === 'other';
  if (isRefused && response.status !== 200) {
    throw new errors.AccessTokenRefusedError(request, response.status, refusalIn(response));
  }
  const { access_token: value, expires_in: seconds } = successBody(request, response);
  if (typeof value !== 'string' || value.trim() === '')
    throw unexpected(request, response, 'JSON without an access token');
  return { value, expiresInSeconds: typeof seconds === 'number' ? seconds : undefined };
}

/** The error that a token endpoint names, if it is one of the standard: any other text could have a secret in it. */
function refusalIn(response: ResponseParts): string | undefined {
  const { error } = jsonObject(response.text) ?? {};
  return ['invalid_client', 'invalid_scope', 'unauthorized_client', 'unsupported_grant_type'].find(
    (known) => known === error,
  );
}

const LOG_IN = `POST ${SESSION_PATH}`;
const CURRENT_USER = `GET ${SESSION_PATH}`;
const MYSELF = `GET ${MYSELF_PATH}`;
const LOG_OUT = `DELETE ${SESSION_PATH}`;

function successBody(request: string, response: ResponseParts): Json {
  if (response.status !== 200 || kindOf(response) === 'not-authenticated') throw failure(request, response);
  const body = jsonObject(response.text);
  if (!body) throw unexpected(request, response, describe(response));
  return body;
}

function failure(request: string, response: ResponseParts): errors.JiraSessionError {
  switch (kindOf(response)) {
    case 'not-authenticated':
      return new errors.NotAuthenticatedError(request);
    case 'captcha': {
      const reason = headerIn(response, 'x-authentication-denied-reason');
      return new errors.CaptchaChallengeError(request, /login-url=(https?:\/\/[^\s;]+)/.exec(reason)?.[1]);
    }
    case 'basic-off':
      return new errors.BasicAuthenticationDisabledError(request);
    case 'gone':
      return request.endsWith(SESSION_PATH)
        ? new errors.ResourceGoneError(request, response.status)
        : unexpected(request, response, 'nothing there');
    case 'rate-limited': {
      const seconds = headerIn(response, 'retry-after');
      return new errors.RateLimitedError(request, /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined);
    }
    default:
      return unexpected(request, response, describe(response));
  }
}

function unexpected(request: string, response: ResponseParts, what: string) {
  return new errors.UnexpectedResponseError(request, response.status, what);
}

/** Names the kind of an answer, never its content: a hostile one could echo a password. */
function describe(response: ResponseParts): string {
  if (response.status >= 300 && response.status < 400) return 'a redirect';
  if (/^\s*</.test(response.text)) return 'a page of HTML or XML';
  if (response.text.trim() === '') return 'an empty body';
  return jsonObject(response.text) ? 'other JSON' : 'no JSON object';
}

function messagesOf(response: ResponseParts): string[] {
  const messages = jsonObject(response.text)?.errorMessages;
  return Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [];
}
