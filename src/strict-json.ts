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
  // A string followed by a colon is a key. The parser keeps only one of several equal keys.
  const written = [...text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)].filter(([, colon]) => colon);
  return written.length === contentsOf(value).keys;
}

/** The keys, the number of values, and the scalars as text, of JSON down to a depth. */
export function contentsOf(json: unknown, maxDepth = Number.POSITIVE_INFINITY) {
  const values: string[] = [];
  let [keys, count, depth] = [0, 0, 0];
  // Level by level, since it may be nested deeper than the call stack. An object given to the library may contain itself.
  for (let level = [json]; level.length > 0 && depth <= maxDepth; depth++) {
    count += level.length;
    const outer = new Set<object>();
    for (const one of level) {
      if (one !== null && typeof one === 'object') outer.add(one);
      else values.push(String(one));
    }
    for (const one of outer) if (!Array.isArray(one)) keys += Object.keys(one).length;
    level = [...outer].flatMap((one) => Object.values(one));
  }
  return { keys, values, count, depth };
}

export const jsonTypes = ['string', 'number', 'boolean', 'object', 'array', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}
