import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalBroker } from '../../src/broker/local-broker.ts';
import type { Report } from '../../src/reports/report.ts';
import { makeCheckout } from '../support/checkout.ts';
import { total } from '../support/expected.ts';
import { jiraSettings, startLiveJira } from '../support/live-jira.ts';
import { describeWithBroker, startRealBroker } from '../support/real-broker.ts';
import { runCli } from '../support/run-cli.ts';

/** Longer than until a command says that it waits. */
const SLOW_MS = 3000;

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What is done with a broker, one command a step. */
const steps = (jira: string): Readonly<Record<string, readonly string[]>> => ({
  'publishing a pact': ['publish:pacts', '--no-check'],
  'asking whether it may go': ['can-i-deploy', '--to-environment', 'production'],
  'recording a deployment': ['record-deployment', '--environment', 'production'],
  "recording a Jira's deployment": ['record-deployment', '--environment', 'staging', '--base-url', jira],
  'verifying what the broker has': ['verify', '--from-broker', '--base-url', jira],
  'setting up a webhook': ['webhook', '--gitlab', 'https://localhost/example/client'],
});

/** One line that says what was being done, what happened, and what to do. */
const answering =
  (status: number, type: string): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'Content-Type': type }).end('{}');
const troubles: Readonly<Record<string, { readonly listener?: RequestListener; readonly says: RegExp }>> = {
  'is down': {
    says: /cannot be reached\. Is it up, and PACT_BROKER_BASE_URL right\?\n|nothing listens there/,
  },
  'answers 401': {
    listener: answering(401, 'application/json'),
    says: /refused the credentials \(401\)\. Check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME/,
  },
  'answers 409': {
    listener: answering(409, 'application/hal+json'),
    says: /answered 409\. Look at its log, and try again/,
  },
  'answers 500': {
    listener: answering(500, 'text/html'),
    says: /answered 500\. Look at its log, and try again/,
  },
  'is no broker at all': {
    listener: (_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
    says: /what answers at http:\S+ is no Pact Broker/,
  },
};

const checkout = makeCheckout();
let jira: Awaited<ReturnType<typeof startLiveJira>>;
beforeAll(async () => {
  checkout.commitOn('main');
  jira = await startLiveJira('datacenter');
});
afterAll(async () => {
  await jira[Symbol.asyncDispose]();
  checkout[Symbol.dispose]();
});

describe.each(Object.entries(troubles))('with a broker that %s', (_name, { listener, says }) => {
  it.each(Object.keys(steps('')))('%s ends with one line and exit code 2', async (step) => {
    await using broker = await serve(listener ?? (() => {}));
    if (!listener) await broker[Symbol.asyncDispose]();
    const { exitCode, stderr } = await runCli(
      steps(jira.baseUrl)[step] ?? [],
      {
        ...jiraSettings,
        PACT_BROKER_BASE_URL: broker.baseUrl,
        PACT_BROKER_TOKEN: 'canary-token',
        PACT_BROKER_HTTP_RETRIES: '0',
        WEBHOOK_TOKEN: 'canary-webhook',
      },
      checkout.folder,
    );
    expect(stderr).toMatch(/^error: [A-Z][^\n]*\n$/);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
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
      /leave the token or the pair out/,
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
    const runs = Object.values(steps(jira.baseUrl)).map((args) => runCli(args, settings, checkout.folder));
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
      /A mocked Jira's result is never published/,
    ],
    [
      'a result from outside CI',
      ['--from-broker', '--publish', '--base-url', 'https://j/rest'],
      {},
      /say --force/,
    ],
    ['the result of a file', ['--publish'], {}, /say --from-broker, or --pact-url URL/],
    ['a part of a pact', ['--from-broker', '--filter', 'log'], {}, /cannot be used with option '--filter/],
    ['the pact of a file beside', ['--from-broker', '--pact', 'a.json'], {}, /used with option '--pact/],
    ['a client beside', ['--pact-url', 'http://j/p', '--client', 'all'], {}, /used with option '--client/],
    ['a day for one pact', ['--pact-url', 'http://j/p', '--wip-since', '2026-01-31'], {}, /'--wip-since/],
    ['to publish nothing by force', ['--from-broker', '--force'], {}, /--force is for --publish: add it/],
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
      /JIRA_USERNAME is set, and no Jira that it is for: set JIRA_BASE_URL, or give --base-url URL/,
    ],
    ['a day that is none', ['--from-broker', '--wip-since', '2026-13-01'], {}, /It takes a day/],
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
    await using server = await serve(listener);
    const settings = { PACT_BROKER_BASE_URL: server.baseUrl, CI: 'true' };
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
        /^error: [^\n]*second of the targets file has pacts or clients of its own[^\n]*\n$/,
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
    const closed = await serve(() => {});
    await closed[Symbol.asyncDispose]();
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
            port: Number(new URL(closed.baseUrl).port),
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
        'The start of the Pact Broker was interrupted: none is running.',
      );
      const pid = Number(readFileSync(join(folder, 'bundle.pid'), 'utf8'));
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a broker that echoes the token gets it onto no terminal', async () => {
    await using broker = await serve(({ headers }, response) =>
      response.writeHead(400, { 'Content-Type': 'application/json' }).end(
        JSON.stringify({
          errors: { token: [headers.authorization] },
          error: { message: headers.authorization },
        }),
      ),
    );
    const settings = {
      ...jiraSettings,
      PACT_BROKER_BASE_URL: broker.baseUrl,
      PACT_BROKER_TOKEN: 'canary-token',
      PACT_BROKER_HTTP_RETRIES: '0',
      WEBHOOK_TOKEN: 'canary-webhook',
    };
    for (const args of Object.values(steps(jira.baseUrl))) {
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
    await using broker = await serve(({ method, url }, response) => {
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
    const settings = { PACT_BROKER_BASE_URL: broker.baseUrl };
    const { exitCode, stderr } = await runCli(args, settings, checkout.folder);
    expect(stderr).toMatch(/^error: Asking the Jira for its version: [^\n]*\n$/);
    expect(asked).toEqual([]);
    expect(exitCode).toBe(2);
  });

  it('npm run broker takes nobody else on its port for its own', async () => {
    await using other = await serve((_request, response) => response.writeHead(401).end());
    await expect(
      startLocalBroker(
        'gem',
        {
          port: Number(new URL(other.baseUrl).port),
          username: 'u',
          password: 'p',
          databaseFile: '/nowhere',
          env: process.env,
        },
        () => {},
      ),
    ).rejects.toThrow(/Something listens at .* already: name another port/);
  });

  it('recording the Jira of the settings wants one', async () => {
    const args = ['record-deployment', '--environment', 'jira-staging', '--jira'];
    const { exitCode, stderr } = await runCli(args, {}, checkout.folder);
    expect(stderr).toContain('--jira records the Jira at --base-url or JIRA_BASE_URL, and none is set.');
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
    ['nowhere', [], /Say what the webhook is to run/],
    ['no repository', ['--github', 'nothing'], /--github takes owner\/repository/],
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

/** A front of a real broker, which may keep a request to itself. */
function inFrontOf(
  real: { settings: { PACT_BROKER_BASE_URL: string } },
  meddle: (incoming: IncomingMessage, outgoing: ServerResponse, passOn: () => void) => void,
) {
  const { hostname: host, port } = new URL(real.settings.PACT_BROKER_BASE_URL);
  return serve((incoming, outgoing) => {
    const { url: path, method, headers } = incoming;
    meddle(incoming, outgoing, () =>
      incoming.pipe(
        httpRequest({ host, port, path, method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        }),
      ),
    );
  });
}

describeWithBroker('with a real broker', () => {
  let real: Awaited<ReturnType<typeof startRealBroker>>;
  beforeAll(async () => {
    real = await startRealBroker();
  }, 60_000);
  afterAll(() => real?.[Symbol.asyncDispose]());

  describe('that takes its time for its first answer', () => {
    it('every step waits, says so, and does its work once', async () => {
      const settings = { ...jiraSettings, ...real.settings, WEBHOOK_TOKEN: 'token', CI: 'true' };
      await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
      const published: string[] = [];
      const runSlowly = async (args: readonly string[]) => {
        let delay = SLOW_MS;
        await using broker = await inFrontOf(real, ({ method, url }, _outgoing, passOn) => {
          if (method === 'POST' && url === '/contracts/publish') published.push(url);
          setTimeout(passOn, delay);
          delay = 0;
        });
        return await runCli(args, { ...settings, PACT_BROKER_BASE_URL: broker.baseUrl }, checkout.folder);
      };
      const [publishing = [], ...others] = Object.values(steps(jira.baseUrl));
      // By itself: SQLite may be busy with the others, and pact-cli would rightly try again.
      const outcomes = [await runSlowly(publishing), ...(await Promise.all(others.map(runSlowly)))];
      // Nothing was verified with what stands in production: the answer to the second step is no.
      expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 1, 0, 0, 0, 0]);
      for (const { stderr } of outcomes) expect(stderr).toContain('waiting for the broker ...');
      expect(published).toHaveLength(1);
    }, 60_000);
  });

  describe('that fails when a result is published', () => {
    it.each<[string, (outgoing: ServerResponse) => void]>([
      ['answers 401', (outgoing) => outgoing.writeHead(401).end()],
      ['answers 409', (outgoing) => outgoing.writeHead(409).end()],
      ['answers 500', (outgoing) => outgoing.writeHead(500).end()],
      ['cuts the connection', (outgoing) => outgoing.destroy()],
    ])(
      'and %s, the result is sent once, the report is kept, and nothing is half published',
      async (_name, fail) => {
        const settings = { ...jiraSettings, ...real.settings, CI: 'true' };
        await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
        const sent: string[] = [];
        await using broker = await inFrontOf(real, ({ method, url = '' }, outgoing, passOn) => {
          if (method !== 'POST' || !url.endsWith('/verification-results')) return passOn();
          sent.push(url);
          fail(outgoing);
        });
        const report = join(checkout.folder, 'report.json');
        const { exitCode, stdout, stderr } = await runCli(
          ['verify', '--from-broker', '--publish', '--base-url', jira.baseUrl, '--json', report],
          { ...settings, PACT_BROKER_BASE_URL: broker.baseUrl },
          checkout.folder,
        );
        expect(stderr).toMatch(/^error: Publishing the result: the broker at [^\n]*\n$/);
        expect(stdout).not.toContain('Published');
        expect(exitCode).toBe(2);
        expect(sent).toHaveLength(1);
        const kept = JSON.parse(readFileSync(report, 'utf8')) as Report;
        expect(kept).toMatchObject({
          summary: { verified: total },
          targets: [{ pacts: [{ problem: { code: 'not-published' } }] }],
          exitCode: 2,
        });
        expect(kept.targets[0]?.pacts[0]).not.toHaveProperty('published');
        rmSync(report);
        const { matrix } = (await real.get('/matrix?q[][pacticipant]=jira-session-client&latestby=cvpv')) as {
          matrix: { verificationResult: unknown }[];
        };
        expect(matrix.map(({ verificationResult }) => verificationResult)).not.toContainEqual(
          expect.anything(),
        );
      },
      30_000,
    );
  });

  describe('that has a version', () => {
    it('takes no other pact, and says to commit the change', async () => {
      const settings = { ...real.settings, CI: 'true' };
      expect((await runCli(['publish:pacts', '--no-check'], settings, checkout.folder)).exitCode).toBe(0);
      const commit = checkout.commitOn('main');
      await fetch(
        `${real.settings.PACT_BROKER_BASE_URL}/pacts/provider/jira-session-api/consumer/jira-session-client/version/${commit}`,
        {
          method: 'PUT',
          headers: {
            'Content-Type': 'application/json',
            Authorization: `Basic ${Buffer.from(`${settings.PACT_BROKER_USERNAME}:${settings.PACT_BROKER_PASSWORD}`).toString('base64')}`,
          },
          body: JSON.stringify({
            consumer: { name: 'jira-session-client' },
            provider: { name: 'jira-session-api' },
            interactions: [],
            metadata: { pactSpecification: { version: '4.0' } },
          }),
        },
      );
      const { exitCode, stderr } = await runCli(['publish:pacts', '--no-check'], settings, checkout.folder);
      expect(stderr).toMatch(
        /^error: Publishing the pact: the broker has another pact under this version[^\n]*\n$/,
      );
      expect(exitCode).toBe(2);
    });
  });
});
