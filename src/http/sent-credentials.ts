import { jsonObject } from '../../contracts/session/answers.ts';

/** Credentials as they stand in a request. */
export interface SentCredentials {
  /** Where they stand: `Basic`, a `Bearer` token, the address, or the body of a log-in. */
  readonly in: 'basic' | 'bearer' | 'address' | 'body';
  /** Undefined for a token. */
  readonly username: string | undefined;
  readonly secret: string;
}

/** What Basic credentials are made of. */
interface Pair {
  readonly username: string;
  readonly password: string;
}

/** The value of an `Authorization` header. */
export function basic(pair: Pair): string {
  return `Basic ${encodedPair(pair)}`;
}

/** What stands behind `Basic`. */
export function encodedPair({ username, password }: Pair): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

/** The user name and the password in what stands behind `Basic`. */
export function basicPair(encoded: string): Pair {
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return { username, password: password.join(':') };
}

/**
 * The credentials in a request, but for a session; undefined where there are none.
 *
 * @param request its path with the query, header names in any case
 */
export function credentialsIn({
  path,
  headers = {},
  body,
}: {
  readonly path: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}): SentCredentials | undefined {
  const entries = Object.entries(headers);
  const authorization = String(entries.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '');
  const [, scheme = '', value = ''] = /^\s*(\S+)\s+(.*?)\s*$/s.exec(authorization) ?? [];
  if (/^bearer$/i.test(scheme)) return { in: 'bearer', username: undefined, secret: value };
  if (/^basic$/i.test(scheme)) {
    const { username, password } = basicPair(value);
    return { in: 'basic', username, secret: password };
  }
  const query = new URLSearchParams(path.split('?')[1]);
  const fromQuery = query.get('os_username');
  if (fromQuery !== null)
    return { in: 'address', username: fromQuery, secret: query.get('os_password') ?? '' };
  const { username, password } = jsonObject(String(body ?? '')) ?? {};
  return typeof username === 'string'
    ? { in: 'body', username, secret: typeof password === 'string' ? password : '' }
    : undefined;
}
