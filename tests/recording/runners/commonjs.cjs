// A test of somebody's own, in CommonJS and node:test.
const test = require('node:test');
const assert = require('node:assert');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { recordContract } = require('jira-session-contracts');

test('records a client', async () => {
  const pactDir = mkdtempSync(join(tmpdir(), 'jira-session-runner-'));
  try {
    const { pact } = await recordContract({
      consumer: 'commonjs',
      pactDir,
      scenarios: [],
      run: async ({ baseUrl }) => (await fetch(`${baseUrl}/auth/1/session`)).status,
    });
    assert.equal(pact, join(pactDir, 'commonjs-jira-session-api.json'));
  } finally {
    rmSync(pactDir, { recursive: true });
  }
});
