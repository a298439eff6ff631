/** A text in single quotes, as a POSIX shell takes it for one word. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
