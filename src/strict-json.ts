import { isJsonObject } from '../contracts/session/response.ts';

/** One JSON object as every server reads it: Jira reads more, and could find a password where nobody else sees one. */
export function isStrictJsonObject(body: Buffer): boolean {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    value = JSON.parse(text);
  } catch {
    return false;
  }
  if (!isJsonObject(value)) return false;
  // A text with a colon behind it is a key. Of several that are the same, the parser has kept one.
  const written = [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(([, colon]) => colon);
  return written.length === contentsOf(value).keys;
}

export function contentsOf(json: unknown): { readonly keys: number; readonly values: readonly string[] } {
  let keys = 0;
  const values: string[] = [];
  // It may be nested deeper than calls may be.
  const open = [json];
  while (open.length > 0) {
    const one = open.pop();
    if (one === null || typeof one !== 'object') {
      values.push(String(one));
      continue;
    }
    const inside = Object.values(one);
    if (!Array.isArray(one)) keys += inside.length;
    for (const value of inside) open.push(value);
  }
  return { keys, values };
}
