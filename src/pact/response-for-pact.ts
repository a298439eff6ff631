import type { HttpResponse } from '../http/http-client.ts';
import { contentsOf } from '../strict-json.ts';

/** How much of a body that is no JSON reaches Pact, in bytes: it differs already. */
const MAX_TEXT_BYTES = 65_536;

/** What a JSON body of the session resource never comes near to. Pact's memory grows with each of them. */
const MAX_JSON_BYTES = 262_144;
const MAX_VALUES = 5000;
const MAX_DEPTH = 50;

/** A response as it may reach Pact, or why it is too much for it: 0.9 MB of valid JSON took it 2.8 GB and 37 s. */
export function boundedForPact(response: HttpResponse): HttpResponse | { readonly tooMuch: string } {
  const { body, text } = response;
  if (body.length <= 2000) return response;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ...response, body: body.subarray(0, MAX_TEXT_BYTES) };
  }
  if (body.length > MAX_JSON_BYTES) return { tooMuch: `${body.length} bytes of JSON` };
  const { count, depth } = contentsOf(json, MAX_DEPTH);
  if (depth > MAX_DEPTH) return { tooMuch: 'JSON that is nested too deep' };
  return count > MAX_VALUES ? { tooMuch: `${count} values of JSON` } : response;
}
