import type { RefusalsEverywhere } from '../jira/accounts.ts';
import type { Target } from '../jira/target.ts';
import type { PactVerifier } from '../pact/pact-verifier.ts';
import type { Secrets } from '../redaction/secrets.ts';
import type { TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import type { TargetToVerify } from './verify.ts';

/** What goes with the verification of one Jira from its start to its end. */
export interface Run {
  readonly verifier: PactVerifier;
  /** Those of every target at the same host, which may tell one's to another; more are added as they come to be known. */
  readonly secrets: Secrets;
  /** Ends the run early: what was not sent until then is not sent any more. */
  readonly signal?: AbortSignal | undefined;
  /** How many interactions Pact may prepare or judge while the Jira is busy with another; 0 if left out. */
  readonly prefetch?: number;
  readonly checks?: readonly TranscriptCheck[] | undefined;
  readonly emit?: (event: VerificationEvent) => void;
}

/** A run whose target is not open yet. */
export interface TargetRun extends Run {
  /** How many days before a token or a certificate ends one is warned; 0 for never. */
  readonly warnExpiryDays: number;
  readonly refusals: RefusalsEverywhere;
  /** What fails over one of many Jiras must not cost the results of the others. */
  readonly isOneOfMany: boolean;
  /** Does something alone at one Jira, whatever it is called: no two targets try an account there at once. */
  readonly alone: <Result>(jira: string, work: () => Promise<Result>) => Promise<Result>;
  readonly emit: (event: VerificationEvent) => void;
}

export interface PactRun extends Run {
  readonly target: Target;
}

/** A target whose time-out is known. */
export type TimedTarget = TargetToVerify & { readonly timeoutMs: number };
