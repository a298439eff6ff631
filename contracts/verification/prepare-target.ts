import type { Credentials } from '../config.ts';
import { JiraTarget } from '../provider/jira-target.ts';
import { type FlavourName, flavours } from '../provider/mocked-jira/flavours.ts';
import { askServerInfo } from '../provider/server-info.ts';

/** A target that is ready, with what is known of it. Disposing of it stops what was started for it. */
export interface PreparedTarget extends AsyncDisposable {
  readonly target: JiraTarget;
  readonly flavour: string;
  readonly version: string | undefined;
}

/** Asks a live Jira what it is. */
export async function prepareLive(
  baseUrl: string,
  credentials: Credentials,
  timeoutMs: number,
): Promise<PreparedTarget> {
  const { flavour, version } = await askServerInfo(baseUrl, timeoutMs);
  const target = new JiraTarget({ kind: 'live', baseUrl, credentials, timeoutMs });
  return { target, flavour, version, [Symbol.asyncDispose]: async () => {} };
}

/** Starts a mocked Jira in this process. */
export async function prepareMocked(flavour: FlavourName, timeoutMs: number): Promise<PreparedTarget> {
  const { startMockedJira } = await import('../provider/mocked-jira/server.ts');
  const jira = await startMockedJira({ flavour });
  const [user, captchaUser] = jira.accounts;
  const token = user?.personalAccessToken;
  const credentials: Credentials = {
    ...(user && { user }),
    ...(captchaUser && { captchaUser }),
    ...(token && { personalAccessToken: token }),
  };
  const impossible = flavours[flavour].personalAccessTokens
    ? {}
    : {
        'the user has a personal access token': `${flavours[flavour].description} has no personal access tokens`,
      };
  const target = new JiraTarget({
    kind: 'mocked',
    baseUrl: jira.baseUrl,
    credentials,
    timeoutMs,
    impossible,
  });
  return { target, flavour, version: flavours[flavour].version, [Symbol.asyncDispose]: () => jira.stop() };
}
