export interface WireResponse {
  readonly status: number;
  /** In order and in their own case; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

type WireHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export function wireResponse(status: number, headers: WireHeaders = {}, body = ''): WireResponse {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one] as const),
  );
  return { status, headers: pairs, body };
}

/** Headers that frame one message: whoever forwards it writes new ones. Names are in lower case, as all headers here. */
export const FRAMING_HEADERS: readonly string[] = [
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
];

/** Headers of one connection, never forwarded (RFC 9110, section 7.6.1). */
export const CONNECTION_HEADERS: readonly string[] = [
  ...FRAMING_HEADERS,
  'http2-settings',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
];

export function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

const hasName = (name: string) => (header: readonly [string, string]) =>
  header[0].toLowerCase() === name.toLowerCase();

export function headerValues(response: WireResponse, name: string): string[] {
  return response.headers.filter(hasName(name)).map(([, value]) => value);
}

export function withoutHeader(response: WireResponse, name: string): WireResponse {
  return { ...response, headers: response.headers.filter((header) => !hasName(name)(header)) };
}

export function withHeader(response: WireResponse, name: string, ...values: readonly string[]): WireResponse {
  const added = values.map((value) => [name, value] as const);
  return { ...response, headers: [...withoutHeader(response, name).headers, ...added] };
}

export function withHeaders(response: WireResponse, headers: WireHeaders): WireResponse {
  return { ...response, headers: [...response.headers, ...wireResponse(0, headers).headers] };
}

export const logInPage =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body><form action="/login.jsp"></form></body></html>';
