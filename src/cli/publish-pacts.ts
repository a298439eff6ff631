import { addAbortListener, once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnConsumer, OWN_CONSUMERS, pactFileOf } from '../../contracts/session/names.ts';
import { BrokerError, InputError } from '../errors.ts';
import { projectPath } from '../root.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import type { Io } from './io.ts';
import { clientOption } from './options.ts';

const projectRoot = projectPath('');

export const publishPacts = command({
  name: 'publish:pacts',
  description: 'publish the committed pact to the Pact Broker, with the commit as its version',
  options: [
    clientOption,
    option('--allow-dirty', 'publish even if the work tree has changes that are not committed'),
    option('--no-check', 'do not run the consumer tests (they write the pact) before publishing'),
  ],
  help: `Examples:
  ${commandLine('publish:pacts')}
  ${commandLine('publish:pacts', '--client nightly-sync')}`,
  async run({ client, allowDirty, check }, io) {
    const { brokerFrom } = await import('../settings/broker-settings.ts');
    const { refuseDirtyWorkTree } = await import('../pact/broker/current-build.ts');
    const { runPactCli } = await import('../pact/broker/pact-cli.ts');
    const settings = brokerFrom(io);
    if (!allowDirty) await refuseDirtyWorkTree(io);
    const isOwn = isOwnConsumer(client);
    const pactFile = isOwn ? join(projectRoot, pactFileOf(client)) : recordedPact(client, io.cwd);
    // The package has no tests. Whether a recorded pact is up to date, record --check tells.
    const hasConsumerTests = existsSync(join(projectRoot, 'tests/consumer'));
    if (check && isOwn && hasConsumerTests) await refuseStalePacts(io);
    const args = ['publish', pactFile, '--auto-detect-version-properties'];
    const { output } = await runPactCli(args, 'Publishing the pact', settings, io);
    io.stdout.write(output);
    return 0;
  },
});

/** The recorded pact of a client: in the folder where `record` writes it, or of those that come with the project. */
function recordedPact(consumer: string, cwd: string): string {
  const files = [cwd, projectRoot].map((folder) => join(folder, pactFileOf(consumer)));
  const found = files.find((file) => existsSync(file));
  if (found) return found;
  throw new InputError(
    `There is no pact of '${consumer}' (${pactFileOf(consumer)}): record it with ${commandLine('record', `--consumer ${consumer} -- COMMAND`)}`,
  );
}

/** Runs the consumer tests, which write the pact: into another folder, so that nothing changes here. */
async function refuseStalePacts({ stderr, realEnv, signal }: Io): Promise<void> {
  const { changedInteractions } = await import('../pact/pact-text.ts');
  const { endChild, startChild } = await import('../children.ts');
  const files = await import('../files/temporary-folder.ts');
  stderr.write(
    'Running the consumer tests, to check that the committed pact is up to date (to skip this, use --no-check) ...\n',
  );
  using folder = files.temporaryFolder('publish');
  files.inTemporaryFolder(() => {
    mkdirSync(join(folder.path, 'pacts'));
    for (const file of OWN_CONSUMERS.map(pactFileOf))
      copyFileSync(join(projectRoot, file), join(folder.path, file));
  });
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  const child = await startChild(process.execPath, [...jest, 'tests/consumer/interactions/'], {
    cwd: projectRoot,
    env: { ...realEnv, TESTS: 'quick', PACT_OUTPUT: folder.path },
  });
  using _ = addAbortListener(signal, () => endChild(child));
  child.stdout.resume();
  child.stderr.resume();
  const [exitCode] = (await once(child, 'close')) as [number];
  if (signal.aborted) throw new BrokerError('Interrupted: the pact was not published.');
  if (exitCode === 0) return;
  const changes = OWN_CONSUMERS.map(pactFileOf).flatMap((file) => {
    const committed = readFileSync(join(projectRoot, file), 'utf8');
    const written = readFileSync(join(folder.path, file), 'utf8');
    return committed === written ? [] : changedInteractions(committed, written);
  });
  const why =
    changes.length === 0
      ? 'The consumer tests fail'
      : `The committed pact is not what the consumer tests write: ${changes.join(', ')}`;
  throw new InputError(`${why}. Run npm test, and commit what it writes, before publishing.`);
}
