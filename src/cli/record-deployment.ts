import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError, JiraNotReachedError } from '../errors.ts';
import { commandLine } from '../tool.ts';
import type { LiveTarget } from '../verification/verify-options.ts';
import { command, option } from './command.ts';
import type { Io } from './io.ts';
import { clientOption, clientVersionOption, jiraOptions } from './options.ts';

const DOING = 'Recording the deployment';

export const recordDeployment = command({
  name: 'record-deployment',
  description: 'record that the client, or the Jira at --base-url, is now deployed in an environment',
  options: [
    ...jiraOptions,
    option('--environment <name>', 'the environment', { required: true }),
    option(
      '--jira',
      'record the Jira at --base-url or JIRA_BASE_URL instead of the client; not needed with --base-url',
    ),
    clientOption,
    clientVersionOption,
  ],
  help: `Examples:
  ${commandLine('record-deployment', '--environment production')}
  ${commandLine('record-deployment', '--environment jira-staging --base-url https://jira.example.com/rest')}`,
  async run(options, io) {
    const { brokerFrom } = await import('../settings/broker-settings.ts');
    const { runPactCli } = await import('../pact/broker/pact-cli.ts');
    const { liveJiraFrom, refuseUselessOptions } = await import('./live-jira.ts');
    const { environment } = options;
    const isJira = options.jira || options.baseUrl !== undefined;
    const jira = isJira ? liveJiraFrom(options, io) : undefined;
    if (!isJira) refuseUselessOptions(options);
    if (isJira && !jira) {
      throw new InputError('--jira needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
    }
    const settings = brokerFrom(io);
    const broker = (args: readonly string[]) => runPactCli(args, DOING, settings, io);
    const record = async (pacticipant: string, version: string) => {
      const what = ['--pacticipant', pacticipant, '--version', version, '--environment', environment];
      io.stdout.write((await broker(['record-deployment', ...what])).output);
    };
    if (!jira) {
      const { commitOf, currentBuild } = await import('../pact/broker/current-build.ts');
      await record(options.client, options.version ?? commitOf(await currentBuild(io)));
      return 0;
    }
    const { brokerAt } = await import('../pact/broker/broker.ts');
    // The Jira is asked before anything is made for it: one that does not answer leaves nothing behind.
    const version = await versionOfJira(jira, options.timeout, io);
    const listed = JSON.parse((await broker(['list-environments', '--output', 'json'])).output) as {
      readonly _embedded?: { readonly environments?: readonly { readonly name: string }[] };
    };
    if (!listed._embedded?.environments?.some(({ name }) => name === environment)) {
      await broker(['create-environment', '--name', environment, '--display-name', environment]);
    }
    // A Jira may be deployed before anything was verified with it.
    await brokerAt(settings, io).putProviderVersion(version);
    await record(PROVIDER, version);
    return 0;
  },
});

async function versionOfJira(jira: LiveTarget, timeoutMs: number, { signal }: Io): Promise<string> {
  const { Fault } = await import('../faults.ts');
  const { HttpClient } = await import('../http/http-client.ts');
  const { askServerInfo } = await import('../jira/server-info.ts');
  const { providerVersionOf } = await import('../pact/broker/provider-version.ts');
  const info = await askServerInfo(new HttpClient({ ...jira, timeoutMs, signal })).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
    throw new JiraNotReachedError(`Asking the Jira for its version: ${error.message}`);
  });
  const version = providerVersionOf(info);
  if (version) return version;
  throw new JiraNotReachedError(
    'This Jira does not report its version, so its deployment cannot be recorded. Check that its serverInfo has a version.',
  );
}
