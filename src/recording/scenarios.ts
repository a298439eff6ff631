import { type Account, defaultAccounts } from '../mock-jira/accounts.ts';
import type { MockedJiraOptions } from '../mock-jira/server.ts';
import type { KnownCredentials } from '../mock-jira/session-resource.ts';
import type { ScenarioName } from '../report/recording.ts';

const [alice, carol] = defaultAccounts as readonly [Account, Account];

/** What was sent in `right-credentials`: it decides which other scenarios say something of a client. */
export interface SentBefore {
  readonly password: boolean;
  readonly basic: boolean;
  /** How often an open session was used. */
  readonly sessionUses: number;
  /** Whether another resource than those without a rate limit was answered. */
  readonly limited: boolean;
}

/** What happens in a scenario beside its set-up: what it does to a run stands in `stage.ts`. */
export type ScenarioEvent =
  | 'first session ends after its first use'
  | 'what has a rate limit is answered 429';

/** A situation that a client is run in. */
interface ScenarioTraits {
  readonly title: string;
  /** The user name and the password that the client is given. */
  readonly user: { readonly username: string; readonly password: string };
  /** How the mocked Jira is set up, beside its flavour. */
  readonly jira: Pick<MockedJiraOptions, 'accounts' | 'basicAuthentication'>;
  /** What happens beside that. */
  readonly event?: ScenarioEvent;
  /** Whether a client can get what it wants in it. Where none can, one that ends as if it had has a hazard. */
  readonly letsIn: boolean;
  /** Whether a client that sent this can get into it. */
  readonly applies: (sent: SentBefore) => boolean;
  /** Whether what a client sent in it makes it say anything; it always does if left out. */
  readonly saysSomething?: (known: readonly KnownCredentials[]) => boolean;
}

/** Every scenario, in the order in which they are shown. */
const scenarios = {
  'right-credentials': {
    title: 'the user name and the password are right',
    user: alice,
    jira: {},
    letsIn: true,
    applies: () => true,
  },
  'unknown-user': {
    title: 'no account has the user name',
    user: { username: 'no-such-user', password: 'password-of-nobody' },
    jira: {},
    letsIn: false,
    applies: ({ password }) => password,
  },
  captcha: {
    title: 'a CAPTCHA challenge is pending for the user',
    user: carol,
    jira: { accounts: [alice, { ...carol, captchaPending: true }] },
    letsIn: false,
    applies: ({ password }) => password,
  },
  'ended-session': {
    title: 'Jira ends the session after its first use',
    user: alice,
    jira: {},
    event: 'first session ends after its first use',
    letsIn: true,
    applies: ({ sessionUses }) => sessionUses > 1,
  },
  token: {
    title: 'the client uses a personal access token',
    user: alice,
    jira: {},
    letsIn: true,
    applies: () => true,
    saysSomething: (known) => known.some(({ token }) => token),
  },
  'basic-off': {
    title: 'Basic credentials are switched off',
    user: alice,
    jira: { basicAuthentication: false },
    letsIn: true,
    applies: ({ basic }) => basic,
  },
  'rate-limited': {
    title: 'Jira answers 429, but for the session resource and serverInfo',
    user: alice,
    jira: {},
    event: 'what has a rate limit is answered 429',
    letsIn: false,
    applies: ({ limited }) => limited,
  },
} as const satisfies Record<ScenarioName, ScenarioTraits>;

export const scenarioNames = Object.keys(scenarios) as ScenarioName[];

/** The traits of a scenario, without what only its own entry says. */
export function scenarioNamed(name: ScenarioName): ScenarioTraits {
  return scenarios[name];
}

/** Whether Basic credentials are refused in a scenario, whatever they are. */
export function refusesBasic(name: ScenarioName): boolean {
  return scenarioNamed(name).jira.basicAuthentication === false;
}

/** The token that a client is given in every scenario. */
export const personalAccessToken = alice.personalAccessToken ?? '';
