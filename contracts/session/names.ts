/** The consumer's name in the pact and at the broker. */
export const CONSUMER = 'jira-session-client';

/** The consumer that has moved off the session resource to a personal access token: Jira 8.14 on, and 11. */
export const TOKEN_CONSUMER = 'jira-token-client';

/** The consumer that uses an e-mail address and an API token on Cloud. */
export const CLOUD_CONSUMER = 'jira-cloud-client';

/** The consumer that uses a service account: OAuth 2.0 client credentials, from Jira 11 on. */
export const SERVICE_ACCOUNT_CONSUMER = 'jira-service-account-client';

/** The clients of this project, whose pacts its consumer tests write. All others are recorded. */
export const OWN_CONSUMERS = [CONSUMER, TOKEN_CONSUMER, CLOUD_CONSUMER, SERVICE_ACCOUNT_CONSUMER] as const;

export type OwnConsumer = (typeof OWN_CONSUMERS)[number];

export function isOwnConsumer(consumer: string): consumer is OwnConsumer {
  return OWN_CONSUMERS.some((own) => own === consumer);
}

/** The provider's name in the pact and at the broker. */
export const PROVIDER = 'jira-session-api';

export const pactFileName = (consumer: string) => `${consumer}-${PROVIDER}.json`;

/** The committed pact of a consumer, relative to the project's folder. */
export const pactFileOf = (consumer: string) => `pacts/${pactFileName(consumer)}`;

export const PACT_FILE = pactFileOf(CONSUMER);

/** The resource, relative to a base URL that carries Jira's REST root (`https://host/rest`). */
export const SESSION_PATH = '/auth/1/session';

/** What a Jira says of itself to anybody. Source: Atlassian's REST reference of Jira Data Center, `serverInfo`. */
export const SERVER_INFO_PATH = '/api/2/serverInfo';

/** What a mocked Jira says there that it is. */
export const MOCKED_TITLE = 'Mocked Jira';

/** What answers 'who am I' to a token. Source: Atlassian's REST reference of Jira Data Center, `myself`. */
export const MYSELF_PATH = '/api/2/myself';

/** The same on Cloud. Source: Atlassian's REST reference of Jira Cloud, `myself`. */
export const CLOUD_MYSELF_PATH = '/api/3/myself';

/** Where the client of a service account gets its access tokens. Source: Atlassian's "Service accounts overview". */
export const TOKEN_PATH = '/oauth2/latest/token';

/** The list of one's own personal access tokens. Source: at second hand, and not recorded yet. */
export const PAT_PATH = '/pat/latest/tokens';

/** Where the same resource stands too. Source: read from clients that use it, such as python-jira. */
export const SESSION_ALIAS = '/auth/latest/session';

/** A path below Jira's REST root as this contract writes it. Source: read from clients, which write `latest` and `serverinfo`. */
export function usualPath(path: string): string {
  const numbered = path.startsWith('/api/latest/') ? path.replace('latest', '2') : path;
  return numbered.toLowerCase() === SERVER_INFO_PATH.toLowerCase() ? SERVER_INFO_PATH : numbered;
}

const SESSION_PATHS: readonly string[] = [SESSION_PATH, SESSION_ALIAS];
const WHO_AM_I_PATHS: readonly string[] = [MYSELF_PATH, CLOUD_MYSELF_PATH];

export const CONTRACT_PATHS: readonly string[] = [...SESSION_PATHS, ...WHO_AM_I_PATHS, TOKEN_PATH];

/** `HEAD` is a GET without its body (RFC 9110, section 9.3.2): some clients ask so whether a session is still open. */
const SESSION_METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'DELETE'];

export function isSessionRequest(method: string, path: string): boolean {
  return SESSION_METHODS.includes(method.toUpperCase()) && SESSION_PATHS.includes(withoutQuery(path));
}

/** Of the session resource, or of what replaces it. Nothing else of a Jira is ever asked with the user's credentials. */
export function isContractRequest(method: string, path: string): boolean {
  const asksWho = method.toUpperCase() === 'GET' && WHO_AM_I_PATHS.includes(withoutQuery(path));
  return asksWho || isTokenRequest(method, path) || isSessionRequest(method, path);
}

export function isTokenRequest(method: string, path: string): boolean {
  return method.toUpperCase() === 'POST' && withoutQuery(path) === TOKEN_PATH;
}

const withoutQuery = (path: string) => path.replace(/\?.*$/s, '');

/** `Server`: a Jira of one's own, a Data Center too. */
export type DeploymentType = 'Server' | 'Cloud';

/** What a log-in with a password is at a Jira: it opens a session, it is refused, or the whole resource is removed. */
export type LogIn = 'session' | 'refused' | 'removed';
