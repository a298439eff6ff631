import { jsonObject } from '../../contracts/session/answers.ts';
import type { Finding } from '../findings.ts';
import type { HttpAnswer, HttpRequest } from '../http/http-client.ts';

/** One request that the gateway passed on, and what came back. It has secrets in it, and never leaves the process. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly answer?: HttpAnswer;
  /** Why no answer came that Jira gave to these credentials. */
  readonly finding?: Finding | undefined;
  /** Whether Jira had taken the credentials of the request before. */
  readonly wasAccepted?: boolean;
  /** Jira does not know the session of the request, although nothing has ended it. */
  readonly lostSession?: Finding | undefined;
}

/** The `Cookie` header of an exchange's request. */
export function cookieOf({ request }: Exchange): string {
  return String(request.headers?.cookie ?? '');
}

/** The JSON object of an exchange's answer, if it is one. */
export function answeredJson({ answer }: Exchange): Record<string, unknown> | undefined {
  return jsonObject(answer?.body.toString() ?? '');
}
