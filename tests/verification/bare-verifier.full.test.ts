import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';

it("pact-js' own Verifier, which verify is measured against, verifies the same pact at the same Jira", () => {
  const { status, stdout } = spawnSync(process.execPath, ['benchmarks/bare-verifier.ts'], {
    encoding: 'utf8',
  });
  expect([status, stdout.match(/FAILED/g)]).toEqual([0, null]);
});
