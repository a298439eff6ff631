import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PACT_FILE } from '../../contracts/session/names.ts';
import { JiraHttp } from '../../src/http/http-client.ts';
import { startMockedJira } from '../../src/jira/mocked-jira/server.ts';
import type { Target } from '../../src/jira/target.ts';
import { Secrets } from '../../src/secrets.ts';
import { readPact } from '../../src/verification/pact-file.ts';
import { PactVerifier } from '../../src/verification/pact-verifier.ts';
import { verify } from '../../src/verification/verify.ts';
import { runCli } from '../support/run-cli.ts';

/** Replays the anonymous interactions with a target and a verifier of the test's own making. */
async function replay(setUp: Target['setUp'], spoil: (verifier: PactVerifier) => void = () => {}) {
  await using jira = await startMockedJira();
  const http = new JiraHttp({ baseUrl: jira.baseUrl, timeoutMs: 5000 });
  const pact = readPact(PACT_FILE);
  const verifier = new PactVerifier();
  let closed = 0;
  try {
    spoil(verifier);
    const report = await verify({
      pact,
      interactions: pact.interactions.filter(({ description }) => description.includes('anonymous')),
      target: {
        kind: 'live',
        baseUrl: jira.baseUrl,
        unverifiable: () => undefined,
        setUp,
        adoptSession: () => {},
        sessionEnded: () => {},
        close: async () => {
          closed += 1;
        },
      },
      http,
      flavour: 'datacenter',
      version: '9.12.15',
      username: undefined,
      verifier,
      secrets: new Secrets(),
    });
    return { report, closed };
  } finally {
    verifier.stop();
    await http.close();
  }
}

describe('a replay', () => {
  it('verifies an interaction whose state was made', async () => {
    const { report } = await replay(async () => ({}));
    expect(report.summary).toEqual({ verified: 1, failed: 0, unverifiable: 0 });
    expect(report.exitCode).toBe(0);
  });

  it('fails an interaction whose state handler throws, with the cause, and closes the target', async () => {
    const { report, closed } = await replay(async () => {
      throw new Error('The cupboard is bare.');
    });
    expect(report.interactions[0]).toMatchObject({
      status: 'failed',
      reason: 'The provider state could not be made. The cupboard is bare.',
    });
    expect(report.exitCode).toBe(1);
    expect(closed).toBe(1);
  });

  it("counts nothing as verified when Pact's process has died", async () => {
    const { report, closed } = await replay(
      async () => ({}),
      ({ pid }) => {
        process.kill(pid ?? 0, 'SIGKILL');
      },
    );
    expect(report.summary).toEqual({ verified: 0, failed: 0, unverifiable: 1 });
    expect(report.interactions[0]?.reason).toMatch(/Pact's process (ended \(SIGKILL\)|cannot be reached)/);
    expect(report.exitCode).toBe(2);
    expect(closed).toBe(1);
  });
});

describe('an interaction without a provider state', () => {
  it('is verified like any other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-stateless-'));
    const file = join(folder, 'pact.json');
    const pact = JSON.parse(readFileSync(PACT_FILE, 'utf8'));
    for (const interaction of pact.interactions) {
      if (interaction.providerStates[0].name === 'nobody is logged in') delete interaction.providerStates;
    }
    writeFileSync(file, JSON.stringify(pact));
    const { exitCode, stdout } = await runCli(['verify', '--pact', file]);
    rmSync(folder, { recursive: true });
    expect(stdout).toContain('14 verified, 0 failed, 0 unverifiable');
    expect(exitCode).toBe(0);
  });
});
