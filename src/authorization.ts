import { jsonObject, sessionsIn } from '../contracts/session/response.ts';
import { contentsOf } from './strict-json.ts';
import { percentDecoded } from './text.ts';

export interface SentCredentials {
  /** An `Authorization` of another scheme is `other`; the address is a `form`, and the body of a log-in `body`. */
  readonly in: 'basic' | 'bearer' | 'other' | 'cookie' | 'form' | 'body';
  /** Undefined for a token and for a session. */
  readonly username: string | undefined;
  readonly secret: string;
}

interface Pair {
  readonly username: string;
  readonly password: string;
}

export function basic(pair: Pair): string {
  return `Basic ${encodedPair(pair)}`;
}

export function encodedPair({ username, password }: Pair): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

export function basicPair(encoded: string): Pair {
  const [username = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  return { username, password: password.join(':') };
}

/** What a service account sends for an access token: in the body, since addresses end up in logs. Source: RFC 6749, 4.4. */
export function clientCredentialsForm(
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  scope = 'READ',
): string {
  const client = { client_id: clientId, client_secret: clientSecret };
  return new URLSearchParams({ grant_type: 'client_credentials', ...client, scope }).toString();
}

export interface ReadRequest {
  readonly path: string;
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Jira takes the first one. Source: Atlassian's REST authentication, and Seraph's log-in filter (`os_username`). */
export function credentialsIn({ path, headers = {}, body }: ReadRequest): SentCredentials[] {
  const text = String(body ?? '');
  return [
    ...headerValuesIn(headers, 'authorization').flatMap(credentialsOfHeader),
    ...credentialsOfForm(path.slice(path.indexOf('?') + 1)),
    ...credentialsOfLogIn(text),
    // A server decides by the headers whether a body is a form, whatever it looks like.
    ...credentialsOfForm(text),
    ...headerValuesIn(headers, 'cookie').flatMap((cookies) =>
      sessionsIn(cookies).map((session) => ({ in: 'cookie' as const, username: undefined, secret: session })),
    ),
  ];
}

/** Character sets that keep ASCII as it is; without quotes, in any case. */
const ASCII_STANDS = /^(utf-?8|(us-)?ascii|iso-?8859-\d+|(windows-|cp)125\d)$/i;

/** Whether the headers make a server read other characters than those that its bytes show. */
export function isReadOtherwise(headers: Readonly<Record<string, unknown>> = {}): boolean {
  const types = headerValuesIn(headers, 'content-type').join(';');
  const charsets = [...types.matchAll(/charset\*?\s*=[\s"']*([^\s;,"']*)/gi)].map(
    ([, charset = '']) => charset,
  );
  const encodings = headerValuesIn(headers, 'content-encoding').filter(
    (one) => !/^\s*(identity)?\s*$/i.test(one),
  );
  return encodings.length > 0 || charsets.some((one) => !ASCII_STANDS.test(one));
}

/** Headers that say what a client is and reads. A user's name in them is a word like any other. */
const ABOUT_THE_CLIENT =
  /^(accept(-\w+)?|content-(type|length)|user-agent|cache-control|pragma|connection|host|x-atlassian-token)$/i;

/** Whatever a server could read as credentials, outside of the `Authorization` header. */
export function otherTextsIn(
  { path, headers = {}, body }: ReadRequest,
  handedOut?: readonly string[],
): string[] {
  const query = path.includes('?') ? [path.slice(path.indexOf('?') + 1)] : [];
  const names = Object.keys(headers).filter(
    (name) => !ABOUT_THE_CLIENT.test(name) && !/^(authorization|cookie)$/i.test(name),
  );
  const values = names.flatMap((name) => headerValuesIn(headers, name));
  const cookies = headerValuesIn(headers, 'cookie').map((given) =>
    handedOut ? handedOut.reduce((rest, one) => rest.replaceAll(one, ''), given) : '',
  );
  const text = String(body ?? '');
  const inForm = (formFieldsIn(text) ?? []).map(([, value]) => value);
  return [...query, ...values, ...cookies, ...inForm, ...contentsOf(jsonObject(text)).values];
}

export function headerValuesIn(headers: Readonly<Record<string, unknown>>, wanted: string): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => name.toLowerCase() === wanted.toLowerCase() && value !== undefined)
    .flatMap(([, value]) => (Array.isArray(value) ? value.map(String) : [String(value)]));
}

function credentialsOfHeader(header: string): SentCredentials[] {
  // Two headers of one name may come as one, with a comma in between; no credentials have a comma in them.
  return header
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/s.exec(one) ?? [];
      if (/^bearer$/i.test(scheme)) return { in: 'bearer', username: undefined, secret: value };
      const { username, password } = basicPair(value);
      // Servers differ in what they decode from broken base64.
      const isBasic = /^basic$/i.test(scheme) && Buffer.from(value, 'base64').toString('base64') === value;
      if (!isBasic) return { in: 'other', username: undefined, secret: one };
      return { in: 'basic', username, secret: password };
    });
}

/** A form as every server reads it: plain characters, and each field once. */
const STRICT_FORM = /^[\w.~*-]+=[\w.~*+%-]*(?:&[\w.~*-]+=[\w.~*+%-]*)*$/;

/** The fields of a body that is a form and nothing else; undefined for any other. */
export function formFieldsIn(body: string): (readonly [name: string, value: string])[] | undefined {
  if (!STRICT_FORM.test(body)) return undefined;
  const fields = [...new URLSearchParams(body)];
  return new Set(fields.map(([name]) => name.toLowerCase())).size === fields.length ? fields : undefined;
}

const FIELDS_OF_FORM = [
  ['os_username', 'os_password'],
  ['client_id', 'client_secret'],
] as const;

/** Every name with every password: which one a server takes is up to the server. */
function credentialsOfForm(form: string): SentCredentials[] {
  const fields = form.split(/[?&;]/).map((field) => {
    const [name = '', ...value] = field.split('=');
    const read = (text: string) => percentDecoded(text.replaceAll('+', ' '));
    return { name: read(name).trim().toLowerCase(), value: read(value.join('=')) };
  });
  const valuesNamed = (wanted: string) =>
    fields.filter(({ name }) => name === wanted).map(({ value }) => value);
  return FIELDS_OF_FORM.flatMap(([name, password]) => {
    const secrets = valuesNamed(password);
    return valuesNamed(name).flatMap((username) =>
      (secrets.length > 0 ? secrets : ['']).map((secret) => ({ in: 'form' as const, username, secret })),
    );
  });
}

function credentialsOfLogIn(body: string): SentCredentials[] {
  const { username, password } = jsonObject(body) ?? {};
  // Jira reads a number as its digits.
  const isName = typeof username === 'string' || typeof username === 'number';
  return isName
    ? [{ in: 'body', username: String(username), secret: typeof password === 'string' ? password : '' }]
    : [];
}
