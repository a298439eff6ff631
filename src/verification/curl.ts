import type { HttpRequest } from '../http/http-client.ts';
import { bodyOfNobody, headerWithoutSecret } from '../redaction/placeholders.ts';
import { shellQuoted } from '../text.ts';

const THAT_MATTER = new Set(['accept', 'content-type', 'cookie', 'authorization']);

/**
 * A `curl` line that repeats a request, with placeholders where its secrets and the user name stood.
 *
 * @param baseUrl of the Jira it went to
 */
export function curlOf({ method, path, headers = {}, body }: HttpRequest, baseUrl: string): string {
  // Pact sends headers in another order each time; sorted, two reports can be compared.
  const shown = Object.entries(headers)
    .filter(([name]) => THAT_MATTER.has(name.toLowerCase()))
    .toSorted(([a], [b]) => a.localeCompare(b));
  return [
    'curl -i',
    `-X ${method}`,
    ...shown.map(
      ([name, value]) => `-H ${shellQuoted(`${name}: ${headerWithoutSecret(name, String(value))}`)}`,
    ),
    ...(body && body.length > 0 ? [`--data ${shellQuoted(bodyOfNobody(body.toString()))}`] : []),
    shellQuoted(baseUrl + path),
  ].join(' ');
}
