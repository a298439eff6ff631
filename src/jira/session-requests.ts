import { SESSION_PATH, TOKEN_PATH } from '../../contracts/session/names.ts';
import { jsonIn, jsonObject } from '../../contracts/session/response.ts';
import { clientCredentialsForm } from '../authorization.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import type { Credentials, UserAndPassword } from '../settings/credentials.ts';

export function logInRequest({ username, password }: Partial<UserAndPassword>): HttpRequest {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  // The account that is passed may have more in it, such as its token.
  return { method: 'POST', path: SESSION_PATH, headers, body: JSON.stringify({ username, password }) };
}

export type ServiceAccount = NonNullable<Credentials['serviceAccount']>;

export function accessTokenRequest(client: ServiceAccount): HttpRequest {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path: TOKEN_PATH, headers, body: clientCredentialsForm(client) };
}

export function accessTokenIn({ text }: Pick<HttpResponse, 'text'>): string | undefined {
  const { access_token: token } = jsonObject(text) ?? {};
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** What stands behind a name that ends in 'token', or 'value' as in a session, and may be in an object or a list there. */
const NAMED_SECRET =
  /(?:token|["']value)["']?\s{0,20}[:=]\s{0,20}(?:[[{][^}\]]{0,5000}|["']?([^\s"'&,;<>{}[\]]{8,}))/gi;

/** The values of an answer that are secrets, whatever the answer is: one that is cut, or of another shape, has them too. */
export function secretsNamedIn({ text }: Pick<HttpResponse, 'text'>): string[] {
  const found = [...text.matchAll(NAMED_SECRET)].flatMap(
    ([whole, value]) => value ?? [...whole.matchAll(/"([^"\s]{8,})/g)].map(([, inside = '']) => inside),
  );
  // In JSON it may be spelled differently from how it is shown.
  return found.flatMap((one) => [one, ...(one.includes('\\') ? [jsonIn(`"${one}"`)] : [])]).filter(isText);
}

const isText = (value: unknown): value is string => typeof value === 'string';

export function whoAmIRequest(
  credentials: { readonly Authorization?: string; readonly Cookie?: string } = {},
  path = SESSION_PATH,
): HttpRequest {
  return { method: 'GET', path, headers: { Accept: 'application/json', ...credentials } };
}

export function logOutRequest(cookie: string): HttpRequest {
  return { method: 'DELETE', path: SESSION_PATH, headers: { Accept: 'application/json', Cookie: cookie } };
}
