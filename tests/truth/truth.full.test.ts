import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '../../src/doctor/recorded-responses.ts';
import { type FlavourName, flavours } from '../../src/mock-jira/flavours.ts';
import { defaultAccounts } from '../../src/mock-jira/mocked-accounts.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { byRequest, differences } from '../../truth/compare.ts';
import { recordResponses, type Seed } from '../../truth/recorder.ts';
import { describedFlavours } from '../description/answers.ts';
import { PUBLIC_RECORDS } from '../support/public-records.ts';

const [alice, carol] = defaultAccounts;
const seed = {
  user: alice,
  captchaUser: carol,
  personalAccessToken: alice?.personalAccessToken,
  serviceAccount: { clientId: alice?.clientId, clientSecret: alice?.clientSecret },
} as Seed;

async function recordMocked(flavour: FlavourName) {
  await using jira = await startMockedJira({ flavour, contextPath: '/jira' });
  const recorded = await recordResponses(jira.baseUrl, seed);
  return { recorded, openLogIns: jira.openLogIns };
}

/** The flavour that a version of a real Jira is compared with: the newest that is not newer. */
function flavourOf(version: string): FlavourName {
  const majorOf = (text: string) => Number.parseInt(text, 10);
  const own = (Object.keys(flavours) as FlavourName[]).filter(
    (name) => flavours[name].deploymentType === 'Server',
  );
  // Of two flavours of one version, the first is the one that is known of.
  const [newest = 'datacenter'] = own
    .filter((name) => majorOf(flavours[name].version) <= majorOf(version))
    .toSorted((a, b) => majorOf(flavours[b].version) - majorOf(flavours[a].version));
  return newest;
}

describe('the recorder', () => {
  it.each(describedFlavours)(
    'writes down what %s answers, without an address, a session or a secret',
    async (flavour) => {
      const { recorded, openLogIns } = await recordMocked(flavour);
      const text = JSON.stringify(recorded);
      expect(recorded.version).toBe(flavours[flavour].version);
      expect(recorded.answers.length).toBeGreaterThan(12);
      expect(text).not.toMatch(/127\.0\.0\.1|mocked-(password|token)|[0-9A-F]{32}/);
      expect(openLogIns).toBe(0);
    },
  );

  it('finds the CAPTCHA, and the token that is refused beside an ended session', async () => {
    const { recorded } = await recordMocked('datacenter');
    const statusOf = (request: string) => byRequest(recorded).get(request)?.status;
    expect(statusOf('POST /auth/1/session with a wrong password (4)')).toBe(403);
    expect(statusOf('GET /api/2/myself with a token')).toBe(200);
    expect(statusOf('GET /api/2/myself with a token and the cookie of an ended session')).toBe(401);
  });

  it('asks for the list of the tokens, and for the access token of a service account', async () => {
    const { recorded } = await recordMocked('jira11');
    const bodyOf = (request: string) => byRequest(recorded).get(request)?.body;
    expect(bodyOf('GET /pat/latest/tokens with a token')).toEqual([
      expect.objectContaining({ name: '(text)' }),
    ]);
    expect(bodyOf('GET /pat/latest/tokens with nothing')).toBeDefined();
    expect(bodyOf('POST /oauth2/latest/token with a client secret')).toMatchObject({
      error: 'invalid_client',
    });
    expect(bodyOf('POST /oauth2/latest/token with a client secret (2)')).toMatchObject({
      access_token: '(text)',
      expires_in: '(number)',
    });
  });
});

it('the recorder keeps nothing of a Jira that echoes, names a file or breaks its JSON', async () => {
  await using jira = await startMockedJira({
    middleware: (request, { respond }) => {
      const given = respond(request);
      if (request.path.endsWith('serverInfo')) {
        return {
          ...given,
          body: '{"version":"../../escaped","baseUrl":"https://jira.secret-corp.internal"}',
        };
      }
      const cookie = given.headers.find(([name]) => name === 'Set-Cookie')?.[1] ?? '';
      const echo = `${cookie} ${request.headers.authorization ?? ''} jira.secret-corp.internal`;
      const isBroken = request.method === 'DELETE';
      return {
        ...given,
        headers: [...given.headers, ['X-Seraph-LoginReason', echo]],
        body: isBroken ? `{"broken ${echo}` : JSON.stringify({ message: echo }),
      };
    },
  });
  const recorded = await recordResponses(jira.baseUrl, seed);
  expect(recorded.version).toBe('unknown');
  expect(JSON.stringify(recorded)).not.toMatch(
    /secret-corp|127\.0\.0\.1|mocked-(password|token)|[0-9A-Fa-f]{30}|YWxpY2U6/,
  );
  expect(jira.openLogIns).toBe(0);
});

describe('the mocked Jira', () => {
  it('is found to differ from a recording in a status, a header, a cookie, a field', async () => {
    const { recorded } = await recordMocked('datacenter');
    const other = (request: string, change: object): Recorded => ({
      ...recorded,
      answers: [...byRequest(recorded)].map(([name, answer]) =>
        name === request ? { ...answer, ...change } : answer,
      ),
    });
    const logIn = 'POST /auth/1/session with a password';
    expect(differences(recorded, recorded)).toEqual([]);
    expect(differences(other(logIn, { status: 201 }), recorded)).toEqual([
      `${logIn}: the status is 201 there, 200 here`,
    ]);
    expect(differences(other(logIn, { headers: {} }), recorded).join()).toContain('the headers');
    expect(differences(other(logIn, { cookies: ['X'] }), recorded).join()).toContain('the cookies');
    expect(
      differences(
        other('GET /auth/1/session with nothing', { body: { message: '(text)' } }),
        recorded,
      ).join(),
    ).toContain('the body');
  });

  it('is true to each recording of a real Jira', async () => {
    const folder = 'contracts/session/recorded';
    const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== PUBLIC_RECORDS);
    // Where there is none yet, the folder says so.
    if (files.length === 0) expect(readFileSync(`${folder}/README.md`, 'utf8')).toContain('no recording yet');
    for (const file of files) {
      const real = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded;
      const { recorded } = await recordMocked(flavourOf(real.version));
      expect([file, differences(real, recorded)]).toEqual([file, []]);
    }
  });
});

describe('npm run truth', () => {
  const truth = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { NODE_OPTIONS: _, ...rest } = process.env;
    return spawnSync(process.execPath, ['truth/truth.ts', ...args], { env: { ...rest, ...env } });
  };

  it('runs everything against a Jira that is there, and records it', async () => {
    await using jira = await startMockedJira({ flavour: 'datacenter10' });
    const out = mkdtempSync(join(tmpdir(), 'jira-session-truth-'));
    try {
      const { NODE_OPTIONS: _, ...env } = process.env;
      const child = spawn(process.execPath, ['truth/truth.ts', '--base-url', jira.baseUrl, '--out', out], {
        env: {
          ...env,
          JIRA_USERNAME: alice?.username,
          JIRA_PASSWORD: alice?.password,
          JIRA_CAPTCHA_USERNAME: carol?.username,
          JIRA_CAPTCHA_PASSWORD: carol?.password,
          JIRA_PERSONAL_ACCESS_TOKEN: alice?.personalAccessToken,
          JIRA_CLIENT_ID: alice?.clientId,
          JIRA_CLIENT_SECRET: alice?.clientSecret,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      const exitCode = await new Promise((resolve) => child.on('close', resolve));
      expect(said).toContain('verify: exit code 0');
      expect(said).toContain('doctor: exit code 0');
      expect(exitCode).toBe(0);
      const recorded = JSON.parse(readFileSync(join(out, '10.3.5.json'), 'utf8')) as Recorded;
      expect(differences(recorded, (await recordMocked('datacenter10')).recorded)).toEqual([]);
    } finally {
      rmSync(out, { recursive: true });
    }
  }, 60_000);

  it.each([
    ['no version', [], 'npm run truth -- --version'],
    ['no licence', ['--version', '9.12'], 'JIRA_TRUTH_LICENSE is not set'],
    ['no accounts', ['--base-url', 'http://127.0.0.1:1/rest'], 'JIRA_USERNAME is not set'],
  ])('says what is missing: %s', (_, args, says) => {
    const { stderr, status } = truth(args, { JIRA_TRUTH_LICENSE: '', JIRA_USERNAME: '' });
    expect(stderr.toString()).toContain(says);
    expect(status).toBe(2);
  });
});
