import { isDeepStrictEqual } from 'node:util';
import { jsonObject } from '../../contracts/session/response.ts';

type Interaction = { readonly description: string };

export type WrittenPact = {
  readonly interactions: readonly Interaction[];
  readonly [part: string]: unknown;
};

export function serialize(pact: WrittenPact): string {
  return `${JSON.stringify(pact, null, 2)}\n`;
}

export function changedInteractions(before: string, after: string): string[] {
  const old = byDescription(before);
  const now = byDescription(after);
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((description) => {
    if (!old.has(description)) return [`added: ${description}`];
    if (!now.has(description)) return [`removed: ${description}`];
    return isDeepStrictEqual(old.get(description), now.get(description)) ? [] : [`changed: ${description}`];
  });
  return changes.length > 0 ? changes : ['no interaction, but the order, the layout or the metadata'];
}

function byDescription(file: string): Map<string, Interaction> {
  const { interactions } = (jsonObject(file) ?? {}) as Partial<WrittenPact>;
  return new Map(Array.isArray(interactions) ? interactions.map((one) => [one?.description, one]) : []);
}
