import { closest, distance } from 'fastest-levenshtein';
import type { DeploymentType, LogIn } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { TYPING_MISTAKES } from '../text.ts';

const dataCenter = {
  deploymentType: 'Server',
  logIn: 'session',
  sessionCookie: 'JSESSIONID',
  loginInfo: true,
  personalAccessTokens: true,
  serviceAccounts: false,
  basicAuthentication: true,
  credentialsInAddress: false,
  refusedWith: 410,
  otherRefusal: 'errors',
  isCloudToday: false,
  xsrfSeparator: '_',
} as const;

const cloud = {
  ...dataCenter,
  version: '1001.0.0-SNAPSHOT',
  deploymentType: 'Cloud',
  sessionCookie: 'cloud.session.token',
  loginInfo: false,
  personalAccessTokens: false,
} as const;

/**
 * The kinds of Jira that the mocked Jira can be. The comment above each entry says what it is based on: recorded from a real
 * Jira, documented by Atlassian, or inferred. No real Jira has been recorded by this project yet. The tool for it is in the
 * folder `truth` of a checkout.
 */
export const flavours = {
  // Documented: REST reference of Jira Server 7. Recorded: cookies, bodies, headers.
  server7: {
    ...dataCenter,
    description: 'Jira Server 7',
    version: '7.13.18',
    personalAccessTokens: false,
    credentialsInAddress: true,
    xsrfSeparator: '|',
  },
  // Documented: REST reference of Jira 9, personal access tokens since 8.14. Recorded: cookies, bodies, headers.
  // Inferred: credentials in the address are taken until 9.
  datacenter: {
    ...dataCenter,
    description: 'Jira Data Center 9',
    version: '9.12.15',
    credentialsInAddress: true,
  },
  // Documented: REST reference of Jira 10.3 and 10.5. Recorded, of 10.3: GET with Basic credentials, the refusals of others.
  datacenter10: {
    ...dataCenter,
    description: 'Jira Data Center 10',
    version: '10.3.5',
    otherRefusal: 'message',
  },
  // Recorded, of 11.3.5: Basic is switched off for every request, tokens are taken. Inferred: the session resource is
  // refused, with 403. Its class is still documented in 11.3, so 401 is likely too. Nothing is known of Jira 12.
  jira11: {
    ...dataCenter,
    description: 'Jira Data Center 11',
    version: '11.3.5',
    logIn: 'removed',
    serviceAccounts: true,
    basicAuthentication: false,
    refusedWith: 403,
    otherRefusal: 'message',
  },
  // Documented: REST reference of Jira Cloud in 2018. Recorded: the user without loginInfo.
  'cloud-2018': { ...cloud, description: 'Jira Cloud before December 2018' },
  // Recorded, from 2020 to 2026: refusals, challenges, account ids as names, and what its gateway says by itself.
  cloud: {
    ...cloud,
    description: 'Jira Cloud today',
    logIn: 'refused',
    otherRefusal: 'text',
    isCloudToday: true,
  },
  // Inferred: a Jira that takes everything else and has no session resource any more. Harder than what is known of 11.
  removed: {
    ...dataCenter,
    description: 'a Jira without the session resource',
    version: '11.0.0',
    logIn: 'removed',
    serviceAccounts: true,
  },
  // Recorded: Apache with Kerberos in front of a Jira, which nobody reaches without a ticket.
  kerberos: {
    ...dataCenter,
    description: 'a Jira behind Kerberos',
    version: '9.12.15',
    logIn: 'not reached',
  },
} as const satisfies Record<string, FlavourTraits>;

export interface FlavourTraits {
  readonly description: string;
  /** As `serverInfo` reports it. */
  readonly version: string;
  readonly deploymentType: DeploymentType;
  /** It decides which of the described answers are given: none where something in front of the Jira answers everything. */
  readonly logIn: LogIn | 'not reached';
  readonly sessionCookie: string;
  readonly loginInfo: boolean;
  readonly personalAccessTokens: boolean;
  /** Whether it gives access tokens to service accounts. Documented: Jira 11. */
  readonly serviceAccounts: boolean;
  /** Whether Basic credentials are accepted out of the box: an administrator may decide otherwise. */
  readonly basicAuthentication: boolean;
  /** Whether it takes `os_username` and `os_password` in an address, as Seraph's log-in filter does. */
  readonly credentialsInAddress: boolean;
  /** The status with which it refuses the session resource, if it does and no other is set. */
  readonly refusedWith: RemovedStatus;
  /** How its other resources refuse a caller who is not logged in. */
  readonly otherRefusal: 'errors' | 'message' | 'text';
  /** Whether it answers as Cloud was recorded since 2020. */
  readonly isCloudToday: boolean;
  /** What stands between the parts of `atlassian.xsrf.token`. */
  readonly xsrfSeparator: string;
}

export type FlavourName = keyof typeof flavours;

export const removedStatuses = [401, 403, 404, 410] as const;
export type RemovedStatus = (typeof removedStatuses)[number];

export const flavoursThatRefuse = (Object.keys(flavours) as FlavourName[]).filter(
  (name) => flavours[name].logIn === 'removed',
);

/** What an unknown name may mean: the flavour of the version in it, or the one spelled most alike; and all names that there are. */
export function flavourAdvice(text: string): string {
  const names = Object.keys(flavours) as FlavourName[];
  const [major] = /\d+/.exec(text) ?? [];
  const near = closest(text.toLowerCase(), names);
  const meant =
    names.find((name) => flavours[name].version.split('.')[0] === major) ??
    (distance(text.toLowerCase(), near) <= TYPING_MISTAKES ? near : undefined);
  return `${meant ? `did you mean ${meant}? Use` : 'use'} one of ${names.join(', ')}.`;
}

export function refuseUnknownFlavour(flavour: FlavourName | undefined): void {
  if (flavour === undefined || Object.hasOwn(flavours, flavour)) return;
  throw new InputError(`There is no flavour '${flavour}': ${flavourAdvice(flavour)}`);
}
