import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { startHttp } from '../support/faulty-server.ts';
import { nobody } from '../support/free-port.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { canIDeploy, checkoutAndJira, steps } from '../support/troubled-broker.ts';

/** One line that says what was being done, what happened, and what to do. */
const answering =
  (status: number, type: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': type }).end('{}');
const troubles: Readonly<Record<string, { readonly listener?: RequestListener; readonly says: RegExp }>> = {
  'is down': {
    says: /cannot be reached(: no server is listening there)?\. Check that the broker is running, and that PACT_BROKER_BASE_URL is right\.\n/,
  },
  'answers 401': {
    listener: answering(401, 'application/json'),
    says: /refused the credentials \(401\)\. Check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME/,
  },
  'answers 404, as another server does too': {
    listener: answering(404, 'text/html'),
    says: /the server at http:\S+ did not find what was asked for \(404\)\. Publish the pact first, and check PACT_BROKER/,
  },
  'answers 409': {
    listener: answering(409, 'application/hal+json'),
    says: /answered 409\. Look at its log, and try again/,
  },
  'answers 500': {
    listener: answering(500, 'text/html'),
    says: /answered 500\. Look at its log, and try again/,
  },
  'is no broker at all': {
    listener: (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
    says: /the server at http:\S+ is not a Pact Broker/,
  },
};

const { checkout, jira } = checkoutAndJira();

describe.each(Object.entries(troubles))('with a broker that %s', (_name, { listener, says }) => {
  it.each(Object.keys(steps('')))('%s ends with one line and exit code 2', async (step) => {
    await using broker = await (listener ? startHttp(listener) : nobody());
    const { exitCode, stderr } = await runCli(
      steps(jira().baseUrl)[step] ?? [],
      {
        ...jiraSettings,
        PACT_BROKER_BASE_URL: broker.origin,
        PACT_BROKER_TOKEN: 'canary-token',
        PACT_BROKER_HTTP_RETRIES: '0',
        WEBHOOK_TOKEN: 'canary-webhook',
      },
      checkout.folder,
    );
    expect(stderr).toMatch(/^error: [A-Z][^\n]*\n$/);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
  });
});

/** Answers of 200 that are JSON, and none of a broker. */
const nonsense = [
  ...['null', '[]', '{}', '"yes"', '42', '<html>', '', '{"_links":null}', '{"_links":{}}'],
  ...['{"_links":{},"_embedded":{"pacts":{}}}', '{"_links":{},"_embedded":{"pacts":[null]}}'],
];

describe.each(nonsense)('with a server that answers %s to everything', (body) => {
  const { 'setting up a webhook': _, ...asking } = steps('');
  it.each(Object.keys(asking))('%s ends with one line and exit code 2, and is no bug', async (step) => {
    await using broker = await startHttp((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'application/hal+json' }).end(body),
    );
    const settings = { ...jiraSettings, PACT_BROKER_BASE_URL: broker.origin };
    const args = steps(jira().baseUrl)[step] ?? [];
    const { exitCode, stdout, stderr } = await runCli(args, settings, checkout.folder);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^error: [A-Z][^\n]*\n$/)]);
    expect(stderr).not.toMatch(/bug in this program|RUST_BACKTRACE/);
  });
});

describe('can-i-deploy', () => {
  it.each([
    [{ matrix: [], summary: null }],
    [{ matrix: [], summary: { deployable: 'false' } }],
    [{ matrix: [], summary: { deployable: 0 } }],
    [{ matrix: {}, summary: { deployable: false } }],
    [{ matrix: null, summary: { deployable: false } }],
    [{ summary: { deployable: false } }],
    [{ matrix: [] }],
    [[[], [], { deployable: true }]],
  ])('takes %j for no answer: exit code 2', async (answer) => {
    const { exitCode, stdout, stderr } = await canIDeploy(answer, checkout.folder);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining('is not a Pact Broker, or')]);
  });
});
