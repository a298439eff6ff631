/** How somebody logs in. */
export const ways = ['cookie', 'basic', 'address', 'two-step', 'unknown', 'token', 'browser'] as const;
export type Way = (typeof ways)[number];

/** Who still logs in with a password, as the logs of Jira and of its proxies tell. */
export interface Inventory {
  readonly formatVersion: 1;
  readonly files: readonly InventoryFile[];
  /** The time of the first and of the last line that was read; null where there is none. */
  readonly from: string | null;
  readonly until: string | null;
  readonly rows: readonly InventoryRow[];
  /** What is in no row of these: rows that `--top` left out, and requests that came when there were too many rows. */
  readonly notShown: { readonly rows: number; readonly requests: number };
}

export interface InventoryFile {
  readonly name: string;
  readonly lines: number;
  /** How many of these lines are in no known format, or too long. */
  readonly unread: number;
  /** The first of them, without what may be a secret. */
  readonly example?: string;
  /** The log's times have no time zone: that of this machine was taken. */
  readonly noTimeZone?: true;
  /** Why it was read in part. */
  readonly damage?: string;
}

/** One user's one way from one place with one program. A `-` stands for what the log does not know. */
export interface InventoryRow {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  readonly way: Way;
  readonly basis: 'certain' | 'inferred';
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Which of the recorded clients it may be. */
  readonly client?: string;
  readonly replacement: string;
  /** What becomes of it, each with its basis. */
  readonly breaks: { readonly '10': string; readonly '11': string; readonly cloud: string };
}
