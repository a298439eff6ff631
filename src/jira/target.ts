import type { Finding } from '../findings.ts';
import { Fault } from '../http/faults.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { type Started, started } from '../http/listen.ts';
import { type FlavourName, flavours } from '../mock-jira/flavours.ts';
import type { MockedJira } from '../mock-jira/server.ts';
import type { Credentials } from '../settings/credentials.ts';
import { accountsFrom, type RefusalsEverywhere } from './accounts.ts';
import { JiraConnection, type LeftOpen } from './connection.ts';
import { wrongBaseUrl } from './find-jira.ts';
import { isCloud } from './meaning.ts';
import { type ProviderStates, statesOverHttp } from './provider-states.ts';
import { jiraOf } from './same-jira.ts';
import { askServerInfo, factsOf, type ServerInfo } from './server-info.ts';
import { Sessions } from './sessions.ts';

/** A Jira that the contract is held to, with what is known of it. */
export interface Target {
  readonly name: string;
  readonly kind: 'live' | 'mocked';
  /** With Jira's REST root, without a trailing slash. */
  readonly baseUrl: string;
  readonly flavour: string;
  readonly version: string | undefined;
  /** The site's address as the Jira itself reports it. */
  readonly siteUrl: string | undefined;
  /** The user whose log-in is verified. */
  readonly username: string | undefined;
  /** Why nothing can be sent to it at all. */
  readonly unreachable: Finding | undefined;
  readonly connection: JiraConnection;
  readonly states: ProviderStates;
  /** What the provider states are made with. */
  readonly credentials: Credentials;
}

/** A target that has to be stopped: its sessions are closed, and what was started for it ends. */
export interface OpenTarget extends Target, Started {
  /** Known once it is stopped. */
  readonly leftOpen: LeftOpen;
}

/** How a live Jira is reached. */
export interface LiveTargetOptions extends HttpClientOptions {
  /** The base URL if left out. */
  readonly name?: string;
  readonly credentials: Credentials;
  /** The accounts that Jiras refused before; none if left out. */
  readonly refusals?: RefusalsEverywhere;
}

/**
 * Asks a live Jira what it is, before any credential is sent.
 *
 * @param signal cuts it short
 * @throws InputError for settings of the way there that make no sense
 */
export async function openLive(options: LiveTargetOptions, signal?: AbortSignal): Promise<OpenTarget> {
  const http = new HttpClient(options);
  const { info, unreachable } = await lookAt(options, http, signal);
  const facts = factsOf(options.baseUrl, info);
  const jira = jiraOf(options.baseUrl, info?.siteUrl);
  const { refusals } = options;
  const accounts = accountsFrom(options.credentials, refusals && { refusals: refusals.at(jira) });
  const sessions = new Sessions(options.credentials.sessionCookie);
  const connection = new JiraConnection({ http, facts, accounts, sessions, signal });
  return opened({
    name: options.name ?? options.baseUrl,
    kind: 'live',
    baseUrl: options.baseUrl,
    flavour: info?.flavour ?? 'unknown',
    version: info?.version,
    siteUrl: info?.siteUrl,
    username: options.credentials.user?.username,
    unreachable,
    connection,
    states: statesOverHttp(connection, options.credentials),
    credentials: options.credentials,
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

/** What a live Jira calls itself; undefined where it does not say, or does not answer. */
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

/** A live Jira that nobody has asked anything yet: which provider states it can be put into follows from the settings. */
export function unasked(options: LiveTargetOptions): Pick<Target, 'states' | 'credentials'> {
  const { credentials } = options;
  const facts = factsOf(options.baseUrl);
  const accounts = accountsFrom(credentials);
  const connection = new JiraConnection({ http: new HttpClient(options), facts, accounts });
  return { states: statesOverHttp(connection, credentials), credentials };
}

/** Starts a mocked Jira in this process. */
export async function openMocked(
  flavour: FlavourName,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<OpenTarget> {
  const { startMockedJira } = await import('../mock-jira/server.ts');
  const jira = await startMockedJira({ flavour });
  const connection = connectTo(jira, new HttpClient({ baseUrl: jira.baseUrl, timeoutMs }), signal);
  return opened(mockedTarget(jira, connection), () => jira.stop());
}

/** A connection to a mocked Jira, whose credentials are known to be right. */
export function connectTo(jira: MockedJira, http: HttpClient, signal?: AbortSignal): JiraConnection {
  const { description, deploymentType, personalAccessTokens } = flavours[jira.flavour];
  const title = deploymentType === 'Cloud' ? 'Jira Cloud' : description;
  // Nothing stands in front of it, and its credentials are known to be right.
  const known = { lacksServerInfo: false, marksResponses: false, mayRefuseLogIns: false };
  const facts = { title, baseUrl: jira.baseUrl, deploymentType, personalAccessTokens, ...known };
  return new JiraConnection({
    http,
    facts,
    accounts: accountsFrom(credentialsOf(jira), { knownToBeRight: true }),
    signal,
  });
}

/**
 * A mocked Jira as a target, with the credentials of its own accounts: the first is the user, the second is given up
 * for the CAPTCHA.
 *
 * @param connection on which requests are replayed
 * @param setUps on which the provider states are made, when that is another
 */
export function mockedTarget(jira: MockedJira, connection: JiraConnection, setUps = connection): Target {
  const { version } = flavours[jira.flavour];
  const credentials = credentialsOf(jira);
  return {
    name: `mocked ${jira.flavour}`,
    kind: 'mocked',
    baseUrl: connection.http.baseUrl,
    flavour: jira.flavour,
    version,
    siteUrl: undefined,
    username: credentials.user?.username,
    unreachable: undefined,
    connection,
    states: statesOverHttp(setUps, credentials),
    credentials,
  };
}

function credentialsOf(jira: MockedJira): Credentials {
  const [user, captchaUser] = jira.accounts;
  const { email, apiToken } = user ?? {};
  return {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(email && apiToken && isCloud(flavours[jira.flavour]) && { cloudUser: { email, apiToken } }),
    ...(user?.personalAccessToken && { personalAccessToken: user.personalAccessToken }),
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
