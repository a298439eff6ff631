/**
 * `npm run links`: asks every address on the web that a document links to. It needs the network, so CI runs it every week, and the
 * tests do not.
 */
import { readFileSync } from 'node:fs';
import { markdownFiles, webLinksOf } from '../tests/support/markdown.ts';

/** Each address is given this long to answer, in milliseconds. */
const ANSWERS_WITHIN_MS = 20_000;

/**
 * Asks addresses, all at once.
 *
 * @returns those that lead nowhere, each with the reason
 */
export async function deadLinks(addresses: readonly string[]): Promise<string[]> {
  const dead = await Promise.all(
    addresses.map(async (address) => {
      try {
        const { ok, status, body } = await fetch(address, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
        await body?.cancel();
        return ok ? [] : [`${address}: ${status}`];
      } catch (error) {
        const { cause = error } = error as Error;
        return [`${address}: ${(cause as Error).message}`];
      }
    }),
  );
  return dead.flat();
}

if (import.meta.main) {
  const addresses = new Set(markdownFiles().flatMap((file) => webLinksOf(readFileSync(file, 'utf8'))));
  const dead = await deadLinks([...addresses]);
  console.log(dead.length === 0 ? `${addresses.size} addresses answer.` : dead.join('\n'));
  process.exitCode = dead.length === 0 ? 0 : 1;
}
