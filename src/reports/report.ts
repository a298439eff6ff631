export type Status = 'verified' | 'failed' | 'unverifiable';

/** What became of one interaction. */
export interface InteractionResult {
  readonly description: string;
  readonly providerStates: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly status: Status;
  /** Why it failed or could not be verified, and what to do. */
  readonly reason?: string;
  readonly mismatches: readonly string[];
  readonly durationMs: number;
}

/** What became of a check on the transcript. */
export interface Check {
  readonly name: string;
  readonly status: Status;
  readonly detail?: string;
}

/** 0: all that can be verified was; 1: the contract is broken; 2: it could not be found out. */
export type ExitCode = 0 | 1 | 2;

/** The outcome of a verification: the one model behind every format. */
export interface Report {
  readonly target: {
    readonly kind: 'live' | 'mocked';
    readonly baseUrl: string;
    readonly flavour: string;
    readonly version: string | null;
  };
  readonly summary: { readonly verified: number; readonly failed: number; readonly unverifiable: number };
  readonly interactions: readonly InteractionResult[];
  readonly checks: readonly Check[];
  readonly exitCode: ExitCode;
  readonly durationMs: number;
  /** Where pacts came from a broker: each of them, why it was verified, and what became of its result. */
  readonly pacts?: readonly PactOutcome[];
}

/** One pact of a broker. The interactions and checks of all pacts stand in the report itself. */
export interface PactOutcome {
  readonly consumer: string;
  readonly consumerVersion: string | null;
  readonly url: string;
  readonly why: readonly string[];
  readonly pending: boolean;
  readonly summary: Report['summary'];
  readonly exitCode: ExitCode;
  /** The address of the published result; null where none was published. */
  readonly published: string | null;
}

/** Counts the interactions of each status. */
export function summarize(interactions: readonly InteractionResult[]): Report['summary'] {
  const count = (status: Status) => interactions.filter((one) => one.status === status).length;
  return { verified: count('verified'), failed: count('failed'), unverifiable: count('unverifiable') };
}
