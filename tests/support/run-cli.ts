import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/run.ts';
import { commandOfCheckout } from './command-of-checkout.ts';
import { keptVerifier } from './kept-pact.ts';

export const projectCli = fileURLToPath(new URL('../../bin/jira-session-contracts.cjs', import.meta.url));

type Settings = Readonly<Record<string, string>>;

/** An output of a command that hands all of it to a function. */
export const outputTo = (write: (text: string) => unknown) => ({ write, writeAsItIs: write });

/** What a run of the command line ended with. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line to its end in this process, in a folder without a .env and with these settings alone.
 *
 * @param signal interrupts it
 */
export async function runCli(
  args: readonly string[],
  settings: Settings = {},
  cwd = tmpdir(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const world = {
    stdout: {
      write: (written: string) => {
        stdout += written;
      },
    },
    stderr: {
      write: (written: string) => {
        stderr += written;
      },
    },
    env: { PATH: process.env.PATH ?? '', ...settings },
    cwd,
    signal,
    startVerifier: keptVerifier,
  };
  const exitCode = await run(args, world, await commandOfCheckout(args[0]));
  return { exitCode, stdout, stderr };
}

/** Starts the command line in a process of its own, as a user has it: where signals, pipes and the process are the point. */
export function startCli(
  args: readonly string[],
  settings: Settings = {},
  cwd = tmpdir(),
  cli = projectCli,
): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command line in a process of its own, to its end. */
export async function spawnCli(
  args: readonly string[],
  settings: Settings = {},
  cwd = tmpdir(),
  cli = projectCli,
): Promise<Ended> {
  const child = startCli(args, settings, cwd, cli);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number]>,
  ]);
  return { exitCode, stdout, stderr };
}
