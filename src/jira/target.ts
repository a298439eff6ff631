import { Fault } from '../faults.ts';
import type { Finding } from '../findings.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { type Started, started } from '../http/listen.ts';
import { defaultAccounts, withAPast } from '../mock-jira/accounts.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import type { MockedJira } from '../mock-jira/server.ts';
import type { Credentials } from '../settings/credentials.ts';
import { accountsFrom, type RefusalsEverywhere } from './accounts.ts';
import { JiraConnection, type LeftOpen } from './connection.ts';
import { wrongBaseUrl } from './find-jira.ts';
import { isCloud } from './meaning.ts';
import { type ProviderStates, statesOverHttp } from './provider-states.ts';
import { askServerInfo, factsOf, jiraOf, type ServerInfo } from './server-info.ts';
import { Sessions } from './sessions.ts';

export interface Target {
  readonly name: string;
  readonly kind: 'live' | 'mocked';
  readonly baseUrl: string;
  readonly flavour: string;
  readonly version: string | undefined;
  readonly siteUrl: string | undefined;
  readonly username: string | undefined;
  readonly unreachable: Finding | undefined;
  readonly connection: JiraConnection;
  readonly states: ProviderStates;
  readonly credentials: Credentials;
}

export interface OpenTarget extends Target, Started {
  readonly leftOpen: LeftOpen;
}

export interface LiveTargetOptions extends HttpClientOptions {
  readonly name?: string;
  readonly credentials: Credentials;
  readonly refusals?: RefusalsEverywhere;
}

type UnaskedTarget = Pick<Target, 'states' | 'credentials'>;

/** Asks a live Jira what it is, before any credential is sent. */
export async function openLive(options: LiveTargetOptions, signal?: AbortSignal): Promise<OpenTarget> {
  const { baseUrl, name = baseUrl, credentials, refusals } = options;
  const http = new HttpClient(options);
  const { info, unreachable } = await lookAt(options, http, signal);
  const facts = factsOf(baseUrl, info);
  const accounts = accountsFrom(
    credentials,
    refusals && { refusals: refusals.at(jiraOf(baseUrl, info?.siteUrl)) },
  );
  const sessions = new Sessions(credentials.sessionCookie);
  const connection = new JiraConnection({ http, facts, accounts, sessions, signal });
  return opened({
    ...{ name, kind: 'live', baseUrl, unreachable, connection, credentials },
    flavour: info?.flavour ?? 'unknown',
    version: info?.version,
    siteUrl: info?.siteUrl,
    username: credentials.user?.username,
    states: statesOverHttp(connection, credentials),
  });
}

async function lookAt(
  options: HttpClientOptions,
  http: HttpClient,
  signal?: AbortSignal,
): Promise<{ readonly info?: ServerInfo; readonly unreachable: Finding | undefined }> {
  try {
    const info = await askServerInfo(http, signal);
    return { info, unreachable: await wrongBaseUrl(info, options, http, signal) };
  } catch (error) {
    if (error instanceof Fault) return { unreachable: error.finding };
    throw error;
  }
}

export async function siteUrlAt(
  options: LiveTargetOptions,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await askServerInfo(new HttpClient(options), signal)).siteUrl;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** A live Jira before it is asked: which provider states it can be put into follows from the settings. */
export function unaskedLive(options: LiveTargetOptions): UnaskedTarget {
  const { baseUrl, credentials } = options;
  const accounts = accountsFrom(credentials);
  const http = new HttpClient(options);
  const connection = new JiraConnection({ http, facts: factsOf(baseUrl), accounts });
  return { states: statesOverHttp(connection, credentials), credentials };
}

export function unaskedMocked(flavour: FlavourName = 'datacenter'): UnaskedTarget {
  const jira = { flavour, accounts: defaultAccounts, baseUrl: 'http://localhost/rest' };
  const http = new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 0 });
  const credentials = credentialsOf(jira);
  return { states: statesOverHttp(connectTo(jira, http), credentials), credentials };
}

export async function openMocked(
  flavour: FlavourName | undefined,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<OpenTarget> {
  const { startMockedJira } = await import('../mock-jira/server.ts');
  const jira = await startMockedJira({ accounts: withAPast(defaultAccounts), ...(flavour && { flavour }) });
  const connection = connectTo(jira, new HttpClient({ baseUrl: jira.baseUrl, timeoutMs }), signal);
  return opened(mockedTarget(jira, connection), () => jira.stop());
}

type KnownJira = Pick<MockedJira, 'flavour' | 'accounts' | 'baseUrl'>;

export function connectTo(jira: KnownJira, http: HttpClient, signal?: AbortSignal): JiraConnection {
  const { description, deploymentType, personalAccessTokens, serviceAccounts } = flavours[jira.flavour];
  const facts = {
    title: deploymentType === 'Cloud' ? 'Jira Cloud' : description,
    ...{ baseUrl: jira.baseUrl, deploymentType, personalAccessTokens, serviceAccounts },
    // Nothing stands in front of it.
    ...{ lacksServerInfo: false, marksResponses: false, mayRefuseLogIns: false },
  };
  const accounts = accountsFrom(credentialsOf(jira), { knownToBeRight: true });
  return new JiraConnection({ http, facts, accounts, signal });
}

/** @param setUps the connection on which the provider states are made, where that is another than for the requests */
export function mockedTarget(jira: MockedJira, connection: JiraConnection, setUps = connection): Target {
  const { flavour } = jira;
  const credentials = credentialsOf(jira);
  return {
    ...{ name: `mocked ${flavour}`, kind: 'mocked', flavour, connection, credentials },
    baseUrl: connection.http.baseUrl,
    version: flavours[flavour].version,
    siteUrl: undefined,
    username: credentials.user?.username,
    unreachable: undefined,
    states: statesOverHttp(setUps, credentials),
  };
}

/** Those of its first account, which is the user, and of its second, which is given up for the CAPTCHA. */
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
  let leftOpen: LeftOpen = { count: 0 };
  const withSessions = {
    ...target,
    get leftOpen() {
      return leftOpen;
    },
  };
  return started(withSessions, async () => {
    leftOpen = await target.connection.closeSessions();
    await stopJira?.();
  });
}
