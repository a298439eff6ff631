import type { MatchersV3 } from '@pact-foundation/pact';
import type { RawRule } from './matchers.ts';
import type { StateName } from './states.ts';

/** Headers with their matchers, as pact-js takes them. */
type Headers = Readonly<Record<string, string | MatchersV3.Matcher<string>>>;

/** One thing that the client relies on: a request, and the part of Jira's answer that it uses. */
export interface Interaction {
  readonly description: string;
  /** All of them at once. */
  readonly states: readonly StateName[];
  readonly request: {
    readonly method: 'GET' | 'POST' | 'DELETE';
    /** Below Jira's REST root. Default: that of the session resource. */
    readonly path?: string;
    readonly headers: Headers;
    /** JSON, or the fields of a form where the headers say so. */
    readonly body?: unknown;
  };
  readonly response: {
    /** One status, or an example with every status that does as well. */
    readonly status: number | { readonly example: number; readonly oneOf: number[] };
    readonly headers?: Headers;
    readonly body?: unknown;
    readonly rules?: { readonly header?: RawRule[]; readonly body?: RawRule[] };
  };
}
