import { isJsonObject, jsonIn } from '../../../contracts/session/response.ts';
import type { WireResponse } from '../../http/wire.ts';
import { type Account, defaultAccounts } from '../../mock-jira/mocked-accounts.ts';
import type { MockedJiraOptions } from '../../mock-jira/server.ts';
import type { ScenarioName } from '../../report/recording.ts';
import { hasRateLimit, type ObservedRequest } from './observed-request.ts';

const [alice, carol] = defaultAccounts as readonly [Account, Account];

interface ScenarioTraits {
  readonly title: string;
  readonly user: { readonly username: string; readonly password: string };
  readonly jira: Pick<MockedJiraOptions, 'accounts' | 'basicAuthentication'>;
  readonly event?: 'first session ends' | 'rate limit' | 'empty for nobody' | 'every second node';
  /** Whether it is looked at for hazards, and nothing that is asked in it is a part of the contract. */
  readonly isForHazardsAlone?: true;
  /** Whether a client that sent this with the right credentials can get into it. */
  readonly applies: (sent: readonly ObservedRequest[]) => boolean;
  /** Whether what a client sent in it makes it say anything; by default it always does. */
  readonly saysSomething?: (sent: readonly ObservedRequest[]) => boolean;
}

export const sendsPassword = (sent: readonly ObservedRequest[]) => sent.some(({ known }) => known.password);
export const sendsToken = (sent: readonly ObservedRequest[]) => sent.some(({ known }) => known.token);

const scenarios = {
  'right-credentials': {
    title: 'the user name and the password are right',
    user: alice,
    jira: {},
    applies: () => true,
  },
  'unknown-user': {
    title: 'no account has the user name',
    user: { username: 'no-such-user', password: 'password-of-nobody' },
    jira: {},
    applies: sendsPassword,
  },
  captcha: {
    title: 'a CAPTCHA challenge is pending for the user',
    user: carol,
    jira: { accounts: [alice, { ...carol, captchaPending: true }] },
    applies: sendsPassword,
  },
  'ended-session': {
    title: 'Jira ends the session after its first use',
    user: alice,
    jira: {},
    event: 'first session ends',
    applies: (sent) => sent.filter(({ known }) => known.session?.is === 'open').length > 1,
  },
  token: {
    title: 'the client uses a personal access token',
    user: alice,
    jira: {},
    applies: () => true,
    saysSomething: sendsToken,
  },
  'basic-off': {
    title: 'Basic credentials are switched off',
    user: alice,
    jira: { basicAuthentication: false },
    applies: (sent) => sent.some(({ known }) => (known.besideBody ?? known.password)?.in === 'basic'),
  },
  'rate-limited': {
    title: 'Jira answers 429 to REST requests, but for the session resource and serverInfo',
    user: alice,
    jira: {},
    event: 'rate limit',
    isForHazardsAlone: true,
    applies: (sent) => sent.some((one) => one.unbroken.status < 300 && hasRateLimit(one)),
  },
  'not-logged-in': {
    title: 'Jira takes nobody for logged in, and answers searches with 200 and nothing in them',
    user: alice,
    jira: {},
    event: 'empty for nobody',
    isForHazardsAlone: true,
    applies: (sent) => sent.some(isList) && (sendsPassword(sent) || sendsToken(sent)),
  },
  'other-node': {
    title: 'every second request reaches a node that does not know the session',
    user: alice,
    jira: {},
    event: 'every second node',
    isForHazardsAlone: true,
    applies: (sent) => sent.filter(({ known }) => known.session?.is === 'open').length > 1,
  },
} as const satisfies Record<ScenarioName, ScenarioTraits>;

function isList({ isOfSession, path, unbroken }: ObservedRequest): boolean {
  return hasRateLimit({ path, isOfSession }) && unbroken.status === 200 && emptied(unbroken) !== undefined;
}

export function emptied(response: WireResponse): WireResponse | undefined {
  const json = jsonIn(response.body);
  const fields = isJsonObject(json) ? Object.entries(json) : [];
  if (!Array.isArray(json) && !fields.some(([, value]) => Array.isArray(value))) return undefined;
  const empty = (name: string, value: unknown) => (Array.isArray(value) ? [] : name === 'total' ? 0 : value);
  const body = Array.isArray(json)
    ? []
    : Object.fromEntries(fields.map(([name, value]) => [name, empty(name, value)]));
  return { ...response, body: JSON.stringify(body) };
}

/** Widened to the traits that all scenarios share. */
export function scenarioNamed(name: ScenarioName): ScenarioTraits {
  return scenarios[name];
}

export function refusesBasic(name: ScenarioName): boolean {
  return scenarioNamed(name).jira.basicAuthentication === false;
}

export const personalAccessToken = alice.personalAccessToken ?? '';
