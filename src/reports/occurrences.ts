/** For each one, how often it has come so far, itself included: what comes a second time does not take the place of the first. */
export function occurrences(keys: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times;
  });
}
