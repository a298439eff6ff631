// A test of somebody's own, in an ES module and node:test.

import assert from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { recordContract } from 'jira-session-contracts';

test('records a client', async () => {
  const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-runner-'));
  try {
    const { pact } = await recordContract({
      consumer: 'module',
      pactDir,
      scenarios: [],
      run: async ({ baseUrl }) => (await fetch(`${baseUrl}/auth/1/session`)).status,
    });
    assert.equal(pact, join(pactDir, 'module-jira-session-api.json'));
  } finally {
    rmSync(pactDir, { recursive: true });
  }
});
