/** The other half of the newcomer's example: pact-js' Verifier against a small provider. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from '@jest/globals';
import { Verifier } from '@pact-foundation/pact';

it('honours the pact', async () => {
  const server = createServer(({ url }, response) => {
    const rex = { name: 'Rex' };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(url === '/dogs' ? [rex] : rex));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await new Verifier({
      provider: 'example-provider',
      providerBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      pactUrls: [`${process.env.EXAMPLE_PACTS}/example-consumer-example-provider.json`],
      stateHandlers: { 'there are dogs': async () => {}, 'there is a dog': async () => {} },
      logLevel: 'error',
    }).verifyProvider();
  } finally {
    server.close();
  }
});
