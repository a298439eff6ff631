import { InputError } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';

/** What the settings offer to prove who one is at a Jira. */
export interface Credentials {
  readonly user?: { readonly username: string; readonly password: string };
  readonly captchaUser?: { readonly username: string; readonly password: string };
  /** Cloud's: an e-mail address and an API token, sent as Basic credentials. */
  readonly cloudUser?: { readonly email: string; readonly apiToken: string };
  readonly personalAccessToken?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the credentials from the settings.
 *
 * @param environment the settings, as in `.env.example`; an empty one counts as not given
 * @throws InputError for half a pair
 */
export function credentialsFrom(environment: Environment): Credentials {
  const user = pair(environment, 'JIRA_USERNAME', 'JIRA_PASSWORD');
  const captchaUser = pair(environment, 'JIRA_CAPTCHA_USERNAME', 'JIRA_CAPTCHA_PASSWORD');
  const cloud = pair(environment, 'JIRA_EMAIL', 'JIRA_API_TOKEN');
  const personalAccessToken = environment.JIRA_PERSONAL_ACCESS_TOKEN || undefined;
  return {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(cloud && { cloudUser: { email: cloud.username, apiToken: cloud.password } }),
    ...(personalAccessToken && { personalAccessToken }),
  };
}

/**
 * Checks a base URL and takes its trailing slash off.
 *
 * @param text such as `https://jira.example.com/rest`
 * @throws InputError when it is no http(s) URL, has credentials, a query or a fragment, or does not end in /rest
 */
export function parseBaseUrl(text: string): string {
  const example = 'such as https://jira.example.com/rest';
  if (!URL.canParse(text)) throw new InputError(`The base URL is not a URL: give one ${example}.`);
  const url = new URL(text);
  if (url.username || url.password) {
    throw new InputError(
      'The base URL has credentials in it: put them into JIRA_USERNAME and JIRA_PASSWORD.',
    );
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw new InputError(`The base URL is not http or https (${url.protocol}): give one ${example}.`);
  }
  if (url.search || url.hash) {
    throw new InputError(`The base URL has a query or a fragment in it: give one ${example}.`);
  }
  const path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/rest')) {
    throw new InputError(`The base URL lacks Jira's REST root: did you mean ${url.origin}${path}/rest?`);
  }
  return `${url.origin}${path}`;
}

/** @throws InputError before a password could be read by everybody on the way */
export function refusePlainHttp(baseUrl: string, credentials: Credentials): void {
  if (baseUrl.startsWith('https:') || isLoopback(baseUrl) || Object.keys(credentials).length === 0) return;
  throw new InputError(
    'The base URL is plain http, over which everybody on the way can read the password: use https, or --allow-http if it has to be.',
  );
}

function pair(environment: Environment, userKey: string, passwordKey: string) {
  const username = environment[userKey];
  const password = environment[passwordKey];
  if (username && password) return { username, password };
  if (!username && !password) return undefined;
  const [given, missing] = username ? [userKey, passwordKey] : [passwordKey, userKey];
  throw new InputError(
    `Half a pair of credentials: ${given} is set and ${missing} is not. Set both or none.`,
  );
}
