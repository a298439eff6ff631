import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { sendSignal } from '../../src/children.ts';
import { FindingError } from '../../src/errors.ts';
import { finding } from '../../src/findings.ts';
import { HttpClient } from '../../src/http/http-client.ts';
import type { SetUpState } from '../../src/jira/provider-states.ts';
import { connectTo, mockedTarget } from '../../src/jira/target.ts';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import type { PactFile } from '../../src/pact/pact-file.ts';
import { type PactVerifier, startPactVerifier } from '../../src/pact/pact-verifier.ts';
import { readPact } from '../../src/pact/read-pact.ts';
import { PactLostError } from '../../src/pact/watched-pact-process.ts';
import { Secrets } from '../../src/redaction/secrets.ts';
import { verifyPact } from '../../src/verification/verify-pact.ts';
import { ALL } from '../support/expected.ts';
import { runCli } from '../support/run-cli.ts';

/** Replays the anonymous request for the user, with a set-up and a verifier of the test's own making. */
async function replay(
  setUp: SetUpState,
  {
    spoil = () => {},
    change = (pact) => pact,
  }: { spoil?: (verifier: PactVerifier) => void; change?: (pact: PactFile) => PactFile } = {},
) {
  await using jira = await startMockedJira();
  await using verifier = startPactVerifier();
  const requests: string[] = [];
  await using watched = await startMockedJira({
    onRequest: (method, path) => requests.push(`${method} ${path}`),
  });
  const connection = connectTo(jira, new HttpClient({ baseUrl: watched.baseUrl, timeoutMs: 5000 }));
  const pact = change(await readPact(PACT_FILE));
  const anonymous = pact.interactions.filter(({ description }) => description.startsWith('an anonymous'));
  spoil(verifier);
  const report = await verifyPact({ pact, source: PACT_FILE }, anonymous, {
    target: { ...mockedTarget(jira, connection), setUp },
    verifier,
    secrets: new Secrets(),
  });
  return { report, requests };
}

const changing = (change: (text: string) => string) => (pact: PactFile) =>
  JSON.parse(change(JSON.stringify(pact))) as PactFile;

describe('a replay', () => {
  it('verifies an interaction whose state was made', async () => {
    const { report } = await replay(async () => ({}));
    expect(report.summary).toEqual({ verified: 1, failed: 0, unverifiable: 0 });
    expect(report.exitCode).toBe(0);
  });

  it('fails an interaction whose state Jira would not let be made, with the cause, and does not send it', async () => {
    const { report, requests } = await replay(async () => {
      throw new FindingError(finding('state-not-made', 'the cupboard is bare'));
    });
    expect(report.interactions[0]).toMatchObject({
      status: 'failed',
      code: 'state-not-made',
      cause: 'the provider state could not be set up (the cupboard is bare)',
    });
    expect(requests).toEqual([]);
    expect(report.exitCode).toBe(1);
  });

  it('takes an error in the set-up that is a mistake of ours for nothing else', async () => {
    const mistake = new TypeError('undefined is not a function');
    await expect(
      replay(async () => {
        throw mistake;
      }),
    ).rejects.toBe(mistake);
  });

  it('sends one request after another, also where Pact gives one up before its turn', async () => {
    const sent: string[] = [];
    await using jira = await startMockedJira({
      onRequest: (method) => sent.push(method),
    });
    const connection = connectTo(jira, new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: 5000 }));
    const whole = await readPact(PACT_FILE);
    const [one] = whole.interactions.filter(({ description }) => description.startsWith('an anonymous'));
    if (!one) throw new Error('the pact has no such interaction');
    const interactions = ['first', 'given up', 'DELETE third'].map((description) => ({
      ...one,
      description,
      request: { ...one.request, method: description.startsWith('DELETE') ? 'DELETE' : 'GET' },
    }));
    const third = Promise.withResolvers<void>();
    const verify: PactVerifier['verify'] = async (_pact, { description, request }, { url }) => {
      if (description === 'given up') throw new PactLostError(finding('pact-lost'));
      // Long enough for the third to overtake it.
      if (description === 'first') await Promise.race([third.promise, setTimeout(300)]);
      await fetch(url + request.path, { method: request.method });
      if (description === 'DELETE third') third.resolve();
      return [];
    };
    const verifier = { pid: undefined, takeOutput: () => '', verify } as unknown as PactVerifier;
    await verifyPact({ pact: { ...whole, interactions }, source: PACT_FILE }, interactions, {
      target: {
        ...mockedTarget(jira, connection),
        setUp: async () => ({}),
      },
      ...{ verifier, secrets: new Secrets(), prefetch: 4 },
    });
    expect(sent).toEqual(['GET', 'DELETE']);
  });

  it("counts nothing as verified when Pact's process has died", async () => {
    const { report } = await replay(async () => ({}), {
      spoil: ({ pid }) => {
        sendSignal(pid, 'SIGKILL');
      },
    });
    expect(report.summary).toEqual({ verified: 0, failed: 0, unverifiable: 1 });
    expect(report.interactions[0]).toMatchObject({ code: 'pact-lost' });
    expect(report.exitCode).toBe(2);
  });

  it.each([
    ['of another resource', '/api/2/project/X'],
    ['of another resource, with the root of the resource before it', '/auth/1/session/../../../api/2/user'],
    ['of another resource, with encoded dots', '/auth/1/session/%2e%2e/%2E%2E/%2e%2e/api/2/user'],
    ['below the resource', '/auth/1/session/1'],
    ['of another host', '//jira.example.com/auth/1/session/x'],
  ])('sends no request %s', async (_name, path) => {
    const { report, requests } = await replay(async () => ({}), {
      change: changing((text) => text.replaceAll('/auth/1/session', path)),
    });
    expect(report.interactions[0]).toMatchObject({ status: 'unverifiable', code: 'foreign-request' });
    expect(requests).toEqual([]);
  });

  it('sends no request with a method that the resource does not have', async () => {
    const { report, requests } = await replay(async () => ({}), {
      change: changing((text) => text.replaceAll('"GET"', '"PUT"')),
    });
    expect(report.interactions[0]).toMatchObject({
      code: 'foreign-request',
      cause: expect.stringContaining('PUT'),
    });
    expect(requests).toEqual([]);
  });

  it('takes the alias of the resource for the resource', async () => {
    const { report, requests } = await replay(async () => ({}), {
      change: changing((text) => text.replaceAll('/auth/1/session', '/auth/latest/session')),
    });
    expect(report.interactions[0]).toMatchObject({ status: 'verified' });
    expect(requests).toEqual(['GET /rest/auth/latest/session']);
  });
});

describe('verify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-replay-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function pactFile(name: string, change: (text: string) => string): string {
    const file = join(folder, name);
    writeFileSync(file, change(readFileSync(PACT_FILE, 'utf8')));
    return file;
  }

  it('verifies an interaction without a provider state like any other', async () => {
    const file = pactFile('stateless.json', (text) => {
      const pact = JSON.parse(text);
      for (const interaction of pact.interactions) {
        if (interaction.providerStates[0].name === 'nobody is logged in') delete interaction.providerStates;
      }
      return JSON.stringify(pact);
    });
    const { exitCode, stdout } = await runCli(['verify', '--pact', file]);
    expect(stdout).toContain(ALL);
    expect(exitCode).toBe(0);
  });

  it.each(['/rest', '/jira/rest'])(
    "replays a pact whose paths begin with %s, as other tools write it, below Jira's root, and says so",
    async (root) => {
      const file = pactFile('rooted.json', (text) =>
        text.replaceAll('"/auth/1/session"', `"${root}/auth/1/session"`),
      );
      const { exitCode, stdout } = await runCli(['verify', '--pact', file]);
      expect(stdout).toContain(
        `Its paths begin with ${root}; this part is left out when they are replayed below the base URL.`,
      );
      expect(stdout).toContain(ALL);
      expect(exitCode).toBe(0);
    },
  );

  it.each([2, 3])('reads a pact of version %i', async (version) => {
    const file = pactFile('older.json', () =>
      JSON.stringify({
        consumer: { name: 'older' },
        provider: { name: 'jira-session-api' },
        interactions: [
          {
            description: 'who am I',
            ...(version === 2
              ? { providerState: 'nobody is logged in' }
              : { providerStates: [{ name: 'nobody is logged in' }] }),
            request: { method: 'get', path: '/auth/1/session' },
            response: { status: 401 },
          },
        ],
        metadata: { pactSpecification: { version: `${version}.0.0` } },
      }),
    );
    const { exitCode, stdout } = await runCli(['verify', '--pact', file]);
    expect(stdout).toContain('✓ GET    who am I');
    expect(exitCode).toBe(0);
  });

  it('verifies several pacts in one run, and gives each interaction an id of its own', async () => {
    const twice = pactFile('twice.json', (text) => {
      const pact = JSON.parse(text);
      const [first] = pact.interactions;
      return JSON.stringify({ ...pact, interactions: [first, { ...first, response: { status: 200 } }] });
    });
    const json = join(folder, 'report.json');
    const { exitCode } = await runCli(
      ['verify', '--pact', PACT_FILE, '--pact', twice, '--json', json],
      {},
      process.cwd(),
    );
    const { targets } = JSON.parse(readFileSync(json, 'utf8'));
    expect(targets[0].pacts).toHaveLength(2);
    const ids = targets[0].pacts[1].interactions.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(exitCode).toBe(0);
  });
});
