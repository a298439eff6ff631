import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const YAML = new URL('../../contracts/session/openapi.yaml', import.meta.url);

/** `openapi.yaml` as JSON, which the program reads: a parser of YAML would take a part of its start. */
export function descriptionAsJson(): string {
  return `${JSON.stringify(parse(readFileSync(YAML, 'utf8')), null, 2)}\n`;
}
