import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { JiraChange } from '../../mutation/edits.ts';
import { startFront } from '../../mutation/front.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { readTargets } from '../../src/targets/targets-file.ts';
import { verify } from '../../src/verification/verify.ts';
import { startProxy, startTls } from '../support/company-network.ts';
import { howMany, statesThatNeed, total } from '../support/expected.ts';
import { startHttp, startRaw } from '../support/faulty-server.ts';
import { projectCli, startCli } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

const rest = (port: number) => `http://127.0.0.1:${port}/rest`;
const withAccounts = (name: string, baseUrl: string) => ({ name, baseUrl, ...everyAccount });

describe('many Jiras', () => {
  it('are told apart, in the order of the file, with what is wrong with each once', async () => {
    await using good = await startMockedJira();
    await using gone = await startMockedJira({ flavour: 'removed' });
    await using goneToo = await startMockedJira({ flavour: 'removed' });
    using targets = targetsFolder([
      withAccounts('good', good.baseUrl),
      withAccounts('gone', gone.baseUrl),
      withAccounts('gone too', goneToo.baseUrl),
      withAccounts('dead', rest(1)),
    ]);
    const { exitCode, stdout } = await targets.verify();
    expect(exitCode).toBe(1);
    const lines = stdout.split('\n');
    // The password is sent once, and not again to a Jira that did not accept it.
    const notSent = howMany(...statesThatNeed('user', 'basic-user')) - 1;
    expect(lines.slice(0, 6)).toEqual([
      '4 Jiras of jiras.yaml',
      '',
      `  ✓ holds   good      datacenter 9.12.15  ${total} verified`,
      `  ✗ broken  gone      datacenter 11.0.0   1 verified, ${total - notSent - 1} failed, ${notSent} unverifiable`,
      `  ✗ broken  gone too  datacenter 11.0.0   1 verified, ${total - notSent - 1} failed, ${notSent} unverifiable`,
      `  – unknown dead      kind unknown        ${total} unverifiable`,
    ]);
    expect(stdout.match(/Failed: the session resource is no longer there/g)).toHaveLength(1);
    expect(stdout).toMatch(
      /the session resource is no longer there \(410\): 2 Jiras\n.*\n {6}gone: .*\n {6}gone too: /,
    );
    expect(stdout.match(/curl -i/g)).toHaveLength(1);
    expect(lines.slice(-3)).toEqual([
      'The contract is broken on 2 of 4 Jiras, gone and gone too: the session resource is no longer there (410). Move to personal access tokens or OAuth 2.0 (on Jira 11 a service account: --client jira-service-account-client). The result is unknown on dead (1 of 4).',
      'To see what is wrong with gone: npm run doctor -- --targets jiras.yaml gone',
      '',
    ]);
  });

  it('are each asked with their own account, and held to their own pacts', async () => {
    const asked: string[] = [];
    const start = (name: string) =>
      startMockedJira({
        accounts: [{ username: name, password: `password-of-${name}` }],
        onRequest: (method, path, status) => asked.push(`${name} ${method} ${path} ${status}`),
      });
    await using one = await start('ann');
    await using two = await start('ben');
    using targets = targetsFolder([
      { name: 'one', baseUrl: one.baseUrl, username: 'ONE_USER', password: 'ONE_PASSWORD' },
      {
        name: 'two',
        baseUrl: two.baseUrl,
        username: 'TWO_USER',
        password: 'TWO_PASSWORD',
        clients: ['curl'],
      },
    ]);
    const report = await targets.report([], {
      ...{ ONE_USER: 'ann', ONE_PASSWORD: 'password-of-ann' },
      ...{ TWO_USER: 'ben', TWO_PASSWORD: 'password-of-ben' },
    });
    expect(report.exitCode).toBe(0);
    expect(report.targets.map(({ name, pacts }) => [name, pacts.map(({ consumer }) => consumer)])).toEqual([
      ['one', ['jira-session-client']],
      ['two', ['curl']],
    ]);
    expect(asked.filter((line) => line.includes('POST /rest/auth/1/session 200')).length).toBeGreaterThan(1);
    expect(JSON.stringify(report)).not.toMatch(/password-of/);
  });

  it('are each reached on a way of their own: with their own CA, and through their own proxy', async () => {
    await using jira = await startMockedJira();
    await using behind = await startMockedJira();
    await using tls = await startTls('jira.acme.example', jira.baseUrl);
    await using proxy = await startProxy();
    const acme = {
      ...withAccounts('acme', `https://jira.acme.example:${tls.port}/rest`),
      proxy: `http://127.0.0.1:${proxy.port}`,
    };
    using targets = targetsFolder([
      { ...acme, ca: 'acme.pem' },
      { ...acme, name: 'acme, without its CA' },
      { ...withAccounts('no proxy', behind.baseUrl), proxy: '' },
      {
        name: 'a proxy that is down',
        baseUrl: 'http://jira.globex.example/rest',
        proxy: 'http://127.0.0.1:1',
      },
    ]);
    writeFileSync(join(targets.folder, 'acme.pem'), tls.ca);
    const report = await targets.report();
    const codes = report.targets.map(({ name, exitCode, pacts }) => [
      name,
      exitCode,
      pacts[0]?.interactions[0]?.code,
    ]);
    expect(codes).toEqual([
      ['acme', 0, undefined],
      ['acme, without its CA', 2, 'unknown-ca'],
      ['no proxy', 0, undefined],
      ['a proxy that is down', 2, 'proxy-down'],
    ]);
    expect(new Set(proxy.hosts)).toEqual(new Set(['jira.acme.example']));
  });

  it('are not asked with an address of a proxy that is none: that is a mistake of the settings', async () => {
    using targets = targetsFolder([{ name: 'acme', baseUrl: 'https://jira.acme.example/rest' }]);
    const { exitCode, stdout, stderr } = await targets.verify([], { ...accounts, HTTPS_PROXY: 'proxy 3128' });
    expect(stdout + stderr).toContain("The proxy's address is not an http URL");
    expect(stdout + stderr).not.toContain('a bug in this program');
    expect(exitCode).toBe(2);
  });

  it('tell no secret of one to the report of another, nor the password of a proxy of its own', async () => {
    // Servers that repeat whatever they were told, to everybody.
    const startEcho = () => {
      const told: string[] = [];
      return startHttp(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        told.push(JSON.stringify(request.headers), Buffer.concat(chunks).toString());
        if (request.url?.endsWith('serverInfo')) return response.end('{"version":"9.12.15"}');
        response.writeHead(401, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ errorMessages: [told.join(' ').slice(-3000)] }));
      });
    };
    await using jira = await startEcho();
    await using proxy = await startEcho();
    const settings = {
      ...{ ONE_USER: 'ann', ONE_PASSWORD: 'canary-of-ann', TWO_USER: 'ben', TWO_PASSWORD: 'canary-of-ben' },
      WAY_OUT: `http://proxy:canary-of-proxy@127.0.0.1:${proxy.port}`,
    };
    using targets = targetsFolder([
      { name: 'one', baseUrl: rest(jira.port), username: 'ONE_USER', password: 'ONE_PASSWORD' },
      { name: 'two', baseUrl: rest(jira.port), username: 'TWO_USER', password: 'TWO_PASSWORD' },
      { name: 'behind', baseUrl: 'http://jira.example/rest', proxy: 'WAY_OUT' },
    ]);
    const report = JSON.stringify(await targets.report([], settings));
    expect(report).toMatch(/pact_verifier/);
    expect(report).not.toMatch(/canary/);
    expect(report).not.toContain(Buffer.from('proxy:canary-of-proxy').toString('base64'));
  });

  it('do not wait for one that never answers', async () => {
    await using silent = await startRaw('', () => {});
    await using stack = new AsyncDisposableStack();
    const good = await Promise.all(
      Array.from({ length: 4 }, async () => stack.use(await startMockedJira()).baseUrl),
    );
    using targets = targetsFolder([
      { ...withAccounts('silent', rest(silent.port)), timeout: 4000 },
      ...good.map((baseUrl, index) => withAccounts(`good ${index}`, baseUrl)),
    ]);
    const done: string[] = [];
    const report = await verify({
      targets: await readTargets('jiras.yaml', { cwd: targets.folder, env: accounts, realEnv: accounts }),
      concurrency: 2,
      onEvent: (event) => event.type === 'target-done' && done.push(event.target.name),
    });
    expect(done.at(-1)).toBe('silent');
    expect(report.targets[0]?.pacts[0]?.interactions[0]?.code).toBe('answer-timeout');
    expect(report.targets.map(({ name }) => name)[0]).toBe('silent');
  });

  it('never try an account at one Jira at the same time, and not again once it was refused', async () => {
    let underWay = 0;
    let most = 0;
    const logIns: string[] = [];
    await using jira = await startHttp(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      // Nobody's credentials go there.
      if (request.url?.endsWith('serverInfo'))
        return response.end('{"version":"9.12.15","deploymentType":"Server"}');
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      const { username = '' } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { username?: string };
      if (request.method === 'POST') logIns.push(username);
      response
        .writeHead(401, { 'Content-Type': 'application/json' })
        .end('{"errorMessages":["Login failed"],"errors":{}}');
    });
    const account = { username: 'A_USER', password: 'A_PASSWORD' };
    using targets = targetsFolder(
      ['first', 'second', 'third'].map((name) => ({ name, baseUrl: rest(jira.port), ...account })),
    );
    const report = await targets.report();
    expect(most).toBe(1);
    expect(logIns.filter((name) => name === 'alice')).toHaveLength(1);
    expect(report.targets.map(({ pacts }) => pacts[0]?.interactions[0]?.code)).toEqual([
      'credentials-refused',
      'credentials-refused',
      'credentials-refused',
    ]);
  });

  it('leave no session open when they are interrupted', async () => {
    await using stack = new AsyncDisposableStack();
    const { promise: allAreHeld, resolve } = Promise.withResolvers<void>();
    const held = new Set<object>();
    const jiras = await Promise.all(
      Array.from({ length: 3 }, async () => stack.use(await startMockedJira())),
    );
    // Each holds the first request in a session until the run is interrupted.
    const holding =
      (jira: object): JiraChange =>
      async (request, ask) => {
        if (request.method !== 'GET' || !request.path.endsWith('/session')) return ask(request);
        if (held.add(jira).size === jiras.length) resolve();
        return new Promise(() => {});
      };
    const fronts = await Promise.all(
      jiras.map(async (jira) => stack.use(await startFront(jira, holding(jira)))),
    );
    using targets = targetsFolder(
      fronts.map(({ baseUrl }, index) => ({
        name: `jira ${index}`,
        baseUrl,
        ...{ username: 'A_USER', password: 'A_PASSWORD' },
      })),
    );
    const args = ['verify', '--targets', 'jiras.yaml', '--filter', 'with a session'];
    const child = startCli(args, accounts, targets.folder, projectCli);
    await allAreHeld;
    expect(jiras.map((jira) => jira.openLogIns)).toEqual([1, 1, 1]);
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(2);
    expect(jiras.map((jira) => jira.openLogIns)).toEqual([0, 0, 0]);
  });

  it('are told in full with --verbose where something is wrong, and with --quiet in one sentence', async () => {
    await using good = await startMockedJira();
    await using refusing = await startMockedJira({ flavour: 'jira11' });
    using targets = targetsFolder([
      withAccounts('good', good.baseUrl),
      withAccounts('refusing', refusing.baseUrl),
    ]);
    const { stdout } = await targets.verify(['--verbose']);
    expect(stdout).toContain(`refusing: The Jira at ${refusing.baseUrl}`);
    expect(stdout).not.toContain(`good: The Jira at`);
    expect(stdout).toMatch(/✗ POST {3}a log-in with the right credentials/);
    expect(stdout.match(/Repeat: curl -i/g)?.length).toBeGreaterThan(5);
    const quiet = await targets.verify(['--quiet']);
    expect(quiet.stdout).toMatch(
      /^The contract is broken on 1 of 2 Jiras, refusing: .*\nTo see what is wrong .*\n$/,
    );
  });

  it('say what would be sent to each, and send nothing', async () => {
    using targets = targetsFolder([withAccounts('acme', rest(1)), { name: 'globex', baseUrl: rest(2) }]);
    const { exitCode, stdout } = await targets.verify(['--plan']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/What verify would send to acme, the Jira at http:\/\/127\.0\.0\.1:1\/rest/);
    expect(stdout).toMatch(/What verify would send to globex, [\s\S]*No credentials would be sent\./);
  });

  it('are a report that stands in a file too, in every detail', async () => {
    await using jira = await startMockedJira();
    using targets = targetsFolder([withAccounts('acme', jira.baseUrl)]);
    await targets.verify(['--json', 'report.json']);
    const report = JSON.parse(readFileSync(join(targets.folder, 'report.json'), 'utf8'));
    expect(report.targets[0]).toMatchObject({
      name: 'acme',
      kind: 'live',
      definedAt: { file: 'jiras.yaml', line: 2 },
    });
  });
});
