import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { endGroupOf, startChild } from '../src/children.ts';
import { BrokerError, InputError } from '../src/errors.ts';
import { type Started, started } from '../src/http/listen.ts';
import type { Environment } from '../src/settings/environment.ts';

/** Where the broker's Gemfile and its Docker Compose file are. */
export const brokerFolder = fileURLToPath(new URL('.', import.meta.url));
const START_WITHIN_MS = 120_000;
const POLL_EVERY_MS = 200;
/** Something that listens and says nothing is no broker that is up, in milliseconds. */
const ANSWERS_WITHIN_MS = 5000;

export interface LocalBrokerOptions {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** Where the gem keeps its data: the path of an SQLite file. */
  readonly databaseFile: string;
  /** For its process. */
  readonly env: Environment;
}

/** A Pact Broker that listens on loopback. */
export interface LocalBroker extends Started {
  readonly baseUrl: string;
  /** Settles when it ends by itself. */
  readonly ended: Promise<unknown>;
}

type BrokerProgram = 'docker' | 'gem';

/** How a broker can be started on this machine; undefined when it cannot. */
export async function wayToStart(
  env: Environment,
  preferred: readonly BrokerProgram[] = ['docker', 'gem'],
): Promise<BrokerProgram | undefined> {
  const tries: Record<BrokerProgram, [string, string[]]> = {
    docker: ['docker', ['compose', 'ls']],
    gem: ['bundle', ['check']],
  };
  for (const way of preferred) {
    const [command, args] = tries[way];
    const works = await promisify(execFile)(command, args, { cwd: brokerFolder, env }).then(
      () => true,
      () => false,
    );
    if (works) return way;
  }
  return undefined;
}

/**
 * Starts a Pact Broker with Basic authentication.
 *
 * @param onWait told now and then while it starts
 * @param signal ends the start early: nothing is left running then
 * @throws InputError when something listens there already
 * @throws BrokerError when it does not start
 */
export async function startLocalBroker(
  way: BrokerProgram,
  options: LocalBrokerOptions,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<LocalBroker> {
  const { port, username, password, databaseFile, env } = options;
  const baseUrl = `http://127.0.0.1:${port}`;
  // What answers there already would be taken for the one that is started.
  if ((await statusAt(baseUrl)) !== undefined) {
    throw new InputError(`Another program already uses ${baseUrl}: choose another port with --port.`);
  }
  const settings: Record<BrokerProgram, NodeJS.ProcessEnv> = {
    docker: {
      PACT_BROKER_PORT: String(port),
      PACT_BROKER_USERNAME: username,
      PACT_BROKER_PASSWORD: password,
    },
    gem: {
      PACT_BROKER_DATABASE_URL: `sqlite:///${databaseFile}`,
      PACT_BROKER_BASIC_AUTH_ENABLED: 'true',
      PACT_BROKER_BASIC_AUTH_USERNAME: username,
      PACT_BROKER_BASIC_AUTH_PASSWORD: password,
      PACT_BROKER_LOG_LEVEL: 'warn',
      PACT_BROKER_HIDE_PACTFLOW_MESSAGES: 'true',
    },
  };
  const commands: Record<BrokerProgram, [string, string[]]> = {
    docker: ['docker', ['compose', 'up', '--no-log-prefix', '--abort-on-container-exit']],
    // One request after another: SQLite takes one writer at a time, and the broker answers 500 to the others.
    gem: ['bundle', ['exec', 'puma', '--threads', '1:1', '--bind', `tcp://127.0.0.1:${port}`, 'config.ru']],
  };
  const [command, args] = commands[way];
  const notStarted = (said: string) =>
    new BrokerError(`The Pact Broker did not start at ${baseUrl}: ${said.slice(0, 300)}`);
  const child = await startChild(command, args, {
    cwd: brokerFolder,
    env: { ...env, ...settings[way] },
    // Ctrl-C reaches the broker through us, when the rest is done.
    detached: true,
  }).catch((error: Error) => {
    throw notStarted(error.message);
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-2000);
    });
  }
  const ended = once(child, 'exit');
  ended.catch(() => {});
  try {
    if (!(await answers({ baseUrl, child, onWait, signal })))
      throw notStarted(output.trim().split('\n').at(-1) ?? '');
  } catch (error) {
    await end(child);
    throw error;
  }
  return started({ baseUrl, ended }, () => end(child));
}

interface Starting {
  readonly baseUrl: string;
  readonly child: ChildProcess;
  readonly onWait: () => void;
  readonly signal: AbortSignal | undefined;
}

/** Whether the broker answers, before it ends or takes too long. */
async function answers({ baseUrl, child, onWait, signal }: Starting): Promise<boolean> {
  const startedAt = Date.now();
  for (let tries = 1; Date.now() - startedAt < START_WITHIN_MS; tries++) {
    if (hasEnded(child)) break;
    // Without credentials a broker that is up says 401.
    if ((await statusAt(baseUrl)) === 401) return true;
    if (tries % 10 === 0) onWait();
    await sleep(POLL_EVERY_MS, undefined, { signal }).catch(() => {});
    if (signal?.aborted)
      throw new BrokerError('The start of the Pact Broker was interrupted: no broker is running.');
  }
  return false;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function statusAt(url: string): Promise<number | undefined> {
  return await fetch(url, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }).then(
    ({ status }) => status,
    () => undefined,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  // The group: bundle starts puma in another process on some systems.
  endGroupOf(child, 'SIGTERM');
  const force = setTimeout(() => endGroupOf(child), 10_000);
  await ended;
  clearTimeout(force);
}
