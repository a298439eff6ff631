/** A name with up to this many wrong letters is taken for a mistyped known one. */
export const TYPING_MISTAKES = 2;

export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${conjunction} ${last}` : last;
}

export function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Distinct texts: a repeated one does not replace the first. */
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

export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}

export function withEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The one door for text from outside (a Jira, a pact, a broker) onto a terminal or into a log: it cannot move the cursor, hide a
 * line, turn the direction of writing, or command a CI system: GitHub obeys `::error::` at the start of a line and `##[error]`
 * anywhere in it, Azure `##vso[...]`, TeamCity `##teamcity[...]`.
 */
export function printable(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
  return shown.replace(/^(\s*)::/, '$1\\::').replaceAll(/##(?=\w*\[)/g, '#\\#');
}

export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function escaped(character: string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const code = character.codePointAt(0) ?? 0;
  return (
    named[character] ??
    (code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`)
  );
}

/** The text without its percent-encoding, or unchanged if it has none. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A copy: a substring would keep in memory all of the text that it is a part of. */
export function ownText(text: string): string {
  const encoding = /[^\0-\xff]/.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}
