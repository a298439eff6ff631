import { SESSION_PATH, TOKEN_PATH } from '../../contracts/session/names.ts';
import { jsonObject } from '../../contracts/session/response.ts';
import { clientCredentialsForm } from '../authorization.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import type { Credentials, UserAndPassword } from '../settings/credentials.ts';

export function logInRequest({ username, password }: Partial<UserAndPassword>): HttpRequest {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  // Whoever hands in an account may have more in it, such as its token.
  return { method: 'POST', path: SESSION_PATH, headers, body: JSON.stringify({ username, password }) };
}

export type ServiceAccount = NonNullable<Credentials['serviceAccount']>;

export function accessTokenRequest(client: ServiceAccount): HttpRequest {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path: TOKEN_PATH, headers, body: clientCredentialsForm(client) };
}

/** The access token that an answer of Jira has in it, if it has one: it is a secret, whatever the answer is. */
export function accessTokenIn({ text }: Pick<HttpResponse, 'text'>): string | undefined {
  const { access_token: token } = jsonObject(text) ?? {};
  return typeof token === 'string' && token !== '' ? token : undefined;
}

export function whoAmIRequest(
  credentials: { readonly Authorization?: string; readonly Cookie?: string } = {},
  path = SESSION_PATH,
): HttpRequest {
  return { method: 'GET', path, headers: { Accept: 'application/json', ...credentials } };
}

export function logOutRequest(cookie: string): HttpRequest {
  return { method: 'DELETE', path: SESSION_PATH, headers: { Accept: 'application/json', Cookie: cookie } };
}
