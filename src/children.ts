import { type ChildProcess, type SpawnOptionsWithStdioTuple, spawn } from 'node:child_process';
import { once } from 'node:events';

export async function startChild(
  program: string,
  args: readonly string[],
  options: Omit<SpawnOptionsWithStdioTuple<'ignore', 'pipe', 'pipe'>, 'stdio'>,
) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child, 'spawn');
  return child as typeof child & { readonly pid: number };
}

/** A process that did not start seems to have the number 0, and a signal to 0 reaches our whole group: npm, the shell. */
export function sendSignal(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined || !Number.isInteger(pid) || Math.abs(pid) <= 1) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}

export function endChild(child: ChildProcess): void {
  // Node knows when a child has ended; its number may belong to another process then.
  if (child.pid !== undefined) child.kill('SIGKILL');
}

export function endGroupOf({ pid }: Pick<ChildProcess, 'pid'>, signal: NodeJS.Signals = 'SIGKILL'): void {
  if (pid !== undefined) sendSignal(-pid, signal);
}
