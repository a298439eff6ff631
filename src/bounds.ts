import { InputError } from './errors.ts';

export type Bounds = readonly [min: number, max: number];

/** The limits of numeric options: the same for the command line and the library. */
export const bounds = {
  timeoutMs: [1, 600_000],
  warnExpiryDays: [0, 3650],
  concurrency: [1, 1000],
  jobs: [1, 64],
  runTimeoutMs: [1, 3_600_000],
  maxRuns: [2, 100_000],
} as const satisfies Readonly<Record<string, Bounds>>;

export const WARN_EXPIRY_DAYS = 30;

export const recordingDefaults = { runTimeoutMs: 10_000, maxRuns: 500 } as const;

/** Excludes NaN, and what no timer can hold. */
export function isWholeNumberWithin(value: unknown, [min, max]: Bounds): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

export function refuseUnlessRequest(text: string): void {
  if (/^[A-Z]+ \/\S*$/.test(text)) return;
  throw new InputError(
    `'${text}' names no request: give a method and a path below /rest, as in --allow-missing 'GET /api/2/issue/*'`,
  );
}
