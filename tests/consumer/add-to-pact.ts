import { MatchersV3, type PactV4 } from '@pact-foundation/pact';
import type { Interaction } from '../../contracts/session/interaction.ts';
import { SESSION_PATH } from '../../contracts/session/names.ts';
import { providerStates, type StateName, type StateTraits } from '../../contracts/session/states.ts';

const FORM = 'application/x-www-form-urlencoded';

interface FormBuilder {
  readonly interaction: { withRequestBody(body: string, contentType: string): unknown };
}

/**
 * Holds what a provider state hands in to its example. pact-js writes a `type` matcher beside every such value, which alone
 * would let a client pass that sends any cookie or password.
 */
function exactly(values: unknown, before = '') {
  return Object.entries(values ?? {})
    .filter(([, value]) => value?.['pact:generator:type'] === 'ProviderState')
    .map(([name]) => ({ path: before + name, rules: [{ 'pact:matcher:type': 'equality' }] }));
}

/** Whom a provider state is about, as its parameter in the pact: the user whose name it hands out, or else the first of all examples. */
function parametersOf(state: StateName): { user: string } | undefined {
  const { credentials, values }: StateTraits = providerStates[state];
  if (credentials === 'nobody' && values.username === undefined) return undefined;
  return { user: values.username ?? providerStates['the user can log in'].values.username };
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
  const inStates = states.reduce((made, name) => made.given(name, parametersOf(name)), pact.addInteraction());
  return inStates
    .uponReceiving(description)
    .withRequest(request.method, request.path ?? SESSION_PATH, (builder) => {
      builder.headers(request.headers);
      const isForm = request.headers['Content-Type'] === FORM;
      // pact-js has no method for the fields of a form; what is below it has.
      if (isForm)
        (builder as unknown as FormBuilder).interaction.withRequestBody(JSON.stringify(request.body), FORM);
      else if (request.body !== undefined) builder.jsonBody(request.body);
      const rules = { header: exactly(request.headers), body: exactly(request.body, '$.') };
      if (rules.header.length + rules.body.length > 0) builder.matchingRules(rules);
    })
    .willRespondWith(status, (builder) => {
      if (response.headers) builder.headers(response.headers);
      if (response.body !== undefined) builder.jsonBody(response.body);
      if (response.rules)
        builder.matchingRules(response.rules as Parameters<typeof builder.matchingRules>[0]);
    });
}
