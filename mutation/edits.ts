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

/** An answer that is a page of HTML. */
export function asPage(answer: WireResponse): WireResponse {
  return { ...withHeader(answer, 'Content-Type', 'text/html;charset=UTF-8'), body: logInPage };
}
