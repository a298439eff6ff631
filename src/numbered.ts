/** Texts of which no two are the same: what comes a second time does not take the place of the first. */
export function numbered(
  texts: readonly string[],
  withNumber = (text: string, time: number) => `${text} ${time}`,
): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const time = (seen.get(text) ?? 0) + 1;
    seen.set(text, time);
    return time > 1 ? withNumber(text, time) : text;
  });
}
