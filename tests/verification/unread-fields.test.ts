import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { editJson, type Json } from '../../mutation/edits.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { pactFor, withSession } from '../support/pacts.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-unread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a Jira may say wrong of the current user, and what a client asks for that reads it. */
const wrongs: readonly [what: string, edit: (body: Json) => Json, body: Json][] = [
  ['the name of another user', (body) => ({ ...body, name: 'eve' }), { name: 'alice' }],
  [
    'a self that is of another user',
    (body) => ({ ...body, self: 'https://jira.example.com/rest/api/2/user?username=eve' }),
    { self: 'https://jira.example.com' },
  ],
  [
    'a count below 0',
    (body) => ({ ...body, loginInfo: { loginCount: -1 } }),
    { loginInfo: { loginCount: 1 } },
  ],
];

/** Verifies a Jira that says something wrong; with the contract of this project where no pact is given. */
async function verified(edit: (body: Json) => Json, pact?: object) {
  await using jira = await startMockedJira({
    middleware: (request, { respond }) => {
      const given = respond(request);
      const isWhoAmI = request.method === 'GET' && request.path.endsWith('/session');
      return isWhoAmI && given.status === 200 ? editJson(given, edit) : given;
    },
  });
  const file = join(folder, 'pact.json');
  if (pact) writeFileSync(file, JSON.stringify(pact));
  const which = pact ? ['--pact', file] : [];
  const args = ['verify', '--base-url', jira.baseUrl, '--json', '-', ...which];
  const { exitCode, stdout } = await runCli(args, jiraSettings);
  const { targets } = JSON.parse(stdout) as Report;
  const checks = targets[0]?.pacts[0]?.checks ?? [];
  return { exitCode, codes: checks.flatMap(({ findings }) => findings.map(({ code }) => code)) };
}

/** Of a client that asks who it is, with a matcher of types for what it reads. */
const pactOfClientThatReads = (body?: Json, written: object = {}) =>
  pactFor({
    ...withSession,
    response: {
      status: 200,
      ...(body && {
        body: { content: body, contentType: 'application/json', encoded: false, ...written },
        matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
      }),
    },
  });

describe.each(wrongs)('%s', (_, edit, body) => {
  it('breaks the contract of this project', async () => {
    expect((await verified(edit)).exitCode).toBe(1);
  });

  it('breaks the pact of a client that reads it, although its type is right', async () => {
    expect((await verified(edit, pactOfClientThatReads(body))).exitCode).toBe(1);
  });

  it.each([
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['json', (text: string) => text],
  ])('breaks it too where the body stands in the pact as a text (%s)', async (encoded, written) => {
    const pact = pactOfClientThatReads(body, { content: written(JSON.stringify(body)), encoded });
    expect((await verified(edit, pact)).exitCode).toBe(1);
  });

  it('is a warning to a client that does not read it', async () => {
    const { exitCode, codes } = await verified(edit, pactOfClientThatReads());
    expect(codes).toContain('wrong-but-unread');
    expect(exitCode).toBe(0);
  });
});

it('a client that reads an address alone does not hold it against the name', async () => {
  const asKey = (body: Json) => ({ ...body, name: 'JIRAUSER10100' });
  const self = 'https://jira.example.com';
  expect((await verified(asKey, pactOfClientThatReads({ self }))).exitCode).toBe(0);
  expect((await verified(asKey, pactOfClientThatReads({ self, name: 'alice' }))).exitCode).toBe(1);
});
