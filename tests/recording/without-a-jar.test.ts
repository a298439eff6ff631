import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { wireResponse } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import {
  bothAt,
  byHand,
  clients,
  clientWith,
  inJar,
  jiras,
  type Keeping,
  listed,
  pactOf,
  renaming,
} from './keeping-clients.ts';
import { recordFunction } from './small-clients.ts';

// Each client at one Jira, and each Jira with a client; the full tests have all pairs.
const atOneJira = Object.entries(clients).flatMap(([name, client], index) =>
  Object.entries(jiras)
    .slice(index, index + 1)
    .map(([called, jira]) => ({ name, client, called, jira })),
);

describe.each(atOneJira)(
  'a client that sends $name, where the session cookie is $called',
  ({ client, jira }) => {
    it('says so in its pact', async () => {
      const text = readFileSync(await pactOf(client[0]), 'utf8');
      const expressions = [...text.matchAll(/"expression": "([^"]*ookie[^"]*)"/g)].map(([, one]) => one);
      expect(new Set(expressions)).toEqual(new Set([client[1]]));
    });

    it('is told the truth', async () => {
      const { works, exitCode } = await bothAt(jira, client);
      expect(exitCode).toBe(works ? 0 : 1);
    });
  },
);

it('how many runs it takes does not depend on it, but for one', async () => {
  const runsOf = async (keeping: Keeping) => (await recordFunction(clientWith(keeping))).recording.runs;
  expect((await runsOf(byHand)) - (await runsOf(inJar))).toBe(1);
});

it.each<[string, Keeping, string]>([
  ['a jar', inJar, ''],
  ['all that its library kept', listed, 'whatever Path and Secure say'],
  ['every cookie that was set', byHand, 'whatever Path, Domain, Secure, Max-Age and Expires say'],
])('a recording tells what a client with %s heeds', async (_, keeping, words) => {
  const told = (await recordFunction(clientWith(keeping))).remarks.filter((one) =>
    one.includes('no cookie jar does'),
  );
  expect(told).toEqual(words === '' ? [] : [expect.stringContaining(words)]);
});

it('a Jira that cannot be asked whether it knows a session under another name is not called broken', async () => {
  const rename = renaming('JIRA_9', false);
  await using jira = await startMockedJira({
    middleware: (request, jira) =>
      request.method === 'GET' && request.path.endsWith('/session')
        ? wireResponse(500, {}, '')
        : rename(request, jira),
  });
  const settings = { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl };
  const args = ['verify', '--filter', 'a log-in', '--pact', await pactOf(inJar)];
  expect((await runCli(args, settings)).exitCode).not.toBe(1);
});
