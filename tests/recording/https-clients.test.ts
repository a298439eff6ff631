import { existsSync, readFileSync } from 'node:fs';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { GivenToFunction } from '../../src/index.ts';
import { startMockedJira } from '../../src/mock.ts';
import { commandClient, TRUST_VARIABLES } from '../../src/recording/run/run-client.ts';
import { givenAt } from '../../src/recording/run/run-server.ts';
import { recordContract } from '../support/kept-pact.ts';
import { careful, folder, NAMED, node, record } from '../support/recorded-clients.ts';

describe('a client that speaks https alone', () => {
  it('is given the certificate authority in the variables of its language, and no key; all of it goes with the run', async () => {
    const command = node(`
      const { readdirSync, readFileSync, writeFileSync } = await import('node:fs');
      const { dirname } = await import('node:path');
      const isOne = (value) => value.endsWith('/ca.pem');
      console.log(Object.keys(process.env).filter((name) => isOne(process.env[name])).join());
      const folder = dirname(process.env.SSL_CERT_FILE);
      writeFileSync('where', folder);
      const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
      console.log(all.map((one) => readFileSync(one.parentPath + '/' + one.name, 'utf8')).join());
    `);
    await using jira = await startMockedJira({ tls: true });
    for (const keepHome of [false, true]) {
      const cwd = folder();
      const run = commandClient(command, { PATH: process.env.PATH }, cwd, { keepHome });
      const { stdout } = await run(givenAt(jira, 'right-credentials'), new AbortController().signal);
      const [names, ...files] = stdout.split('\n');
      expect(names?.split(',')).toEqual(expect.arrayContaining([...TRUST_VARIABLES]));
      expect(files.join()).toContain('BEGIN CERTIFICATE');
      expect(files.join()).not.toContain('PRIVATE KEY');
      expect(existsSync(readFileSync(join(cwd, 'where'), 'utf8'))).toBe(false);
    }
  });

  it.each([
    [
      'refuses the address',
      [],
      node("process.exit(process.env.JIRA_BASE_URL.startsWith('https:') ? 0 : 3)"),
      'If it accepts only https, add --tls.',
    ],
    [
      'makes https of its address',
      [],
      node("await fetch(process.env.JIRA_BASE_URL.replace('http:', 'https:'))"),
      'The client speaks https, but the mocked Jira of its run plain http: add --tls.',
    ],
    [
      'makes http of its address',
      ['--tls'],
      node("await fetch(process.env.JIRA_BASE_URL.replace('https:', 'http:'))"),
      'Make it take the scheme of JIRA_BASE_URL, or leave out --tls.',
    ],
    [
      'trusts nobody',
      ['--tls'],
      ['env', '-u', 'NODE_EXTRA_CA_CERTS', '-u', 'SSL_CERT_FILE', ...careful],
      'its file is in SSL_CERT_FILE, NODE_EXTRA_CA_CERTS,',
    ],
  ])('is told what to do when it %s', async (_name, options, command, says) => {
    const { exitCode, stderr } = await record([...NAMED, ...options], command);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('can be a function, which is given the certificate authority, and has the same pact as over plain http', async () => {
    const [pactDir, ofHttps] = [folder(), folder()];
    const options = { consumer: 'mine', scenarios: [], run: logInAt };
    const { pact } = await recordContract({ ...options, pactDir });
    const { pact: secure } = await recordContract({ ...options, pactDir: ofHttps, tls: true });
    const withoutFlags = readFileSync(`${secure}`, 'utf8').replaceAll(/; Secure(; SameSite=None)?/g, '');
    expect(withoutFlags).toBe(readFileSync(`${pact}`, 'utf8'));
    const run = (given: GivenToFunction) =>
      logInAt({ ...given, baseUrl: given.baseUrl.replace('http:', 'https:') });
    await expect(recordContract({ ...options, pactDir, run })).rejects.toThrow('add tls: true');
  });
});

async function logInAt({ baseUrl, username, password, ca }: GivenToFunction) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { request } = baseUrl.startsWith('https:') ? https : http;
  const headers = { 'Content-Type': 'application/json' };
  request(`${baseUrl}/auth/1/session`, { method: 'POST', headers, ...(ca && { ca }) }, resolve)
    .on('error', reject)
    .end(JSON.stringify({ username, password }));
  const response = await promise;
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(body);
  return JSON.parse(body).session.name;
}
