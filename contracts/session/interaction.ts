import { MatchersV3, type PactV4 } from '@pact-foundation/pact';
import type { RawRule } from './matchers.ts';
import { SESSION_PATH } from './names.ts';
import type { StateName } from './states.ts';

type RequestBuilder = Parameters<
  NonNullable<Parameters<ReturnType<PactV4['addInteraction']>['withRequest']>[2]>
>[0];
type Headers = Parameters<RequestBuilder['headers']>[0];
type Rules = Parameters<RequestBuilder['matchingRules']>[0];

/** One thing that the client relies on: a request, and the part of Jira's answer that it uses. */
export interface Interaction {
  readonly description: string;
  readonly state: { readonly name: StateName; readonly params?: { readonly [name: string]: string } };
  readonly request: {
    readonly method: 'GET' | 'POST' | 'DELETE';
    readonly headers: Headers;
    readonly body?: unknown;
    readonly rules?: { readonly header?: RawRule[]; readonly body?: RawRule[] };
  };
  readonly response: {
    /** One status, or an example with every status that does as well. */
    readonly status: number | { readonly example: number; readonly oneOf: number[] };
    readonly headers?: Headers;
    readonly body?: unknown;
    readonly rules?: { readonly header?: RawRule[] };
  };
}

/**
 * Says an interaction to Pact.
 *
 * @param pact the pact it belongs to
 * @param interaction what the client sends and relies on
 * @returns Pact's interaction; `executeTest` runs a client against it
 */
export function addTo(pact: PactV4, { description, state, request, response }: Interaction) {
  const status =
    typeof response.status === 'number'
      ? response.status
      : MatchersV3.matchStatus(response.status.example, response.status.oneOf);
  return pact
    .addInteraction()
    .given(state.name, state.params)
    .uponReceiving(description)
    .withRequest(request.method, SESSION_PATH, (builder) => {
      builder.headers(request.headers);
      if (request.body !== undefined) builder.jsonBody(request.body);
      if (request.rules) builder.matchingRules(request.rules as Rules);
    })
    .willRespondWith(status, (builder) => {
      if (response.headers) builder.headers(response.headers);
      if (response.body !== undefined) builder.jsonBody(response.body);
      if (response.rules) builder.matchingRules(response.rules as Rules);
    });
}
