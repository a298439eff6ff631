import { Fault } from '../faults.ts';
import type { Finding } from '../findings.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { type Started, started } from '../http/listen.ts';
import { realChance } from '../mock-jira/chance.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import { defaultAccounts, withAPast } from '../mock-jira/mocked-accounts.ts';
import type { MockedJira } from '../mock-jira/server.ts';
import type { Credentials } from '../settings/credentials.ts';
import { accountsFrom, newRefusals, type Refusals } from './accounts.ts';
import { closeSessions } from './close-sessions.ts';
import { connectionTo, type JiraConnection } from './connection.ts';
import { wrongBaseUrl } from './find-jira.ts';
import { isCloud, type JiraFacts } from './meaning.ts';
import { type KnownTarget, type SetUpState, statesOverHttp } from './provider-states.ts';
import { askServerInfo, factsOf, jiraOf } from './server-info.ts';
import { Sessions } from './sessions.ts';

export interface Target extends KnownTarget {
  readonly name: string;
  readonly kind: 'live' | 'mocked';
  readonly unreachable: Finding | undefined;
  readonly connection: JiraConnection;
  readonly setUp: SetUpState;
}

export type OpenTarget = Target & Started;

export interface LiveTargetOptions extends HttpClientOptions {
  readonly name?: string;
  readonly credentials: Credentials;
  readonly refusals?: Refusals | undefined;
}

/** The connection to a live Jira, with what is known about it. */
export function connectToLive(
  http: HttpClient,
  { credentials, refusals = newRefusals() }: Pick<LiveTargetOptions, 'credentials' | 'refusals'>,
  facts: JiraFacts,
): JiraConnection {
  return connectionTo({
    ...{ http, facts },
    accounts: accountsFrom(credentials, { refusals, jira: jiraOf(facts.baseUrl, facts.siteUrl) }),
    sessions: new Sessions(credentials.sessionCookie),
  });
}

/** Asks a live Jira what it is, before any credential is sent. */
export async function openLive(options: LiveTargetOptions): Promise<OpenTarget> {
  const { baseUrl, name = baseUrl, credentials } = options;
  const http = new HttpClient(options);
  let facts = factsOf(baseUrl);
  let unreachable: Finding | undefined;
  try {
    const info = await askServerInfo(http);
    facts = info;
    unreachable = await wrongBaseUrl(info, http);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    unreachable = error.finding;
  }
  const connection = connectToLive(http, options, facts);
  const setUp = statesOverHttp(connection, credentials);
  return opened({ name, kind: 'live', facts, credentials, unreachable, connection, setUp });
}

export async function siteUrlAt(options: LiveTargetOptions): Promise<string | undefined> {
  try {
    return (await askServerInfo(new HttpClient(options))).siteUrl;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** A live Jira before any request: the settings alone say which provider states can be made. */
export function unaskedLive({ baseUrl, credentials }: LiveTargetOptions): KnownTarget {
  return { facts: factsOf(baseUrl), credentials };
}

export function unaskedMocked(flavour: FlavourName = 'datacenter'): KnownTarget {
  const jira = { flavour, accounts: defaultAccounts, baseUrl: 'http://localhost/rest' };
  return { facts: factsOfMocked(jira), credentials: credentialsOf(jira) };
}

export async function openMocked(
  flavour: FlavourName | undefined,
  options: Pick<HttpClientOptions, 'timeoutMs' | 'signal'>,
): Promise<OpenTarget> {
  const { startMockedJira } = await import('../mock-jira/server.ts');
  // In the order of a recording: a pact that needs it would hold at every second time.
  const chance = { ...realChance, isSessionCookieLast: () => false };
  const accounts = withAPast(defaultAccounts);
  const jira = await startMockedJira({ accounts, chance, ...(flavour && { flavour }) });
  const connection = connectTo(jira, new HttpClient({ ...options, baseUrl: jira.baseUrl }));
  return opened(mockedTarget(jira, connection), () => jira.stop());
}

type KnownJira = Pick<MockedJira, 'flavour' | 'accounts' | 'baseUrl'>;

export function connectTo(jira: KnownJira, http: HttpClient): JiraConnection {
  const accounts = accountsFrom(credentialsOf(jira), { knownToBeRight: true });
  return connectionTo({ http, facts: factsOfMocked({ ...jira, baseUrl: http.baseUrl }), accounts });
}

function factsOfMocked({ flavour, baseUrl }: KnownJira): JiraFacts {
  const { description, version, deploymentType, personalAccessTokens, serviceAccounts } = flavours[flavour];
  const facts = factsOf(baseUrl, version, deploymentType);
  return {
    ...{ ...facts, flavour, personalAccessTokens, serviceAccounts },
    title: isCloud(facts) ? facts.title : description,
    ...{ lacksServerInfo: false, mayRefuseLogIns: false },
  };
}

export function mockedTarget(jira: KnownJira, connection: JiraConnection): Target {
  const { facts } = connection;
  const credentials = credentialsOf(jira);
  const setUp = statesOverHttp(connection, credentials);
  const name = `mocked ${jira.flavour}`;
  return { name, kind: 'mocked', facts, credentials, unreachable: undefined, connection, setUp };
}

/** The credentials of its first account, the user's, and of its second, which is given up for the CAPTCHA. */
function credentialsOf({ flavour, accounts }: KnownJira): Credentials {
  const [user, captchaUser] = accounts;
  const { email, apiToken, personalAccessToken, clientId, clientSecret } = user ?? {};
  return {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(email && apiToken && isCloud(flavours[flavour]) && { cloudUser: { email, apiToken } }),
    ...(personalAccessToken && { personalAccessToken }),
    ...(clientId && clientSecret && { serviceAccount: { clientId, clientSecret } }),
  };
}

function opened(target: Target, stopJira?: () => Promise<void>): OpenTarget {
  return started(target, async () => {
    await closeSessions(target.connection);
    await stopJira?.();
  });
}
