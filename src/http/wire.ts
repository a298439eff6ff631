/** A request on its way to a mocked Jira. */
export interface WireRequest {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** An answer on its way back, down to what only the wire shows. */
export interface WireResponse {
  readonly status: number;
  /** In their order and with their case; a name may stand there more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly reasonPhrase?: string;
  readonly encoding?: 'gzip' | 'br' | 'deflate';
  readonly chunked?: boolean;
}

/** An answer with its headers by name. */
export function wireResponse(
  status: number,
  headers: Readonly<Record<string, string | readonly string[] | undefined>> = {},
  body = '',
): WireResponse {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as const),
  );
  return { status, headers: pairs, body };
}

/** Headers that frame one message: who sends it on makes them anew. By name in small letters, as all headers here. */
export const FRAMING_HEADERS: readonly string[] = [
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
];

/** Headers of one connection, which concern nobody behind it (RFC 9110, section 7.6.1). */
export const CONNECTION_HEADERS: readonly string[] = [
  ...FRAMING_HEADERS,
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
];

/** What stands between a client and Jira: it may ask Jira, change what comes back, or answer by itself. */
export type JiraChange = (
  request: WireRequest,
  ask: (request: WireRequest) => Promise<WireResponse>,
) => Promise<WireResponse>;

/** Changes each answer to which something applies. */
export function changing(
  edit: (answer: WireResponse, request: WireRequest) => WireResponse,
  applies: (answer: WireResponse, request: WireRequest) => boolean = () => true,
): JiraChange {
  return async (request, ask) => {
    const answer = await ask(request);
    return applies(answer, request) ? edit(answer, request) : answer;
  };
}

/** `content-type` as `Content-Type`: as Jira sends it, so that another case is a difference. */
export function canonicalName(name: string): string {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

const named = (name: string) => (header: readonly [string, string]) =>
  header[0].toLowerCase() === name.toLowerCase();

/** The values of a header; none where it is not there. */
export function headerValues(answer: WireResponse, name: string): string[] {
  return answer.headers.filter(named(name)).map(([, value]) => value);
}

export function withoutHeader(answer: WireResponse, name: string): WireResponse {
  return { ...answer, headers: answer.headers.filter((header) => !named(name)(header)) };
}

export function withHeader(answer: WireResponse, name: string, ...values: readonly string[]): WireResponse {
  const added = values.map((value) => [name, value] as const);
  return { ...answer, headers: [...withoutHeader(answer, name).headers, ...added] };
}

/** Edits every `Set-Cookie` value, where there are any; the edit may take some away or add some. */
export function editCookies(answer: WireResponse, edit: (cookies: string[]) => string[]): WireResponse {
  const cookies = headerValues(answer, 'Set-Cookie');
  return cookies.length > 0 ? withHeader(answer, 'Set-Cookie', ...edit(cookies)) : answer;
}

/** Any JSON that is edited here; what comes out is broken on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: the mutants put every type in every place
export type Json = any;

/** Edits the JSON of a body, where there is one. */
export function editJson(answer: WireResponse, edit: (body: Json) => Json): WireResponse {
  const isJson = headerValues(answer, 'Content-Type').some((value) => value.startsWith('application/json'));
  return isJson ? { ...answer, body: JSON.stringify(edit(JSON.parse(answer.body))) } : answer;
}

export const page =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body><form action="/login.jsp"></form></body></html>';

/** An answer that is a page of HTML. */
export function asPage(answer: WireResponse): WireResponse {
  return { ...withHeader(answer, 'Content-Type', 'text/html;charset=UTF-8'), body: page };
}
