import type { Refusals } from '../jira/accounts.ts';
import type { Target } from '../jira/target.ts';
import type { PactInteraction, PactToVerify } from '../pact/pact-file.ts';
import type { PactVerifier } from '../pact/pact-verifier.ts';
import type { Secrets } from '../redaction/secrets.ts';
import type { TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';

export interface Run {
  readonly verifier: PactVerifier;
  /** The secrets of all targets at the same host, since one may repeat another's; more are added as they become known. */
  readonly secrets: Secrets;
  readonly signal?: AbortSignal | undefined;
  /** How many interactions Pact may prepare or judge while the Jira is busy with another. Default: 0. */
  readonly prefetch?: number;
  readonly checks?: readonly TranscriptCheck[] | undefined;
  readonly emit?: (event: VerificationEvent) => void;
}

export interface TargetRun extends Run {
  readonly warnExpiryDays: number;
  readonly refusals: Refusals;
  /** A failure at one of many Jiras must not cost the results of the others. */
  readonly isOneOfMany: boolean;
  /** Does one thing at a time at a Jira, under whatever names: no two targets try an account there at once. */
  readonly alone: <Result>(jira: string, work: () => Promise<Result>) => Promise<Result>;
  readonly emit: (event: VerificationEvent) => void;
}

export interface PactRun extends Run {
  readonly target: Target;
}

export type Selected = readonly [pact: PactToVerify, interactions: readonly PactInteraction[]];
