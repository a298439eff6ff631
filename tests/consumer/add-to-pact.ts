import { MatchersV3, type PactV4 } from '@pact-foundation/pact';
import type { Interaction } from '../../contracts/session/interaction.ts';
import { SESSION_PATH } from '../../contracts/session/names.ts';

const FORM = 'application/x-www-form-urlencoded';

interface FormBuilder {
  readonly interaction: { withRequestBody(body: string, contentType: string): unknown };
}

/**
 * Says an interaction to Pact.
 *
 * @param pact the pact it belongs to
 * @param interaction what the client sends and relies on
 * @returns Pact's interaction; `executeTest` runs a client against it
 */
export function addToPact(pact: PactV4, { description, states, request, response }: Interaction) {
  const status =
    typeof response.status === 'number'
      ? response.status
      : MatchersV3.matchStatus(response.status.example, response.status.oneOf);
  const inStates = states.reduce((made, { name, params }) => made.given(name, params), pact.addInteraction());
  return inStates
    .uponReceiving(description)
    .withRequest(request.method, request.path ?? SESSION_PATH, (builder) => {
      builder.headers(request.headers);
      const isForm = request.headers['Content-Type'] === FORM;
      // pact-js has no method for the fields of a form; what is below it has.
      if (isForm)
        (builder as unknown as FormBuilder).interaction.withRequestBody(JSON.stringify(request.body), FORM);
      else if (request.body !== undefined) builder.jsonBody(request.body);
      if (request.rules) builder.matchingRules(request.rules as Parameters<typeof builder.matchingRules>[0]);
    })
    .willRespondWith(status, (builder) => {
      if (response.headers) builder.headers(response.headers);
      if (response.body !== undefined) builder.jsonBody(response.body);
      if (response.rules)
        builder.matchingRules(response.rules as Parameters<typeof builder.matchingRules>[0]);
    });
}
