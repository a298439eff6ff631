import { once } from 'node:events';
import { join } from 'node:path';
import { command, option } from '../src/cli/command.ts';
import type { Io } from '../src/cli/io.ts';
import { wholeNumber } from '../src/cli/options.ts';
import { BrokerError, InputError } from '../src/errors.ts';
import { makeFolder } from '../src/files/output-file.ts';
import type { ExitCode } from '../src/report/report.ts';
import { brokerFolder, startLocalBroker, wayToStart } from './local-broker.ts';

export const broker = command({
  name: 'broker',
  description: 'run a Pact Broker on this machine until Ctrl-C',
  usage: '-- [options]',
  options: [
    option('--port <number>', 'the port to listen on', { parse: wholeNumber([1, 65_535]), default: 9292 }),
  ],
  help: `Example:
  npm run broker -- --port 9292`,
  run: (options, io) => runBroker(options, io),
});

/**
 * Runs a Pact Broker on this machine until it is told to stop.
 *
 * @throws InputError when none can be started here
 * @throws BrokerError when it does not start, or ends by itself
 */
async function runBroker(
  { port }: { readonly port: number },
  { stdout, stderr, env, realEnv, cwd, signal }: Io,
): Promise<ExitCode> {
  const way = await wayToStart(realEnv);
  if (!way) {
    throw new InputError(
      `No Pact Broker can be started here: install Docker, or Ruby 3.1 or newer and then run: cd '${brokerFolder}' && bundle config set --local path vendor/bundle && bundle install`,
    );
  }
  const username = env.PACT_BROKER_USERNAME || 'pact';
  const password = env.PACT_BROKER_PASSWORD || 'pact-on-loopback';
  const data = join(cwd, 'dev-broker', 'data');
  makeFolder(data, 'the broker keeps its data there, so start it in a folder that you can write to');
  const options = { port, username, password, databaseFile: join(data, 'broker.sqlite'), env: realEnv };
  await using broker = await startLocalBroker(
    way,
    options,
    () => stderr.write('Starting the Pact Broker ...\n'),
    signal,
  );
  stdout.write(
    [
      `Pact Broker (${way === 'gem' ? 'the gem, with SQLite' : 'docker compose, with PostgreSQL'}) at`,
      `  ${broker.baseUrl}`,
      'For .env:',
      `  PACT_BROKER_BASE_URL=${broker.baseUrl}`,
      `  PACT_BROKER_USERNAME=${username}`,
      `  PACT_BROKER_PASSWORD=${env.PACT_BROKER_PASSWORD ? '(as it is set)' : password}`,
      `Ctrl-C stops the broker. Its data is kept${way === 'gem' ? ' in dev-broker/data' : ''}.\n`,
    ].join('\n'),
  );
  if (signal.aborted) return 0;
  const stopped = once(signal, 'abort').then(() => true);
  if (!(await Promise.race([stopped, broker.ended.then(() => false)]))) {
    throw new BrokerError('The Pact Broker ended by itself: start it again.');
  }
  return 0;
}
