import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { startMockedJira } from '../../src/mock-jira/server.ts';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};
const { steps } = action.runs;

const folder = mkdtempSync(join(tmpdir(), 'jira-session-action-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the step that verifies, as a runner of GitHub does: bash, with the inputs where the step puts them. */
async function runAction(
  inputs: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
) {
  const step = steps.find(({ id }) => id === 'verify');
  const outputs = join(mkdtempSync(join(folder, 'run-')), 'outputs');
  for (const [name, content] of Object.entries({ outputs: '', ...files }))
    writeFileSync(join(dirname(outputs), name), content);
  const given = Object.entries(step?.env ?? {}).map(([name, expression]) => {
    const [, input] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
    if (input === undefined) return [name, expression];
    return [name, inputs[input] ?? action.inputs[input]?.default ?? 'no such input'];
  });
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 9'], {
    cwd: dirname(outputs),
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      GITHUB_ACTION_PATH: resolve('.'),
      GITHUB_OUTPUT: outputs,
      ...Object.fromEntries(given),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return {
    ...{ stdout, stderr, exitCode: child.exitCode, folder: dirname(outputs) },
    outputs: readFileSync(outputs, 'utf8'),
  };
}

const alice = { JIRA_USERNAME: 'alice', JIRA_PASSWORD: 'mocked-password-of-alice' };

describe('the GitHub Action', () => {
  it('verifies a Jira with the credentials of the environment, and writes the reports', async () => {
    await using jira = await startMockedJira();
    const ended = await runAction(
      { 'base-url': jira.baseUrl, report: 'junit=junit.xml\njson=report.json', client: 'curl\nwget' },
      alice,
    );
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('The contract holds');
    expect(ended.outputs).toBe('exit-code=0\n');
    expect(ended.exitCode).toBe(0);
    const { targets } = JSON.parse(readFileSync(join(ended.folder, 'report.json'), 'utf8'));
    expect(targets[0].pacts.map(({ consumer }: { consumer: string }) => consumer)).toEqual(['curl', 'wget']);
    expect(existsSync(join(ended.folder, 'junit.xml'))).toBe(true);
  });

  it('ends as the command does, and says so in its output', async () => {
    await using jira = await startMockedJira({ flavour: 'removed' });
    const broken = await runAction({ 'base-url': jira.baseUrl }, alice);
    expect([broken.exitCode, broken.outputs]).toEqual([1, 'exit-code=1\n']);
    const unknown = await runAction({}, {});
    expect(unknown.stderr).toContain('--live needs a real Jira');
    expect([unknown.exitCode, unknown.outputs]).toEqual([2, 'exit-code=2\n']);
  });

  it('takes what is given for words, and never for code or for an option', async () => {
    const hostile = '--plan\n"; touch pwned; #\n$(touch pwned) `touch pwned` * ~ $HOME';
    const ended = await runAction({ 'base-url': 'http://127.0.0.1:1/rest', pact: hostile }, alice);
    expect(ended.stderr).toMatch(/^error: .*--plan/);
    expect([ended.exitCode, existsSync(join(ended.folder, 'pwned'))]).toEqual([2, false]);
  });

  it('hands on each of its inputs, and has no expression in a command', () => {
    const used = steps.flatMap(({ env = {} }) => Object.values(env));
    expect(used.filter((value) => value.includes('${{'))).toEqual(
      Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`),
    );
    for (const { run = '', shell } of steps.filter((step) => step.run !== undefined)) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
    }
    for (const { uses } of steps.filter((step) => step.uses !== undefined)) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    }
  });

  it('does not read the .env of a checkout, which may be of anybody', async () => {
    await using jira = await startMockedJira();
    const dotEnv =
      'JIRA_BASE_URL=http://127.0.0.1:1/rest\nHTTP_PROXY=http://127.0.0.1:1\nJIRA_PASSWORD=cut#it\n';
    const ended = await runAction({ 'base-url': jira.baseUrl }, alice, { '.env': dotEnv });
    expect([ended.stderr, ended.exitCode]).toEqual(['', 0]);
    const without = await runAction({}, alice, { '.env': dotEnv });
    expect(without.stderr).toContain('--live needs a real Jira');
  });
});

describe('the GitLab component', () => {
  const [spec, jobs] = parseAllDocuments(readFileSync('templates/verify.yml', 'utf8')).map((one) =>
    one.toJS(),
  );
  const { version, stage, 'job-name': name, ...inputs } = spec.spec.inputs;
  const [job] = Object.values<{ script: string[]; variables: Record<string, string | { value: string }> }>(
    jobs,
  );

  it('has the inputs of the Action, and what GitLab needs', () => {
    expect([version, stage, name].every((one) => one?.default)).toBe(true);
    expect(Object.keys(inputs)).toEqual(Object.keys(action.inputs));
    for (const [input, { default: value }] of Object.entries(action.inputs)) {
      expect(inputs[input].default).toBe(value);
      const variable = `GIVEN_${input.toUpperCase().replaceAll('-', '_')}`;
      expect(job?.variables[variable]).toEqual({ value: `$[[ inputs.${input} ]]`, expand: false });
      expect(job?.script.join()).toContain(`each ${input} "$${variable}"`);
    }
  });

  it('does not read the .env of a checkout either', () => {
    expect(job?.variables).toMatchObject({ JIRA_SESSION_CONTRACTS_NO_DOTENV: 'true' });
  });
});
