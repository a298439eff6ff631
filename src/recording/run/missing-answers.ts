import { usualPath } from '../../../contracts/session/names.ts';
import { isNoAnswer } from '../../mock-jira/responses.ts';
import { count, literal, shellQuoted } from '../../text.ts';
import type { ObservedRequest } from './observed-request.ts';

const MAX_NAMED = 20;

/** Why nothing may be claimed of a client: what it does with an answer that it did not get is not known. */
export function whyAnswersAreMissing(
  observed: readonly ObservedRequest[],
  allowed: readonly string[],
): string | undefined {
  const isAllowed = ({ method, path }: ObservedRequest) =>
    allowed.some((one) => patternOf(one).test(`${method} ${usualPath(path)}`));
  const missing = observed.filter(
    (one) => isNoAnswer(one.unbroken) && Object.keys(one.known).length > 0 && !isAllowed(one),
  );
  const names = [...new Set(missing.map(({ method, path }) => `${method} ${path}`))];
  if (names.length === 0) return undefined;
  const named = names.slice(0, MAX_NAMED);
  const more = names.length > MAX_NAMED ? ` (and ${names.length - MAX_NAMED} more)` : '';
  return `The mocked Jira has no answer to ${count(names.length, 'request')} of the client: ${named.join(', ')}${more}. So the recording would not show what the client does with the answer. Give answers of your Jira with --answers FILE.har. If an answer is of no use to the client, add: ${named.map((one) => `--allow-missing ${shellQuoted(one)}`).join(' ')}`;
}

function patternOf(allowed: string): RegExp {
  const [method = '', path = ''] = allowed.split(' ');
  return new RegExp(`^${literal(method)} ${usualPath(path).split('*').map(literal).join('[^/]+')}$`);
}
