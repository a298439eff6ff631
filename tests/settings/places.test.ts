import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Started, startHttp } from '../support/faulty-server.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-places-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Whatever arrived at the server of somebody who wrote a `.env`. */
const arrived: string[] = [];
let foreign: Started;
let url: string;
beforeAll(async () => {
  foreign = await startHttp((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  url = `http://127.0.0.1:${foreign.port}`;
});
afterAll(async () => {
  await foreign[Symbol.asyncDispose]();
});
beforeEach(() => {
  arrived.length = 0;
});

const verify = (dotEnv: string, real: Record<string, string>, args: readonly string[] = []) => {
  writeFileSync(join(folder, '.env'), dotEnv.replaceAll('FOREIGN', url));
  return runCli(['verify', ...args], real, folder);
};

const password = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };
const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
const jira = { JIRA_BASE_URL: 'https://jira.invalid/rest' };
const broker = { PACT_BROKER_BASE_URL: 'https://broker.invalid' };
const fromBroker = ['--from-broker'];

describe('a .env does not choose where credentials of the environment go', () => {
  it.each([
    ['the base URL', 'JIRA_BASE_URL=FOREIGN/rest', password, [], 'JIRA_BASE_URL'],
    ['the base URL, for a token', 'JIRA_BASE_URL=FOREIGN/rest', token, [], 'JIRA_BASE_URL'],
    ['a proxy', 'HTTPS_PROXY=FOREIGN', { ...jira, ...password }, [], 'HTTPS_PROXY'],
    ['a proxy in small letters', 'https_proxy=FOREIGN', { ...jira, ...password }, [], 'https_proxy'],
    ['a CA', 'NODE_EXTRA_CA_CERTS=ca.pem', { ...jira, ...password }, [], 'NODE_EXTRA_CA_CERTS'],
    [
      'the broker',
      'PACT_BROKER_BASE_URL=FOREIGN',
      { PACT_BROKER_TOKEN: 'canary' },
      fromBroker,
      'PACT_BROKER_BASE_URL',
    ],
    [
      "the broker's proxy",
      'ALL_PROXY=FOREIGN',
      { ...broker, PACT_BROKER_TOKEN: 'canary' },
      fromBroker,
      'ALL_PROXY',
    ],
    [
      ...['plain http to the broker', 'PACT_BROKER_ALLOW_HTTP=true'],
      { PACT_BROKER_BASE_URL: 'http://broker.invalid', PACT_BROKER_TOKEN: 'canary' },
      ...[fromBroker, 'PACT_BROKER_ALLOW_HTTP'],
    ],
  ] as const)('%s', async (_name, dotEnv, real, args, named) => {
    const { exitCode, stderr } = await verify(dotEnv, real as Record<string, string>, args);
    expect(stderr).toMatch(
      new RegExp(`^error: ${named} is set in \\.env, but \\w+ in the environment: .*\\. Set both .*\\.\\n$`),
    );
    expect(arrived).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['a proxy of the environment in .env', '', 'HTTPS_PROXY=FOREIGN', 'HTTPS_PROXY'],
    ['a proxy that the file names', ', proxy: A_PROXY', 'A_PROXY=FOREIGN', 'A_PROXY'],
    ["half of a target's pair", '', 'A_USER=alice', 'A_USER'],
  ])('of a targets file neither: %s', async (_name, field, dotEnv, named) => {
    const entry = `{ name: a, baseUrl: https://jira.invalid/rest, username: A_USER, password: A_PASSWORD${field} }`;
    writeFileSync(join(folder, 'jiras.yaml'), `targets: [${entry}]\n`);
    const real = { A_PASSWORD: 'canary', ...(named !== 'A_USER' && { A_USER: 'bob' }) };
    for (const args of [['verify'], ['doctor', 'a']]) {
      writeFileSync(join(folder, '.env'), dotEnv.replaceAll('FOREIGN', url));
      const { exitCode, stderr } = await runCli([...args, '--targets', 'jiras.yaml'], real, folder);
      expect(stderr).toContain(`${named} is set in .env, but A_`);
      expect(arrived).toEqual([]);
      expect(exitCode).toBe(2);
    }
  });

  it('nor whose password is tried', async () => {
    const { exitCode, stderr } = await verify('JIRA_USERNAME=boss', {
      ...{ JIRA_BASE_URL: `${url}/rest`, JIRA_PASSWORD: 'canary' },
    });
    expect(stderr).toContain('JIRA_USERNAME is set in .env, but JIRA_PASSWORD in the environment');
    expect(arrived).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['who gives --base-url has said where', 'JIRA_BASE_URL=http://127.0.0.1:1/rest', password, true],
    ['all of it may be in .env', 'JIRA_BASE_URL=FOREIGN/rest\nJIRA_USERNAME=bob\nJIRA_PASSWORD=x', {}, false],
    ['credentials may be in .env alone', 'JIRA_USERNAME=bob\nJIRA_PASSWORD=x', jira, true],
    ['without credentials a base URL may', 'JIRA_BASE_URL=FOREIGN/rest', {}, false],
  ])('but %s', async (_name, dotEnv, real, isGiven) => {
    const args = isGiven ? ['--base-url', `${url}/rest`] : [];
    await verify(dotEnv, real as Record<string, string>, args);
    expect(arrived).toContain('GET /rest/api/2/serverInfo');
  });
});

describe('a secret that a targets file names', () => {
  it('may not be cut in .env', async () => {
    const entry = '{ name: a, baseUrl: https://jira.invalid/rest, username: A_USER, password: A_PW }';
    writeFileSync(join(folder, 'jiras.yaml'), `targets: [${entry}]\n`);
    const { exitCode, stderr } = await verify('A_USER=bob # him\nA_PW=sec #ret', {}, [
      '--targets',
      'jiras.yaml',
    ]);
    expect(stderr).toContain("In .env, the value of A_PW ends at the '#'");
    expect(exitCode).toBe(2);
  });
});
