/** The situations that a client is run in. */
export const scenarioNames = [
  'right-credentials',
  'unknown-user',
  'captcha',
  'ended-session',
  'token',
  'basic-off',
  'rate-limited',
  'not-logged-in',
  'other-node',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

/** The errors that are tried in the place of each response. */
export const triedErrors: readonly number[] = [400, 401, 403, 404, 410, 429, 500, 503];

/** A part of a response: `status`, `header NAME`, `cookie NAME`, `body PATH` such as `body session.name`, or the whole `body`. */
export type PartName = string;

/** Which of Jira's cookies a client sends back with its session. `session cookie`: not all of the others; `none`: it sends no session. */
export type SendsBack = 'all cookies' | 'session cookie' | 'session from the body' | 'none';

/** A request of a client in one provider state, and what the client relies on in its response. */
export interface RecordedRequest {
  readonly method: string;
  /** Below Jira's REST root. */
  readonly path: string;
  /** Null if the contract has no provider state for this request; the request is then not in the pact. */
  readonly state: string | null;
  readonly sendsBack: SendsBack;
  /** The status of the unbroken response. */
  readonly answered: number;
  /** The parts that the client needs: it notices when one of them is broken. */
  readonly needs: readonly PartName[];
  /** Of each list, one part has to be right: which one does not matter to the client. */
  readonly eitherOf: readonly (readonly PartName[])[];
  /** The parts that may be absent, but not wrong, such as a field of another type; left out where there are none. */
  readonly rightIfThere?: readonly PartName[];
  /** The statuses that the client takes, of those that were tried. */
  readonly accepts: readonly number[];
  /** Of `ignores`: what a client that fails prints all the same; left out where there are none. */
  readonly shows?: readonly PartName[];
  /** The parts that were broken without being noticed. */
  readonly ignores: readonly PartName[];
}

/** What the client did in one scenario. */
export interface RecordedScenario {
  readonly name: ScenarioName;
  /** The exit code is null where the client had to be stopped. */
  readonly outcome: { readonly exitCode: number | null; readonly stdout: string };
  readonly requests: readonly RecordedRequest[];
}

export const hazardKinds = [
  'wrong-password',
  'password-in-url',
  'session-left-open',
  'unnoticed-failure',
  'first-cookie',
  'captcha-as-wrong-password',
  'endless-retry',
  'redirect-followed',
  'credentials-elsewhere',
  'session-not-renewed',
  'partial-result',
  'empty-as-success',
  'token-as-password',
] as const;

export type HazardKind = (typeof hazardKinds)[number];

/** Something that is dangerous or careless in a client. */
export interface Hazard {
  readonly kind: HazardKind;
  readonly detail: string;
  readonly advice: string;
}

/** What was found by running a client. `--json` writes it as it is. */
export interface Recording {
  /** It changes when a field changes its meaning. */
  readonly formatVersion: 1;
  readonly consumer: string;
  /** The words of the command; null for a function. */
  readonly command: readonly string[] | null;
  /** False where the runs were used up or interrupted before all was known: no pact is written then. */
  readonly complete: boolean;
  readonly scenarios: readonly RecordedScenario[];
  readonly hazards: readonly Hazard[];
  readonly runs: number;
  readonly durationMs: number;
  /** The file that the pact was written to, or that it is compared with; null where there is none. */
  readonly pact: string | null;
}

/** A request that is not of the session resource, and where a Jira of today does not have it: empty where that is not known. */
export interface RequestBeside {
  readonly request: string;
  readonly credentials: string;
  readonly gone: string;
}

/** What is shown beside a recording. */
export interface RecordingNotes {
  readonly noise: readonly string[];
  readonly beside: readonly RequestBeside[];
  readonly withoutSession: readonly ('Basic' | 'token')[];
  readonly usesTokenAlone: boolean;
  readonly shared?: string;
  readonly remarks: readonly string[];
  readonly beyondPact: readonly string[];
}
