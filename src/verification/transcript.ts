import { type JsonObject, jsonObject } from '../../contracts/session/response.ts';
import type { Finding } from '../findings.ts';
import type { HttpRequest, HttpResponse } from '../http/http-client.ts';

/** One request that the gateway passed on, and what came back. It has secrets in it, and never leaves the process. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly answer?: HttpResponse;
  /** Why no answer came that Jira gave to these credentials. */
  readonly finding?: Finding | undefined;
  /** Whether Jira had taken the credentials of the request before. */
  readonly wasAccepted?: boolean;
  /** Jira does not know the session of the request, although nothing has ended it. */
  readonly lostSession?: Finding | undefined;
  /** Whom `myself` names in the same session, where the answer names somebody else than the settings. */
  readonly myself?: string | undefined;
}

/**
 * Whether an answer to 'who am I' has another name than the settings, where that says nothing: Jira takes an e-mail
 * address for the name, and an add-on DOMAIN\user.
 */
export function namesOther(username: string, exchange: Exchange): boolean {
  const { request, answer } = exchange;
  if (!isAlias(username)) return false;
  if (request.method !== 'GET' || answer?.status !== 200) return false;
  const { name } = answeredJson(exchange) ?? {};
  return typeof name === 'string' && !isSameName(name, username);
}

/** Whether the user of the settings may have another name at Jira. */
export function isAlias(username: string): boolean {
  return /[@\\]/.test(username);
}

/** Whether two names are of one user: Jira takes them in any case. */
export function isSameName(one: string, other: string): boolean {
  return one.normalize().toLowerCase() === other.normalize().toLowerCase();
}

/** The JSON object of an exchange's answer, if it is one. */
export function answeredJson({ answer }: Exchange): JsonObject | undefined {
  return jsonObject(answer?.body.toString() ?? '');
}
