import type { JiraAnswer, JiraRequest } from '../http/http-client.ts';

/** One request that the gateway passed on, and what came back. Not redacted: it never leaves the process as it is. */
export interface Exchange {
  readonly request: JiraRequest;
  readonly answer?: JiraAnswer;
  /** Why the answer is none that Jira gave: the cause and the cure. */
  readonly fault?: string;
}

/** The `Cookie` header of an exchange's request. */
export function cookieOf({ request }: Exchange): string {
  return String(request.headers?.cookie ?? '');
}

/** A body, if it is a JSON object. */
export function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === 'object' && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON object of an exchange's answer, if it is one. */
export function answeredJson({ answer }: Exchange): Record<string, unknown> | undefined {
  return jsonOf(answer?.body.toString() ?? '');
}
