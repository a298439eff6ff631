import type { ObservedRequest } from '../run/observed-request.ts';
import { canBeFailed, type ResponseReliance } from '../search/reliance.ts';
import type { RecordedInteraction } from './interactions.ts';

interface Trait {
  readonly is: (request: ObservedRequest) => boolean;
  readonly what: string;
}

/** What a server, or a proxy before it, can see of a request, and the file of a pact cannot keep. */
const TRAITS: readonly Trait[] = [
  {
    is: ({ headers }) => /chunked/i.test(headers['transfer-encoding'] ?? ''),
    what: 'sends its body in chunks, which an old nginx refuses with 411 (recorded). verify sends it in one piece',
  },
  {
    is: ({ headers }) => headers.expect !== undefined,
    what: 'sends Expect: 100-continue, and some proxies do not answer that. verify does not send it',
  },
];

export function notKeptInPact(
  observed: readonly ObservedRequest[],
  found: readonly ResponseReliance[],
  interactions: readonly RecordedInteraction[],
): string[] {
  const lines = observed
    .filter(({ isOfSession }) => isOfSession)
    .flatMap((request) =>
      TRAITS.filter(({ is }) => is(request)).map(
        ({ what }) => `Not in the pact: ${request.method} ${request.path} ${what}.`,
      ),
    );
  const leftOut = found
    .filter((one) => one.observed.states && canBeFailed(one))
    .filter((one) => interactions.every(({ reliance }) => reliance !== one))
    .map(
      ({ observed: { method, path } }) =>
        `Not in the pact: ${method} ${path} has credentials where a pact cannot take them from a provider state, such as in a header of its own, or in a body without Content-Type: application/json.`,
    );
  return [...new Set([...lines, ...leftOut])];
}
