import { SESSION_PATH } from '../../contracts/session/names.ts';
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

type Json = Record<string, unknown>;

export function readSession(answer: ResponseParts): Session {
  if (kindOf(answer) === 'not-authenticated') throw new errors.LogInFailedError(LOG_IN, messagesOf(answer));
  const session = successBody(LOG_IN, answer).session as Json | undefined;
  if (typeof session?.name !== 'string' || typeof session.value !== 'string') {
    throw unexpected(LOG_IN, answer, 'JSON without a session');
  }
  return { name: session.name, value: session.value };
}

export function readCurrentUser(answer: ResponseParts): CurrentUser {
  const { name, self } = successBody(CURRENT_USER, answer);
  if (typeof name !== 'string' || typeof self !== 'string' || !URL.canParse(self)) {
    throw unexpected(CURRENT_USER, answer, 'JSON without a user');
  }
  return { name, self };
}

/** Reads the answer to a log-out: 200 and 204 are both success, and no body is read. */
export function readLogOut(answer: ResponseParts): void {
  if (answer.status !== 200 && answer.status !== 204) throw failure(LOG_OUT, answer);
}

export function readTokenUser(request: string, answer: ResponseParts): TokenUser {
  const { name, accountId } = successBody(request, answer);
  const id = name ?? accountId;
  if (typeof id !== 'string' || id === '') throw unexpected(request, answer, 'JSON without a user');
  return { id };
}

const LOG_IN = `POST ${SESSION_PATH}`;
const CURRENT_USER = `GET ${SESSION_PATH}`;
const LOG_OUT = `DELETE ${SESSION_PATH}`;

function successBody(request: string, answer: ResponseParts): Json {
  if (answer.status !== 200 || kindOf(answer) === 'not-authenticated') throw failure(request, answer);
  const body = jsonObject(answer.text);
  if (!body) throw unexpected(request, answer, describe(answer));
  return body;
}

function failure(request: string, answer: ResponseParts): errors.JiraSessionError {
  switch (kindOf(answer)) {
    case 'not-authenticated':
      return new errors.NotAuthenticatedError(request);
    case 'captcha': {
      const reason = headerIn(answer, 'x-authentication-denied-reason');
      return new errors.CaptchaChallengeError(request, /login-url=(https?:\/\/[^\s;]+)/.exec(reason)?.[1]);
    }
    case 'basic-off':
      return new errors.BasicAuthenticationDisabledError(request);
    case 'gone':
      return request.endsWith(SESSION_PATH)
        ? new errors.ResourceGoneError(request, answer.status)
        : unexpected(request, answer, 'nothing there');
    case 'rate-limited': {
      const seconds = headerIn(answer, 'retry-after');
      return new errors.RateLimitedError(request, /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined);
    }
    default:
      return unexpected(request, answer, describe(answer));
  }
}

function unexpected(request: string, answer: ResponseParts, what: string) {
  return new errors.UnexpectedResponseError(request, answer.status, what);
}

/** Names the kind of an answer, never its content: a hostile one could echo a password. */
function describe(answer: ResponseParts): string {
  if (answer.status >= 300 && answer.status < 400) return 'a redirect';
  if (/^\s*</.test(answer.text)) return 'a page of HTML or XML';
  if (answer.text.trim() === '') return 'an empty body';
  return jsonObject(answer.text) ? 'other JSON' : 'no JSON object';
}

function messagesOf(answer: ResponseParts): string[] {
  const messages = jsonObject(answer.text)?.errorMessages;
  return Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [];
}
