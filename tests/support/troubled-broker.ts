import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';
import { makeCheckout } from './checkout.ts';
import { startHttp } from './faulty-server.ts';
import { startLiveJira } from './live-jira.ts';
import { runCli } from './run-cli.ts';

/** A front of a real broker, which may keep a request to itself. */
export function inFrontOf(
  real: { settings: { PACT_BROKER_BASE_URL: string } },
  meddle: (incoming: IncomingMessage, outgoing: ServerResponse, passOn: () => void) => void,
) {
  const { hostname: host, port } = new URL(real.settings.PACT_BROKER_BASE_URL);
  return startHttp((incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    meddle(incoming, outgoing, () =>
      incoming.pipe(
        httpRequest({ host, port, path, method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        }),
      ),
    );
  });
}

/** Where the steps are run, and the Jira that they verify: both stand while the tests of a file run. */
export function checkoutAndJira() {
  const checkout = makeCheckout();
  let jira: Awaited<ReturnType<typeof startLiveJira>>;
  beforeAll(async () => {
    checkout.commitOn('main');
    jira = await startLiveJira('datacenter');
  });
  afterAll(async () => {
    await jira[Symbol.asyncDispose]();
    checkout[Symbol.dispose]();
  });
  return { checkout, jira: () => jira };
}

/** What is done with a broker, one command a step. */
export const steps = (jira: string): Readonly<Record<string, readonly string[]>> => ({
  'publishing a pact': ['publish:pacts', '--no-check'],
  'asking whether it may go': ['can-i-deploy', '--to-environment', 'production'],
  'recording a deployment': ['record-deployment', '--environment', 'production'],
  "recording a Jira's deployment": ['record-deployment', '--environment', 'staging', '--base-url', jira],
  'verifying what the broker has': ['verify', '--from-broker', '--base-url', jira],
  'setting up a webhook': ['webhook', '--gitlab', 'https://localhost/example/client'],
});

/** Asks a server that answers each request with this JSON whether the client may go. */
export async function canIDeploy(answer: unknown, cwd: string) {
  await using broker = await startHttp((_request, response) =>
    response.writeHead(200, { 'Content-Type': 'application/hal+json' }).end(JSON.stringify(answer)),
  );
  const args = ['can-i-deploy', '--to-environment', 'production'];
  return await runCli(args, { PACT_BROKER_BASE_URL: broker.origin }, cwd);
}
