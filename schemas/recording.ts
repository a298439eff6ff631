// Made by npm run generate: do not edit.
// @ts-nocheck

/** What was found by running a client. */
export interface Recording {
  /** It changes when a field changes its meaning. */
  readonly "formatVersion": 1;
  /** The client's name in the pact. */
  readonly "consumer": string;
  /** The words of the command; `null` for a function. */
  readonly "command": ReadonlyArray<string> | null;
  /** `false` where the runs were used up or interrupted before all was known: no pact is written then. */
  readonly "complete": boolean;
  readonly "scenarios": ReadonlyArray<RecordedScenario>;
  readonly "hazards": ReadonlyArray<Hazard>;
  readonly "runs": number;
  /** In milliseconds. */
  readonly "durationMs": number;
  /** The file that the pact was written to, or that it is compared with; `null` where there is none. */
  readonly "pact": string | null;
}

/** What the client did in one scenario. */
export interface RecordedScenario {
  /** A situation that a client is run in. */
  readonly "name": ScenarioName;
  readonly "outcome": {
    /** `null` where the client had to be stopped. */
    readonly "exitCode": number | null;
    readonly "stdout": string;
  };
  readonly "requests": ReadonlyArray<RecordedRequest>;
}

/** A situation that a client is run in. */
export type ScenarioName = (typeof scenarioNames)[number];

/** A situation that a client is run in. */
export const scenarioNames = ["right-credentials","unknown-user","captcha","ended-session","token","basic-off","rate-limited","not-logged-in","other-node"] as const;

/** A request of a client in one provider state, and what the client relies on in its response. */
export interface RecordedRequest {
  readonly "method": string;
  /** Below Jira's REST root. */
  readonly "path": string;
  /** `null` if the contract has no provider state for this request; the request is then not in the pact. */
  readonly "state": string | null;
  /** Which of Jira's cookies a client sends back with its session. `session cookie`: not all of the others; `none`: it sends no session. */
  readonly "sendsBack": SendsBack;
  /** The status of the unbroken response. */
  readonly "answered": number;
  /** The parts that the client needs: it notices when one of them is broken. */
  readonly "needs": ReadonlyArray<PartName>;
  /** Of each list, one part has to be right: which one does not matter to the client. */
  readonly "eitherOf": ReadonlyArray<ReadonlyArray<PartName>>;
  /** The parts that may be absent, but not wrong, such as a field of another type; left out where there are none. */
  readonly "rightIfThere"?: ReadonlyArray<PartName>;
  /** The statuses that the client takes, of those that were tried. */
  readonly "accepts": ReadonlyArray<number>;
  /** Of `ignores`: what a client that fails prints all the same; left out where there are none. */
  readonly "shows"?: ReadonlyArray<PartName>;
  /** The parts that were broken without being noticed. */
  readonly "ignores": ReadonlyArray<PartName>;
}

/** Which of Jira's cookies a client sends back with its session. `session cookie`: not all of the others; `none`: it sends no session. */
export type SendsBack = "all cookies" | "session cookie" | "session from the body" | "none";

/** A part of a response: `status`, `header NAME`, `cookie NAME`, `body PATH` such as `body session.name`, or the whole `body`. */
export type PartName = string;

/** Something that is dangerous or careless in a client. */
export interface Hazard {
  readonly "kind": HazardKind;
  readonly "detail": string;
  /** What to do about it. */
  readonly "advice": string;
}

export type HazardKind = (typeof hazardKinds)[number];

export const hazardKinds = ["wrong-password","password-in-url","session-left-open","unnoticed-failure","first-cookie","captcha-as-wrong-password","endless-retry","redirect-followed","credentials-elsewhere","session-not-renewed","partial-result","empty-as-success","token-as-password"] as const;
