/**
 * The one door for text from outside (a Jira, a pact, a broker) onto a terminal or into a log: it cannot move the cursor,
 * hide a line, turn the direction of writing, or command a CI system: GitHub obeys `::error::` at the start of a line and
 * `##[error]` anywhere in it, Azure `##vso[...]`, TeamCity `##teamcity[...]`.
 *
 * @returns the text on one line, with control and invisible characters as escapes
 */
export function printable(text: string): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
  return shown.replace(/^(\s*)::/, '$1\\::').replaceAll(/##(?=\w*\[)/g, '#\\#');
}

/** Text of several lines, each of them printable. */
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
