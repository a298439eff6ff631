import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError, JiraNotReachedError } from '../errors.ts';
import { Fault } from '../http/faults.ts';
import { HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { askServerInfo } from '../jira/server-info.ts';
import { commitOf, currentBuild } from '../pact/broker/build.ts';
import { runPactCli } from '../pact/broker/pact-cli.ts';
import { providerVersionOf } from '../pact/broker/provider-version.ts';
import type { ExitCode } from '../report/report.ts';
import { brokerFrom } from '../settings/broker.ts';
import { consumerNamed } from './consumer.ts';
import type { Io } from './io.ts';
import { type JiraOptions, liveJiraFrom, refuseUselessOptions } from './jira-options.ts';
import { openBroker } from './open-broker.ts';

export interface RecordDeploymentOptions extends JiraOptions {
  readonly environment: string;
  readonly version?: string;
  /** The client; that of the session resource if left out. */
  readonly client?: string;
  /** Whether it is the Jira of the settings that stands in the environment from now on; a base URL says so too. */
  readonly jira?: boolean;
}

const DOING = 'Recording the deployment';

/**
 * Records that the client, or a Jira, stands in an environment from now on. A Jira's environment is made if there is
 * none.
 *
 * @throws InputError for settings that make no sense
 * @throws JiraNotReachedError when the Jira cannot be asked
 * @throws BrokerError when the broker cannot be asked, or does not know the version
 */
export async function recordDeploymentCommand(options: RecordDeploymentOptions, io: Io): Promise<ExitCode> {
  const { environment } = options;
  const isJira = options.jira || options.baseUrl !== undefined;
  const jira = isJira ? liveJiraFrom(options, io) : undefined;
  if (!isJira) refuseUselessOptions(options);
  if (isJira && !jira) {
    throw new InputError('--jira needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
  }
  if (isJira && options.version !== undefined) {
    throw new InputError(
      '--version is the version of the client, but a Jira reports its version itself: leave --version out.',
    );
  }
  if (isJira && options.client !== undefined) {
    throw new InputError(
      '--client is for a client, but --jira and --base-url record a Jira: leave --client out.',
    );
  }
  const settings = brokerFrom(io);
  const record = (pacticipant: string, version: string) =>
    runPactCli(
      [
        ...['record-deployment', '--pacticipant', pacticipant],
        ...['--version', version, '--environment', environment],
      ],
      DOING,
      settings,
      io,
    );
  if (!jira) {
    const { output } = await record(
      consumerNamed(options.client),
      options.version ?? commitOf(await currentBuild(io)),
    );
    io.stdout.write(output);
    return 0;
  }
  // The Jira is asked before anything is made for it: one that does not answer leaves nothing behind.
  const version = await versionOfJira({ ...jira, timeoutMs: options.timeout }, io.signal);
  await makeEnvironment(environment, io);
  // A Jira may stand somewhere before anything was verified with it.
  await openBroker(settings, io).putProviderVersion(version);
  const { output } = await record(PROVIDER, version);
  io.stdout.write(output);
  return 0;
}

async function makeEnvironment(name: string, io: Io): Promise<void> {
  const settings = brokerFrom(io);
  const { output } = await runPactCli(['list-environments', '--output', 'json'], DOING, settings, io);
  const { _embedded } = JSON.parse(output) as { _embedded?: { environments?: { name: string }[] } };
  if (_embedded?.environments?.some((one) => one.name === name)) return;
  await runPactCli(['create-environment', '--name', name, '--display-name', name], DOING, settings, io);
}

/** Asks a Jira for the version under which its results are published. */
async function versionOfJira(options: HttpClientOptions, signal: AbortSignal): Promise<string> {
  try {
    const version = providerVersionOf(await askServerInfo(new HttpClient(options), signal));
    if (version) return version;
  } catch (error) {
    if (error instanceof Fault) {
      throw new JiraNotReachedError(`Asking the Jira for its version: ${error.message}`);
    }
    throw error;
  }
  throw new JiraNotReachedError(
    'This Jira does not report its version, so its deployment cannot be recorded. Check that its serverInfo has a version.',
  );
}
