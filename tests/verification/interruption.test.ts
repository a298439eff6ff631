import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/jira/mocked-jira/server.ts';
import { startCli } from '../support/run-cli.ts';

const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

/** Stands in front of a Jira and holds the first GET of the session until it is let go. */
async function startHolding(baseUrl: string) {
  const { hostname, port } = new URL(baseUrl);
  let holding: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    holding = resolve;
  });
  let letGo: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const server = createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    if (method === 'GET' && url?.endsWith('/session')) {
      holding();
      await released;
    }
    const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest`,
    held,
    letGo,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe('a run that is interrupted', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s closes its session and ends with exit code 2',
    async (signal) => {
      await using jira = await startMockedJira({
        accounts: [{ username: 'bob', password: 'canary-password' }],
      });
      await using front = await startHolding(jira.baseUrl);
      const child = startCli(['verify', '--base-url', front.baseUrl], settings);
      let stdout = '';
      child.stdout?.on('data', (chunk) => {
        stdout += chunk;
      });
      await front.held;
      expect(jira.openSessions).toBe(1);
      child.kill(signal);
      front.letGo();
      const [exitCode] = await once(child, 'close');
      expect(jira.openSessions).toBe(0);
      expect(stdout).toContain('Not sent: the run was interrupted');
      expect(exitCode).toBe(2);
    },
  );
});
