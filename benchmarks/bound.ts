/** A figure that has to hold. */
export interface Bound {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  readonly digits: number;
  /** At least so much, or at most. */
  readonly least?: number;
  readonly most?: number;
}

/** The figure with its bound, and whether it was missed. */
export function boundText({ what, value, unit = '', digits, least, most }: Bound): string {
  const holds = value >= (least ?? 0) && value <= (most ?? Number.POSITIVE_INFINITY);
  const bound = least === undefined ? `at most ${most}${unit}` : `at least ${least}${unit}`;
  return `${what}: ${value.toFixed(digits)}${unit} (${bound}${holds ? '' : ': missed'})`;
}
