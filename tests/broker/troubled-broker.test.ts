import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startLocalBroker } from '../../dev-broker/local-broker.ts';
import { makeCheckout } from '../support/checkout.ts';
import { startHttp } from '../support/faulty-server.ts';
import { freePort } from '../support/free-port.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';
import { canIDeploy, checkoutAndJira, steps } from '../support/troubled-broker.ts';

const { checkout, jira } = checkoutAndJira();

it('a broker is waited for as long as was asked, which may be longer than a timer of Node can be', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  await using broker = await startHttp((_request, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' }).end('{}');
    resolve();
  });
  const interruption = new AbortController();
  const weeks = ['--retry-while-unknown', '1000', '--retry-interval', '3600'];
  const running = runCli(
    [...(steps('')['asking whether it may go'] ?? []), ...weeks],
    { PACT_BROKER_BASE_URL: broker.origin, PACT_BROKER_TOKEN: 'canary-token' },
    checkout.folder,
    interruption.signal,
  );
  await Promise.race([asked, running]);
  interruption.abort();
  const { exitCode, stderr } = await running;
  expect(stderr).toMatch(/^error: .*: interrupted\.\n$/);
  expect(exitCode).toBe(2);
});

describe('can-i-deploy', () => {
  it.each([
    [{ matrix: [], summary: { deployable: true } }, 0],
    [{ matrix: [], summary: { deployable: false } }, 1],
    // So a broker says that a result is missing.
    [{ matrix: [], summary: { deployable: null } }, 1],
  ])('takes %j for an answer: exit code %i', async (answer, expected) => {
    expect((await canIDeploy(answer, checkout.folder)).exitCode).toBe(expected);
  });

  it.each([[{ matrix: [], summary: {} }]])('takes %j for no answer: exit code 2', async (answer) => {
    const { exitCode, stdout, stderr } = await canIDeploy(answer, checkout.folder);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining('is not a Pact Broker, or')]);
  });
});

describe('without a broker, or with one that makes no sense', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['none is set', {}, /No Pact Broker is set: put its address into PACT_BROKER_BASE_URL/],
    [
      'the address is none',
      { PACT_BROKER_BASE_URL: 'broker' },
      /PACT_BROKER_BASE_URL is not an http or https URL/,
    ],
    [
      'credentials are in the address',
      { PACT_BROKER_BASE_URL: 'https://u:canary@broker.example.com' },
      /put them into PACT_BROKER_USERNAME/,
    ],
    [
      'a token and a password are set',
      {
        PACT_BROKER_BASE_URL: 'http://127.0.0.1:1',
        PACT_BROKER_TOKEN: 'canary',
        PACT_BROKER_PASSWORD: 'canary',
      },
      /use only the token, or only the user name and the password/,
    ],
    [
      'the credentials would go over plain http',
      { PACT_BROKER_BASE_URL: 'http://broker.example.com', PACT_BROKER_TOKEN: 'canary' },
      /plain http.*set PACT_BROKER_ALLOW_HTTP=true/,
    ],
    [
      'half of the credentials is missing',
      { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1', PACT_BROKER_USERNAME: 'u' },
      /PACT_BROKER_PASSWORD is missing/,
    ],
  ])('every step says so: %s', async (_name, settings, says) => {
    const runs = Object.values(steps(jira().baseUrl)).map((args) => runCli(args, settings, checkout.folder));
    for (const { exitCode, stderr } of await Promise.all(runs)) {
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/^error: [A-Z][^\n]*\n$/);
      expect(stderr).not.toContain('canary');
      expect(exitCode).toBe(2);
    }
  });

  it.each<[string, readonly string[], Record<string, string>, RegExp]>([
    [
      "a mocked Jira's result",
      ['--from-broker', '--publish'],
      { CI: 'true' },
      /Results of a mocked Jira are never published/,
    ],
    [
      'a result from outside CI',
      ['--from-broker', '--publish', '--base-url', 'https://j/rest'],
      {},
      /add --force/,
    ],
    ['the result of a file', ['--publish'], {}, /add --from-broker, or --pact-url URL/],
    ['a part of a pact', ['--from-broker', '--filter', 'log'], {}, /cannot be used with option '--filter/],
    ['the pact of a file beside', ['--from-broker', '--pact', 'a.json'], {}, /used with option '--pact/],
    ['a client beside', ['--pact-url', 'http://j/p', '--client', 'all'], {}, /used with option '--client/],
    ['a day for one pact', ['--pact-url', 'http://j/p', '--wip-since', '2026-01-31'], {}, /'--wip-since/],
    [
      'to publish nothing by force',
      ['--from-broker', '--force'],
      {},
      /--force works only with --publish: add --publish/,
    ],
    [
      'a pact from elsewhere',
      ['--pact-url', 'http://127.0.0.2/pacts/1'],
      {},
      /set PACT_BROKER_BASE_URL to the address/,
    ],
    [
      'credentials without the Jira that they are for',
      ['--from-broker'],
      { JIRA_USERNAME: 'alice', JIRA_PASSWORD: 'canary' },
      /JIRA_USERNAME is set, but no Jira is set: set JIRA_BASE_URL, or give --base-url URL/,
    ],
    ['a day that is none', ['--from-broker', '--wip-since', '2026-13-01'], {}, /Give a date such as/],
  ])('verify refuses %s', async (_name, args, settings, says) => {
    const broker = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' };
    const { exitCode, stderr } = await runCli(
      ['verify', ...args],
      { ...broker, ...settings },
      checkout.folder,
    );
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
  });

  it('verify refuses a Jira with pacts of its own, and a file that it would write over, before anything is sent', async () => {
    const asked: (string | undefined)[] = [];
    const listener: RequestListener = ({ url }, response) => {
      asked.push(url);
      response.writeHead(404).end();
    };
    await using server = await startHttp(listener);
    const settings = { PACT_BROKER_BASE_URL: server.origin, CI: 'true' };
    const targets = join(checkout.folder, 'jiras.json');
    const own = [
      { name: 'first', baseUrl: 'http://127.0.0.1:1/rest' },
      { name: 'second', baseUrl: 'http://127.0.0.1:2/rest', clients: ['curl'] },
    ];
    writeFileSync(targets, JSON.stringify({ targets: own }));
    for (const publish of [[], ['--publish']]) {
      const args = ['verify', '--from-broker', ...publish, '--targets', targets];
      const { exitCode, stderr } = await runCli(args, settings, checkout.folder);
      expect(stderr).toMatch(
        /^error: [^\n]*'second' in the targets file has its own pacts or clients[^\n]*\n$/,
      );
      expect(exitCode).toBe(2);
    }
    const args = ['verify', '--from-broker', '--targets', targets, '--json', targets];
    const { exitCode, stderr } = await runCli(args, settings, checkout.folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('because this run reads it')]);
    expect(asked).toEqual([]);
    rmSync(targets);
  });

  it('a start of a broker that is interrupted leaves none running', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-slow-broker-'));
    try {
      // A broker that never answers, in the place of the gem.
      writeFileSync(join(folder, 'bundle'), '#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 600\n', {
        mode: 0o755,
      });
      const interrupt = new AbortController();
      const starting = startLocalBroker(
        'gem',
        {
          ...{
            port: await freePort(),
            username: 'u',
            password: 'p',
            databaseFile: 'none',
          },
          env: { PATH: `${folder}:${process.env.PATH}` },
        },
        () => interrupt.abort(),
        interrupt.signal,
      );
      await expect(starting).rejects.toThrow(
        'The start of the Pact Broker was interrupted: no broker is running.',
      );
      const pid = Number(readFileSync(join(folder, 'bundle.pid'), 'utf8'));
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a broker that echoes the token gets it onto no terminal', async () => {
    await using broker = await startHttp(({ headers }, response) =>
      response.writeHead(400, { 'Content-Type': 'application/json' }).end(
        JSON.stringify({
          errors: { token: [headers.authorization] },
          error: { message: headers.authorization },
        }),
      ),
    );
    const settings = {
      ...jiraSettings,
      PACT_BROKER_BASE_URL: broker.origin,
      PACT_BROKER_TOKEN: 'canary-token',
      PACT_BROKER_HTTP_RETRIES: '0',
      WEBHOOK_TOKEN: 'canary-webhook',
    };
    for (const args of Object.values(steps(jira().baseUrl))) {
      const { exitCode, stdout, stderr } = await runCli(args, settings, checkout.folder);
      expect(stdout + stderr).not.toContain('canary');
      expect(exitCode).toBe(2);
    }
  });

  it('npm run broker says what to install where none can be started', async () => {
    const { exitCode, stderr } = await runCli(['broker'], { PATH: '/nowhere' });
    expect(stderr).toMatch(
      /^error: No Pact Broker can be started here: install Docker, or Ruby 3\.1[^\n]*\n$/,
    );
    expect(exitCode).toBe(2);
  });

  it('a Jira that is down gets no environment made for it', async () => {
    const asked: string[] = [];
    await using broker = await startHttp(({ method, url }, response) => {
      asked.push(`${method} ${url}`);
      response.writeHead(500).end();
    });
    const args = [
      'record-deployment',
      '--environment',
      'jira-ghost',
      '--base-url',
      'http://127.0.0.1:1/rest',
    ];
    const settings = { PACT_BROKER_BASE_URL: broker.origin };
    const { exitCode, stderr } = await runCli(args, settings, checkout.folder);
    expect(stderr).toMatch(/^error: Asking the Jira for its version: [^\n]*\n$/);
    expect(asked).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it('npm run broker takes nobody else on its port for its own', async () => {
    await using other = await startHttp((_request, response) => response.writeHead(401).end());
    await expect(
      startLocalBroker(
        'gem',
        {
          port: other.port,
          username: 'u',
          password: 'p',
          databaseFile: '/nowhere',
          env: process.env,
        },
        () => {},
      ),
    ).rejects.toThrow(/Another program already uses .*: choose another port/);
  });

  it('recording the Jira of the settings wants one', async () => {
    const args = ['record-deployment', '--environment', 'jira-staging', '--jira'];
    const { exitCode, stderr } = await runCli(args, {}, checkout.folder);
    expect(stderr).toContain('--jira needs a Jira: set JIRA_BASE_URL, or give --base-url URL.');
    expect(exitCode).toBe(2);
  });

  it('an empty --pact-url is refused, and is not the committed pact', async () => {
    const { exitCode, stderr } = await runCli(['verify', '--pact-url', ''], {}, checkout.folder);
    expect(stderr).toContain('--pact-url is empty');
    expect(exitCode).toBe(2);
  });

  it('publishing refuses a work tree with changes', async () => {
    const dirty = makeCheckout();
    dirty.commitOn('main');
    dirty.makeDirty();
    const settings = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1' };
    const { exitCode, stderr } = await runCli(['publish:pacts', '--no-check'], settings, dirty.folder);
    dirty[Symbol.dispose]();
    expect(stderr).toContain('The work tree has changes (changed.txt)');
    expect(exitCode).toBe(2);
  });

  it.each<[string, string[], RegExp]>([
    ['nowhere', [], /Choose where the webhook starts the verification/],
    ['no repository', ['--github', 'nothing'], /--github needs owner\/repository/],
    ['no project', ['--gitlab', 'nothing'], /--gitlab takes a project's https address/],
    ['plain http', ['--gitlab', 'http://gitlab.example.com/a/b'], /--gitlab takes a project's https address/],
    ['another scheme', ['--gitlab', 'ftp://u:pw@gitlab.example.com/a/b'], /--gitlab takes a project's https/],
  ])('a webhook to %s is refused', async (_name, args, says) => {
    const settings = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1', WEBHOOK_TOKEN: 'canary' };
    const { exitCode, stderr } = await runCli(['webhook', ...args], settings);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
  });
});
