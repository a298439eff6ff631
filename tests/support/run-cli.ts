import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const projectCli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Starts the command line as a user has it, in a folder without a .env and with these settings alone. */
export function startCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  cwd = tmpdir(),
  cli = projectCli,
): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export async function runCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  cwd = tmpdir(),
  cli = projectCli,
) {
  const child = startCli(args, settings, cwd, cli);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode: exitCode as number, stdout, stderr };
}
