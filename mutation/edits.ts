import { headerValues, logInPage, type WireResponse, withHeader } from '../src/http/wire.ts';

/** A request on its way to a mocked Jira. */
export interface WireRequest {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A response, and how HTTP carries it. */
export interface CarriedResponse extends WireResponse {
  readonly reasonPhrase?: string;
  readonly encoding?: 'gzip' | 'br' | 'deflate';
  readonly chunked?: boolean;
}

/** What stands between a client and Jira: it may ask Jira, change what comes back, or answer by itself. */
export type JiraChange = (
  request: WireRequest,
  ask: (request: WireRequest) => Promise<WireResponse>,
) => Promise<CarriedResponse>;

/** Changes each answer to which something applies. */
export function changing(
  edit: (response: WireResponse, request: WireRequest) => CarriedResponse,
  applies: (response: WireResponse, request: WireRequest) => boolean = () => true,
): JiraChange {
  return async (request, ask) => {
    const response = await ask(request);
    return applies(response, request) ? edit(response, request) : response;
  };
}

/** Edits every `Set-Cookie` value, where there are any; the edit may take some away or add some. */
export function editCookies(response: WireResponse, edit: (cookies: string[]) => string[]): WireResponse {
  const cookies = headerValues(response, 'Set-Cookie');
  return cookies.length > 0 ? withHeader(response, 'Set-Cookie', ...edit(cookies)) : response;
}

/** Any JSON that is edited here; what comes out is broken on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: the mutants put every type in every place
export type Json = any;

/** Edits the JSON of a body, where there is one. */
export function editJson(response: WireResponse, edit: (body: Json) => Json): WireResponse {
  const isJson = headerValues(response, 'Content-Type').some((value) => value.startsWith('application/json'));
  return isJson ? { ...response, body: JSON.stringify(edit(JSON.parse(response.body))) } : response;
}

/** An answer that is a page of HTML. */
export function asPage(response: WireResponse): WireResponse {
  return { ...withHeader(response, 'Content-Type', 'text/html;charset=UTF-8'), body: logInPage };
}
