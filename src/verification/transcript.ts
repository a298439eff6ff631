import { isJsonObject, type JsonObject, jsonObject } from '../../contracts/session/response.ts';
import type { Finding } from '../findings.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';
import { nameOfCookieWith } from '../jira/sessions.ts';
import type { AskedFor } from '../pact/interactions.ts';

/** One request that the gateway passed on, and what came back. It has secrets in it, and never leaves the process. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly finding?: Finding | undefined;
  readonly meaning?: Finding | undefined;
  /** Who `myself` says the user is in the same session, if the response and the settings disagree. */
  readonly myself?: string | undefined;
  /** Whether Jira knows the session that the body names, as the client sends it; undefined where it was not asked. */
  readonly isSessionKnown?: boolean | undefined;
  /** What the client's pact asks for; undefined if that is the whole description. */
  readonly asks?: AskedFor | undefined;
}

/** An exchange with a response. */
export type CompleteExchange = Exchange & { readonly response: HttpResponse };

/** Whether 'who am I' names somebody other than the settings, although that alone is no fault of the Jira. */
export function namesOther(username: string, exchange: CompleteExchange): boolean {
  const { request, response } = exchange;
  if (!isAlias(username) || request.method !== 'GET' || response.status !== 200) return false;
  const { name } = responseJson(exchange) ?? {};
  return typeof name === 'string' && !isSameName(name, username);
}

/** Whether a user may have another name at Jira: it takes an e-mail address for the name, and an add-on DOMAIN\user. */
export function isAlias(username: string): boolean {
  return /[@\\]/.test(username);
}

/** Jira takes names in any case. */
export function isSameName(one: string, other: string): boolean {
  return one.normalize().toLowerCase() === other.normalize().toLowerCase();
}

/** The session that the body of a log-in names, as a client sends it that builds its cookie from there. */
export function sessionInBody(exchange: Pick<CompleteExchange, 'response' | 'asks'>): string | undefined {
  const { session } = responseJson(exchange) ?? {};
  if (!isJsonObject(session)) return undefined;
  const { value, name = nameOfCookieWith(value, exchange.response.setCookies) } = session;
  // A header's text is bytes, one a character; that of the body is UTF-8.
  return Buffer.from(`${exchange.asks?.sessionCookie ?? name}=${value}`).toString('latin1');
}

export function responseJson({ response }: Pick<CompleteExchange, 'response'>): JsonObject | undefined {
  return jsonObject(response.text);
}
