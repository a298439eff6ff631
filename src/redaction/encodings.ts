import { lowerBase64Url, readingsOf } from '../decoding.ts';
import { literal } from '../text.ts';

export const REDACTED = '[redacted]';
const REDACTED_IN_PIECES = /(?:\[redacted\]){2,}/g;

/** The engine cannot compile a pattern for more characters: Cloud's session is a JWT of some thousand. */
const LONGEST_PIECE = 400;

/** Shorter ones occur in too many harmless words: they are hidden only as a whole value. */
const SHORTEST_IN_TEXT = 4;

/** Backslashes before a character: JSON in JSON, four deep. A bound, so that no text of backslashes takes long. */
const MAYBE_ESCAPED = '\\\\{0,15}';
const ESCAPED = '\\\\{1,15}';

const PADDING = `(?:=|%(?:25)*3d|${ESCAPED}u003d){0,2}`;

const BEFORE_VALUE = `(?<=^|["'\`=:,;\\[({]\\s?|%(?:22|3[aAdD]))`;
const AFTER_VALUE = `(?=$|${MAYBE_ESCAPED}["'\`,;&\\])}]|%2[26])`;

/** What of a secret looks like an encoding itself, has a name in HTML, or has an accent, which may stand behind its letter. */
const MAY_CHANGE =
  /%(?:25)*[\da-f]{0,2}|=[\da-f]{0,2}|\\+(?:x[\da-f]{0,2}|u\{?[\da-f]{0,6}\}?)?|&#?\w*;?|[^!#-&(-*,-;=?-~]+/i;

/** Three characters that are ASCII once they are composed: a sign of Kelvin, a question mark and an accent of Greek. */
const ASCII_WHEN_COMPOSED = /[\u212a\u037e\u1fef]/g;

/** What takes one secret out of a text, of which the readings are given. */
export type Redact = (text: string, readings: readonly string[]) => string;

export function redactionOf(secret: string): Redact {
  const parts = secret.replaceAll(ASCII_WHEN_COMPOSED, '\ufffd').normalize('NFC').split(MAY_CHANGE);
  const plain = parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
  // No encoding of a single character changes it, or puts an escape before it.
  const isPlain = /^[\w.-]+$/.test(secret) && secret.length >= SHORTEST_IN_TEXT;
  const needles = [plain, ...wholesOf(secret)].map(lowerBase64Url);
  const mayBeIn = (readings: readonly string[]) =>
    needles.some((needle) => readings.some((reading) => reading.includes(needle)));
  let patterns: readonly RegExp[] | undefined;
  return (text, readings) => {
    // A pattern takes half a megabyte, and tries each place of a text: most texts have no secret in them, or as it is.
    if (!mayBeIn(readings)) return text;
    if (isPlain && !mayBeIn(readingsOf(text.replaceAll(secret, ' '))))
      return text.replaceAll(secret, REDACTED);
    patterns ??= patternsOf(secret);
    const redacted = patterns.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
    return patterns.length > 1 ? redacted.replaceAll(REDACTED_IN_PIECES, REDACTED) : redacted;
  };
}

function piecesOf(secret: string): string[] {
  const letters = [...graphemes.segment(secret)].map(({ segment }) => segment);
  const size = Math.ceil(letters.length / Math.ceil(letters.length / LONGEST_PIECE));
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  );
}

/** Finds a secret in whatever way it is written: character by character, or encoded as a whole; letters in any case. */
function patternsOf(secret: string): RegExp[] {
  const inBase64 = (text: string) =>
    text.replaceAll(/[+/]/g, (one) => `(?:${one === '+' ? '-' : '_'}|${waysToWrite(one)})`);
  const wholes = wholesOf(secret);
  if (secret.length < SHORTEST_IN_TEXT) {
    const either = [...wholes.map((whole) => inBase64(whole) + PADDING), writtenOut(secret)].join('|');
    return [new RegExp(`${BEFORE_VALUE}(?:${either})${AFTER_VALUE}`, 'gim')];
  }
  const before = '[a-z0-9+/_-]{0,2}';
  const after = `[a-z0-9+/_-]?${PADDING}`;
  const pieces = piecesOf(secret);
  if (pieces.length === 1) {
    const inText = wholes.map((whole) => before + inBase64(whole) + after);
    return [new RegExp([...inText, writtenOut(secret)].join('|'), 'gi')];
  }
  const inPieces = wholes.flatMap((whole) => {
    const cut = piecesOf(whole).map(inBase64);
    return cut.map(
      (piece, index) => (index === 0 ? before : '') + piece + (index === cut.length - 1 ? after : ''),
    );
  });
  return [...inPieces, ...pieces.map(writtenOut)].map((pattern) => new RegExp(pattern, 'gi'));
}

function writtenOut(text: string): string {
  return (text.match(/\\+|[^\\]+/g) ?? [])
    .flatMap((part) =>
      part.startsWith('\\')
        ? waysToWriteBackslashes(part.length)
        : [...graphemes.segment(part)].map(({ segment }) => waysToWriteLetter(segment)),
    )
    .join('');
}

/** A base letter and its accents count as one, however many characters they take. */
const graphemes = new Intl.Segmenter();

function bytesOf(secret: string): Buffer[] {
  const composed = secret.normalize('NFC');
  const single = [...composed].flatMap((character) => windowsByteOf(character) ?? []);
  return [
    ...[...new Set([secret, composed, secret.normalize('NFD')])].map((one) => Buffer.from(one)),
    ...(single.length === [...composed].length ? [Buffer.from(single)] : []),
  ];
}

/** A secret as a whole in base64 and in hexadecimal digits: inside other text too, unless it is short. */
function wholesOf(secret: string): readonly string[] {
  const inBytes = bytesOf(secret).flatMap((bytes) => [
    ...(secret.length < SHORTEST_IN_TEXT
      ? [bytes.toString('base64').replace(/=+$/, '')]
      : base64Cores(bytes)),
    bytes.toString('hex'),
  ]);
  return [...new Set(inBytes)];
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  '"': 'quot',
  "'": 'apos',
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
};
const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
};

/** A pattern for a letter with its accents, also after the text was normalized, or its case changed: ß becomes SS. */
function waysToWriteLetter(letter: string): string {
  if (!/[^\0-\x7f]/.test(letter)) return [...letter].map((one) => waysToWrite(one)).join('');
  const composed = letter.normalize('NFC');
  const changed = [letter, composed, letter.normalize('NFD')].flatMap((one) => [
    one,
    one.toLowerCase(),
    one.toUpperCase(),
  ]);
  const either = [...new Set([letter, composed, ...changed])].map((text) => {
    // Nobody both changes a letter and reads its bytes in another character set.
    const misread = text === letter || text === composed;
    return [...text].map((one) => waysToWrite(one, misread)).join('');
  });
  return `(?:${either.join('|')})`;
}

/** All the ways in which one character may be written. What is longest comes first, so that nothing is left. */
function waysToWrite(character: string, misread = true): string {
  const isAscii = (character.codePointAt(0) ?? 0) < 128;
  const jsonEscape = JSON_ESCAPES[character];
  const entity = NAMED_ENTITIES[character];
  const ways = [
    // A shell ends its quotes, writes the quote, and begins them anew.
    ...(character === "'" ? [`'${ESCAPED}''`, `'"'"'`] : []),
    ...encodedWays(character),
    ...(entity ? [`&(?:amp;)*${entity};?`] : []),
    ...(jsonEscape ? [ESCAPED + jsonEscape] : []),
    ...(character === ' ' ? ['\\+', '%(?:25)*2b'] : []),
    ...(misread && !isAscii ? misreadWays(character) : []),
    // Written where the character set has no such character.
    ...(isAscii ? [] : ['\ufffd', '\\?']),
    MAYBE_ESCAPED + literal(character),
  ];
  return `(?:${ways.join('|')})`;
}

/** A pattern for backslashes in a row. One by one, there would be too many ways to share them out. */
function waysToWriteBackslashes(count: number): string {
  return `(?:(?:${encodedWays('\\').join('|')}){${count}}|\\\\{${count},${count * 16}})`;
}

function encodedWays(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((index) => hex(character.charCodeAt(index), 4));
  // In UTF-8, and as the one byte that Windows has for it, as latin-1 has.
  const single = code < 128 ? undefined : windowsByteOf(character);
  const inBytes = [[...Buffer.from(character)], ...(single === undefined ? [] : [[single]])];
  const ofBytes = (before: string) =>
    inBytes.map((bytes) => bytes.map((byte) => before + hex(byte)).join(''));
  return [
    ...ofBytes('%(?:25)*'),
    ...ofBytes('='),
    ...ofBytes(`${ESCAPED}x`),
    units.map((unit) => `${ESCAPED}u${unit}`).join(''),
    `${ESCAPED}u\\{0*${code.toString(16)}\\}`,
    `&(?:amp;)*#0*${code};?`,
    `&(?:amp;)*#x0*${code.toString(16)};?`,
  ];
}

/** What becomes of a character when its UTF-8 is read as latin-1 or as Windows', or its Windows' byte as latin-1. */
function misreadWays(character: string): string[] {
  const bytes = Buffer.from(character);
  const byte = windowsByteOf(character);
  const misread = new Set([
    bytes.toString('latin1'),
    windows.decode(bytes),
    ...(byte === undefined ? [] : [String.fromCharCode(byte)]),
  ]);
  return [...misread].map((text) => [...text].map((one) => waysToWrite(one, false)).join(''));
}

const windows = new TextDecoder('windows-1252');

/** The byte of each character in Windows' character set, which has some more than latin-1. */
const WINDOWS_BYTES: ReadonlyMap<string, number> = new Map(
  [...Array(256).keys()].map((byte) => [windows.decode(Buffer.from([byte])), byte]),
);

const windowsByteOf = (character: string) => WINDOWS_BYTES.get(character);

/** The part of the base64 that does not depend on what stands beside the bytes, for each of the three places to begin. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The first characters hold bits of what stands before, the last one bits of what stands behind.
    const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return core.length < SHORTEST_IN_TEXT ? [] : [core];
  });
}

const hex = (value: number, digits = 2) => value.toString(16).padStart(digits, '0');
