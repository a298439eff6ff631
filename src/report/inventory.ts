export const ways = ['cookie', 'basic', 'address', 'two-step', 'unknown', 'token', 'browser'] as const;
export type LogInWay = (typeof ways)[number];

export interface Inventory {
  readonly formatVersion: 1;
  readonly files: readonly InventoryFile[];
  readonly from: string | null;
  readonly until: string | null;
  /** When the security logs begin and end; `null` without one. */
  readonly security: { readonly from: string; readonly until: string } | null;
  readonly rows: readonly InventoryRow[];
  /** Log-ins of the security log without a request in the access logs of the same hours: some may count twice. */
  readonly notJoined: number;
  /** What is in no row of these: rows that `--top` left out, and requests that came when there were too many rows. */
  readonly notShown: { readonly rows: number; readonly requests: number };
}

export interface InventoryFile {
  readonly name: string;
  readonly lines: number;
  readonly unread: number;
  readonly example?: string;
  /** The log's times have no time zone: that of this machine was taken. */
  readonly noTimeZone?: true;
  /** Log-ins in it have no status: one that was refused looks like any other. */
  readonly noStatus?: true;
  readonly damage?: string;
}

/** One user's one way from one place with one program. A `-` stands for what the log does not know. */
export interface InventoryRow {
  readonly user: string;
  readonly address: string;
  readonly userAgent: string;
  readonly way: LogInWay;
  readonly basis: 'certain' | 'inferred';
  /** How many requests that were not refused, as far as the logs say. */
  readonly count: number;
  readonly refused: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly client?: string;
  readonly replacement: string;
  readonly breaks: { readonly '10': string; readonly '11': string; readonly cloud: string };
}
