import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { makeCertificates } from '../support/certificates.ts';
import { startHttp } from '../support/faulty-server.ts';
import { freePort, nobody } from '../support/free-port.ts';
import { runCli } from '../support/run-cli.ts';
import { targetsFolder } from '../support/targets-file.ts';

const accounts = [{ username: 'bob', password: 'canary-password', personalAccessToken: 'canary-token' }];
const settings = { JIRA_USERNAME: 'bob', JIRA_PASSWORD: 'canary-password' };

describe('the doctor', () => {
  it.each(['server7', 'datacenter'] as const)(
    'finds nothing wrong with a %s under a context path',
    async (flavour) => {
      await using jira = await startMockedJira({ flavour, accounts, contextPath: '/jira' });
      const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
      expect(stdout).not.toContain('✗');
      expect(stdout).toContain('✓ context path: /jira');
      expect(stdout).toContain('✓ session resource: still there');
      expect(stdout).toContain('✓ CAPTCHA: none pending');
      expect(stdout).toContain('✓ credentials: logged in, and logged out again');
      expect(stdout).toMatch(/\n\nNothing is wrong there\. Your log-in works today\.\n$/);
      expect(jira.loginInfo('bob')).toMatchObject({ loginCount: 1 });
      expect(jira.openSessions).toBe(0);
      expect(exitCode).toBe(0);
    },
  );

  it('says which certificates it was given, until when, even if that Jira does not answer', async () => {
    const authority = await makeCertificates('localhost');
    const soon = await makeCertificates('me.example.com', new Date(Date.now() + 5.5 * 86_400_000));
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const file = (name: string, pem: string) => {
      writeFileSync(join(folder, name), pem);
      return join(folder, name);
    };
    try {
      const [ca, extra] = [file('ca.pem', authority.ca), file('bundle.pem', authority.ca.repeat(5))];
      const [cert, key] = [file('me.pem', soon.cert), file('key.pem', soon.key)];
      const jira = `https://127.0.0.1:${await freePort()}/rest`;
      const { stdout } = await runCli(
        ['doctor', '--base-url', jira, '--ca', ca, '--cert', cert, '--key', key],
        { NODE_EXTRA_CA_CERTS: extra },
      );
      const name = 'CA of a mocked Jira';
      expect(stdout).toMatch(
        new RegExp(`✓ trusted CA: ${name}, issued by ${name}, ends in \\d+ days, on [\\d-]+, from ca\\.pem `),
      );
      expect(stdout).toContain(`✓ trusted CA: 5, from bundle.pem (NODE_EXTRA_CA_CERTS)`);
      expect(stdout).toMatch(/– client certificate: [^\n]*, issued by [^\n]*, ends in 5 days, on /);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says of Cloud what to move to, and tries no password there', async () => {
    await using jira = await startMockedJira({ flavour: 'cloud', accounts });
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('✗ log-in with password (wrong): not possible on Cloud, so it was not tried');
    expect(stdout).toContain('instead of asking who is logged in: curl -u "$JIRA_EMAIL:$JIRA_API_TOKEN"');
    expect(jira.loginInfo('bob').loginCount).toBeUndefined();
    expect(stdout).toMatch(
      /\n\nThe contract is broken there: log-in with password: not possible on Cloud, so it was not tried\.\n$/,
    );
    expect(exitCode).toBe(1);
  });

  it.each([403, 404, 410] as const)(
    'says of a Jira 11 that answers %i what to move to',
    async (removedStatus) => {
      await using jira = await startMockedJira({ flavour: 'removed', removedStatus, accounts });
      const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
      expect(stdout).toContain('✓ Jira: Data Center, version 11.0.0');
      expect(stdout).toContain('✗ session resource');
      expect(stdout).toContain('instead of the log-in: create a personal access token');
      expect(exitCode).toBe(1);
    },
  );

  it('finds Basic switched off, and a token that is accepted', async () => {
    await using jira = await startMockedJira({ basicAuthentication: false, accounts });
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], token);
    expect(stdout).toContain(
      '✗ Basic credentials (wrong): Basic authentication is switched off on this Jira (403)',
    );
    expect(stdout).toContain('✓ personal access token: accepted');
    expect(exitCode).toBe(1);
  });

  it.each([
    [
      'Bearer',
      'personal access token (wrong): GET /api/2/myself',
      { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' },
    ],
    ['Basic', 'Basic credentials (wrong): GET /auth/1/session', {}],
  ])(
    'does not take an answer of a Jira out of service to %s for one to the credentials',
    async (scheme, topic, env) => {
      await using jira = await startHttp((request, response) => {
        response.setHeader('Content-Type', 'application/json');
        if (request.url === '/rest/api/2/serverInfo') response.end('{"version":"9.12.15"}');
        else response.writeHead(request.headers.authorization?.startsWith(scheme) ? 503 : 401).end('{}');
      });
      const { exitCode, stdout } = await runCli(
        ['doctor', '--base-url', `http://127.0.0.1:${jira.port}/rest`],
        env,
      );
      expect(stdout).toContain(`✗ ${topic}: Jira is not available now (503)`);
      expect(exitCode).toBe(2);
    },
  );

  it('says of Jira 9 which clients stop working when, what replaces them, and what it leaves in the log', async () => {
    await using jira = await startMockedJira({ accounts });
    const token = { ...settings, JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl, '--json', '-'], token);
    const report = JSON.parse(stdout) as { observations: { topic: string; what: string }[] };
    const told = (topic: string) =>
      report.observations.filter((one) => one.topic === topic).map(({ what }) => what);
    expect(told('clients')).toEqual([
      expect.stringMatching(/python-jira.*stop working with Jira 11 \(inferred\)/),
    ]);
    expect(told('dates').join()).toMatch(/June 2026 .*28 March 2029/);
    expect(
      report.observations.map(({ topic }) => topic).filter((topic) => topic.startsWith('instead')),
    ).toEqual(['instead of the log-in', 'instead of asking who is logged in', 'instead of the log-out']);
    expect(told('instead of asking who is logged in').join()).toContain(`${jira.baseUrl}/api/2/myself`);
    expect(told('personal access token')).toEqual([
      'accepted at /api/2/myself: you can use the token instead of the log-in',
    ]);
    expect(told('token together with the cookie of an ended session')).toEqual([
      expect.stringContaining('refused (401)'),
    ]);
    expect(told('security log')).toEqual([expect.stringContaining('one log-in and one log-out as bob')]);
    expect(stdout).not.toContain('canary');
    const verdict = 'Nothing is wrong there. Your log-in works today.';
    expect(report).toMatchObject({ formatVersion: 1, exitCode, verdict, baseUrl: jira.baseUrl });
    expect(exitCode).toBe(0);
  });

  it.each(['datacenter10', 'jira11'] as const)('warns on %s of copying the log-in page', async (flavour) => {
    await using jira = await startMockedJira({ flavour, accounts });
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], token);
    expect(stdout).toContain('/rest/tsv/1.0/authenticate');
    expect(stdout).toContain('✓ personal access token: accepted at /api/2/myself');
    expect(exitCode).toBe(flavour === 'jira11' ? 1 : 0);
  });

  it.each([
    ['credentials', 'POST', '/auth/1/session', '✓ personal access token: '],
    ['other resources', 'GET', '/api/2/myself', '✓ credentials: logged in'],
    ['session resource', 'GET', '/auth/1/session', '✓ personal access token: '],
  ])('names the %s where %s %s is not answered, and goes on', async (topic, method, path, more) => {
    await using jira = await startMockedJira({
      accounts,
      middleware: (request, { respond }) =>
        request.method === method && request.path.endsWith(path) ? undefined : respond(request),
    });
    const all = { ...settings, JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], all);
    expect(stdout).toContain(`✗ ${topic} (wrong): ${method} ${path}: `);
    expect(stdout).toContain(more);
    expect(stdout).not.toContain('reachable (wrong)');
    expect(exitCode).toBe(2);
  });

  it('goes on after a token that is refused, and takes no page for a user', async () => {
    await using jira = await startMockedJira({ accounts });
    const expired = { ...settings, JIRA_PERSONAL_ACCESS_TOKEN: 'an-expired-token' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], expired);
    expect(stdout).toContain('✗ personal access token (wrong): refused (401)');
    expect(stdout).toContain('instead of asking who is logged in');
    expect(exitCode).toBe(2);
    await using page = await startMockedJira({
      accounts,
      middleware: (request, { respond }) => {
        const given = respond(request);
        return request.headers.authorization ? { ...given, status: 200, body: '<html></html>' } : given;
      },
    });
    const token = { JIRA_PERSONAL_ACCESS_TOKEN: 'canary-token' };
    const signOn = await runCli(['doctor', '--base-url', page.baseUrl], token);
    expect(signOn.stdout).toContain(
      '✗ personal access token (wrong): the answer is an HTML page and not JSON',
    );
  });

  it('says of a log-out that is refused that the session may be open', async () => {
    await using jira = await startMockedJira({
      accounts,
      middleware: (request, { respond }) =>
        request.method === 'DELETE'
          ? { status: 403, headers: [['Content-Type', 'text/plain']], body: 'XSRF check failed' }
          : respond(request),
    });
    const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('the log-out failed');
    expect(stdout).toContain('✗ sessions (wrong): 1 session may still be open at Jira');
  });

  it.each([
    ['names a check against forged requests', 'XSRF check failed', '(XSRF check failed)'],
    [
      'quotes a short text',
      'Not from this office.',
      "does not let the request through, so no credentials are sent any more (403, with the text 'Not from this office.')",
    ],
    ['quotes no page', '<html><body>No</body></html>', 'no credentials are sent any more (403).'],
    [
      'quotes JSON',
      '{"error":"no"}',
      `no credentials are sent any more (403, with the text '{"error":"no"}')`,
    ],
  ])('%s that refuses the log-in, and points to no report', async (_, body, says) => {
    await using jira = await startMockedJira({
      accounts,
      middleware: (request, { respond }) =>
        request.method === 'POST'
          ? { status: 403, headers: [['Content-Type', 'text/html']], body }
          : respond(request),
    });
    const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain(says);
    expect(stdout).not.toMatch(/in the report/);
  });

  it('knows nothing of Jira 12, and says that a script with a token meets the rate limit', async () => {
    await using jira = await startMockedJira({
      middleware: (request, { respond }) => {
        const given = respond(request);
        return { ...given, body: given.body.replaceAll('9.12.15', '12.0.1') };
      },
    });
    const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl]);
    expect(stdout).toContain('nothing is known of the session resource in this version');
    expect(stdout).toContain('meets the limit for the first time');
  });

  it('says what it saw, and not what the version should do', async () => {
    await using jira = await startMockedJira({ accounts });
    await using eleven = await startMockedJira({
      accounts,
      middleware: (request, { respond }) => {
        const given = respond(request);
        return { ...given, body: given.body.replaceAll('9.12.15', '11.3.5') };
      },
    });
    const told = async (baseUrl: string) =>
      (await runCli(['doctor', '--base-url', baseUrl], settings)).stdout;
    expect(await told(eleven.baseUrl)).toContain(
      'that still works here, but other installations of Jira 11 refuse it',
    );
    expect(await told(jira.baseUrl)).toContain('they stop working with Jira 11 (inferred)');
  });

  it('takes a session from a browser, and leaves it open', async () => {
    await using jira = await startMockedJira({ accounts });
    const answer = await fetch(`${jira.baseUrl}/auth/1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'bob', password: 'canary-password' }),
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const session = { JIRA_SESSION_COOKIE: cookie };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], session);
    expect(stdout).toContain('✓ session of JIRA_SESSION_COOKIE: accepted, and left open');
    expect(stdout).toMatch(/\n\nNothing is wrong there\.\n$/);
    expect(jira.openSessions).toBe(1);
    expect(exitCode).toBe(0);
  });

  it('finds wrong credentials with one attempt', async () => {
    await using jira = await startMockedJira({ accounts });
    const wrong = { ...settings, JIRA_PASSWORD: 'not-the-password' };
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], wrong);
    expect(stdout).toContain('✗ credentials (wrong): Jira refused the credentials. Check the user name');
    expect(stdout).toMatch(
      /\n\nSomething has to be put right first: credentials: Jira refused the credentials\. .* lock the account\. If they are right: .*\n$/,
    );
    expect(jira.loginInfo('bob').failedLoginCount).toBe(1);
    expect(exitCode).toBe(2);
  });

  it('finds a pending CAPTCHA', async () => {
    await using jira = await startMockedJira({ accounts });
    const wrong = { ...settings, JIRA_PASSWORD: 'not-the-password' };
    for (let attempt = 0; attempt < 3; attempt++) await runCli(['doctor', '--base-url', jira.baseUrl], wrong);
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('✗ CAPTCHA (wrong): pending: log in once with a browser');
    expect(exitCode).toBe(2);
  });

  it('finds /rest and the context path missing, and tells only the right base URL', async () => {
    await using jira = await startMockedJira({ accounts, contextPath: '/jira' });
    const site = jira.baseUrl.replace('/jira/rest', '');
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', site], settings);
    expect(stdout).not.toContain('/rest: missing');
    expect(stdout).toContain(`A Jira answers at ${jira.baseUrl}: set the base URL to that.`);
    expect(exitCode).toBe(2);
  });

  it('finds /rest alone missing, and goes on', async () => {
    await using jira = await startMockedJira({ accounts, contextPath: '/jira' });
    const site = jira.baseUrl.replace('/rest', '');
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', site], settings);
    expect(stdout).toContain(`✗ /rest (wrong): missing: set the base URL to ${jira.baseUrl}\n`);
    expect(stdout).toContain('✓ credentials: logged in');
    expect(stdout).toMatch(/\nSomething has to be put right first: \/rest: missing: .*\n$/);
    expect(exitCode).toBe(2);
  });

  it('examines one Jira of a targets file, with its own account and the way to it', async () => {
    await using jira = await startMockedJira({ accounts });
    const acme = { name: 'acme', baseUrl: jira.baseUrl, username: 'B_USER', password: 'B_PASSWORD' };
    using targets = targetsFolder([{ name: 'other', baseUrl: 'http://127.0.0.1:9/rest' }, acme]);
    const secret = { B_USER: 'bob', B_PASSWORD: 'canary-password' };
    const doctor = (...words: string[]) => runCli(['doctor', ...words], secret, targets.folder);
    const { exitCode, stdout } = await doctor('--targets', 'jiras.yaml', 'acme');
    expect(stdout).toContain('✓ credentials: logged in, and logged out again');
    expect(exitCode).toBe(0);
    expect((await doctor('--targets', 'jiras.yaml')).stderr).toContain('as in --targets jiras.yaml other');
    expect((await doctor('--targets', 'jiras.yaml', 'umbrella')).stderr).toContain(
      "no Jira 'umbrella' in jiras.yaml",
    );
    expect((await doctor('acme')).stderr).toContain('add --targets FILE');
  });

  it('is pointed to with the options that the run needed', async () => {
    await using jira = await startMockedJira({ flavour: 'removed', accounts });
    const options = ['--base-url', jira.baseUrl, '--allow-http', '--timeout', '4000'];
    const { stdout } = await runCli(['verify', ...options], settings);
    expect(stdout).toContain(`that Jira: npm run doctor -- ${options.join(' ')}\n`);
  });

  it('says that nobody listens', async () => {
    const { baseUrl } = await nobody();
    const { exitCode, stdout } = await runCli(['doctor', '--base-url', baseUrl]);
    expect(stdout).toContain(
      '✗ reachable (wrong): GET /api/2/serverInfo: no server is listening there (ECONNREFUSED)',
    );
    expect(exitCode).toBe(2);
  });

  it('needs a base URL', async () => {
    const { exitCode, stderr } = await runCli(['doctor']);
    expect(stderr).toBe('error: The doctor needs a Jira: set JIRA_BASE_URL, or give --base-url URL.\n');
    expect(exitCode).toBe(2);
  });

  it('prints no secret', async () => {
    await using jira = await startMockedJira({ accounts });
    const { stdout, stderr } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
    expect(stdout).toContain('✓ credentials');
    expect(stdout + stderr).not.toContain('canary');
  });
});
