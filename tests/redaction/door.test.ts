import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-door-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = 'canary-Secret';

describe('a secret of the settings', () => {
  it.each([
    ['verify', '--filter', SECRET],
    ['verify', '--pact', `${SECRET}.json`],
    ['verify', '--plan', '--filter', SECRET],
    ['verify', '--targets', `${SECRET}.yaml`],
    ['verify', '--client', SECRET],
    ['verify', '--json', `no/such/${SECRET}/report.json`],
    ['verify', `--${SECRET}`],
    ['verify', '--timeout', SECRET],
    ['doctor', '--base-url', `http://127.0.0.1:1/${SECRET}/rest`],
    ['merge-reports', SECRET],
    ['record', '--consumer', `${SECRET.toUpperCase()}/`, '--', 'x'],
    ['record', '--consumer', 'x', '--', SECRET],
    ['mutate', '--filter', SECRET],
    ['mock', '--host', SECRET],
    [SECRET],
  ])('that stands on the command line gets into no message: %s %s', async (...words) => {
    const settings = { WEBHOOK_TOKEN: SECRET };
    const { stdout, stderr } = await runCli(words, settings, folder);
    expect((stdout + stderr).toLowerCase()).not.toContain('canary');
    expect(stdout + stderr).toContain('[redacted]');
  });

  it('that only .env has gets into no message', async () => {
    writeFileSync(join(folder, '.env'), `ACME_PASSWORD=${SECRET}\n`);
    const { stderr } = await runCli(['merge-reports', SECRET], {}, folder);
    expect(stderr).toContain('error: [redacted] cannot be read');
  });

  it('leaves a report as it is that was redacted as data, and what the mocked Jira is for', async () => {
    const settings = { WEBHOOK_TOKEN: 'verified', PACT_BROKER_TOKEN: 'interactions', X_TOKEN: 'contract' };
    const { stdout, stderr } = await runCli(['verify', '--json', '-', '--filter', 'unknown'], settings);
    expect(stdout).toContain('"status": "verified"');
    expect(stderr).toContain('The contract holds');
  });
});
