import type { Look } from '../render/words.ts';
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

/** How wide a table is where nothing says how wide a line may be. */
export const COLUMNS = 80;

/** How a text is shown on an output: a terminal says how wide it is and has colors, unless the user says otherwise. */
export function lookOf({ isTTY = false, columns }: Output, env: Environment): Look {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  const wanted = /^[1-9]\d*$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : undefined;
  const known = wanted ?? (isTTY ? columns || undefined : undefined);
  return {
    colors: FORCE_COLOR ? !['0', 'false'].includes(FORCE_COLOR) : isTTY && !NO_COLOR && TERM !== 'dumb',
    columns: known ?? COLUMNS,
    folds: known !== undefined,
  };
}
