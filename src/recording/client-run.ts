import type { RunOutcome } from './outcome.ts';
import type { Given } from './stage.ts';

/** Bounds of one run. */
export interface RunLimits {
  /** In milliseconds. */
  readonly timeoutMs: number;
  /** Ends the run: it is not wanted any more. */
  readonly signal: AbortSignal;
}

/** Runs a client once, to its end. A run that takes too long is `stopped`. */
export type RunClient = (given: Given, limits: RunLimits) => Promise<RunOutcome>;

/** A client as a recording runs it. */
export interface Client {
  readonly consumer: string;
  /** The words of its command; null for a function. */
  readonly command: readonly string[] | null;
  readonly run: RunClient;
  /** The folder that its command runs in. */
  readonly folder?: string;
}
