import { pastedSessionsIn, SESSION_COOKIES } from '../../contracts/session/response.ts';
import { InputError, SettingError } from '../errors.ts';
import { listed } from '../text.ts';
import type { Environment } from './environment.ts';
import {
  type AccountRole,
  type CredentialSetting,
  isCredentialSetting,
  jiraSettings,
} from './jira-settings.ts';

/** A user name and a password. */
export interface UserAndPassword {
  /** The user name, as for the log-in page. */
  readonly username: string;
  /** The password, in the clear. */
  readonly password: string;
}

/** The credentials for a Jira that the settings have. */
export interface Credentials {
  /** The user whose log-in is verified. */
  readonly user?: UserAndPassword;
  /** An account that nobody needs: wrong passwords are sent for it. */
  readonly captchaUser?: UserAndPassword;
  /** Cloud's: an e-mail address and an API token, sent as Basic credentials. */
  readonly cloudUser?: { readonly email: string; readonly apiToken: string };
  /** A personal access token of a Data Center. */
  readonly personalAccessToken?: string;
  /** The client of a service account (OAuth 2.0 client credentials). */
  readonly serviceAccount?: { readonly clientId: string; readonly clientSecret: string };
  /** The `Cookie` header of a session that a person opened in a browser. It is used, and never ended. */
  readonly sessionCookie?: string;
}

/** Each account of the credentials, with its secret, and its name if it has one. */
export function accountsIn(credentials: Credentials) {
  const { user, captchaUser, cloudUser, personalAccessToken, serviceAccount } = credentials;
  const account = (role: AccountRole, username: string | undefined, secret: string | undefined) =>
    secret === undefined ? [] : [{ role, username, secret }];
  return [
    ...account('user', user?.username, user?.password),
    ...account('captcha-user', captchaUser?.username, captchaUser?.password),
    ...account('cloud-user', cloudUser?.email, cloudUser?.apiToken),
    ...account('token', undefined, personalAccessToken),
    ...account('service-account', serviceAccount?.clientId, serviceAccount?.clientSecret),
  ];
}

/**
 * Reads the credentials from the settings.
 *
 * @param environment the settings, as in `.env.example`; an empty setting counts as not set
 * @returns those that are set
 * @throws InputError if a user name or its password is missing, if a value has a line break, and if the CAPTCHA account
 *   is the user's own account
 */
export function credentialsFrom(environment: Environment): Credentials {
  const user = pair(environment, 'JIRA_USERNAME', 'JIRA_PASSWORD');
  const captchaUser = pair(environment, 'JIRA_CAPTCHA_USERNAME', 'JIRA_CAPTCHA_PASSWORD');
  const cloud = pair(environment, 'JIRA_EMAIL', 'JIRA_API_TOKEN');
  const client = pair(environment, 'JIRA_CLIENT_ID', 'JIRA_CLIENT_SECRET');
  const personalAccessToken = readForHeader(environment, 'JIRA_PERSONAL_ACCESS_TOKEN');
  const sessionCookie = sessionCookieFrom(environment, user);
  const credentials: Credentials = {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(cloud && { cloudUser: { email: cloud.username, apiToken: cloud.password } }),
    ...(personalAccessToken && { personalAccessToken }),
    ...(client && { serviceAccount: { clientId: client.username, clientSecret: client.password } }),
    ...(sessionCookie && { sessionCookie }),
  };
  if (captchaUser && usersIn(credentials).includes(personOf(captchaUser.username))) {
    throw new SettingError(
      '{JIRA_CAPTCHA_USERNAME} is the user whose log-in is verified: wrong passwords would lock it. Set it to another account, which may be locked.',
    );
  }
  return credentials;
}

/** The people whose own accounts these are: no wrong password may be sent for them. */
export function usersIn({ user, cloudUser }: Credentials): string[] {
  return [user?.username, cloudUser?.email].flatMap((name) => (name === undefined ? [] : [personOf(name)]));
}

export function credentialSettingsIn(environment: Environment): string[] {
  return Object.keys(environment).filter((name) => environment[name] && isCredentialSetting(name));
}

/** Refuses credentials that are all empty: a CI system passes a secret that it does not have as an empty one. */
export function refuseEmptyCredentials(credentials: Credentials, real: Environment): void {
  if (Object.keys(credentials).length > 0) return;
  const empty = jiraSettings.filter((name) => isCredentialSetting(name) && real[name]?.trim() === '');
  if (empty.length === 0) return;
  throw new InputError(
    `${listed(empty)} ${empty.length > 1 ? 'are' : 'is'} set, but empty. Check whether a secret is missing in the CI system.`,
  );
}

/** The pasted session with its name, but without the `Cookie:` that a browser shows before it. */
function sessionCookieFrom(environment: Environment, user: UserAndPassword | undefined): string | undefined {
  const cookie = readForHeader(environment, 'JIRA_SESSION_COOKIE')
    ?.replace(/^cookie:\s*/i, '')
    .trim();
  if (!cookie) return undefined;
  if (user) {
    throw new SettingError(
      '{JIRA_SESSION_COOKIE} is for a Jira that does not accept a password, but {JIRA_PASSWORD} is set: set only one of them.',
    );
  }
  if (pastedSessionsIn(cookie).length > 0) return cookie;
  throw new SettingError(
    `{JIRA_SESSION_COOKIE} has no session in it: paste the cookie with its name, as in ${SESSION_COOKIES[0]}=6E34...`,
  );
}

/** Whom a name is of: Jira takes a user's name or e-mail address in any case, and a directory takes `DOMAIN\name`. */
export function personOf(username: string): string {
  const name = username.normalize('NFKC').trim().toLowerCase();
  const [person = ''] = (name.split(/[\\/]/).at(-1) ?? '').split('@');
  return person.trim() || name;
}

function pair(
  environment: Environment,
  userKey: CredentialSetting,
  passwordKey: CredentialSetting,
): UserAndPassword | undefined {
  const username = readSetting(environment, userKey);
  const password = readSetting(environment, passwordKey);
  if (password && looksLikeToken(password)) {
    throw new SettingError(
      `{${passwordKey}} looks like a personal access token, and was not sent: as a password it would be refused, and refusals lead to a CAPTCHA. Set it as {JIRA_PERSONAL_ACCESS_TOKEN}, and set the password, or neither {${userKey}} nor {${passwordKey}}.`,
    );
  }
  if (username && password) return { username, password };
  if (!username && !password) return undefined;
  const [given, missing] = username ? [userKey, passwordKey] : [passwordKey, userKey];
  throw new SettingError(`{${given}} is set, but {${missing}} is not set: set both, or neither of them.`);
}

/** Inferred from tokens that Data Center has given out: the base64 of twelve digits, a colon and random bytes. */
function looksLikeToken(text: string): boolean {
  return (
    /^[A-Za-z0-9+/]{40,60}={0,2}$/.test(text) &&
    /^\d{12}:/.test(Buffer.from(text, 'base64').toString('latin1'))
  );
}

function readForHeader(environment: Environment, name: CredentialSetting): string | undefined {
  const value = readSetting(environment, name);
  if (value && /[^\x20-\x7e]/.test(value)) {
    throw new SettingError(
      `{${name}} has a character that is not allowed in an HTTP header. Check that you copied the value correctly.`,
    );
  }
  return value;
}

/** A value without the line break that a file or a secret store may leave at its end. */
function readSetting(environment: Environment, name: CredentialSetting): string | undefined {
  const value = environment[name]?.replace(/[\r\n]+$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (value && /[\u0000-\u001f\u007f]/.test(value)) {
    throw new SettingError(
      `{${name}} has a line break or another control character in it. In .env, put it into single quotes, on one line.`,
    );
  }
  return value || undefined;
}
