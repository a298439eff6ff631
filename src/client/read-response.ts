import { SESSION_PATH } from '../../contracts/session/names.ts';
import type { components } from '../../contracts/session/openapi.ts';
import {
  headerIn,
  type JsonObject,
  jsonObject,
  kindOf,
  type ResponseParts,
} from '../../contracts/session/response.ts';
import * as errors from './client-errors.ts';

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

/** A response, and what was asked: a method and a path. */
export interface ClientResponse extends ResponseParts {
  readonly request: string;
}

export function readSession(response: ClientResponse, password = ''): Session {
  if (kindOf(response) === 'not-authenticated') {
    const { errorMessages } = jsonObject(response.text) ?? {};
    const texts = Array.isArray(errorMessages) ? errorMessages.filter((one) => typeof one === 'string') : [];
    // These are shown to people, and land in logs: a server may echo the password.
    const shown = texts.map((one) => (password === '' ? one : one.replaceAll(password, '[redacted]')));
    throw new errors.LogInFailedError(response.request, shown);
  }
  const { name, value } = (successBody(response).session ?? {}) as JsonObject;
  if (typeof name !== 'string' || typeof value !== 'string')
    throw unexpected(response, 'JSON without a session');
  return { name, value };
}

export function readCurrentUser(response: ClientResponse): CurrentUser {
  const { name, self } = successBody(response);
  if (typeof name !== 'string' || typeof self !== 'string' || !URL.canParse(self))
    throw unexpected(response, 'JSON without a user');
  return { name, self };
}

/** Reads whom another resource than that of the session takes the caller for. */
export function readMyself(response: ClientResponse): Pick<CurrentUser, 'name'> {
  const { name } = successBody(response);
  if (typeof name !== 'string' || name === '') throw unexpected(response, 'JSON without a user');
  return { name };
}

/** Reads the answer to a log-out: 200 and 204 are both success, and no body is read. */
export function readLogOut(response: ClientResponse): void {
  if (response.status !== 200 && response.status !== 204) throw failure(response);
}

export function readTokenUser(response: ClientResponse): TokenUser {
  const { name, accountId } = successBody(response);
  const id = name ?? accountId;
  if (typeof id !== 'string' || id === '') throw unexpected(response, 'JSON without a user');
  return { id };
}

export function readAccessToken(response: ClientResponse): AccessToken {
  const { request, status } = response;
  const isRefused = [400, 401].includes(status) || kindOf(response) === 'other';
  if (isRefused && status !== 200)
    throw new errors.AccessTokenRefusedError(request, status, refusalIn(response));
  const { access_token: value, expires_in: seconds } = successBody(response);
  if (typeof value !== 'string' || value.trim() === '')
    throw unexpected(response, 'JSON without an access token');
  return { value, expiresInSeconds: typeof seconds === 'number' ? seconds : undefined };
}

/** The error that a token endpoint names, if it is one of the standard: any other text could have a secret in it. */
function refusalIn(response: ResponseParts): string | undefined {
  const { error } = jsonObject(response.text) ?? {};
  return ['invalid_client', 'invalid_scope', 'unauthorized_client', 'unsupported_grant_type'].find(
    (known) => known === error,
  );
}

function successBody(response: ClientResponse): JsonObject {
  if (response.status !== 200 || kindOf(response) === 'not-authenticated') throw failure(response);
  const body = jsonObject(response.text);
  if (!body) throw unexpected(response, describe(response));
  return body;
}

function failure(response: ClientResponse): errors.JiraSessionError {
  const { request, status } = response;
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
        ? new errors.ResourceGoneError(request, status)
        : unexpected(response, 'nothing there');
    case 'rate-limited': {
      const seconds = headerIn(response, 'retry-after');
      return new errors.RateLimitedError(request, /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined);
    }
    default:
      return unexpected(response, describe(response));
  }
}

function unexpected({ request, status }: ClientResponse, what: string) {
  return new errors.UnexpectedResponseError(request, status, what);
}

/** Names the kind of an answer, never its content: a hostile one could echo a password. */
function describe(response: ResponseParts): string {
  if (response.status >= 300 && response.status < 400) return 'a redirect';
  if (/^\s*</.test(response.text)) return 'a page of HTML or XML';
  if (response.text.trim() === '') return 'an empty body';
  return jsonObject(response.text) ? 'other JSON' : 'no JSON object';
}
