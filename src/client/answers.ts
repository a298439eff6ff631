import { type AnswerParts, jsonObject, kindOf } from '../../contracts/session/answers.ts';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import type { components } from '../../contracts/session/openapi.ts';
import * as errors from './errors.ts';

type Schemas = components['schemas'];

/** The session that a log-in opened: the cookie's name and value. */
export type Session = Readonly<Schemas['AuthSuccess']['session']>;

/** Who is logged in. */
export type CurrentUser = Readonly<Pick<Schemas['CurrentUser'], 'name' | 'self'>>;

type Json = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'DELETE';

/** Reads the answer to a log-in; throws a {@link errors.JiraSessionError} for anything but a session. */
export function readSession(answer: AnswerParts): Session {
  if (answer.status === 401) throw new errors.LogInFailedError(`POST ${SESSION_PATH}`, messagesOf(answer));
  const session = successBody('POST', answer).session as Json | undefined;
  if (typeof session?.name !== 'string' || typeof session.value !== 'string') {
    throw unexpected('POST', answer, 'JSON without a session');
  }
  return { name: session.name, value: session.value };
}

/** Reads the answer to 'who am I'; throws a {@link errors.JiraSessionError} for anything but a user. */
export function readCurrentUser(answer: AnswerParts): CurrentUser {
  const { name, self } = successBody('GET', answer);
  if (typeof name !== 'string' || typeof self !== 'string' || !URL.canParse(self)) {
    throw unexpected('GET', answer, 'JSON without a user');
  }
  return { name, self };
}

/** Reads the answer to a log-out: 200 and 204 are both success, and no body is read. */
export function readLogOut(answer: AnswerParts): void {
  if (answer.status !== 200 && answer.status !== 204) throw failure('DELETE', answer);
}

function successBody(method: Method, answer: AnswerParts): Json {
  if (answer.status !== 200) throw failure(method, answer);
  const body = jsonObject(answer.text);
  if (!body) throw unexpected(method, answer, describe(answer));
  return body;
}

function failure(method: Method, answer: AnswerParts): errors.JiraSessionError {
  const request = `${method} ${SESSION_PATH}`;
  switch (kindOf(answer)) {
    case 'not-authenticated':
      return new errors.NotAuthenticatedError(request);
    case 'captcha': {
      const reason = header(answer, 'x-authentication-denied-reason');
      return new errors.CaptchaChallengeError(request, /login-url=(https?:\/\/[^\s;]+)/.exec(reason)?.[1]);
    }
    case 'basic-off':
      return new errors.BasicAuthenticationDisabledError(request);
    case 'gone':
      return new errors.ResourceGoneError(request, answer.status);
    case 'rate-limited': {
      const seconds = header(answer, 'retry-after');
      return new errors.RateLimitedError(request, /^\d{1,9}$/.test(seconds) ? Number(seconds) : undefined);
    }
    default:
      return unexpected(method, answer, describe(answer));
  }
}

function unexpected(method: Method, answer: AnswerParts, what: string) {
  return new errors.UnexpectedAnswerError(`${method} ${SESSION_PATH}`, answer.status, what);
}

/** Names the kind of an answer, never its content: a hostile one could echo a password. */
function describe(answer: AnswerParts): string {
  if (answer.status >= 300 && answer.status < 400) return 'a redirect';
  if (/^\s*</.test(answer.text)) return 'a page of HTML or XML';
  if (answer.text.trim() === '') return 'an empty body';
  return jsonObject(answer.text) ? 'other JSON' : 'no JSON object';
}

function messagesOf(answer: AnswerParts): string[] {
  const messages = jsonObject(answer.text)?.errorMessages;
  return Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [];
}

function header(answer: AnswerParts, name: string): string {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : '';
}
