import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { type MockedJiraOptions, startMockedJira } from '../../src/mock-jira/server.ts';
import { logIn as logInOnce, node } from '../support/recorded-clients.ts';
import { runCli } from '../support/run-cli.ts';

export const joan = {
  username: 'joan',
  password: 'real-password-of-joan',
  personalAccessToken: 'real-token-of-joan',
};
export const credentials = { JIRA_USERNAME: joan.username, JIRA_PASSWORD: joan.password };

/** A mocked Jira as the real one: what it was asked, and with which credentials. */
export async function startReal(options: MockedJiraOptions = {}) {
  const asked: string[] = [];
  const jira = await startMockedJira({
    accounts: [joan],
    onRequest: (method, path) => asked.push(`${method} ${path}`),
    ...options,
  });
  return { jira, asked, [Symbol.asyncDispose]: () => jira.stop() };
}

/** Finds an issue, and does more in its session. */
export const client = (more = '') =>
  node(`${logInOnce}
    if (!answer.ok) process.exit(1);
    const { JIRA_BASE_URL: base } = process.env;
    const Cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
    const found = await fetch(base + '/api/2/search?jql=project=ACME', { headers: { Cookie } });
    if (!found.ok || !(await found.text()).includes('Made by joan')) process.exit(2);
    console.log('Made by joan');
    ${more}
    if (!(await fetch(url, { method: 'DELETE', headers: { Cookie } })).ok) process.exit(3);
  `);

/** Gives the real Jira an issue that no mocked one has by itself. */
export async function withIssue(baseUrl: string) {
  const headers = { Authorization: `Bearer ${joan.personalAccessToken}`, 'Content-Type': 'application/json' };
  const fields = { summary: 'Made by joan', description: 'confidential' };
  await fetch(`${baseUrl}/api/2/issue`, { method: 'POST', headers, body: JSON.stringify({ fields }) });
}

/** Records that client in a folder of its own for each test. */
export function learning() {
  let cwd = '';
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'jira-session-learn-'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));
  const record = (
    baseUrl: string,
    more = '',
    options: readonly string[] = [],
    settings: Record<string, string> = credentials,
    signal?: AbortSignal,
  ) => {
    const named = ['--consumer', 'x', '--scenario', 'right-credentials', '--learn', baseUrl];
    return runCli(['record', ...named, ...options, '--', ...client(more)], settings, cwd, signal);
  };
  const written = () => readFileSync(join(cwd, 'answers/x.har'), 'utf8');
  return { cwd: () => cwd, record, written };
}
