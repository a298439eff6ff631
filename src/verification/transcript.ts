import { type JsonObject, jsonObject } from '../../contracts/session/response.ts';
import type { Finding } from '../findings.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';

/** One request that the gateway passed on, and what came back. It has secrets in it, and never leaves the process. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response?: HttpResponse;
  readonly finding?: Finding | undefined;
  readonly wasAccepted?: boolean;
  readonly lostSession?: Finding | undefined;
  /** Whom `myself` names in the same session, where the response names somebody else than the settings. */
  readonly myself?: string | undefined;
  readonly reads?: (field: string) => boolean;
}

/** Whether 'who am I' names somebody else than the settings, where that says nothing of the Jira. */
export function namesOther(username: string, exchange: Exchange): boolean {
  const { request, response } = exchange;
  if (!isAlias(username) || request.method !== 'GET' || response?.status !== 200) return false;
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

export function responseJson({ response }: Exchange): JsonObject | undefined {
  return jsonObject(response?.body.toString() ?? '');
}
