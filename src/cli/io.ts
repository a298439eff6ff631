import type { Environment } from '../settings/environment.ts';

/** Where something is written. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal: how wide it is. */
  readonly columns?: number | undefined;
}

/** Where a command writes: no secret of the settings gets through. */
export interface GuardedOutput extends Output {
  /** Writes what is ours alone, or was redacted as data: of a password that is a word of ours, a gap in a text would tell. */
  writeAsItIs(text: string): unknown;
}

/** What the command line has to do with the world. */
export interface World extends Omit<Io, 'stdout' | 'stderr' | 'realEnv'> {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** What a command has to do with the world: it writes there, and its settings come from there. */
export interface Io {
  readonly stdout: GuardedOutput;
  readonly stderr: GuardedOutput;
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
export function wantsColors({ stdout, env }: Pick<World, 'stdout' | 'env'>): boolean {
  return stdout.isTTY === true && !env.NO_COLOR;
}
