import type { JiraRequest } from '../http/http-client.ts';

const THAT_MATTER = new Set(['accept', 'content-type', 'cookie', 'authorization']);

/**
 * A `curl` line that repeats a request. It holds the secrets of the request: redact it before it is shown.
 *
 * @param baseUrl of the Jira it went to
 */
export function curlOf({ method, path, headers = {}, body }: JiraRequest, baseUrl: string): string {
  // Pact sends headers in another order each time; sorted, two reports can be compared.
  const shown = Object.entries(headers)
    .filter(([name]) => THAT_MATTER.has(name))
    .toSorted(([a], [b]) => a.localeCompare(b));
  return [
    'curl -i',
    `-X ${method}`,
    ...shown.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body && body.length > 0 ? [`--data ${quote(body.toString())}`] : []),
    quote(baseUrl + path),
  ].join(' ');
}

/** In single quotes, as a POSIX shell takes it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
