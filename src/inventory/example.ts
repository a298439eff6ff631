import { printable } from '../text.ts';

const MAX_CHARACTERS = 160;

/** A line that could not be read, for a person to see. As its form is not known, more than the secrets is taken out. */
export function example(line: string): string {
  const text = Buffer.from(line.slice(0, 1000), 'latin1').toString();
  const without = withoutSecrets(text).replaceAll(/[?;&#][^\s"]+/g, '?[redacted]');
  const shown = printable(without.replaceAll(/[\w+=.%~-]{20,}/g, longWord));
  return shown.length > MAX_CHARACTERS ? `${shown.slice(0, MAX_CHARACTERS)} ...` : shown;
}

/** A session, a token or a key looks like this; a time or an address is shorter. */
function longWord(word: string): string {
  return /\d/.test(word) && /[A-Za-z]/.test(word) && !/^\d{4}-\d\d-\d\d/.test(word) ? '[redacted]' : word;
}

// The value after a colon, as in a header, may have several words.
const NAMED_SECRET =
  /([\w.-]{0,40}(?:pass|pwd|\bpw\b|token|secret|session|key|credential|authorization|cookie|jwt|assertion)[\w.-]{0,40}["']?\s{0,9})(?:([=:]\s{0,9})(?:"[^"]*"?|'[^']*'?)|(:\s{0,9})[^"'\s].*|(=\s{0,9})(?:(?:Basic|Bearer|NTLM|Negotiate)\s+)?[^\s&"']+)/gi;

export function withoutSecrets(text: string): string {
  return text
    .replaceAll(NAMED_SECRET, '$1$2$3$4[redacted]')
    .replaceAll(/\b(Basic|Bearer|NTLM|Negotiate) +[\w+/=.~-]+/g, '$1 [redacted]')
    .replaceAll(/\/\/[^\s"]*@/g, '//[redacted]@');
}
