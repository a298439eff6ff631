import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { wireResponse } from '../../src/http/wire.ts';
import type { MockedJiraOptions } from '../../src/mock-jira/server.ts';
import { makeCertificates } from '../support/certificates.ts';
import { startTls } from '../support/faulty-server.ts';
import { credentials, learning, startReal, withIssue } from './learning-client.ts';

const { cwd, record, written } = learning();

describe('record --learn', () => {
  it('keeps only the fields that are asked for', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    expect((await record(real.jira.baseUrl, '', ['--fields', 'key, summary'])).exitCode).toBe(0);
    expect(written()).toContain('Made by joan');
    expect(written()).not.toMatch(/confidential|emailAddress/);
  });

  it('names what the client would write, and sends it only with --learn-writes', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    const comment = `await fetch(base + '/api/2/issue/TEST-4/comment', {
      ...{ method: 'POST', headers: { Cookie, 'Content-Type': 'application/json' }, body: '{"body":"Seen."}' },
    });`;
    const refused = await record(real.jira.baseUrl, comment);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/POST \/api\/2\/issue\/TEST-4\/comment.*--learn-writes\.\n$/),
    });
    expect(real.asked).not.toContain('POST /rest/api/2/issue/TEST-4/comment');
    expect(readdirSync(cwd())).toEqual([]);
    const learned = await record(real.jira.baseUrl, comment, ['--learn-writes']);
    expect(learned).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining('session may still be open'),
    });
    expect(real.asked).toContain('POST /rest/api/2/issue/TEST-4/comment');
    expect(real.jira.openLogIns).toBe(0);
  });

  it.each<[string, MockedJiraOptions, Record<string, string>, RegExp]>([
    ['has no credentials', {}, {}, /--learn needs credentials/],
    ['is refused', {}, { JIRA_USERNAME: 'joan', JIRA_PASSWORD: 'wrong' }, /./],
    [
      'is redirected',
      {
        middleware: (request, { respond }) =>
          request.path.includes('/search') ? wireResponse(302, { Location: '/login.jsp' }) : respond(request),
      },
      credentials,
      /./,
    ],
    [
      'is asked for a CAPTCHA',
      {
        middleware: (request, { respond }) =>
          request.path.includes('/search')
            ? wireResponse(403, { 'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE; login-url=x' })
            : respond(request),
      },
      credentials,
      /CAPTCHA|403/,
    ],
    [
      'gets an error',
      {
        middleware: (request, { respond }) =>
          request.path.includes('/search') ? wireResponse(500) : respond(request),
      },
      credentials,
      /500/,
    ],
    [
      'loses the connection',
      {
        middleware: (request, { respond }) =>
          request.path.includes('/search') ? undefined : respond(request),
      },
      credentials,
      /^error: GET \/api\/2\/search\?jql=[^ ]*: the connection/,
    ],
    ['gets other answers than the client can use', {}, credentials, /exit code 2/],
  ])('ends with exit code 2, one line and no file where it %s', async (_, options, settings, says) => {
    await using real = await startReal(options);
    const { exitCode, stderr } = await record(real.jira.baseUrl, '', [], settings);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(says) });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd())).toEqual([]);
    expect(real.jira.openLogIns).toBe(0);
  });

  it.each(['/serverInfo', '/auth/1/session', '/api/2/search'])(
    'closes its session and leaves no half file when it is interrupted at %s',
    async (place) => {
      const interruption = new AbortController();
      await using real = await startReal({
        onRequest: (_, path) => path.endsWith(place) && interruption.abort(),
      });
      await withIssue(real.jira.baseUrl);
      const { exitCode } = await record(real.jira.baseUrl, '', [], credentials, interruption.signal);
      expect(exitCode).not.toBe(0);
      expect(existsSync(join(cwd(), 'answers'))).toBe(false);
      expect(real.jira.openLogIns).toBe(0);
    },
  );
  it('shows a client certificate with --cert and --key to a Jira that asks for one', async () => {
    await using real = await startReal();
    await withIssue(real.jira.baseUrl);
    real.asked.length = 0;
    const { ca, key, cert } = await makeCertificates();
    const inner = Number(new URL(real.jira.baseUrl).port);
    const tls = { key, cert, ca, requestCert: true, rejectUnauthorized: true };
    await using front = await startTls(tls, (socket) => {
      const jira = connect(inner, '127.0.0.1');
      pipeline(socket, jira, socket, () => {});
    });
    const url = `https://localhost:${front.port}/rest`;
    const [caFile, certFile, keyFile] = Object.entries({ ca, cert, key }).map(([name, pem]) => {
      writeFileSync(join(cwd(), `${name}.pem`), pem);
      return `${name}.pem`;
    }) as [string, string, string];
    const refused = await record(url, '', ['--ca', caFile]);
    expect(refused).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^error: .*--cert FILE.*\n$/),
    });
    expect(real.asked).toEqual([]);
    expect(existsSync(join(cwd(), 'answers'))).toBe(false);
    const shown = await record(url, '', ['--ca', caFile, '--cert', certFile, '--key', keyFile]);
    expect({ exitCode: shown.exitCode, stderr: shown.stderr }).toMatchObject({ exitCode: 0 });
    expect(written()).toContain('Made by joan');
    expect(real.jira.openLogIns).toBe(0);
  });
});
