import { percentDecoded } from './text.ts';

/** An encoded character, by its number in hexadecimal digits (in an entity also in decimal ones), or backslashes before one. */
const ENCODED =
  /(?:%(?:25)*|\\+x)([\da-f]{2})|\\+u(?:([\da-f]{4})|\{0*([\da-f]{1,6})\})|&(?:amp;)*#(?:0*(\d{1,7})|x0*([\da-f]{1,6}));?|\\+/gi;
const QUOTED_PRINTABLE = /=([\da-f]{2})/gi;

const NESTED = 3;

/** What a server may read in a text: the text itself, and what its usual encodings stand for, several layers deep. */
export function decodedForms(text: string): string[] {
  const forms = new Set([text]);
  let last = [text];
  for (let depth = 0; depth < NESTED; depth++) {
    last = last.flatMap((one) => [unescaped(one), ...decodedRuns(one)]).filter((one) => !forms.has(one));
    for (const one of last) forms.add(one);
  }
  return [...forms];
}

function unescaped(text: string): string {
  const character = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  // A backslash stays: a name follows it in `DOMAIN\name`.
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[\da-f]{2})+/gi, percentDecoded)
    .replaceAll(/(?:\\u|%u|&#x)([\da-f]{2,4});?/gi, character)
    .replaceAll(/&#(\d{2,5});?/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function decodedRuns(text: string): string[] {
  const runs = (pattern: RegExp, encoding: BufferEncoding) =>
    (text.match(pattern) ?? []).map((run) => Buffer.from(run, encoding).toString()).join('\n');
  return [runs(/[\w+/-]{4,}={0,2}/g, 'base64'), runs(/(?:[\da-f]{2}){3,}/gi, 'hex')];
}

/** The ASCII part of a secret is in one of these readings, however the text writes it: a quick search before the thorough one. */
export function readingsOf(text: string): readonly string[] {
  const decoded = decodedIn(text, () => true);
  // What precedes a secret may look like an encoding of its first character; encoders write letters and digits as they are.
  const unescaped = decodedIn(text, (character) => /[ -/:-@[-`{-~]/.test(character));
  const printed = [text, decoded].map((one) =>
    one.replaceAll(QUOTED_PRINTABLE, (_, byte) => String.fromCodePoint(Number.parseInt(byte, 16))),
  );
  return [...new Set([text, decoded, unescaped, ...printed])].map(lowerBase64Url);
}

function decodedIn(text: string, isMeant: (character: string) => boolean): string {
  return text.replaceAll(ENCODED, (written, byte, unit, point, decimal, ofEntity) => {
    const digits = byte ?? unit ?? point ?? ofEntity;
    if (digits === undefined && decimal === undefined) return '';
    const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return isMeant(character) ? character : written;
  });
}

/** A text in which letters of any case, and both alphabets of base64, are the same. */
export function lowerBase64Url(text: string): string {
  return text.toLowerCase().replaceAll('+', '-').replaceAll('/', '_');
}

/** A text without its encodings, so that its words can be compared with those of another one. */
export function plain(text: string): string {
  const unpacked = text.replaceAll(/[\w+/-]{24,}={0,2}/g, (run) => {
    const bytes = Buffer.from(run, 'base64').toString();
    return /^[\t\n\r -~]+$/.test(bytes) ? ` ${bytes} ` : run;
  });
  return decodedIn(unpacked.replaceAll(/\\+[nrt]/g, ' '), () => true);
}
