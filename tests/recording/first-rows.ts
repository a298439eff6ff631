/** Of each table one row of a kind is enough for the quick tests; the full ones have the others. */
const FIRST = [
  ...['the media type with its character set', 'the site in self', 'or where self is printed'],
  ...['the form of a time', 'the name of the session cookie', 'every success and 302'],
  ...['drops a cookie that has run out', 'reads a body as JSON, if there is one', 'shows an address'],
  ...['builds its cookie from the body', 'reads the value, and keeps its cookies'],
  ...['has names of its own for its headers, in an order of its own', 'sends its body in chunks'],
  ...['a header that is sent twice', 'that it has no body', 'a header that differs from run to run'],
  ...['as it came', 'as part of an address', 'each header on a line, with a date'],
];

export const first = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]) =>
  rows.filter(([name]) => FIRST.includes(name));

export const others = <Row extends readonly [string, ...unknown[]]>(rows: readonly Row[]) =>
  rows.filter(([name]) => !FIRST.includes(name));
