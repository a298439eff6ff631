import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** How often the memory is looked at, in milliseconds. */
const LOOK_EVERY_MS = 50;

/** What a whole process took, its children with it. */
export interface Measured {
  readonly milliseconds: number;
  /** The most that it and its children used together at any moment; 0 where the system does not tell. */
  readonly peakMegabytes: number;
  readonly stdout: string;
}

/**
 * Runs a process to its end.
 *
 * @param command the program and its arguments
 * @throws Error when it ends with another exit code
 */
export async function measureProcess(
  [program = '', ...args]: readonly string[],
  { env = {}, exitCode = 0 }: { readonly env?: NodeJS.ProcessEnv; readonly exitCode?: number } = {},
): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PACT_DO_NOT_TRACK: 'true', ...env },
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, memoryOfFamily(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  const [ended] = await once(child, 'close');
  clearInterval(looking);
  if (ended !== exitCode)
    throw new Error(`${program} ${args.join(' ')} ended with ${ended}: run it by itself to see why.`);
  return { milliseconds: performance.now() - startedAt, peakMegabytes: peak / 1024, stdout };
}

/** The memory of a process and of all that it started, in kilobytes, from Linux' /proc. */
function memoryOfFamily(root: number): number {
  try {
    const parents = new Map(
      readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => [Number(pid), parentOf(pid)]),
    );
    const isOfFamily = (pid: number): boolean =>
      pid === root || (pid > 1 && isOfFamily(parents.get(pid) ?? 0));
    return [...parents.keys()].filter(isOfFamily).reduce((sum, pid) => sum + memoryOf(pid), 0);
  } catch {
    return 0;
  }
}

function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(String(pid)))?.[1] ?? 0);
}

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It ended a moment ago.
    return '';
  }
}
