import type { Finding, FindingCode } from '../findings.ts';

/** What became of an interaction. `unverifiable`: it was not sent, or no answer to it came. */
export type Status = 'verified' | 'failed' | 'unverifiable';

/** What became of a check. `warned`: it holds, and something is careless. */
export type CheckStatus = Status | 'warned';

/** 0: all that can be verified was; 1: the contract is broken; 2: it could not be found out. */
export type ExitCode = 0 | 1 | 2;

/** One difference between an answer and the contract. */
export interface Mismatch {
  /** Pact's type in small letters: `status`, `header`, `body`, `body-type`, ... */
  readonly kind: string;
  /** The header's name, or the path in the body; empty for a status. */
  readonly where: string;
  /** What the contract asks for: a value, or a rule in words. */
  readonly expected: string;
  readonly actual: string;
  /** All of it in one line. */
  readonly text: string;
}

/** A request and its answer as text, in the way of HTTP, with placeholders where secrets stood. */
export interface ShownExchange {
  /** `POST /auth/1/session`, then its headers, an empty line and its body. */
  readonly request: string;
  /** The status, then the headers, an empty line and the body; none where no answer came. */
  readonly answer?: string;
}

/** How a result that is broken, or was, stands to the report of an earlier run. */
export interface Change {
  /** `not-found-out`: it was broken, and this time it could not be verified. */
  readonly kind: 'new' | 'still-broken' | 'mended' | 'not-found-out';
  /** When the first run that found it broken began; ISO 8601, in UTC. */
  readonly since: string;
}

/** What became of one interaction. */
export interface InteractionResult {
  /** The same from run to run. */
  readonly id: string;
  readonly description: string;
  readonly providerStates: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly status: Status;
  /** Why it failed or could not be verified, and what to do. */
  readonly code?: FindingCode;
  readonly cause?: string;
  readonly cure?: string;
  readonly mismatches: readonly Mismatch[];
  /** A line for a shell that repeats the request, with placeholders for secrets. */
  readonly curl?: string;
  /** What was sent and what came, where something was sent. */
  readonly exchange?: ShownExchange;
  /** Against an earlier report, where one was given and it is broken or was. */
  readonly change?: Change;
  readonly durationMs: number;
}

/** What became of a check on the answers. */
export interface CheckResult {
  readonly id: string;
  readonly name: string;
  readonly status: CheckStatus;
  readonly findings: readonly { readonly code: FindingCode; readonly text: string }[];
  /** Against an earlier report, where one was given and it is broken or was. */
  readonly change?: Change;
}

export type Summary = Readonly<Record<Status, number>>;

/** One pact at one target. */
export interface PactReport {
  readonly consumer: string;
  readonly consumerVersion?: string;
  /** The file, or the address at the broker. */
  readonly source: string;
  /** Where its paths began, when that was not Jira's REST root: this part was taken off. */
  readonly pathRoot?: string;
  /** Why a broker wants it verified, in its words. */
  readonly why?: readonly string[];
  /** A pending pact's failure does not count. */
  readonly pending?: boolean;
  /** Where its result was published. */
  readonly published?: string;
  /** Why the pact as a whole was not verified, or its result not published although that was wanted. */
  readonly problem?: Finding;
  readonly summary: Summary;
  readonly exitCode: ExitCode;
  readonly interactions: readonly InteractionResult[];
  readonly checks: readonly CheckResult[];
}

/** One Jira with all pacts that it was held to. */
export interface TargetReport {
  readonly name: string;
  readonly kind: 'live' | 'mocked';
  readonly baseUrl: string;
  readonly flavour: string;
  readonly version: string | null;
  /** The site's address as the Jira itself reports it. */
  readonly siteUrl: string | null;
  /** Sessions that were opened and could not be closed. */
  readonly sessionsLeftOpen: number;
  /** The line of the targets file that names it. */
  readonly definedAt?: { readonly file: string; readonly line: number };
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  /** The exit code in words. */
  readonly verdict: string;
  readonly summary: Summary;
  readonly pacts: readonly PactReport[];
}

/** Which part of the targets a run had. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
  /** The names of the targets of all shards together, in the file's order. */
  readonly targets: readonly string[];
  /** A hash of all that the shards of one run have in common: the targets, the pacts, how they were divided. */
  readonly run: string;
}

/** What an earlier report is to this one. */
export interface History {
  /** When the earlier run began; none where there was no earlier report yet. */
  readonly baseline?: string;
  /** How many interactions and checks are broken now and were not; were and are; were and are no more. */
  readonly new: number;
  readonly stillBroken: number;
  readonly mended: number;
}

/** The outcome of a verification: the one model behind every format. */
export interface Report {
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  readonly verdict: string;
  readonly summary: Summary;
  readonly shard?: Shard;
  readonly history?: History;
  readonly targets: readonly TargetReport[];
}
