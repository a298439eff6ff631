import { percentDecoded } from '../text.ts';

/** How often a text may be encoded on top of itself. */
const NESTED = 3;

/** What a server may make of a text: as it stands, and without its usual encodings, also on top of each other. */
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
