import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import { canonicalName, FRAMING_HEADERS } from '../http/wire.ts';
import { bodyOfNobody, bodyWithoutSecret, headerWithoutSecret } from '../redaction/placeholders.ts';
import type { ShownExchange } from '../report/report.ts';
import { shellQuoted } from '../text.ts';
import type { Exchange } from './transcript.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Of a longer body, only the size is shown, in bytes. If it were cut, it could end in half a secret, which nobody would find. */
const MAX_BODY_BYTES = 4096;

const NOT_SHOWN = new Set([...FRAMING_HEADERS, 'host', 'accept-encoding']);

const SHOWN_IN_CURL = new Set(['user-agent', 'accept', 'content-type', 'cookie', 'authorization']);

/** What Pact calls itself where a pact does not name the client. */
const OF_PACT = /^pact_verifier\b/;

export function shownExchange({ request, response }: Exchange): ShownExchange {
  const sent = request.body?.toString() ?? '';
  const body = sent && bodyWithoutSecret(sent);
  return {
    request: message(`${request.method} ${request.path}`, request.headers, body),
    ...(response && { answer: message(String(response.status), response.headers, shownBody(response)) }),
  };
}

export function curlOf({ method, path, headers, body }: HttpRequest, baseUrl: string): string {
  const shown = shownHeaders(headers, (name) => SHOWN_IN_CURL.has(name));
  return [
    'curl -i',
    `-X ${method}`,
    ...shown.map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(body && body.length > 0 ? [`--data ${shellQuoted(bodyOfNobody(body.toString()))}`] : []),
    shellQuoted(baseUrl + path),
  ].join(' ');
}

function message(first: string, headers: Headers | undefined, body: string): string {
  const shown = shownHeaders(headers, (name) => !NOT_SHOWN.has(name));
  const lines = shown.map(([name, value]) => `${canonicalName(name)}: ${value}`);
  return [first, ...lines, ...(body ? ['', body] : [])].join('\n');
}

/** Without secrets. Pact's order of headers varies; sorted, two reports can be compared. */
function shownHeaders(headers: Headers = {}, isShown: (name: string) => boolean): [string, string][] {
  return Object.entries(headers)
    .filter(([name, value]) => isShown(name.toLowerCase()) && !OF_PACT.test(String(value)))
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, headerWithoutSecret(name, one)]),
    );
}

function shownBody({ body, text }: HttpResponse): string {
  return body.length > MAX_BODY_BYTES ? `[a body of ${body.length} bytes]` : text;
}
