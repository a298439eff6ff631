import { SESSION_PATH } from '../../contracts/session/names.ts';
import type { HttpRequest } from '../http/http-client.ts';
import type { UserAndPassword } from '../settings/credentials.ts';

export function logInRequest({ username, password }: Partial<UserAndPassword>): HttpRequest {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  // Whoever hands in an account may have more in it, such as its token.
  return { method: 'POST', path: SESSION_PATH, headers, body: JSON.stringify({ username, password }) };
}

/** 'Who am I', with a session or other credentials, or with none. */
export function whoAmIRequest(
  credentials: { readonly Authorization?: string; readonly Cookie?: string } = {},
  path = SESSION_PATH,
): HttpRequest {
  return { method: 'GET', path, headers: { Accept: 'application/json', ...credentials } };
}

export function logOutRequest(cookie: string): HttpRequest {
  return { method: 'DELETE', path: SESSION_PATH, headers: { Accept: 'application/json', Cookie: cookie } };
}
