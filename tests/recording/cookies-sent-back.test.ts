import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { recordContract } from '../support/kept-pact.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { clients, clientThat, fromBody, named, pactDir, recordingOf } from './cookie-clients.ts';
import { recordFunction } from './small-clients.ts';

describe('a recording', () => {
  it.each(Object.entries(clients))(
    'sees the cookies of a client that %s',
    async (name, [, sendsBack, expression]) => {
      const { scenarios, pact } = await recordingOf(name);
      const seen = scenarios.flatMap(({ requests }) => requests.map((one) => [one.method, one.sendsBack]));
      expect(seen).toEqual(
        expect.arrayContaining([
          ['POST', 'none'],
          ['GET', sendsBack],
          ['DELETE', sendsBack],
        ]),
      );
      expect(new Set(seen.filter(([method]) => method !== 'POST').map(([, one]) => one))).toEqual(
        new Set([sendsBack]),
      );
      const text = readFileSync(String(pact), 'utf8');
      const expressions = [...text.matchAll(/"expression": "([^"]*ookie[^"]*)"/g)].map(([, one]) => one);
      expect(new Set(expressions)).toEqual(new Set([expression]));
      expect(text).not.toContain('AWSALB');
    },
  );
});

const balancer = named('AWSALB');

/** What each sends beside its session, and whether that is enough behind a load balancer. */
const byName = {
  'its session cookie and the one of the load balancer': [named('JSESSIONID', 'AWSALB'), 'AWSALB', 0],
  'a session from the body beside the cookie of the load balancer': [
    (response: Response, body: Parameters<typeof fromBody>[1]) =>
      [fromBody(response, body), balancer(response, body)].filter(Boolean).join('; '),
    'AWSALB',
    0,
  ],
  "Jira's own cookies": [named('JSESSIONID', 'atlassian.xsrf.token'), 'atlassian.xsrf.token', 1],
} as const;

describe.each(Object.entries(byName))('a client that sends %s by name', (name, [cookieOf, beside, code]) => {
  it('is verified with these', async () => {
    await using jira = await startMockedJira({ nodes: 2 });
    const consumer = name.replaceAll(/\W+/g, '-');
    const { pact } = await recordContract({ consumer, pactDir, scenarios: [], run: clientThat(cookieOf) });
    const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
    const { exitCode, stdout } = await runCli(['verify', '--pact', String(pact)], settings);
    expect(stdout.includes('every cookie that it needs (AWSALB)')).toBe(code === 1);
    expect(exitCode).toBe(code);
  });

  it('is told with their names', async () => {
    const { remarks } = await recordFunction(clientThat(cookieOf));
    const [told] = remarks.filter((one) => one.startsWith('Not every cookie'));
    expect(told).toContain(beside);
  });
});
