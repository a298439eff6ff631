import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { changedInteractions, serialize, type WrittenPact } from '../../src/pact/pact-text.ts';

/** Where the consumer tests are. */
export const CONSUMER_TESTS = 'tests/consumer/interactions';

/** The file of a part of the pact. */
export const partName = (description: string) => `${description.replaceAll(/\W+/g, '-')}.json`;

/** The interactions that no consumer test made a part of, after all consumer tests have passed. */
export function withoutConsumerTest(folder: string, order: readonly string[]): string[] {
  const parts = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return order
    .filter((description) => !parts.has(partName(description)))
    .map(
      (description) =>
        `No consumer test of ${basename(folder)} has the interaction '${description}': write one in ${CONSUMER_TESTS}.`,
    );
}

/**
 * Writes the pact anew from its parts, unless a part is missing: the run was then not of every consumer test, or one
 * of them failed.
 *
 * @param folder where the parts are
 * @param file the committed pact
 * @param order the descriptions of all interactions, as they stand in the pact
 * @returns what differed; undefined when nothing did
 */
export function writePact(folder: string, file: string, order: readonly string[]): string | undefined {
  const fragments = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  if (fragments.length < order.length) return undefined;
  const written = serialize(mergeFragments(fragments, order));
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (written === committed) return undefined;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, written);
  const changes = changedInteractions(committed, written).map((change) => `\n  ${change}`);
  return (
    `The committed pact is not what the consumer tests write:${changes.join('')}\n` +
    `${file} was written again: review it, and commit it.`
  );
}

/** Puts parts of a pact together, with the interactions in the given order of their descriptions. */
export function mergeFragments(fragments: readonly string[], order: readonly string[]): WrittenPact {
  const pacts = fragments.map((fragment) => JSON.parse(fragment) as WrittenPact);
  const interactions = pacts
    .flatMap((pact) => pact.interactions)
    .toSorted((a, b) => order.indexOf(a.description) - order.indexOf(b.description));
  return { ...pacts[0], interactions };
}
