import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { runCli } from './run-cli.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-record-test-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder of its own. */
export const folder = () => mkdtempSync(join(root, 'f-'));

/** A `fetch` that is ready in half the time of Node's own, which a client would load anew in each of hundreds of runs. With `import`, it is not. */
const FETCH = `
  const fetch = (url, { method, headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const { request } = process.getBuiltinModule(String(url).startsWith('https:') ? 'node:https' : 'node:http');
      const sent = request(url, { method, headers }, async (response) => {
        const text = (await response.toArray()).join('');
        const { statusCode: status, headers: { 'set-cookie': cookies = [] } } = response;
        resolve({
          ...{ status, ok: status >= 200 && status < 300, text: async () => text, json: async () => JSON.parse(text) },
          headers: { getSetCookie: () => cookies, get: (name) => response.headers[name.toLowerCase()] ?? null },
        });
      });
      sent.on('error', reject).end(body);
    });
`;

/** A client in JavaScript, as the words of its command. */
export const node = (script: string) => [process.execPath, '--input-type=module', '--eval', FETCH + script];

export const logIn = `
  const url = process.env.JIRA_BASE_URL + '/auth/1/session';
  const { JIRA_USERNAME: username, JIRA_PASSWORD: password } = process.env;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
    redirect: 'manual',
  });
`;

/** A client that does all right. */
export const careful = node(`${logIn}
  if (answer.status === 403) { console.log('a CAPTCHA'); process.exit(1); }
  if (answer.status !== 200) process.exit(1);
  const Cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
  const user = await fetch(url, { headers: { Cookie }, redirect: 'manual' });
  if (!user.ok) process.exit(1);
  console.log((await user.json()).name);
  await fetch(url, { method: 'DELETE', headers: { Cookie }, redirect: 'manual' });
`);

/** A client that ends in the same way, whatever came of this. */
export const sameWay = (script: string) =>
  `const url = process.env.JIRA_BASE_URL + '/auth/1/session';\n${script}`;

/** How its recording ends. */
export const hasNoPact = {
  exitCode: 2,
  stdout: expect.stringMatching(/no broken Jira could fail it.*Make it print what it learns/s),
  stderr: expect.anything(),
};

export const record = (
  options: readonly string[],
  command: readonly string[],
  settings = {},
  cwd = folder(),
) => runCli(['record', '--scenario', 'right-credentials', ...options, '--', ...command], settings, cwd);

export const FILE = 'pacts/nightly-sync-jira-session-api.json';
export const NAMED = ['--consumer', 'nightly-sync'];
