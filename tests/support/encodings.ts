/** Ways in which a text may write a secret. */
const bytesOf = (secret: string) => [...Buffer.from(secret)];
const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const windows = new TextDecoder('windows-1252');
const windowsCharacters = [...Array(256).keys()].map((byte) => windows.decode(Buffer.from([byte])));
/** With one byte for each character, as Windows' character set has it; undefined where that has not all of them. */
const windowsBytesOf = (secret: string) => {
  const bytes = [...secret.normalize('NFC')].map((character) => windowsCharacters.indexOf(character));
  return bytes.includes(-1) ? undefined : Buffer.from(bytes);
};

export const encodings: Readonly<Record<string, (secret: string) => string>> = {
  'as it is': (secret) => secret,
  'in a URL': (secret) => encodeURIComponent(secret),
  'in a URL, in small letters': (secret) =>
    encodeURIComponent(secret).replaceAll(/%../g, (encoded) => encoded.toLowerCase()),
  'in a form': (secret) => new URLSearchParams({ p: secret }).toString().slice(2),
  'percent-encoded throughout': (secret) =>
    bytesOf(secret)
      .map((byte) => `%${hex(byte)}`)
      .join(''),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
  'in JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  'in JSON, slashes escaped': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  'as escapes of JavaScript': (secret) =>
    secret
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  'as HTML': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'as HTML, with names for all': (secret) =>
    secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
  'as decimal entities': (secret) => [...secret].map((one) => `&#${one.codePointAt(0)};`).join(''),
  'as hexadecimal entities': (secret) =>
    [...secret].map((one) => `&#x${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()};`).join(''),
  'as base64': base64,
  'as base64 without padding': (secret) => base64(secret).replace(/=+$/, ''),
  'as base64 for a URL': (secret) => Buffer.from(secret).toString('base64url'),
  'as Basic credentials': (secret) => base64(`bob:${secret}`),
  'as Basic credentials of another length': (secret) => base64(`alice:${secret}`),
  'as hexadecimal digits': (secret) => Buffer.from(secret).toString('hex'),
  'as quoted-printable': (secret) =>
    bytesOf(secret)
      .map((byte) => `=${hex(byte).toUpperCase()}`)
      .join(''),
  'quoted for a shell': (secret) => secret.replaceAll("'", `'\\''`),
  'quoted for a shell, in JSON': (secret) => JSON.stringify(secret.replaceAll("'", `'\\''`)).slice(1, -1),
  'as UTF-8 that was read as latin-1': (secret) => Buffer.from(secret).toString('latin1'),
  'as UTF-8 that was read as latin-1, in a URL': (secret) =>
    encodeURIComponent(Buffer.from(secret).toString('latin1')),
  'as UTF-8 that was read as Windows-1252': (secret) => windows.decode(Buffer.from(secret)),
  'as UTF-8 that was read as Windows-1252, in latin-1': (secret) =>
    windows.decode(Buffer.from(secret)).replaceAll(/[^\0-\xff]/g, '?'),
  'as Windows-1252 that was read as latin-1': (secret) =>
    windowsBytesOf(secret)?.toString('latin1') ?? secret,
  'as Windows-1252 in a URL': (secret) =>
    [...(windowsBytesOf(secret) ?? Buffer.from(secret))].map((byte) => `%${hex(byte)}`).join(''),
  'as Windows-1252 in base64': (secret) => (windowsBytesOf(secret) ?? Buffer.from(secret)).toString('base64'),
  'as base64 in a URL': (secret) => encodeURIComponent(base64(secret)),
  'as base64 in JSON that escapes for HTML': (secret) =>
    base64(secret).replaceAll(/[+/=]/g, (one) => `\\u00${hex(one.charCodeAt(0))}`),
  'in small letters': (secret) => secret.toLowerCase(),
  'in capital letters': (secret) => secret.toUpperCase(),
  'in small letters, in a URL': (secret) => encodeURIComponent(secret.toLowerCase()),
  'as base64 in small letters': (secret) => base64(secret).toLowerCase(),
  'as hexadecimal digits in capital letters': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  composed: (secret) => secret.normalize('NFC'),
  decomposed: (secret) => secret.normalize('NFD'),
  'decomposed, in a URL': (secret) => encodeURIComponent(secret.normalize('NFD')),
  'composed, as base64': (secret) => base64(secret.normalize('NFC')),
  'decomposed, in small letters': (secret) => secret.normalize('NFD').toLowerCase(),
};
