import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { type WireResponse, wireResponse, withHeader } from '../../src/http/wire.ts';
import { type Middleware, startMockedJira } from '../../src/mock-jira/server.ts';
import type { Report } from '../../src/report/report.ts';
import { makeCertificates, trusting } from '../support/certificates.ts';
import { ALL } from '../support/expected.ts';
import { startHttp, startHttps } from '../support/faulty-server.ts';
import { jiraSettings } from '../support/live-jira.ts';
import { runCli } from '../support/run-cli.ts';

const html = { 'Content-Type': 'text/html' };
const page = '<html><body>No entry</body></html>';

/** The codes of what was not verified, and how the run ended. */
async function verified(baseUrl: string) {
  const { exitCode, stdout } = await runCli(['verify', '--base-url', baseUrl, '--json', '-'], jiraSettings);
  const report = JSON.parse(stdout) as Report;
  const results = report.targets.flatMap(({ pacts }) => pacts.flatMap(({ interactions }) => interactions));
  return { exitCode, report, codes: [...new Set(results.flatMap(({ code }) => code ?? []))], stdout };
}

/** What a request says of who sends it. */
function credentialsOf({ method, headers }: IncomingMessage): string[] {
  return [
    ...(method === 'POST' ? ['POST'] : []),
    ...(headers.authorization ? ['authorization'] : []),
    headers.cookie ?? '',
  ];
}

/** A mocked Jira that marks its answers, as each real one does. */
function startMarked(middleware: Middleware = (request, { respond }) => respond(request)) {
  return startMockedJira({
    middleware: (request, jira) =>
      middleware(request, {
        ...jira,
        respond: (asked) => withHeader(jira.respond(asked), 'X-AREQUESTID', '600x1x1'),
      }),
  });
}

const isServerInfo = (path: string) => path.endsWith('/serverInfo');
const isSession = (path: string) => path.endsWith('/session');

describe('something in front of Jira that answers everything', () => {
  it.each([
    ['asks for Kerberos', 401, { ...html, 'WWW-Authenticate': 'Negotiate' }, page, 'log-in-in-front'],
    ['asks for NTLM', 401, { ...html, 'WWW-Authenticate': ['Negotiate', 'NTLM'] }, page, 'log-in-in-front'],
    [
      'asks for a password',
      401,
      { ...html, 'WWW-Authenticate': 'Basic realm="Restricted"' },
      page,
      'log-in-in-front',
    ],
    [
      'asks for a token',
      401,
      { 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' },
      '{"message":"Unauthorized"}',
      'log-in-in-front',
    ],
    [
      'refuses and asks for a log-in',
      403,
      { ...html, 'WWW-Authenticate': 'Digest realm="a", nonce="b"' },
      page,
      'log-in-in-front',
    ],
    ['answers 401 and asks for nothing', 401, html, page, 'refused-in-front'],
    ['forbids it with a page', 403, html, page, 'refused-in-front'],
    [
      'forbids it with JSON',
      403,
      { 'Content-Type': 'application/json' },
      '{"message":"Forbidden"}',
      'refused-in-front',
    ],
    ['forbids it without a word', 403, {}, '', 'refused-in-front'],
  ])('%s: it is named, and nobody is asked with credentials', async (_, status, headers, body, code) => {
    const sent: string[] = [];
    await using front = await startHttp((request, response) => {
      sent.push(...credentialsOf(request).filter(Boolean));
      response.writeHead(status, headers).end(body);
    });
    const baseUrl = `http://127.0.0.1:${front.port}/rest`;
    const { exitCode, codes } = await verified(baseUrl);
    expect([exitCode, codes]).toEqual([2, expect.arrayContaining([code])]);
    const doctor = await runCli(['doctor', '--base-url', baseUrl], jiraSettings);
    expect(doctor.stdout).toContain('something in front of Jira');
    expect(doctor.exitCode).toBe(2);
    expect(sent).toEqual([]);
  });
});

describe('something that answers everything, and is no Jira as far as can be seen', () => {
  it.each([
    ['shows a page for a browser', 200, html, page, 1, 'page-instead-of-json'],
    ['redirects to a single sign-on', 302, { Location: 'https://idp.example/saml' }, '', 1, 'redirected'],
    ['reports an error', 500, html, page, 1, 'server-error'],
    ['says nothing', 200, {}, '', 2, 'wrong-base-url'],
    ['says that it is well', 200, { 'Content-Type': 'text/plain' }, 'OK', 2, 'wrong-base-url'],
    ['gives an empty object', 200, { 'Content-Type': 'application/json' }, '{}', 2, 'wrong-base-url'],
    ['wants https on this port', 400, html, page, 2, 'wrong-base-url'],
  ])('%s: nobody is asked with credentials', async (_, status, headers, body, exit, code) => {
    const sent: string[] = [];
    await using front = await startHttp((request, response) => {
      sent.push(...credentialsOf(request).filter(Boolean));
      response.writeHead(status, headers).end(body);
    });
    const baseUrl = `http://127.0.0.1:${front.port}/rest`;
    const { exitCode, codes, report } = await verified(baseUrl);
    expect([exitCode, codes]).toEqual([exit, expect.arrayContaining([code])]);
    expect(report.targets[0]?.sessionsLeftOpen).toBe(0);
    expect((await runCli(['doctor', '--base-url', baseUrl], jiraSettings)).exitCode).toBe(exit);
    expect(sent).toEqual([]);
  });

  it('shows a page where the context path is left out: the right base URL is told', async () => {
    await using jira = await startMockedJira({
      contextPath: '/jira',
      middleware: (request, { respond }) =>
        request.path.startsWith('/jira/') ? respond(request) : wireResponse(200, html, page),
    });
    const { exitCode, codes, stdout } = await verified(jira.baseUrl.replace('/jira/', '/'));
    expect([exitCode, codes]).toEqual([2, ['wrong-base-url']]);
    expect(stdout).toContain(`A Jira answers at ${jira.baseUrl}`);
  });
});

describe('something in front of Jira that answers at the session resource alone', () => {
  it.each([
    ['asks for Kerberos', wireResponse(401, { 'WWW-Authenticate': 'Negotiate' }), 'log-in-in-front'],
    ['forbids it with a page', wireResponse(403, html, page), 'refused-in-front'],
    ['answers 401 with a page', wireResponse(401, html, page), 'refused-in-front'],
    ['answers 401 with JSON', wireResponse(401, {}, '{"message":"Unauthorized"}'), 'refused-in-front'],
    ['forbids it with JSON', wireResponse(403, {}, '{"message":"Forbidden"}'), 'refused-in-front'],
    ['forbids it without a word', wireResponse(403), 'refused-in-front'],
    ['says that it is not there', wireResponse(404, html, page), 'refused-in-front'],
  ])('%s: it gets one request, and no other credentials', async (_, refused, code) => {
    let requests = 0;
    await using jira = await startMarked((request, { respond }) => {
      if (!isSession(request.path)) return respond(request);
      requests += 1;
      return refused;
    });
    const { exitCode, codes } = await verified(jira.baseUrl);
    expect([exitCode, codes]).toEqual([2, expect.arrayContaining([code])]);
    expect(requests).toBe(1);
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], jiraSettings);
    expect(doctor.stdout).toContain(
      '✗ session resource (wrong): GET /auth/1/session: something in front of Jira',
    );
    expect(doctor.exitCode).toBe(2);
    expect(requests).toBe(2);
  });
});

it('something in front of Jira that asks for a log-in at myself alone says nothing of the token', async () => {
  await using jira = await startMarked((request, { respond }) =>
    request.path.endsWith('/myself')
      ? wireResponse(401, { 'WWW-Authenticate': 'Negotiate' })
      : respond(request),
  );
  const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], jiraSettings);
  expect(stdout).toContain('✗ other resources (wrong): GET /api/2/myself: something in front of Jira');
  expect(stdout).not.toContain('personal access token:');
});

it('the gateway of Cloud, which marks nothing, is no stranger: the doctor says that it refuses the token', async () => {
  await using jira = await startMockedJira({
    flavour: 'cloud',
    middleware: (request, { respond }) =>
      request.path.endsWith('/myself')
        ? wireResponse(401, {}, '{"code":401,"message":"Unauthorized; scope does not match"}')
        : withHeader(respond(request), 'X-AREQUESTID', '600x1x1'),
  });
  const [{ email = '', apiToken = '' } = {}] = jira.accounts;
  const settings = { JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken };
  const { stdout } = await runCli(['doctor', '--base-url', jira.baseUrl], settings);
  expect(stdout).toContain('✗ API token (wrong): refused (401)');
});

describe('a Jira', () => {
  it('behind a proxy that takes its headers away verifies', async () => {
    await using jira = await startMockedJira({
      middleware: (request, { respond }): WireResponse => {
        const given = respond(request);
        const kept = given.headers.filter(([name]) => !/^(x-|www-authenticate)/i.test(name));
        return isServerInfo(request.path) ? wireResponse(403, {}, '') : { ...given, headers: kept };
      },
    });
    const { exitCode, codes } = await verified(jira.baseUrl);
    expect(codes).not.toContain('refused-in-front');
    // The header of the CAPTCHA is one of those that are gone.
    expect([exitCode, codes]).toEqual([1, ['differs']]);
  });

  it.each([
    ['says who it is in a header', wireResponse(401, { 'X-AUSERNAME': 'anonymous' }, '')],
    [
      'says so in its own words',
      wireResponse(
        401,
        {},
        '{"message":"Client must be authenticated to access this resource.","status-code":401}',
      ),
    ],
  ])('whose serverInfo is closed to nobody and %s verifies', async (_, closed) => {
    await using jira = await startMockedJira({
      middleware: (request, { respond }) => (isServerInfo(request.path) ? closed : respond(request)),
    });
    const { exitCode, stdout } = await runCli(['verify', '--base-url', jira.baseUrl], jiraSettings);
    expect(stdout).toContain(ALL);
    expect(exitCode).toBe(0);
  });

  it('whose serverInfo is closed, and which refuses the session resource, is there: the contract is broken', async () => {
    await using jira = await startMockedJira({
      middleware: (request, { respond }) =>
        isServerInfo(request.path)
          ? wireResponse(401, { 'X-AUSERNAME': 'anonymous' })
          : isSession(request.path)
            ? wireResponse(403, { 'Content-Type': 'application/json' }, '{"message":"not available"}')
            : respond(request),
    });
    const { exitCode, codes } = await verified(jira.baseUrl);
    expect(codes).toContain('session-resource-refused');
    expect(codes).not.toContain('wrong-base-url');
    expect(exitCode).toBe(1);
  });

  it.each([
    ['in a header alone', wireResponse(403, { 'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED' })],
    ['in a header of a 401', wireResponse(401, { 'X-Seraph-LoginReason': 'OUT, AUTHENTICATION_DENIED' })],
    ['in its body alone', wireResponse(403, {}, '{"errorMessages":["Login denied"],"errors":{}}')],
    [
      'with a page',
      wireResponse(
        403,
        html,
        '<html><p>Basic Authentication Failure - Reason : AUTHENTICATION_DENIED</p></html>',
      ),
    ],
  ])('that asks the user for a CAPTCHA %s is asked with the password once', async (_, captcha) => {
    let passwords = 0;
    await using jira = await startMockedJira({
      middleware: (request, { respond }) => {
        const isOfUser = /"username":"alice"|Basic YWxpY2U6/.test(
          request.body + request.headers.authorization,
        );
        if (!isOfUser) return respond(request);
        passwords += 1;
        return captcha;
      },
    });
    const { codes } = await verified(jira.baseUrl);
    expect(codes).toContain('captcha-pending');
    expect(passwords).toBe(1);
  });
});

describe('a redirect that only mends the base URL', () => {
  it.each([
    ['to https', '/rest', 'https://HOST/rest'],
    ['to another port', '/rest', 'https://127.0.0.1:8443/rest'],
    ['to another name of the host', '/rest', 'http://www.jira.example/rest'],
    ['below a context path', '/rest', 'http://HOST/jira/rest'],
    ['to the right case', '/JIRA/rest', 'http://HOST/jira/rest'],
    ['with one slash instead of two', '/jira//rest', 'http://HOST/jira/rest'],
  ])('%s: the result is unknown, and the right one is told', async (_, given, right) => {
    const sent: string[] = [];
    await using server = await startHttp((request, response) => {
      sent.push(...credentialsOf(request).filter(Boolean));
      const path = request.url?.slice(given.length) ?? '';
      const Location = right.replace('HOST', request.headers.host ?? '') + path;
      response.writeHead(308, { Location: request.method === 'GET' ? `${Location}/` : Location }).end();
    });
    const there = right.replace('HOST', `127.0.0.1:${server.port}`);
    const baseUrl = `http://127.0.0.1:${server.port}${given}`;
    const { exitCode, codes, stdout } = await verified(baseUrl);
    expect([exitCode, codes]).toEqual([2, ['base-url-redirected']]);
    expect(stdout).toContain(`set the base URL to that`);
    expect(stdout).toContain(there);
    const doctor = await runCli(['doctor', '--base-url', baseUrl], jiraSettings);
    expect([doctor.exitCode, doctor.stdout]).toEqual([
      2,
      expect.stringContaining(`If ${there} is your Jira`),
    ]);
    expect(sent).toEqual([]);
  });

  it('loses the path on its way to https: the Jira there is found', async () => {
    const certificates = await makeCertificates();
    await using jira = await startHttps(certificates, (request, response) => {
      const isThere = request.url === '/jira/rest/api/2/serverInfo';
      response.writeHead(isThere ? 200 : 404).end(isThere ? '{"version":"9.12.15"}' : '');
    });
    const site = `https://localhost:${jira.port}/jira`;
    await using plain = await startHttp((_request, response) => {
      response.writeHead(301, { Location: `${site}/` }).end();
    });
    const args = ['verify', '--base-url', `http://localhost:${plain.port}/rest`];
    const { exitCode, stdout } = await trusting(certificates.ca, (ca) =>
      runCli(args, { ...jiraSettings, NODE_EXTRA_CA_CERTS: ca }),
    );
    expect(stdout).toContain(`A Jira answers at ${site}/rest: set the base URL to that.`);
    expect(exitCode).toBe(2);
  });

  it('to a sign-on page is none: the contract is broken', async () => {
    await using server = await startHttp((_request, response) => {
      response.writeHead(302, { Location: 'https://sso.example.com/login?to=/rest/api/2/serverInfo' }).end();
    });
    const { exitCode, codes } = await verified(`http://127.0.0.1:${server.port}/rest`);
    expect([exitCode, codes]).toEqual([1, expect.arrayContaining(['redirected'])]);
  });
});

describe('a Jira 11 that answers 401 at the session resource', () => {
  it('is not said to find a password or a token wrong', async () => {
    let passwords = 0;
    await using jira = await startMockedJira({
      flavour: 'removed',
      middleware: (request, { respond }) => {
        if (!isSession(request.path)) return respond(request);
        if (request.body.includes('"alice"')) passwords += 1;
        return wireResponse(401, { 'X-AUSERNAME': 'anonymous' }, '{"errorMessages":["no"],"errors":{}}');
      },
    });
    const { codes, exitCode } = await verified(jira.baseUrl);
    expect(codes).toContain('perhaps-refused-by-jira-11');
    expect(codes).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(credentials|token)-refused/)]),
    );
    expect(passwords).toBe(1);
    expect(exitCode).toBe(2);
    const doctor = await runCli(['doctor', '--base-url', jira.baseUrl], jiraSettings);
    expect(doctor.stdout).not.toMatch(/still there|still works|wrong password|expired/);
    expect(doctor.stdout).toContain('✓ personal access token: accepted at /api/2/myself');
    expect(doctor.exitCode).toBe(2);
  });
});
