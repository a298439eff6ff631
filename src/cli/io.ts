import type { startPactVerifier } from '../pact/pact-verifier.ts';
import type { Look } from '../render/words.ts';
import type { Environment } from '../settings/environment.ts';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
}

/** Where a command writes: no secret of the settings gets through. */
export interface GuardedOutput extends Output {
  /** Writes our own words, and what was redacted as data: if a password were one of our words, a gap would give it away. */
  writeAsItIs(text: string): unknown;
}

export interface World extends Omit<Io, 'stdout' | 'stderr' | 'realEnv'> {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Io {
  readonly stdout: GuardedOutput;
  readonly stderr: GuardedOutput;
  /** The settings, those of `.env` among them. */
  readonly env: Environment;
  /** The real environment alone, without `.env`: what other programs are started with. */
  readonly realEnv: Environment;
  readonly cwd: string;
  /** Aborted by Ctrl-C, by SIGTERM and SIGHUP, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
  /** Starts Pact's process: for callers that keep one for several runs. */
  readonly startVerifier?: typeof startPactVerifier;
  /** Called where something is to be told although the exit code is 0: `--silent-ok` is then not silent. */
  readonly warn?: () => void;
  /** Whether a CI system or a coding agent reads what is written. */
  readonly isAutomated?: boolean;
}

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
