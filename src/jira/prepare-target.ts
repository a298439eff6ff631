import { Fault } from '../http/faults.ts';
import { JiraHttp, type JiraHttpOptions } from '../http/http-client.ts';
import type { Credentials } from '../settings/jira.ts';
import { JiraTarget } from './jira-target.ts';
import { type FlavourName, flavours } from './mocked-jira/flavours.ts';
import type { MockedJira } from './mocked-jira/server.ts';
import { askServerInfo } from './server-info.ts';

/** A target that is ready, with what is known of it. Disposing of it stops what was started for it. */
export interface PreparedTarget extends AsyncDisposable {
  readonly target: JiraTarget;
  readonly http: JiraHttp;
  readonly flavour: string;
  readonly version: string | undefined;
  /** The site's address as the Jira itself reports it. */
  readonly siteUrl?: string | undefined;
  readonly username: string | undefined;
  /** The cause and the cure, when there is no getting through to it. */
  readonly unreachable?: string;
}

/**
 * Asks a live Jira what it is, before any credential is sent.
 *
 * @throws InputError for settings of the way there that make no sense
 */
export async function prepareLive(
  options: JiraHttpOptions,
  credentials: Credentials,
): Promise<PreparedTarget> {
  const http = new JiraHttp(options);
  const prepared = {
    target: new JiraTarget({ kind: 'live', http, credentials }),
    http,
    username: credentials.user?.username,
    [Symbol.asyncDispose]: () => http.close(),
  };
  try {
    const { flavour, version, siteUrl } = await askServerInfo(http);
    return { ...prepared, flavour, version, siteUrl };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...prepared, flavour: 'unknown', version: undefined, unreachable: error.message };
  }
}

/** Starts a mocked Jira in this process. */
export async function prepareMocked(flavour: FlavourName, timeoutMs: number): Promise<PreparedTarget> {
  const { startMockedJira } = await import('./mocked-jira/server.ts');
  const jira = await startMockedJira({ flavour });
  const http = new JiraHttp({ baseUrl: jira.baseUrl, timeoutMs });
  return {
    target: mockedTarget(jira, http),
    http,
    flavour,
    version: flavours[flavour].version,
    username: jira.accounts[0]?.username,
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await jira.stop();
    },
  };
}

/**
 * A mocked Jira as a target, with the credentials of its own accounts: the first is the user, the second is given up
 * for the CAPTCHA.
 *
 * @param http the way to it, on which the provider states are made
 */
export function mockedTarget(jira: MockedJira, http: JiraHttp): JiraTarget {
  const [user, captchaUser] = jira.accounts;
  const token = user?.personalAccessToken;
  const { description, personalAccessTokens } = flavours[jira.flavour];
  const credentials: Credentials = {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(token && { personalAccessToken: token }),
  };
  const impossible = personalAccessTokens
    ? {}
    : { 'the user has a personal access token': `${description} has no personal access tokens` };
  return new JiraTarget({ kind: 'mocked', http, credentials, impossible });
}
