import type { LogIn } from '../../../contracts/session/description.ts';
import { InputError } from '../../errors.ts';
import type { DeploymentType } from '../meaning.ts';

/** What the Data Centers since 9 have in common. */
const dataCenter = {
  deploymentType: 'Server',
  logIn: 'session',
  sessionCookie: 'JSESSIONID',
  loginInfo: true,
  personalAccessTokens: true,
  basicAuthentication: true,
  refusedWith: 410,
  xsrfSeparator: '_',
} as const;

/** What Cloud has in common with what it was. */
const cloud = {
  ...dataCenter,
  version: '1001.0.0-SNAPSHOT',
  deploymentType: 'Cloud',
  sessionCookie: 'cloud.session.token',
  loginInfo: false,
  personalAccessTokens: false,
} as const;

/**
 * The kinds of Jira that the mocked Jira can be. The comment above each entry says what it is based on: recorded from a real Jira,
 * documented by Atlassian, or inferred. No real Jira has been recorded by this project yet. The tool for it is in the folder `truth` of a checkout.
 */
export const flavours = {
  // Documented: REST reference of Jira Server 7. Recorded: cookies, bodies, headers.
  server7: {
    ...dataCenter,
    description: 'Jira Server 7',
    version: '7.13.18',
    personalAccessTokens: false,
    xsrfSeparator: '|',
  },
  // Documented: REST reference of Jira 9, personal access tokens since 8.14. Recorded: cookies, bodies, headers.
  datacenter: { ...dataCenter, description: 'Jira Data Center 9', version: '9.12.15' },
  // Recorded, of 10.4: Basic credentials are taken. Inferred: the session resource is as in 9.
  datacenter10: { ...dataCenter, description: 'Jira Data Center 10', version: '10.3.5' },
  // Recorded, of 11.3.5: Basic is switched off for every request, tokens are taken. Inferred: the session resource is
  // refused, with 403.
  jira11: {
    ...dataCenter,
    description: 'Jira Data Center 11',
    version: '11.3.5',
    logIn: 'removed',
    basicAuthentication: false,
    refusedWith: 403,
  },
  // Documented: REST reference of Jira Cloud in 2018. Recorded: the user without loginInfo.
  'cloud-2018': { ...cloud, description: 'Jira Cloud before December 2018' },
  // Documented: the announcement that log-ins with a password end. Inferred: its status, 401.
  cloud: { ...cloud, description: 'Jira Cloud today', logIn: 'refused' },
  // Inferred: a Jira that takes everything else and has no session resource any more. Harder than what is known of 11.
  removed: {
    ...dataCenter,
    description: 'a Jira without the session resource',
    version: '11.0.0',
    logIn: 'removed',
  },
} as const satisfies Record<string, FlavourTraits>;

export interface FlavourTraits {
  readonly description: string;
  /** As `serverInfo` reports it. */
  readonly version: string;
  readonly deploymentType: DeploymentType;
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
export const removedStatuses = [401, 403, 404, 410] as const;
export type RemovedStatus = (typeof removedStatuses)[number];

/** The flavours that refuse the session resource: the status can be chosen. */
export const flavoursThatRefuse = (Object.keys(flavours) as FlavourName[]).filter(
  (name) => flavours[name].logIn === 'removed',
);

/** @throws InputError for a flavour that there is not */
export function refuseUnknownFlavour(flavour: FlavourName | undefined): void {
  if (flavour === undefined || Object.hasOwn(flavours, flavour)) return;
  throw new InputError(`There is no flavour '${flavour}': use one of ${Object.keys(flavours).join(', ')}.`);
}
