import { isContractRequest, PAT_PATH } from '../../contracts/session/names.ts';
import { providerStates, type StateName, type StateTraits } from '../../contracts/session/states.ts';
import { credentialsIn } from '../authorization.ts';
import { type Finding, finding, inWords, type ToldFinding } from '../findings.ts';
import type { Attempts } from '../jira/accounts.ts';
import { accountsDueIn, type KnownTarget, whyNoTokens, whyNotIn } from '../jira/provider-states.ts';
import {
  inReplayOrder,
  knownStatesOf,
  requestPathOf,
  statesOf,
  unknownStateOf,
  unknownValueOf,
  valueNamesIn,
} from '../pact/interactions.ts';
import type { PactInteraction } from '../pact/pact-file.ts';
import { accountsIn, type Credentials } from '../settings/credentials.ts';
import type { AccountRole } from '../settings/jira-settings.ts';

/** What would be sent for one interaction. */
export interface PlannedInteraction {
  /** The method of its request. */
  readonly method: string;
  /** The path of its request, below Jira's REST root. */
  readonly path: string;
  /** Its description in the pact. */
  readonly description: string;
  /** The provider states that it needs. */
  readonly providerStates: readonly string[];
  /**
   * Whose credentials the request or its provider states may send, and how often at most; 0 where a session that is there
   * already will do. Empty for nobody's.
   */
  readonly attempts: Attempts;
  /** Why it would not be sent. */
  readonly notSent: ToldFinding | undefined;
}

export function planOf(interactions: readonly PactInteraction[], target: KnownTarget): PlannedInteraction[] {
  const attemptsFor = plannedSessions();
  return inReplayOrder(interactions).map((interaction) => {
    const { method, path } = interaction.request;
    const notSent = reasonNotToSend(interaction, target);
    return {
      method: method.toUpperCase(),
      path: requestPathOf(path).path,
      description: interaction.description,
      providerStates: statesOf(interaction),
      attempts: notSent ? {} : attemptsOf(interaction, target.credentials, attemptsFor),
      notSent: notSent && inWords(notSent),
    };
  });
}

export function planOfExpiry({ personalAccessToken }: Credentials, days: number): PlannedInteraction[] {
  if (!personalAccessToken || days === 0) return [];
  const description = 'when the personal access tokens of the user end';
  return [
    {
      ...{ method: 'GET', path: PAT_PATH, description },
      providerStates: [],
      attempts: { token: 1 },
      notSent: undefined,
    },
  ];
}

function attemptsOf(
  interaction: PactInteraction,
  credentials: Credentials,
  attemptsFor: ReturnType<typeof plannedSessions>,
): Attempts {
  const roles = accountsIn(credentials).map(({ role }) => role);
  const asked = valueNamesIn(interaction.request);
  // The credentials that the request itself takes from its provider states, apart from a session.
  const used = ['password', 'authorization', 'clientSecret'].filter((value) => asked.includes(value));
  return sumOf(
    knownStatesOf(interaction).map((state) => {
      if (credentials.sessionCookie && state === 'the user has a session') return { 'session-cookie': 0 };
      const role = accountsDueIn([state]).find((one) => roles.includes(one));
      if (!role) return {};
      const isUsed = used.some((value) => value in providerStates[state].values);
      return { [role]: attemptsFor(state, interaction) + (isUsed ? 1 : 0) };
    }),
  );
}

/** Which sessions a replay has: one that is open, or has ended, serves every interaction until a log-out ends it. */
function plannedSessions() {
  let isOpen = false;
  let hasEnded = false;
  return (state: StateName, { request }: PactInteraction): number => {
    const { attempts = 0 }: StateTraits = providerStates[state];
    if (state === 'the user has a session') {
      const needed = isOpen ? 0 : attempts;
      isOpen = request.method.toUpperCase() !== 'DELETE';
      hasEnded ||= !isOpen;
      return needed;
    }
    if (state === 'the session of the user has ended') {
      const needed = hasEnded || isOpen ? 0 : attempts;
      if (!hasEnded) isOpen = false;
      hasEnded = true;
      return needed;
    }
    return attempts;
  };
}

export function attemptsIn(plan: readonly PlannedInteraction[]): Attempts {
  return sumOf(plan.map(({ attempts }) => attempts));
}

function sumOf(all: readonly Attempts[]): Attempts {
  const sum: Partial<Record<AccountRole, number>> = {};
  for (const [role, more] of all.flatMap((one) => Object.entries(one) as [AccountRole, number][])) {
    sum[role] = (sum[role] ?? 0) + more;
  }
  return sum;
}

export function reasonNotToSend(interaction: PactInteraction, target: KnownTarget): Finding | undefined {
  const { credentials } = target;
  const { method, path } = interaction.request;
  const known = knownStatesOf(interaction);
  const unknown = unknownStateOf(interaction);
  if (unknown !== undefined) return finding('unknown-state', `'${unknown}'`);
  const unknownValue = unknownValueOf(interaction);
  if (unknownValue !== undefined) return { code: 'unknown-value', own: { cause: unknownValue } };
  if (!isContractRequest(method, requestPathOf(path).path))
    return finding('foreign-request', `${method} ${path}`);
  const fromBody = valueNamesIn(interaction.request).includes('cookieFromBody');
  if (credentials.sessionCookie && fromBody) {
    return {
      code: 'setting-missing',
      own: {
        cause: 'needs the body of a log-in: JIRA_USERNAME and JIRA_PASSWORD, without JIRA_SESSION_COOKIE',
      },
    };
  }
  const endsIt = method.toUpperCase() === 'DELETE' && known.includes('the user has a session');
  if (credentials.sessionCookie && endsIt) return finding('session-not-ours');
  const notMade = known.map((state) => whyNotIn(state, target)).find((reason) => reason !== undefined);
  return notMade ?? (isOfToken(interaction) ? whyNoTokens(target) : undefined);
}

/** Whether the request itself has a token: one that is nobody's, since real ones come from provider states. */
function isOfToken({ request: { path, headers = {} } }: PactInteraction): boolean {
  return credentialsIn({ path, headers }).some((sent) => sent.in === 'bearer');
}
