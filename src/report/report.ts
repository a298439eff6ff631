import type { FindingCode, ToldFinding } from '../findings.ts';
import type { NeededCookies } from '../session-words.ts';

/** What became of an interaction. `unverifiable`: it was not sent, or no answer to it came. */
export type Status = 'verified' | 'failed' | 'unverifiable';

/** What became of a check. `warned`: it holds, but something needs attention. */
export type CheckStatus = Status | 'warned';

/** 0: all that can be verified was verified; 1: the contract is broken; 2: the result is unknown. */
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
  readonly text: string;
}

/** A request and its answer as text, in the way of HTTP, with placeholders where secrets stood. */
export interface ShownExchange {
  /** `POST /auth/1/session`, then its headers, an empty line and its body. */
  readonly request: string;
  /** The status, then the headers, an empty line and the body; none where no answer came. */
  readonly answer?: string;
}

/** How a result that is or was broken compares with the report of an earlier run. */
export interface Change {
  /** `not-found-out`: it was broken, and this time it could not be verified. */
  readonly kind: 'new' | 'still-broken' | 'mended' | 'not-found-out';
  /** When the first run that found it broken began; ISO 8601, in UTC. */
  readonly since: string;
}

/** What became of one interaction. */
export interface InteractionResult {
  readonly id: string;
  readonly description: string;
  /** The provider states that it needs, by their names in the pact. */
  readonly providerStates: readonly string[];
  readonly method: string;
  /** The path of its request, below Jira's REST root. */
  readonly path: string;
  readonly status: Status;
  /** The pact says that this interaction is pending: its failure does not count. */
  readonly pending?: boolean;
  /** The code of the finding, if it failed or could not be verified. */
  readonly code?: FindingCode;
  /** The request that it concerns, where that is known; the cause then begins with it. */
  readonly at?: string;
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
  /** What it found, with a stable code. */
  readonly findings: readonly { readonly code: FindingCode; readonly text: string }[];
  /** Against an earlier report, where one was given and it is broken or was. */
  readonly change?: Change;
}

/** What became of an interaction or of a check. */
export type Result = InteractionResult | CheckResult;

export function isCheck(result: Result): result is CheckResult {
  return 'findings' in result;
}

export function resultsOf({ interactions, checks }: Pick<PactReport, 'interactions' | 'checks'>): Result[] {
  return [...interactions, ...checks];
}

/** How many interactions have each status. */
export type Summary = Readonly<Record<Status, number>>;

/** One pact at one target. */
export interface PactReport {
  readonly consumer: string;
  readonly consumerVersion?: string;
  /** The file, or the address at the broker. */
  readonly source: string;
  /** What its paths began with, if that was not Jira's REST root: this part was removed. */
  readonly pathRoot?: string;
  /** Why a broker wants it verified, in its words. */
  readonly why?: readonly string[];
  readonly pending?: boolean;
  readonly published?: string;
  /** Why the pact as a whole was not verified, or its result not published although that was wanted. */
  readonly problem?: ToldFinding;
  readonly summary: Summary;
  readonly exitCode: ExitCode;
  /** What became of each interaction, in the order of the replay. */
  readonly interactions: readonly InteractionResult[];
  readonly checks: readonly CheckResult[];
}

/** One Jira with all pacts that were verified with it. */
export interface TargetReport {
  /** Its name in the targets file, or its base URL. */
  readonly name: string;
  /** A mocked Jira says nothing about a real one. */
  readonly kind: 'live' | 'mocked';
  readonly baseUrl: string;
  /** The kind of Jira, such as `datacenter`; `unknown` if it did not say. */
  readonly flavour: string;
  /** The version that Jira reports; null if it did not. */
  readonly version: string | null;
  /** The site's address as the Jira itself reports it. */
  readonly siteUrl: string | null;
  /** Sessions that may still be open: they could not be closed, or it is not known whether there are any. */
  readonly sessionsLeftOpen: number;
  /** Why, where an answer says it. */
  readonly sessionsLeftOpenCause?: ToldFinding;
  /** Which cookies it needs with a session, if it was asked: that is only done at a live Jira with a session open anyway. */
  readonly neededCookies?: NeededCookies;
  /** When the TLS certificate of the server ends. */
  readonly certificateEndsAt?: string;
  /** When the first of the user's personal access tokens ends, if Jira tells it. */
  readonly tokenEndsAt?: string;
  /** Which of them ends soon: a warning, which breaks no contract. */
  readonly endsSoon?: readonly ToldFinding[];
  /** The line of the targets file that names it. */
  readonly definedAt?: { readonly file: string; readonly line: number };
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  readonly verdict: string;
  readonly summary: Summary;
  readonly pacts: readonly PactReport[];
}

/** Which part of the targets a run had. */
export interface Shard {
  readonly index: number;
  readonly total: number;
  /** The names of the targets of all shards together, in the file's order. */
  readonly targets: readonly string[];
  /** A hash of all that the shards of one run have in common: the targets, the pacts, how they were divided. */
  readonly run: string;
}

/** How this report compares with an earlier one. */
export interface History {
  /** When the earlier run began; none where there was no earlier report yet. */
  readonly baseline?: string;
  /** How many interactions and checks are broken now, and were not then. */
  readonly new: number;
  readonly stillBroken: number;
  readonly mended: number;
}

/** The outcome of a verification: the one model behind every format. */
export interface Report {
  /** It changes when a field changes its meaning. */
  readonly formatVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly exitCode: ExitCode;
  /** The exit code in words, with its cause and the next step. */
  readonly verdict: string;
  readonly summary: Summary;
  /** Which part of the Jiras this run had; left out if it had all. */
  readonly shard?: Shard;
  /** How it compares with an earlier report; left out if none was given. */
  readonly history?: History;
  /** The Jiras, in the order in which they were named. */
  readonly targets: readonly TargetReport[];
}
