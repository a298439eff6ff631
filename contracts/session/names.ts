/** The consumer's name in the pact and at the broker. */
export const CONSUMER = 'jira-session-client';

/** The provider's name in the pact and at the broker. */
export const PROVIDER = 'jira-session-api';

/** The committed pact, relative to the project's folder. */
export const PACT_FILE = `pacts/${CONSUMER}-${PROVIDER}.json`;

/** The resource, relative to a base URL that carries Jira's REST root (`https://host/rest`). */
export const SESSION_PATH = '/auth/1/session';

/** Where the same resource stands too. Source: read from clients that use it, such as python-jira. */
const SESSION_ALIAS = '/auth/latest/session';

/** The methods of the resource. */
const SESSION_METHODS: readonly string[] = ['GET', 'POST', 'DELETE'];

/**
 * Whether a request is one of the session resource. Nothing else of a Jira is ever asked with the user's credentials.
 *
 * @param path below Jira's REST root, without a query
 */
export function isSessionRequest(method: string, path: string): boolean {
  return SESSION_METHODS.includes(method.toUpperCase()) && [SESSION_PATH, SESSION_ALIAS].includes(path);
}
