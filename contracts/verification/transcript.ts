/** One request that the gateway passed on, and what came back. Not redacted: it never leaves the process as it is. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** The `Cookie` header of the request, if it had one. */
  readonly cookie: string;
  readonly answer?: {
    readonly status: number;
    readonly contentType: string;
    readonly setCookies: readonly string[];
    readonly location?: string;
    readonly text: string;
  };
  /** The system's code, when no answer came. */
  readonly fault?: string;
}

/** A body, if it is a JSON object. */
export function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
