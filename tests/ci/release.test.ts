import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

function check(manifest: object, repository = 'acme/contracts') {
  const file = join(folder, 'package.json');
  writeFileSync(file, JSON.stringify(manifest));
  const env = { PATH: process.env.PATH, GITHUB_REPOSITORY: repository };
  return spawnSync(process.execPath, ['scripts/check-release.ts', file], { env, encoding: 'utf8' });
}

const address = 'https://github.com/acme/contracts';
const right = {
  repository: { type: 'git', url: `git+${address}.git` },
  homepage: `${address}#readme`,
  bugs: { url: `${address}/issues` },
};

describe('the check before a release', () => {
  it('passes where the addresses are those of the repository, and where nothing is released', () => {
    expect(check(right)).toMatchObject({ status: 0, stderr: '' });
    expect(check({ private: true })).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    [
      'no address',
      {},
      `repository to git+${address}.git, homepage to ${address}#readme, bugs to ${address}/issues`,
    ],
    [
      'that of a fork',
      { ...right, repository: 'git+https://github.com/other/contracts.git' },
      'set repository to git+',
    ],
    ['no bugs', { ...right, bugs: undefined }, `set bugs to ${address}/issues.`],
  ])('says in one line what npm would refuse: %s', (_, manifest, says) => {
    const { status, stderr } = check(manifest);
    expect(stderr).toMatch(/^error: npm would refuse the release: in package.json, set .*\n$/);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });

  it('says what is missing outside of a workflow', () => {
    expect(check(right, '')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^error: GITHUB_REPOSITORY.*\n$/),
    });
  });

  it('comes before all else that the workflow of the release does', () => {
    const { jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8'));
    const runs = jobs.release.steps.flatMap(({ run }: { readonly run?: string }) => run ?? []);
    expect(runs.slice(0, 2)).toEqual(['npm ci', 'npm run check-release']);
  });
});

it('the package is installed on three systems, with the oldest Node that it takes among others', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const { matrix } = parse(readFileSync('.github/workflows/contract.yml', 'utf8')).jobs.install.strategy;
  expect(matrix.system).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
  expect(engines.node).toBe(`>=${matrix.node[0]}`);
});
