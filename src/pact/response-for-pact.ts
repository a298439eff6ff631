import type { HttpResponse } from '../http/http-client.ts';

/** How much of a body that is no JSON reaches Pact, in bytes: it differs already. */
const MAX_TEXT_BYTES = 65_536;

/** What a JSON body of the session resource never comes near to. Pact's memory grows with each of them. */
const MAX_JSON_BYTES = 262_144;
const MAX_VALUES = 5000;
const MAX_DEPTH = 50;

/** A response as it may reach Pact, or why it is too much for it: 0.9 MB of valid JSON took it 2.8 GB and 37 s. */
export function boundedForPact(response: HttpResponse): HttpResponse | { readonly tooMuch: string } {
  const { body } = response;
  if (body.length <= 2000) return response;
  const text = body.toString();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ...response, body: body.subarray(0, MAX_TEXT_BYTES) };
  }
  if (body.length > MAX_JSON_BYTES) return { tooMuch: `${body.length} bytes of JSON` };
  const size = sizeOf(json);
  if (size.depth > MAX_DEPTH) return { tooMuch: 'JSON that is nested too deep' };
  return size.values > MAX_VALUES ? { tooMuch: `${size.values} values of JSON` } : response;
}

function sizeOf(json: unknown): { readonly values: number; readonly depth: number } {
  let values = 0;
  let level = [json];
  let depth = 0;
  while (level.length > 0 && depth <= MAX_DEPTH) {
    values += level.length;
    depth += 1;
    level = level.flatMap((value) =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    );
  }
  return { values, depth };
}
