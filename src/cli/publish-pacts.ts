import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { pactFileOf } from '../../contracts/session/names.ts';
import { endChild, startChild } from '../children.ts';
import { BrokerError, InputError } from '../errors.ts';
import { inTemporaryFolder, removeTemporaryFolder, temporaryFolder } from '../files/temporary-folder.ts';
import { refuseDirtyWorkTree } from '../pact/broker/build.ts';
import { runPactCli } from '../pact/broker/pact-cli.ts';
import type { ExitCode } from '../report/report.ts';
import { brokerFrom } from '../settings/broker.ts';
import { commandLine } from '../tool.ts';
import { consumerNamed, ownConsumers } from './consumer.ts';
import type { Io } from './io.ts';

const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** In a checkout alone: the package has no tests, and its pacts are what it came with. */
const hasConsumerTests = existsSync(join(projectRoot, 'tests/consumer'));

export interface PublishPactsOptions {
  readonly allowDirty?: boolean;
  /** False leaves out the consumer tests that would write the pact. */
  readonly check: boolean;
  /** The client; that of the session resource if left out. */
  readonly client?: string;
}

/**
 * Publishes the committed pact under the commit, its branch and its build.
 *
 * @throws InputError for a work tree with changes, and a pact that the tests write otherwise
 * @throws BrokerError when the broker cannot be asked
 */
export async function publishPactsCommand(options: PublishPactsOptions, io: Io): Promise<ExitCode> {
  const settings = brokerFrom(io);
  if (!options.allowDirty) await refuseDirtyWorkTree(io);
  const consumer = consumerNamed(options.client);
  const isOwn = ownConsumers.includes(consumer);
  const pactFile = isOwn ? join(projectRoot, pactFileOf(consumer)) : recordedPact(consumer, io.cwd);
  // Whether a recorded pact is that of the client of today, record --check says.
  if (options.check && isOwn && hasConsumerTests) await refuseStalePacts(io);
  const args = ['publish', pactFile, '--auto-detect-version-properties'];
  const { output } = await runPactCli(args, 'Publishing the pact', settings, io);
  io.stdout.write(output);
  return 0;
}

/** The recorded pact of a client: in the folder where `record` writes it, or of those that come with the project. */
function recordedPact(consumer: string, cwd: string): string {
  const files = [cwd, projectRoot].map((folder) => join(folder, pactFileOf(consumer)));
  const found = files.find((file) => existsSync(file));
  if (found) return found;
  throw new InputError(
    `There is no pact of '${consumer}' (${pactFileOf(consumer)}): record it with ${commandLine('record', `--consumer ${consumer} -- COMMAND`)}`,
  );
}

/** Runs the consumer tests, which write the pact; into another file, so that nothing changes here. */
async function refuseStalePacts({ stderr, realEnv, signal }: Io): Promise<void> {
  stderr.write(
    'Running the consumer tests, to check that the committed pact is up to date (to skip this, use --no-check) ...\n',
  );
  const folder = temporaryFolder('publish');
  try {
    inTemporaryFolder(() => {
      mkdirSync(join(folder, 'pacts'));
      for (const file of ownConsumers.map(pactFileOf))
        copyFileSync(join(projectRoot, file), join(folder, file));
    });
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
    const child = await startChild(process.execPath, [...jest, 'tests/consumer/interactions/'], {
      cwd: projectRoot,
      env: { ...realEnv, PACT_OUTPUT: folder },
    });
    const stop = () => endChild(child);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    child.stdout.resume();
    const [said, [exitCode]] = await Promise.all([
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    signal.removeEventListener('abort', stop);
    if (signal.aborted) throw new BrokerError('Interrupted: the pact was not published.');
    if (exitCode === 0) return;
    const difference = /The committed pact is not what[\s\S]*?(?=\n\S*-jira-session-api\.json)/.exec(
      said,
    )?.[0];
    throw new InputError(
      `${difference?.replaceAll(/\n\s*/g, ' ') ?? 'The consumer tests fail.'} Run npm test, and commit what it writes, before publishing.`,
    );
  } finally {
    removeTemporaryFolder(folder);
  }
}
