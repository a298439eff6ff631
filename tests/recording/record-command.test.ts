import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Recording } from '../../src/report/recording.ts';
import { careful, FILE, folder, logIn, NAMED, node, record } from '../support/recorded-clients.ts';
import { type Ended, runCli } from '../support/run-cli.ts';

describe('record', () => {
  const cwd = folder();
  let recorded: Ended;
  beforeAll(async () => {
    recorded = await record(
      [...NAMED, '--context-path', '/jira', '--json', 'recording.json'],
      careful,
      { COLUMNS: '200' },
      cwd,
    );
  });

  it('prints what the client relies on, writes its pact, and says what to do with it', async () => {
    const { exitCode, stdout, stderr } = recorded;
    expect(stderr).toBe('');
    expect(stdout).toMatch(/request +provider state +needs +does not look at/);
    expect(stdout).toMatch(/POST \/auth\/1\/session +the user can log in +status 200, +cookie/);
    expect(stdout).toContain(`npm run verify -- --pact ${FILE} --base-url`);
    expect(exitCode).toBe(0);
  });

  it('writes a pact through Pact: specification 4, with no credentials in it', () => {
    const pact = JSON.parse(readFileSync(join(cwd, FILE), 'utf8')) as {
      interactions: { description: string }[];
    };
    expect(pact.interactions.map(({ description }) => description)).toEqual([
      'a log-in when the user can log in',
      'a request for the current user when the user has a session',
    ]);
    expect(JSON.stringify(pact)).not.toMatch(/mocked-(password|token)/);
    expect(pact).toMatchObject({
      consumer: { name: 'nightly-sync' },
      provider: { name: 'jira-session-api' },
      metadata: { pactSpecification: { version: '4.0' } },
    });
  });

  it('writes the recording as JSON that fits its schema', () => {
    const recording = JSON.parse(readFileSync(join(cwd, 'recording.json'), 'utf8')) as Recording;
    const isRight = new Ajv2020().compile(JSON.parse(readFileSync('schemas/recording.schema.json', 'utf8')));
    isRight(recording);
    expect(isRight.errors).toBeNull();
    expect(recording).toMatchObject({
      formatVersion: 1,
      consumer: 'nightly-sync',
      command: careful,
      complete: true,
      pact: FILE,
    });
    expect(recording.scenarios[0]).toMatchObject({
      name: 'right-credentials',
      outcome: { exitCode: 0, stdout: 'alice\n' },
    });
    expect(recording.scenarios[0]?.requests[0]).toEqual({
      method: 'POST',
      path: '/auth/1/session',
      state: 'the user can log in',
      sendsBack: 'none',
      answered: 200,
      needs: ['status', 'cookie JSESSIONID'],
      eitherOf: [],
      accepts: [200],
      ignores: expect.arrayContaining(['cookie atlassian.xsrf.token', 'body session.name']),
    });
  });

  it('writes a pact that verify takes like any other', async () => {
    const { exitCode, stdout } = await runCli(['verify', '--pact', FILE], {}, cwd);
    expect(stdout).toContain('The pact of nightly-sync');
    expect(exitCode).toBe(0);
    const removed = await runCli(['verify', '--pact', FILE, '--flavour', 'removed'], {}, cwd);
    expect(removed.exitCode).toBe(1);
  });

  it('with --check compares, and writes nothing', async () => {
    const committed = readFileSync(join(cwd, FILE), 'utf8');
    const same = await record([...NAMED, '--check'], careful, {}, cwd);
    expect(same.stdout.split('\n').filter((line) => /^ +\S/.test(line) && line.length > 80)).toEqual([]);
    expect(same.stdout).toContain('is up to date: it has what nightly-sync relies on today (2 interactions)');
    expect(same.exitCode).toBe(0);
    const other = node(`${logIn} if (!answer.ok) process.exit(1);`);
    const changed = await record([...NAMED, '--check'], other, {}, cwd);
    expect(changed.stdout).toContain('changed: a log-in when the user can log in');
    expect(changed.stdout).toContain('removed: a request for the current user when the user has a session');
    expect(changed.exitCode).toBe(1);
    expect(readFileSync(join(cwd, FILE), 'utf8')).toBe(committed);
    expect((await record([...NAMED, '--check'], other)).exitCode).toBe(2);
  });

  it('gives the command all that it needs, and nothing that is real', async () => {
    const names = [
      ...['HOME', 'JIRA_BASE_URL', 'JIRA_PASSWORD', 'JIRA_PERSONAL_ACCESS_TOKEN'],
      ...['JIRA_SCENARIO', 'JIRA_SITE_URL', 'JIRA_USERNAME', 'LC_ALL', 'PATH', 'PYTHONPATH', 'TMPDIR'],
      ...['CACHE_HOME', 'CONFIG_HOME', 'DATA_HOME', 'RUNTIME_DIR', 'STATE_HOME'].map((name) => `XDG_${name}`),
    ];
    const command = node(`${logIn}
      if (answer.status !== 200) process.exit(1);
      console.log(Object.keys(process.env).sort().join());
      console.log(process.env.JIRA_BASE_URL === process.env.JIRA_SITE_URL + '/rest', process.env.JIRA_SCENARIO);
    `);
    const settings = {
      JIRA_EMAIL: 'real@example.com',
      JIRA_API_TOKEN: 'real-api-token',
      HTTP_PROXY: 'http://proxy.example.com',
      PACT_BROKER_TOKEN: 'real-token',
      ACME_PASSWORD: 'real-password-of-a-targets-file',
      GITHUB_TOKEN: 'real-token-of-another-tool',
      BUNDLE_GEMS__EXAMPLE__COM: 'user:password',
      APP_MODE: 'test',
      LC_ALL: 'C',
      PYTHONPATH: 'lib',
    };
    const cwd = folder();
    writeFileSync(join(cwd, '.env'), 'GEM_HOME=/of/the/folder\nNODE_OPTIONS=--no-such-option\n');
    const { stdout } = await record([...NAMED, '--json', '-'], command, settings, cwd);
    const recording = JSON.parse(stdout) as Recording;
    expect(recording.scenarios[0]?.outcome.stdout).toBe(`${names.join()}\ntrue right-credentials\n`);
  });

  it('takes the credentials in an address as older Jiras do, tells the hazard, and names why there is no pact', async () => {
    const command = node(`
      const { JIRA_BASE_URL, JIRA_USERNAME: os_username, JIRA_PASSWORD: os_password } = process.env;
      const query = new URLSearchParams({ os_username, os_password });
      const user = await (await fetch(JIRA_BASE_URL + '/auth/1/session?' + query)).json();
      console.log(user.name);
    `);
    const { exitCode, stdout } = await record(NAMED, command);
    expect(stdout).toContain('! password-in-url');
    expect(stdout).toContain('Credentials in an address do not');
    expect(stdout).not.toContain('mocked-password-of-alice');
    expect(exitCode).toBe(2);
  });

  it('with --fail-on hazard ends with 1 for a careless client, and with --accept for a hazard that is not known', async () => {
    const careless = node(`${logIn} if (answer.status !== 200) process.exit(1);`);
    const ended = (...accepted: string[]) =>
      record([...NAMED, '--fail-on', 'hazard', ...accepted.flatMap((kind) => ['--accept', kind])], careless);
    const { exitCode, stdout } = await ended();
    expect(stdout).toContain('! session-left-open');
    expect(exitCode).toBe(1);
    expect((await ended('session-left-open')).exitCode).toBe(0);
    expect((await ended('no-such-hazard')).exitCode).toBe(2);
  });

  it('takes a command without -- before it, with its own options', async () => {
    const cwd = folder();
    const script = `${logIn} if (!answer.ok || process.argv[3] !== '--json') process.exit(1);`;
    writeFileSync(join(cwd, 'client.mjs'), node(script).at(-1) ?? '');
    const words = [process.execPath, 'client.mjs', '--own', '--json'];
    const { exitCode, stderr } = await runCli(
      ['record', ...NAMED, '--scenario', 'right-credentials', ...words],
      {},
      cwd,
    );
    expect(stderr).not.toContain('error');
    expect(exitCode).toBe(0);
  });
});
