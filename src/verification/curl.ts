import { jsonObject } from '../../contracts/session/answers.ts';
import type { HttpRequest } from '../http/http-client.ts';

const THAT_MATTER = new Set(['accept', 'content-type', 'cookie', 'authorization']);
const REDACTED = '[redacted]';

/**
 * A `curl` line that repeats a request, with placeholders where its secrets stood.
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
      ([name, value]) => `-H ${quote(`${name}: ${withoutSecret(name.toLowerCase(), String(value))}`)}`,
    ),
    ...(body && body.length > 0 ? [`--data ${quote(bodyWithoutSecret(body.toString()))}`] : []),
    quote(baseUrl + path),
  ].join(' ');
}

function withoutSecret(name: string, value: string): string {
  if (name === 'authorization') return value.replace(/^(\s*\S+\s+)?[\s\S]*$/, `$1${REDACTED}`);
  if (name === 'cookie') return value.replaceAll(/=[^;]*/g, `=${REDACTED}`);
  return value;
}

function bodyWithoutSecret(body: string): string {
  const json = jsonObject(body);
  if (!json) return '[a body that is no JSON object]';
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name, name === 'username' ? value : REDACTED]),
    ),
  );
}

/** In single quotes, as a POSIX shell takes it. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
