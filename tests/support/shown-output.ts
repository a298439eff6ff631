/** What a command prints, without the lines that a slow machine has beside. */
export const withoutProgress = (text: string) =>
  text.replaceAll(/^(\d+ runs|Starting the Pact Broker) \.\.\.\n/gm, '');

/** What a command prints, without what differs from run to run and what grows with the contract. No stays no: 0 is kept. */
export function withoutWhatDiffers(text: string): string {
  return text
    .replaceAll(/ *\(?\b\d+(\.\d+)? (ms|s)\b\)?/g, ' TIME')
    .replaceAll(/\b\d+ a second/g, 'N a second')
    .replaceAll(/\b\d+ of \d+\b/g, 'N of N')
    .replaceAll(
      /\b[1-9]\d* (by the |\w* ?(?:verified|failed|unverifiable|interaction|request|run|survive|more|hazard))/g,
      'N $1',
    )
    .replaceAll(/\b(verified|failed|unverifiable|interaction|request|run|hazard)s\b/g, '$1')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, 'DATE')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'COMMIT')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim();
}

/** A text that a regular expression takes as it is. */
const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Whether what is printed is what a document shows, in which `...` stands for anything. */
export function fits(shown: string, printed: string): boolean {
  const pattern = withoutWhatDiffers(shown)
    .split('\n')
    .map((line) =>
      line.trim() === '...' ? '(?:.*\\n)*?' : `${line.split('...').map(escaped).join('.*')}\\n`,
    )
    .join('');
  return new RegExp(`^${pattern}$`).test(`${withoutWhatDiffers(printed)}\n`);
}
