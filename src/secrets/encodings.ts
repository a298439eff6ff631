import { literal } from '../literal.ts';

const REDACTED = '[redacted]';

/** Shorter ones stand in too many harmless words: they are hidden only where they are a whole value. */
const SHORTEST_IN_TEXT = 4;

/** Backslashes before a character: JSON in JSON, four deep. A bound, so that no text of backslashes takes long. */
const MAYBE_ESCAPED = '\\\\{0,15}';
const ESCAPED = '\\\\{1,15}';

/** What a value in a line stands between, when it is a whole one. */
const BEFORE_VALUE = `(?<=^|["'\`=:,;\\[({]\\s?|%(?:22|3[aAdD]))`;
const AFTER_VALUE = `(?=$|${MAYBE_ESCAPED}["'\`,;&\\])}]|%2[26])`;

/**
 * The characters that may be encoded in a text, in any of the ways that {@link patternOf} knows for a plain secret.
 *
 * @returns undefined where it may be any
 */
export function encodedIn(text: string): ReadonlySet<string> | undefined {
  if (/[\\&]/.test(text)) return undefined;
  const codes = [...text.matchAll(/[%=]((?:25)*)([0-9a-f]{2})/gi)].flatMap(([, nested, code]) =>
    nested ? ['25', code] : [code],
  );
  return new Set(codes.map((code) => String.fromCharCode(Number.parseInt(code ?? '', 16))));
}

/** A secret, found in a text in whatever way it is written there. */
export class SoughtSecret {
  readonly length: number;
  readonly #secret: string;
  /** Whether it is written as it is where nothing in a text is encoded: it has no space, quote, backslash or accent. */
  readonly #isPlain: boolean;
  #anyWay: RegExp | undefined;
  #asItIs: RegExp | undefined;

  constructor(secret: string) {
    this.length = secret.length;
    this.#secret = secret;
    this.#isPlain = secret.length >= SHORTEST_IN_TEXT && /^[!-&(-[\]-~]+$/.test(secret);
  }

  /** @param encoded the characters of the text that may be encoded; undefined where it may be any */
  redact(text: string, encoded: ReadonlySet<string> | undefined): string {
    if (this.#isPlain && text.length < this.length) return text;
    const isLiteral = this.#isPlain && encoded && ![...encoded].some((one) => this.#secret.includes(one));
    // The pattern for any way tries each at every place of a text, and takes long to be made.
    return text.replace(isLiteral ? this.#literal : this.#pattern, REDACTED);
  }

  get #pattern(): RegExp {
    this.#anyWay ??= patternOf(this.#secret);
    return this.#anyWay;
  }

  get #literal(): RegExp {
    this.#asItIs ??= new RegExp([...encodedWholes(this.#secret), literal(this.#secret)].join('|'), 'g');
    return this.#asItIs;
  }
}

/** Finds a secret in whatever way it is written: character by character, or encoded as a whole. */
function patternOf(secret: string): RegExp {
  const written = (secret.match(/\\+|[^\\]/gu) ?? [])
    .map((part) => (part.startsWith('\\') ? waysToWriteBackslashes(part.length) : waysToWrite(part)))
    .join('');
  if (secret.length < SHORTEST_IN_TEXT) return new RegExp(BEFORE_VALUE + written + AFTER_VALUE, 'gm');
  return new RegExp([...encodedWholes(secret), written].join('|'), 'g');
}

/** Patterns for a secret that is encoded as a whole. */
function encodedWholes(secret: string): string[] {
  return [
    ...base64Cores(Buffer.from(secret)),
    hexOf(Buffer.from(secret)),
    ...(/[^\0-\x7f]/.test(secret) ? base64Cores(Buffer.from(secret, 'latin1')) : []),
  ];
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

/**
 * A pattern for one character: as it is, with backslashes before it (JSON in JSON in a shell), as a percent-encoding, an
 * escape of JavaScript or quoted-printable, or an entity of HTML. What is longest comes first, so that nothing is left.
 *
 * @param misread whether its bytes may have been read in another character set
 */
function waysToWrite(character: string, misread = true): string {
  const jsonEscape = JSON_ESCAPES[character];
  const entity = NAMED_ENTITIES[character];
  const ways = [
    // A shell ends its quotes, writes the quote, and begins them anew.
    ...(character === "'" ? [`'${ESCAPED}''`, `'"'"'`] : []),
    ...encodedWays(character),
    ...(entity ? [`&(?:amp;)*${entity};?`] : []),
    ...(jsonEscape ? [ESCAPED + jsonEscape] : []),
    ...(character === ' ' ? ['\\+', '%(?:25)*2[bB]'] : []),
    ...(misread ? misreadWays(character) : []),
    MAYBE_ESCAPED + literal(character),
  ];
  return `(?:${ways.join('|')})`;
}

/** A pattern for backslashes in a row. One by one, there would be too many ways to share them out. */
function waysToWriteBackslashes(count: number): string {
  return `(?:(?:${encodedWays('\\').join('|')}){${count}}|\\\\{${count},${count * 16}})`;
}

/** The ways that write a character's number, or the numbers of its bytes. */
function encodedWays(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((index) => hex(character.charCodeAt(index), 4));
  // In UTF-8, and in latin-1 where that has the character.
  const inBytes = [[...Buffer.from(character)], ...(code > 127 && code < 256 ? [[code]] : [])];
  const ofBytes = (before: string) =>
    inBytes.map((bytes) => bytes.map((byte) => before + anyCase(hex(byte))).join(''));
  return [
    ...ofBytes('%(?:25)*'),
    ...ofBytes('='),
    ...ofBytes(`${ESCAPED}x`),
    units.map((unit) => `${ESCAPED}u${anyCase(unit)}`).join(''),
    `${ESCAPED}u\\{0*${anyCase(code.toString(16))}\\}`,
    `&(?:amp;)*#0*${code};?`,
    `&(?:amp;)*#[xX]0*${anyCase(code.toString(16))};?`,
  ];
}

/** What becomes of a character when its UTF-8 is read as latin-1 or as Windows', or its latin-1 as UTF-8. */
function misreadWays(character: string): string[] {
  if ((character.codePointAt(0) ?? 0) < 128) return [];
  const bytes = Buffer.from(character);
  const misread = new Set([bytes.toString('latin1'), new TextDecoder('windows-1252').decode(bytes)]);
  return [
    ...[...misread].map((text) => [...text].map((one) => waysToWrite(one, false)).join('')),
    '\ufffd',
    '\\?',
  ];
}

/**
 * What base64 makes of some bytes, wherever they stand in what is encoded: the part that does not depend on what stands
 * beside them, for each of the three places where they can begin, in both alphabets.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters hold bits of what stands before, the last one bits of what stands behind.
    const core = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    if (core.length < SHORTEST_IN_TEXT) return [];
    const eitherAlphabet = [...core]
      .map((character) => ({ '+': '[+-]', '/': '(?:\\\\*/|_)' })[character] ?? character)
      .join('');
    return [`[A-Za-z0-9+/_-]{0,2}${eitherAlphabet}[A-Za-z0-9+/_-]?={0,2}`];
  });
}

const hex = (value: number, digits = 2) => value.toString(16).padStart(digits, '0');
const hexOf = (bytes: Buffer) => anyCase(bytes.toString('hex'));
const anyCase = (text: string) => text.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
