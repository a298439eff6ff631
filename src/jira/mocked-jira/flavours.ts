import type { LogIn } from '../../../contracts/session/description.ts';

/**
 * The Jiras that the mocked one can be, as data. What each entry is based on stands beside it: recorded from a real Jira,
 * documented by Atlassian, or inferred. No real Jira has been recorded by this project yet: `npm run truth` is for that.
 */
export const flavours = {
  // Documented: REST reference of Jira Server 7. Recorded: cookies, bodies, headers.
  server7: {
    description: 'Jira Server 7',
    version: '7.13.18',
    deploymentType: 'Server',
    logIn: 'session',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: false,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '|',
  },
  // Documented: REST reference of Jira 9, personal access tokens since 8.14. Recorded: cookies, bodies, headers.
  datacenter: {
    description: 'Jira Data Center 9',
    version: '9.12.15',
    deploymentType: 'Server',
    logIn: 'session',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '_',
  },
  // Recorded, of 10.4: Basic credentials are taken. Inferred: the session resource is as in 9.
  datacenter10: {
    description: 'Jira Data Center 10',
    version: '10.3.5',
    deploymentType: 'Server',
    logIn: 'session',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '_',
  },
  // Recorded, of 11.3.5: Basic is switched off for every request, tokens are taken. Inferred: the session resource is
  // refused, with 403.
  jira11: {
    description: 'Jira Data Center 11',
    version: '11.3.5',
    deploymentType: 'Server',
    logIn: 'removed',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
    basicAuthentication: false,
    refusedWith: 403,
    xsrfSeparator: '_',
  },
  // Documented: REST reference of Jira Cloud in 2018. Recorded: the user without loginInfo.
  'cloud-2018': {
    description: 'Jira Cloud before December 2018',
    version: '1001.0.0-SNAPSHOT',
    deploymentType: 'Cloud',
    logIn: 'session',
    sessionCookie: 'cloud.session.token',
    loginInfo: false,
    personalAccessTokens: false,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '_',
  },
  // Documented: the announcement that log-ins with a password end. Inferred: its status, 401.
  cloud: {
    description: 'Jira Cloud today',
    version: '1001.0.0-SNAPSHOT',
    deploymentType: 'Cloud',
    logIn: 'refused',
    sessionCookie: 'cloud.session.token',
    loginInfo: false,
    personalAccessTokens: false,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '_',
  },
  // Inferred: a Jira that takes everything else and has no session resource any more. Harder than what is known of 11.
  removed: {
    description: 'a Jira without the session resource',
    version: '11.0.0',
    deploymentType: 'Server',
    logIn: 'removed',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
    basicAuthentication: true,
    refusedWith: 410,
    xsrfSeparator: '_',
  },
} as const satisfies Record<string, FlavourTraits>;

export interface FlavourTraits {
  readonly description: string;
  /** As `serverInfo` reports it. */
  readonly version: string;
  readonly deploymentType: 'Server' | 'Cloud';
  /** What a log-in with a password is there. It decides which of the described answers are given. */
  readonly logIn: LogIn;
  readonly sessionCookie: string;
  readonly loginInfo: boolean;
  readonly personalAccessTokens: boolean;
  /** Whether Basic credentials are taken as it comes: an administrator may decide otherwise. */
  readonly basicAuthentication: boolean;
  /** With which status it refuses the session resource, if it does and nothing else is said. */
  readonly refusedWith: RemovedStatus;
  /** What stands between the parts of `atlassian.xsrf.token`. */
  readonly xsrfSeparator: string;
}

export type FlavourName = keyof typeof flavours;

/** What a removed resource may answer. */
export const removedStatuses = [403, 404, 410] as const;
export type RemovedStatus = (typeof removedStatuses)[number];

/** The flavours that refuse the session resource: the status can be chosen. */
export const flavoursThatRefuse = (Object.keys(flavours) as FlavourName[]).filter(
  (name) => flavours[name].logIn === 'removed',
);
