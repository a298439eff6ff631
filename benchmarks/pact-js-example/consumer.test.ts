/** What a newcomer writes after pact-js' documentation: two interactions, a consumer test each. */
import { describe, expect, it } from '@jest/globals';
import { MatchersV3, PactV4 } from '@pact-foundation/pact';

const pact = new PactV4({
  consumer: 'example-consumer',
  provider: 'example-provider',
  dir: process.env.EXAMPLE_PACTS ?? '',
  logLevel: 'error',
});

describe('dogs', () => {
  it('lists them', () =>
    pact
      .addInteraction()
      .given('there are dogs')
      .uponReceiving('a request for all dogs')
      .withRequest('GET', '/dogs')
      .willRespondWith(200, (builder) => builder.jsonBody(MatchersV3.eachLike({ name: 'Rex' })))
      .executeTest(async ({ url }) => {
        expect(await (await fetch(`${url}/dogs`)).json()).toEqual([{ name: 'Rex' }]);
      }));

  it('finds one', () =>
    pact
      .addInteraction()
      .given('there is a dog', { id: 1 })
      .uponReceiving('a request for one dog')
      .withRequest('GET', '/dogs/1')
      .willRespondWith(200, (builder) => builder.jsonBody({ name: MatchersV3.string('Rex') }))
      .executeTest(async ({ url }) => {
        expect(await (await fetch(`${url}/dogs/1`)).json()).toEqual({ name: 'Rex' });
      }));
});
