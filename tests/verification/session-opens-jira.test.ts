import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { brokenJiras } from '../../mutation/broken-jiras.ts';
import { JiraSessionClient } from '../../src/client/session-client.ts';
import { headerValues, withHeader } from '../../src/http/wire.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { runTrials } from '../support/kept-pact.ts';
import { jiraSettings, nodesInTurn } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';

describe('the contract catches', () => {
  it.each([
    ['a session opens its own resource alone', 'expected 200, actual 401'],
    ['a session is known at one node of two', 'expected 200, actual 401'],
    [
      'the session cookie is of the path of its resource',
      'Path=/rest/auth, but the path is /rest/api/2/myself',
    ],
    ['the session cookie has no path', 'no Path, so it stays at /rest/auth/1/session'],
  ])('that %s', async (name, cause) => {
    const jira = brokenJiras.find((one) => one.name === name);
    if (!jira) throw new Error(`there is no mutant '${name}'`);
    const pact = await parsePact(readFileSync(PACT_FILE, 'utf8'), PACT_FILE);
    const [outcome] = await runTrials([{ jira, pact }]);
    expect(outcome).toMatchObject({ verdict: 'broken', changed: true });
    if (!name.includes('two')) {
      expect(outcome?.seenBy?.name).toBe(
        'a request for myself, another resource, as the user of the session',
      );
    }
    expect(`${outcome?.detail}`).toContain(cause);
  });
});

it('our client is the same user at another resource, also with a renewed cookie, and nobody after the log-out', async () => {
  let isRenewed = false;
  await using jira = await startMockedJira({
    // Renews the cookie at the first request with it, and knows the old one no more.
    middleware: (request, { respond }) => {
      const cookie = request.headers.cookie ?? '';
      if (isRenewed) {
        const asBefore = cookie.replace('=RENEWED-', '=');
        const headers = { ...request.headers, cookie: asBefore === cookie ? '' : asBefore };
        return respond({ ...request, headers });
      }
      const [, session] = /JSESSIONID=([^;]+)/.exec(cookie) ?? [];
      if (session === undefined) return respond(request);
      isRenewed = true;
      return withHeader(respond(request), 'Set-Cookie', `JSESSIONID=RENEWED-${session}; Path=/`);
    },
  });
  const client = new JiraSessionClient(jira);
  await expect(client.myself()).rejects.toThrow();
  await client.logIn('alice', jiraSettings.JIRA_PASSWORD);
  expect((await client.currentUser()).name).toBe('alice');
  expect(isRenewed).toBe(true);
  expect(await client.myself()).toEqual({ name: 'alice' });
  const saved = client.saveSession();
  await client.logOut();
  await expect(client.myself()).rejects.toMatchObject({ name: 'NotAuthenticatedError' });
  client.restoreSession(saved);
  await expect(client.myself()).rejects.toMatchObject({ name: 'NotAuthenticatedError' });
});

/** A Jira in front of which something changes the value of the session cookie. */
const otherValue = () => {
  return startMockedJira({
    middleware: (request, { respond }) => {
      const cookie = request.headers.cookie?.replace('JSESSIONID=', 'JSESSIONID=X').replace('=XSIGNED-', '=');
      const response = respond({ ...request, headers: { ...request.headers, ...(cookie && { cookie }) } });
      const cookies = headerValues(response, 'Set-Cookie');
      return withHeader(
        response,
        'Set-Cookie',
        ...cookies.map((one) => one.replace('JSESSIONID=', 'JSESSIONID=SIGNED-')),
      );
    },
  });
};

describe('which cookies a Jira needs', () => {
  const jiras = [
    [
      'with nothing in front',
      () => startMockedJira(),
      { sessionCookieIsEnough: true, cookieFromBodyIsEnough: true, alsoNeeded: [] },
    ],
    [
      'of several nodes',
      () => startMockedJira({ nodes: 2 }),
      { sessionCookieIsEnough: false, cookieFromBodyIsEnough: false, alsoNeeded: ['AWSALB'] },
    ],
    [
      'behind Crowd',
      () => startMockedJira({ crowd: true }),
      { sessionCookieIsEnough: false, cookieFromBodyIsEnough: false, alsoNeeded: ['crowd.token_key'] },
    ],
    [
      'whose cookie is signed',
      otherValue,
      { sessionCookieIsEnough: true, cookieFromBodyIsEnough: false, alsoNeeded: [] },
    ],
  ] as const;

  it.each(jiras)('stands in the report of one %s', async (_, start, neededCookies) => {
    await using jira = await start();
    const { stdout, exitCode } = await runCli(['verify', '--json', '-'], {
      ...jiraSettings,
      JIRA_BASE_URL: jira.baseUrl,
    });
    expect(JSON.parse(stdout).targets[0].neededCookies).toEqual(neededCookies);
    expect(exitCode).toBe(
      neededCookies.cookieFromBodyIsEnough === neededCookies.sessionCookieIsEnough ? 0 : 1,
    );
    expect(jira.openLogIns).toBe(0);
  });

  it('breaks no contract, and is told at the terminal', async () => {
    await using jira = await startMockedJira({ nodes: 2, crowd: true });
    const { stdout, exitCode } = await runCli(['verify'], { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl });
    expect(stdout).toContain('it refuses the session cookie without AWSALB and crowd.token_key');
    expect(exitCode).toBe(0);
  });

  it('is not asked with a session of a browser, nor at the embedded mocked Jira', async () => {
    await using jira = await startMockedJira();
    const client = new JiraSessionClient(jira);
    const { name, value } = await client.logIn('alice', jiraSettings.JIRA_PASSWORD);
    const pasted = { JIRA_SESSION_COOKIE: `${name}=${value}`, JIRA_BASE_URL: jira.baseUrl };
    for (const settings of [pasted, {}]) {
      const { stdout } = await runCli(['verify', '--json', '-'], settings);
      expect(JSON.parse(stdout).targets[0].neededCookies).toBeUndefined();
    }
  });
});

describe('the doctor', () => {
  const examined = async (options: Parameters<typeof startMockedJira>[0]) => {
    await using jira = await startMockedJira(options);
    const { stdout } = await runCli(['doctor'], { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl });
    expect(jira.openLogIns).toBe(0);
    return stdout.replaceAll(/\s+/g, ' ');
  };

  it('says what a session opens, and with which cookies', async () => {
    const said = await examined({ contextPath: '/jira' });
    expect(said).toContain('the session opens /api/2/myself');
    expect(said).toContain('the session opens them (X-AUSERNAME: alice)');
    expect(said).toContain('the session cookie alone is enough, and so is one that is built from the body');
  });

  it('names the cookie of a load balancer', async () => {
    expect(await examined({ nodes: 2 })).toContain('it refuses the session cookie without AWSALB');
  });

  it('says that a session opens nothing but its own resource, as the verification does', async () => {
    const options: Parameters<typeof startMockedJira>[0] = {
      middleware: (request, { respond }) => {
        const isAtHome = request.path.includes('/auth/1/');
        return respond(isAtHome ? request : { ...request, headers: { ...request.headers, cookie: '' } });
      },
    };
    const told = 'Jira accepts the session at the session resource, but refuses it here';
    const said = await examined(options);
    expect(said).toContain(told);
    expect(said).toContain('/ is for nobody');
    expect(said).toContain('The contract is broken there');
    await using jira = await startMockedJira(options);
    const { stdout, exitCode } = await runCli(['verify'], { ...jiraSettings, JIRA_BASE_URL: jira.baseUrl });
    expect(stdout).toContain(told);
    expect(exitCode).toBe(1);
  });
});

it('which cookies are needed is not said of a Jira whose nodes are asked in turn and do not know each other', async () => {
  const middleware = nodesInTurn();
  for (const hasOneMore of [false, true]) {
    await using jira = await startMockedJira({ middleware });
    // So that the nodes have the other parity.
    if (hasOneMore) await fetch(`${jira.baseUrl}/api/2/serverInfo`);
    const { stdout } = await runCli(['verify', '--base-url', jira.baseUrl, '--json', '-'], jiraSettings);
    expect(JSON.parse(stdout).targets[0].neededCookies).toBeUndefined();
  }
});
