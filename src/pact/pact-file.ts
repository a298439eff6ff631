import type { JsonObject } from '../../contracts/session/response.ts';

/** What a request and an answer have alike in a pact. */
export interface PactPart {
  readonly query?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** In the form of version 3, by the kind of what they are for. */
  readonly matchingRules?: Readonly<Record<string, unknown>>;
  readonly generators?: Readonly<Record<string, unknown>>;
}

/** An interaction of a pact as it was read, in the form of version 3 or 4. */
export interface PactInteraction {
  /** A broker's own. */
  readonly _id?: string;
  /** Since version 4: what kind of interaction it is. */
  readonly type?: string;
  /** Since version 4: its failure does not count. */
  readonly pending?: boolean;
  /** What the client wants, in words. */
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string; readonly params?: JsonObject }[];
  /** Since version 4: what Pact does not look at. */
  readonly comments?: JsonObject;
  /** The request that the client sends. */
  readonly request: PactPart & { readonly method: string; readonly path: string };
  /** What the client needs of the answer. */
  readonly response?: PactPart & { readonly status?: number };
}

/** A pact for this provider. */
export interface PactFile {
  /** The client. */
  readonly consumer: { readonly name: string };
  /** Always `jira-session-api`. */
  readonly provider: { readonly name: string };
  /** At least one. */
  readonly interactions: readonly PactInteraction[];
  /** The version of Pact's specification that it is written in. Default: 3. */
  readonly metadata?: { readonly pactSpecification?: { readonly version: string } };
}

/** A pact to verify, and where it comes from. */
export interface PactToVerify {
  /** The content of the pact. */
  readonly pact: PactFile;
  /** Its file, or its address at a broker. */
  readonly source: string;
  /** The version of the client, if a broker says it. */
  readonly consumerVersion?: string;
  /** Why a broker wants it verified. */
  readonly why?: readonly string[];
  /** A pending pact's failure does not count. */
  readonly pending?: boolean;
}
