import type { InteractionResult } from './report.ts';

/**
 * What keeps two results of one cause apart, when they are told together: an answer that merely differs does so in its own
 * way. Empty for any other cause, which is the same wherever it is found.
 */
export function keptApartBy({ code, id }: Pick<InteractionResult, 'code' | 'id'>): string {
  return code === 'differs' ? id : '';
}

/** For each one, how often it has come so far, itself included: what comes a second time does not take the place of the first. */
export function occurrences(keys: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times;
  });
}
