import { CLOUD_MYSELF_PATH, MYSELF_PATH } from '../../contracts/session/names.ts';
import { NOBODY } from '../jira/accounts.ts';
import { isCloud } from '../jira/meaning.ts';
import type { ServerInfo } from '../jira/server-info.ts';
import type { Credentials } from '../settings/credentials.ts';
import { type Observation, told } from './observation.ts';

/** Basis: recorded from a real Jira by somebody, documented by Atlassian, or inferred. */
const dates: readonly { readonly applies: (major: number) => boolean; readonly what: string }[] = [
  {
    applies: (major) => major < 9,
    what: 'this version is no longer supported (documented). Later versions keep the session resource (documented up to 10), until Jira 11 refuses it (inferred: how it refuses is not recorded yet)',
  },
  {
    applies: (major) => major === 9,
    what: 'support of Jira 9.12 ended in June 2026 (reported by others; not checked with Atlassian). Jira 10 keeps the session resource (documented). Jira 11 refuses it (inferred: how it refuses is not recorded yet)',
  },
  {
    applies: (major) => major === 10,
    what: 'this version has the session resource (documented). The next one, Jira 11, refuses it (inferred: how it refuses is not recorded yet) and switches Basic credentials off (recorded on 11.3.5)',
  },
  {
    applies: (major) => major === 11,
    what: 'Jira 11 refuses the session resource (inferred: how it refuses is not recorded yet) and switches Basic credentials off (recorded on 11.3.5). An administrator can allow Basic again (documented)',
  },
  {
    applies: (major) => major >= 12,
    what: 'nothing is known of the session resource in this version. Jira 11 refuses it (inferred)',
  },
  {
    applies: () => true,
    what: 'Data Center: no new licenses since 30 March 2026, no expansions after 30 March 2028, read-only on 28 March 2029 (reported by others; not checked with Atlassian)',
  },
  {
    applies: () => true,
    what: 'if this Jira limits the rate of requests, the session resource and serverInfo are exempt from the limit (documented). A script that moves to a token meets the limit for the first time: after an answer 429, it must wait',
  },
  {
    applies: (major) => major >= 10,
    what: 'scripts that imitate the log-in page send a POST to /rest/tsv/1.0/authenticate (recorded). Atlassian documents this API only for another of its products, and a second factor stops it. Use a token instead',
  },
];

interface SeenThere {
  readonly isGone: boolean;
  readonly hasLoggedIn: boolean;
  readonly baseUrl: string;
  readonly clients: readonly string[];
}

export function wayOut(
  info: ServerInfo,
  { isGone, hasLoggedIn, baseUrl, clients }: SeenThere,
): Observation[] {
  const who = `${clients.join(', ')} log in with a password`;
  if (isCloud(info)) {
    return [
      told(
        'clients',
        `${who}, which Cloud no longer accepts (announced by Atlassian; its answer is inferred)`,
      ),
      ...replacements(
        `curl -u "$JIRA_EMAIL:$JIRA_API_TOKEN" '${baseUrl}${CLOUD_MYSELF_PATH}'`,
        'create an API token at https://id.atlassian.com/manage-profile/security/api-tokens (documented: the token is valid for one year at most)',
      ),
    ];
  }
  const major = Number.parseInt(info.version ?? '', 10);
  const later =
    major < 11 || Number.isNaN(major)
      ? 'they stop working with Jira 11'
      : hasLoggedIn
        ? 'that still works here, but other installations of Jira 11 refuse it'
        : 'Jira 11 and later may refuse it';
  return [
    told('clients', `${who}: ${isGone ? 'they do not work here (seen now)' : `${later} (inferred)`}`),
    // If a Jira does not tell its version, only what holds for every version is known.
    ...dates.filter(({ applies }) => applies(major)).map(({ what }) => told('dates', what)),
    ...replacements(
      `curl -H "Authorization: Bearer $JIRA_PERSONAL_ACCESS_TOKEN" '${baseUrl}${MYSELF_PATH}'`,
      'create a personal access token in your profile (documented, since 8.14), and send it as Bearer, without a cookie: together with the cookie of an ended session, the token is refused (recorded). From Jira 11 on, a service account can get access tokens instead (documented): verify --client jira-service-account-client tells whether that works',
    ),
  ];
}

function replacements(get: string, post: string): Observation[] {
  return [
    told('instead of the log-in', post),
    told('instead of asking who is logged in', get),
    told(
      'instead of the log-out',
      'nothing, because there is no session. If you no longer use a token, revoke it in your profile',
    ),
  ];
}

export function traceOf(credentials: Credentials): Observation {
  const { user, personalAccessToken, cloudUser, serviceAccount, sessionCookie } = credentials;
  const traces = [
    `one failed request as ${NOBODY.username}, a user that no Jira has`,
    ...(user ? [`one log-in and one log-out as ${user.username}`] : []),
    ...(personalAccessToken ? ['requests with the personal access token'] : []),
    ...(serviceAccount ? [`requests as the service account of the client ${serviceAccount.clientId}`] : []),
    ...(cloudUser ? [`requests as ${cloudUser.email}`] : []),
    ...(sessionCookie ? ['a request in the session of JIRA_SESSION_COOKIE'] : []),
  ];
  return told('security log', `this run may leave these entries: ${traces.join('; ')}`);
}
