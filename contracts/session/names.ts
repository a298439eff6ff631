/** The consumer's name in the pact and at the broker. */
export const CONSUMER = 'jira-session-client';

/** The provider's name in the pact and at the broker. */
export const PROVIDER = 'jira-session-api';

/** The committed pact, relative to the project's folder. */
export const PACT_FILE = `pacts/${CONSUMER}-${PROVIDER}.json`;

/** The resource, relative to a base URL that carries Jira's REST root (`https://host/rest`). */
export const SESSION_PATH = '/auth/1/session';

/**
 * The cookies that are a session: Server's and Data Center's, and Cloud's.
 * Source: Atlassian's "Cookie-based authentication" pages for Jira Server and for Jira Cloud (2017).
 */
export const SESSION_COOKIES = ['JSESSIONID', 'cloud.session.token'] as const;
