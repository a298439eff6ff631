import { canonicalName, FRAMING_HEADERS } from '../http/wire.ts';
import { bodyWithoutSecret, headerWithoutSecret } from '../redaction/placeholders.ts';
import type { ShownExchange } from '../report/report.ts';
import type { Exchange } from './transcript.ts';

/** A longer body is told by its size alone, in bytes. Cut, it could end in half a secret, which nobody would find. */
const MAX_BODY_BYTES = 4096;

/** Headers that frame a message, where it goes, and those that only Pact sends. */
const NOT_SHOWN = new Set([...FRAMING_HEADERS, 'host', 'accept-encoding', 'user-agent']);

/** An exchange as a report shows it: two messages in the way of HTTP, with placeholders where secrets stood. */
export function shownExchange({ request, answer }: Exchange): ShownExchange {
  const sent = request.body?.toString() ?? '';
  return {
    request: message(`${request.method} ${request.path}`, request.headers, sent && bodyWithoutSecret(sent)),
    ...(answer && { answer: message(String(answer.status), answer.headers, bodyOf(answer.body)) }),
  };
}

function message(
  first: string,
  headers: Readonly<Record<string, string | string[] | undefined>> = {},
  body: string,
): string {
  const lines = Object.entries(headers)
    .filter(([name]) => !NOT_SHOWN.has(name.toLowerCase()))
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => `${canonicalName(name)}: ${headerWithoutSecret(name, one)}`),
    );
  return [first, ...lines, ...(body ? ['', body] : [])].join('\n');
}

function bodyOf(body: Buffer): string {
  return body.length > MAX_BODY_BYTES ? `[a body of ${body.length} bytes]` : body.toString();
}
