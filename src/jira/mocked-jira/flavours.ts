import type { LogIn } from '../../../contracts/session/description.ts';

/**
 * The Jiras that the mocked one can be, as data. Sources: Atlassian's REST documentation of Jira Server 7 to 9 and
 * Cloud, recorded answers; the status of a removed resource is not documented, so each likely one can be asked for.
 */
export const flavours = {
  server7: {
    description: 'Jira Server 7',
    version: '7.13.18',
    deploymentType: 'Server',
    logIn: 'session',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: false,
    xsrfSeparator: '|',
  },
  datacenter: {
    description: 'Jira Data Center 9',
    version: '9.12.15',
    deploymentType: 'Server',
    logIn: 'session',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
    xsrfSeparator: '_',
  },
  'cloud-2018': {
    description: 'Jira Cloud before December 2018',
    version: '1001.0.0-SNAPSHOT',
    deploymentType: 'Cloud',
    logIn: 'session',
    sessionCookie: 'cloud.session.token',
    loginInfo: false,
    personalAccessTokens: false,
    xsrfSeparator: '_',
  },
  cloud: {
    description: 'Jira Cloud today',
    version: '1001.0.0-SNAPSHOT',
    deploymentType: 'Cloud',
    logIn: 'refused',
    sessionCookie: 'cloud.session.token',
    loginInfo: false,
    personalAccessTokens: false,
    xsrfSeparator: '_',
  },
  removed: {
    description: 'Jira 11, which refuses the resource',
    version: '11.0.0',
    deploymentType: 'Server',
    logIn: 'removed',
    sessionCookie: 'JSESSIONID',
    loginInfo: true,
    personalAccessTokens: true,
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
  /** What stands between the parts of `atlassian.xsrf.token`. */
  readonly xsrfSeparator: string;
}

export type FlavourName = keyof typeof flavours;

/** What a removed resource may answer. */
export const removedStatuses = [403, 404, 410] as const;
export type RemovedStatus = (typeof removedStatuses)[number];
