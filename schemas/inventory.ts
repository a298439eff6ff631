// Made by npm run generate: do not edit.
// @ts-nocheck

/** Who still logs in with a password, as logs tell. No password and no session is in it. */
export interface Inventory {
  readonly "formatVersion": 1;
  readonly "files": ReadonlyArray<InventoryFile>;
  /** The time of the first line that was read; `null` if no line counts. */
  readonly "from": string | null;
  /** The time of the last line that was read; `null` if no line counts. */
  readonly "until": string | null;
  /** When the security logs begin and end; `null` without one. */
  readonly "security": {
    readonly "from": string;
    readonly "until": string;
  } | null;
  readonly "rows": ReadonlyArray<InventoryRow>;
  /** How many log-ins of the security logs have no request in the access logs of the same hours, as far as could be found: their rows have no User-Agent, and a request that is there all the same counts twice. */
  readonly "notJoined": number;
  /** What is in none of the rows. */
  readonly "notShown": {
    /** How many rows `--top` left out. */
    readonly "rows": number;
    /** How many requests are in these rows, or came when there were too many rows already. */
    readonly "requests": number;
  };
}

export interface InventoryFile {
  /** `-` is the standard input. */
  readonly "name": string;
  readonly "lines": number;
  /** How many lines are in no known format, are cut, or are too long. */
  readonly "unread": number;
  /** The first of them, without what may be a secret. It is left out with `--hash-users`. */
  readonly "example"?: string;
  /** There if the log's times have no time zone: that of this machine was taken. */
  readonly "noTimeZone"?: true;
  /** There if log-ins in it have no status: one that was refused counts like any other, as `inferred`. */
  readonly "noStatus"?: true;
  /** Why only a part of the file was read. */
  readonly "damage"?: string;
}

/** One user's one way from one address with one program. */
export interface InventoryRow {
  /** `-` if the log does not name the user. With `--hash-users`, a hash. */
  readonly "user": string;
  /** The client's address, as the log has it. */
  readonly "address": string;
  /** `-` if the log does not have it. */
  readonly "userAgent": string;
  /** How the user logs in. */
  readonly "way": LogInWay;
  /** `certain`: a request of the log says so, and so does the status of a log-in. `inferred`: it follows from what is logged. */
  readonly "basis": "certain" | "inferred";
  /** How many requests, without those that failed. 0: somebody only tries. */
  readonly "count": number;
  /** How many failed: a log-in that got a redirect or an error (it was refused, or something else was wrong), another request that got 401 or 403, or what the security log says. */
  readonly "refused": number;
  readonly "firstSeen": string;
  readonly "lastSeen": string;
  /** The recorded client that sends this User-Agent. Others may send it too. */
  readonly "client"?: string;
  /** What to use instead, with its basis. */
  readonly "replacement": string;
  /** Whether it stops working, with the basis of the statement. */
  readonly "breaks": {
    readonly "10": string;
    readonly "11": string;
    readonly "cloud": string;
  };
}

/** How the user logs in. */
export type LogInWay = (typeof ways)[number];

/** How the user logs in. */
export const ways = ["cookie","basic","address","two-step","unknown","token","browser"] as const;
