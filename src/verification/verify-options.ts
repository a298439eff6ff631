import type { Refusals } from '../jira/accounts.ts';
import type { FlavourName } from '../mock-jira/flavours.ts';
import type { PactToVerify } from '../pact/pact-file.ts';
import type { startPactVerifier } from '../pact/pact-verifier.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { Environment } from '../settings/environment.ts';
import type { Network } from '../settings/network.ts';
import type { VerificationEvent } from './events.ts';

/** Which Jira is verified: the embedded mocked one in a flavour, or a live one. */
export type TargetSettings = { readonly kind: 'mocked'; readonly flavour?: FlavourName } | LiveTarget;

/** A live Jira, and the way to it. */
export interface LiveTarget {
  /** A real Jira. */
  readonly kind: 'live';
  /** Default: the base URL. */
  readonly name?: string;
  /** With Jira's REST root, such as `https://jira.example.com/rest`. */
  readonly baseUrl: string;
  /** The accounts to verify it with. */
  readonly credentials: Credentials;
  /** Proxy and certificates. Default: a direct connection with Node's own. */
  readonly network?: Network;
  /** Whether any certificate is taken. */
  readonly isInsecure?: boolean;
  /** Whether credentials may go over plain http to another machine, where anybody on the network can read them. */
  readonly allowHttp?: boolean;
}

/** One of several Jiras. */
export type TargetToVerify = TargetSettings & TargetSpecifics;

/** What differs from one Jira of a run to another. */
export interface TargetSpecifics {
  /** The pacts to verify with this Jira. Default: those of the run. */
  readonly pacts?: readonly PactToVerify[];
  /** For one answer, in milliseconds. Default: that of the run. */
  readonly timeoutMs?: number;
  /** Where it is named. */
  readonly definedAt?: { readonly file: string; readonly line: number };
}

/** What to verify, and with what. All of it can be left out. */
export interface VerifyOptions {
  /** Default: the embedded mocked Data Center. */
  readonly target?: TargetSettings;
  /** Several Jiras instead, verified at once; those at the same Jira one after another. */
  readonly targets?: readonly TargetToVerify[];
  /** How many of them at once. Default: 32 for each core, 128 at most, and fewer on a busy machine. Never more than there are open files for. */
  readonly concurrency?: number | undefined;
  /** The pacts to verify: a string is the path of a file. Default: the committed pact of this project's client. */
  readonly pacts?: readonly (string | PactToVerify)[];
  /** Replays only the interactions with this text in their description. Upper and lower case are the same. */
  readonly filter?: string | undefined;
  /** Whether the filter may find nothing, because this is one part of a larger run. */
  readonly isPart?: boolean;
  /** For one answer, in milliseconds. Default: 10,000. */
  readonly timeoutMs?: number;
  /**
   * How many days before a personal access token or the certificate of a live Jira ends the report has a warning. Default: 30.
   * With 0 there is none, and Jira is not asked when tokens end.
   */
  readonly warnExpiryDays?: number | undefined;
  /** The settings, whose secrets are kept out of the report. Default: the process' environment. */
  readonly environment?: Environment;
  /**
   * The accounts that were refused before: they are not tried again. Default: none.
   *
   * @internal
   */
  readonly refusals?: Refusals;
  /**
   * Starts Pact's process: for callers that keep one for several runs.
   *
   * @internal
   */
  readonly startVerifier?: typeof startPactVerifier | undefined;
  /** Ends the run early; it closes the sessions that it opened all the same, and tells how many may still be open. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each event; with several Jiras, only when each one begins and ends. `index` is its place in `targets`. */
  readonly onEvent?: (event: VerificationEvent, index: number) => void;
}

export type TimedTarget = TargetToVerify & { readonly timeoutMs: number };

/** A target's name: the one in the targets file, or else its address. */
export function targetName(target: TargetToVerify): string {
  return target.kind === 'live' ? (target.name ?? target.baseUrl) : 'mocked';
}
