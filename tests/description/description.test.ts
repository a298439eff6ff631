import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { describedFlavours, everyResponse } from './answers.ts';
import { describedResponses, responseProblems } from './responses.ts';
import { threeWayTable, toMarkdown, unexplained } from './three-way-table.ts';

const run = promisify(execFile);
const pact = readFileSync(PACT_FILE, 'utf8');

/** What the openapi-pact-comparator finds, errors and warnings, between the description and a pact. */
async function compare(pactText: string): Promise<{ message: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-compare-'));
  try {
    const file = join(folder, 'pact.json');
    writeFileSync(file, pactText);
    const comparator = 'node_modules/@pactflow/openapi-pact-comparator/dist/cli.cjs';
    const args = [comparator, '--oas', 'contracts/session/openapi.yaml', file];
    // It ends with 1 where it finds something; what it found is on its output either way.
    const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the description', () => {
  it('has everything that the pact asks for, without an error or a warning', async () => {
    expect(await compare(pact)).toEqual([]);
  });

  it.each([
    ['another path', '"path": "/auth/1/session"', '"path": "/auth/2/session"'],
    ['a status of no Jira', '"status": 403', '"status": 418'],
    ['a field that no Jira has', '"name": "alice"', '"name": 7'],
  ])('lacks %s that a pact could ask for', async (_name, from, to) => {
    expect((await compare(pact.replace(from, to))).length).toBeGreaterThan(0);
  });

  it.each(describedFlavours)('allows every answer of the mocked Jira %s', async (flavour, where) => {
    for (const { method, answer } of await everyResponse(flavour)) {
      expect([method, answer.status, responseProblems(method, answer, where)]).toEqual([
        method,
        answer.status,
        [],
      ]);
    }
  });

  it('names no kind of Jira that does not give the answer', async () => {
    const rows = await threeWayTable();
    for (const { method, status, givenWhere } of describedResponses) {
      const cells = rows.find((row) => row.method === method && row.status === status)?.cells ?? {};
      const giving = describedFlavours.filter(([flavour]) => cells[flavour] === true);
      const named = describedFlavours.filter(([, where]) => givenWhere.includes(where));
      expect([method, status, ...giving]).toEqual([method, status, ...named]);
    }
  });

  const good = {
    status: 200,
    headers: { 'content-type': 'application/json', 'set-cookie': ['JSESSIONID=1'] },
    body: '{"session":{"name":"JSESSIONID","value":"1"}}',
  };
  it.each([
    ['a status', { status: 201 }, "a Jira whose log-in is 'session' has no answer 201"],
    ['a missing cookie', { headers: { 'content-type': 'application/json' } }, 'there is no Set-Cookie'],
    [
      'a media type',
      { headers: { ...good.headers, 'content-type': 'text/html' } },
      "the body is 'text/html'",
    ],
    ['a body', { body: '{"session":{"name":"x"}}' }, "body/session must have required property 'value'"],
  ])('does not allow %s that it lacks', (_name, change, problem) => {
    expect(responseProblems('POST', good, 'session')).toEqual([]);
    expect(responseProblems('POST', { ...good, ...change }, 'session')).toEqual([problem]);
  });

  it('allows no body where it has none, and no answer of another flavour', () => {
    const loggedOut = { status: 204, headers: {}, body: '' };
    expect(responseProblems('DELETE', loggedOut, 'session')).toEqual([]);
    expect(responseProblems('DELETE', { ...loggedOut, body: 'bye' }, 'session')).toEqual(['there is a body']);
    expect(responseProblems('DELETE', loggedOut, 'removed')).toEqual([
      "a Jira whose log-in is 'removed' has no answer 204",
    ]);
  });
});

describe('the three-way table', () => {
  it('gives a reason for each empty cell, and stands in the docs as it is: npm run docs writes it anew', async () => {
    const rows = await threeWayTable();
    expect(unexplained(rows)).toEqual([]);
    expect(readFileSync('docs/engineering/three-way-table.md', 'utf8')).toContain(toMarkdown(rows));
  });

  it('names an answer that is not described, and an empty cell without a reason', () => {
    const cells = { pact: 'a reason', cloud: undefined };
    expect(unexplained([{ method: 'GET', status: 418, described: false, cells }])).toEqual([
      expect.stringContaining('GET 418 is not described'),
      expect.stringContaining('GET 418 is not in cloud, and no reason is given'),
    ]);
  });
});
