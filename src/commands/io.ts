import type { Environment } from '../settings/environment.ts';

/** Where something is written. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** What a command has to do with the world: it writes there, and its settings come from there. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The settings, those of `.env` among them. */
  readonly env: Environment;
  /** The real environment alone, without `.env`: what other programs are started with. */
  readonly realEnv: Environment;
  /** The folder that relative paths are in. */
  readonly cwd: string;
  /** Aborted by Ctrl-C, by SIGTERM and SIGHUP, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Whether a CI system or a coding agent reads what is written. */
  readonly isAutomated?: boolean;
}

/** Whether to color: only on a terminal, and never with `NO_COLOR` set to anything. */
export function wantsColors({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean {
  return stdout.isTTY === true && !env.NO_COLOR;
}
