import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CONSUMER, PACT_FILE, PROVIDER } from '../../contracts/session/names.ts';
import { Broker } from '../broker/broker.ts';
import { commitOf, currentBuild, refuseDirtyWorkTree } from '../broker/build.ts';
import { runPactCli } from '../broker/pact-cli.ts';
import { providerVersionOf } from '../broker/provider-version.ts';
import { InputError } from '../errors.ts';
import { Fault } from '../http/faults.ts';
import { JiraHttp } from '../http/http-client.ts';
import { askServerInfo } from '../jira/server-info.ts';
import type { ExitCode } from '../reports/report.ts';
import { brokerSettings } from '../settings/broker.ts';
import { parseBaseUrl } from '../settings/jira.ts';
import type { Surroundings } from './verify.ts';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const pactFile = join(projectRoot, PACT_FILE);

export interface PublishPactsOptions {
  readonly allowDirty?: boolean;
  /** False leaves out the consumer tests that would write the pact. */
  readonly check: boolean;
}

/**
 * Publishes the committed pact under the commit, its branch and its build.
 *
 * @throws InputError for a work tree with changes, a pact that the tests write otherwise, and no broker to be had
 */
export async function publishPactsCommand(
  options: PublishPactsOptions,
  around: Surroundings,
): Promise<ExitCode> {
  const settings = brokerSettings(around.env);
  if (!options.allowDirty) await refuseDirtyWorkTree();
  if (options.check) await refuseStalePact(around);
  const args = ['publish', pactFile, '--auto-detect-version-properties'];
  const { output } = await runPactCli(args, 'Publishing the pact', settings, around);
  around.stdout.write(output);
  return 0;
}

/** Runs the consumer tests, which write the pact; into another file, so that nothing changes here. */
async function refuseStalePact({ stderr, env }: Surroundings): Promise<void> {
  stderr.write(
    'Running the consumer tests, to see that they write the committed pact (--no-check leaves it out) ...\n',
  );
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-publish-'));
  try {
    const written = join(folder, 'pact.json');
    copyFileSync(pactFile, written);
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
    const child = spawn(process.execPath, [...jest, 'tests/consumer/(log-in|current-user|log-out)'], {
      cwd: projectRoot,
      env: { ...env, PACT_OUTPUT: written },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [said, [exitCode]] = await Promise.all([
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    if (exitCode === 0) return;
    const difference = /The committed pact is not what[\s\S]*?(?=\n\S*pact\.json)/.exec(said)?.[0];
    throw new InputError(
      `${difference?.replaceAll(/\n\s*/g, ' ') ?? 'The consumer tests fail.'} Run npm test, and commit what it writes, before publishing.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface CanIDeployOptions {
  readonly toEnvironment: string;
  readonly version?: string;
  readonly retryWhileUnknown?: number;
  readonly retryInterval?: number;
}

/**
 * Asks whether the client may go to an environment: whether its pact was verified with the Jira that stands there.
 *
 * @returns 0 for yes, 1 for no
 * @throws InputError when the broker cannot be asked
 */
export async function canIDeployCommand(options: CanIDeployOptions, around: Surroundings): Promise<ExitCode> {
  const settings = brokerSettings(around.env);
  const version = options.version ?? commitOf(currentBuild(around.env));
  const { retryWhileUnknown, retryInterval } = options;
  const args = [
    ...['can-i-deploy', '--pacticipant', CONSUMER, '--version', version],
    ...['--to-environment', options.toEnvironment],
    ...(retryWhileUnknown ? ['--retry-while-unknown', String(retryWhileUnknown)] : []),
    ...(retryInterval ? ['--retry-interval', String(retryInterval)] : []),
  ];
  const doing = `Asking whether ${CONSUMER} may go to ${options.toEnvironment}`;
  const { exitCode, output } = await runPactCli(args, doing, settings, around);
  around.stdout.write(output);
  return exitCode === 0 ? 0 : 1;
}

export interface RecordDeploymentOptions {
  readonly environment: string;
  readonly version?: string;
  /** A Jira's base URL: then it is that Jira which stands in the environment from now on. */
  readonly baseUrl?: string;
  /** For one answer of the Jira, in milliseconds. */
  readonly timeout: number;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
}

/**
 * Records that the client, or a Jira, stands in an environment from now on. A Jira's environment is made if there is
 * none.
 *
 * @throws InputError when the Jira or the broker cannot be asked, or the broker does not know the version
 */
export async function recordDeploymentCommand(
  options: RecordDeploymentOptions,
  around: Surroundings,
): Promise<ExitCode> {
  const settings = brokerSettings(around.env);
  const doing = 'Recording the deployment';
  const { environment, baseUrl } = options;
  if (baseUrl !== undefined && options.version) {
    throw new InputError(
      '--version is of the client, and a Jira tells its own: leave --version or --base-url out.',
    );
  }
  const [pacticipant, version] =
    baseUrl === undefined
      ? [CONSUMER, options.version ?? commitOf(currentBuild(around.env))]
      : [PROVIDER, await versionOfJira({ ...options, baseUrl })];
  // The Jira is asked before anything is made for it: one that does not answer leaves nothing behind.
  if (baseUrl !== undefined) {
    const { output } = await runPactCli(['list-environments', '--output', 'json'], doing, settings, around);
    if (!environmentNames(output).includes(environment)) {
      const create = ['create-environment', '--name', environment, '--display-name', environment];
      await runPactCli(create, doing, settings, around);
    }
  }
  if (baseUrl !== undefined) {
    const broker = new Broker(settings, () => around.stderr.write(`${doing}: waiting for the broker ...\n`));
    try {
      // A Jira may stand somewhere before anything was verified with it.
      await broker.putProviderVersion(version);
    } finally {
      await broker.close();
    }
  }
  const args = [
    'record-deployment',
    '--pacticipant',
    pacticipant,
    '--version',
    version,
    '--environment',
    environment,
  ];
  const { output } = await runPactCli(args, doing, settings, around);
  around.stdout.write(output);
  return 0;
}

function environmentNames(output: string): string[] {
  const { _embedded } = JSON.parse(output) as { _embedded?: { environments?: { name: string }[] } };
  return (_embedded?.environments ?? []).map(({ name }) => name);
}

/** Asks a Jira for the version under which its results are published. */
async function versionOfJira(
  options: RecordDeploymentOptions & { readonly baseUrl: string },
): Promise<string> {
  const { timeout, ...way } = options;
  const http = new JiraHttp({ ...way, baseUrl: parseBaseUrl(options.baseUrl), timeoutMs: timeout });
  try {
    const version = providerVersionOf(await askServerInfo(http));
    if (version) return version;
    throw new InputError('This Jira does not tell its version, so there is nothing to record it under.');
  } catch (error) {
    if (error instanceof Fault) throw new InputError(`Asking the Jira for its version: ${error.message}`);
    throw error;
  } finally {
    await http.close();
  }
}
