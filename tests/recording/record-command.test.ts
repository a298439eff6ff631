import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Recording } from '../../src/recording/recording.ts';
import { type Ended, runCli } from '../support/run-cli.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-record-test-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A folder of its own. */
const folder = () => mkdtempSync(join(root, 'f-'));

/** A client in JavaScript, as the words of its command. */
const node = (script: string) => [process.execPath, '--input-type=module', '--eval', script];

const logIn = `
  const url = process.env.JIRA_BASE_URL + '/auth/1/session';
  const { JIRA_USERNAME: username, JIRA_PASSWORD: password } = process.env;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
    redirect: 'manual',
  });
`;

/** A client that does all right. */
const careful = node(`${logIn}
  if (answer.status === 403) { console.log('a CAPTCHA'); process.exit(1); }
  if (answer.status !== 200) process.exit(1);
  const Cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
  const user = await fetch(url, { headers: { Cookie }, redirect: 'manual' });
  if (!user.ok) process.exit(1);
  console.log((await user.json()).name);
  await fetch(url, { method: 'DELETE', headers: { Cookie }, redirect: 'manual' });
`);

const record = (options: readonly string[], command: readonly string[], settings = {}, cwd = folder()) =>
  runCli(['record', '--scenario', 'right-credentials', ...options, '--', ...command], settings, cwd);

const FILE = 'pacts/nightly-sync-jira-session-api.json';
const NAMED = ['--consumer', 'nightly-sync'];

describe('record', () => {
  const cwd = folder();
  let recorded: Ended;
  beforeAll(async () => {
    recorded = await record(
      [...NAMED, '--context-path', '/jira', '--json', 'recording.json'],
      careful,
      {},
      cwd,
    );
  });

  it('prints what the client relies on, writes its pact, and says what to do with it', async () => {
    const { exitCode, stdout, stderr } = recorded;
    expect(stderr.replaceAll(/\d+ runs \.\.\.\n/g, '')).toBe('');
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

  it('writes the recording as JSON, with the fields that are fixed', () => {
    const recording = JSON.parse(readFileSync(join(cwd, 'recording.json'), 'utf8')) as Recording;
    expect(Object.keys(recording).sort()).toEqual(
      [
        'formatVersion',
        'consumer',
        'command',
        'complete',
        'scenarios',
        'hazards',
        'runs',
        'durationMs',
        'pact',
      ].sort(),
    );
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
    expect(same.stdout).toContain('relies on today: 2 interactions');
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
      ...['JIRA_BASE_URL', 'JIRA_PASSWORD', 'JIRA_PERSONAL_ACCESS_TOKEN'],
      ...['JIRA_SCENARIO', 'JIRA_SITE_URL', 'JIRA_USERNAME'],
    ];
    const command = node(`${logIn}
      if (answer.status !== 200) process.exit(1);
      console.log(Object.keys(process.env).filter((name) => /^(JIRA|PACT|HTTP)_/i.test(name)).sort().join());
      console.log(process.env.JIRA_BASE_URL === process.env.JIRA_SITE_URL + '/rest', process.env.JIRA_SCENARIO);
    `);
    const settings = {
      JIRA_EMAIL: 'real@example.com',
      JIRA_API_TOKEN: 'real-api-token',
      HTTP_PROXY: 'http://proxy.example.com',
      PACT_BROKER_TOKEN: 'real-token',
    };
    const { stdout } = await record([...NAMED, '--json', '-'], command, settings);
    const recording = JSON.parse(stdout) as Recording;
    expect(recording.scenarios[0]?.outcome.stdout).toBe(`${names.join()}\ntrue right-credentials\n`);
  });

  it('with --fail-on hazard ends with 1 for a careless client', async () => {
    const careless = node(`${logIn} if (answer.status !== 200) process.exit(1);`);
    const { exitCode, stdout } = await record([...NAMED, '--fail-on', 'hazard'], careless);
    expect(stdout).toContain('! session-left-open');
    expect(exitCode).toBe(1);
    expect((await record(NAMED, careless)).exitCode).toBe(0);
  });

  it('takes a command without -- before it, with its own options', async () => {
    const cwd = folder();
    writeFileSync(
      join(cwd, 'client.sh'),
      '[ "$1" = --own ] && [ "$2" = --json ] && curl -sf "$JIRA_BASE_URL/auth/1/session"; exit 0',
    );
    const { exitCode, stderr } = await runCli(
      ['record', ...NAMED, '--scenario', 'right-credentials', 'sh', 'client.sh', '--own', '--json'],
      {},
      cwd,
    );
    expect(stderr).not.toContain('error');
    expect(exitCode).toBe(0);
  });
});

describe('record says in one line, and with exit code 2, that', () => {
  const nothing = 'relies on nothing that Jira answers';
  it.each<[what: string, options: readonly string[], command: readonly string[], says: string]>([
    ['there is no command', NAMED, [], 'No command to run: put it behind --'],
    ['the program has no name', NAMED, [''], "The command '' does not start"],
    ['the program is not there', NAMED, ['no-such-program-here'], "'no-such-program-here' does not start"],
    ['the consumer is no file name', ['--consumer', '../x'], careful, "The consumer's name '../x'"],
    ['the consumer is empty', ['--consumer', ''], careful, '--consumer is empty'],
    [
      'the context path makes no sense',
      [...NAMED, '--context-path', 'jira'],
      careful,
      'does not look like /jira',
    ],
    ['the scenario is unknown', [...NAMED, '--scenario', 'captch'], careful, 'Allowed choices are'],
    [
      'the report cannot be written',
      [...NAMED, '--json', 'no/such/folder.json'],
      careful,
      'cannot be written',
    ],
    [
      'the client fails unbroken',
      NAMED,
      node(`${logIn} console.error('my own words'); process.exit(7);`),
      'exit code 7. It sent POST /auth/1/session -> 200. The last lines of its stderr: my own words',
    ],
    ['the client sends nothing', NAMED, node('console.log(1)'), 'sent nothing to Jira'],
    [
      'the client never ends',
      [...NAMED, '--run-timeout', '700'],
      node(`${logIn} setInterval(() => {}, 1000);`),
      'did not end within 0.7 s. It sent POST /auth/1/session -> 200',
    ],
    [
      'the client sends without end',
      NAMED,
      node(`for (;;) await fetch(process.env.JIRA_BASE_URL + '/auth/1/session').catch(() => {});`),
      'did not stop sending requests',
    ],
    [
      'the client ends differently each time',
      NAMED,
      node(`${logIn} process.exit(process.pid % 200);`),
      'differently each time',
    ],
    [
      'the client prints something else each time',
      NAMED,
      node(`${logIn} console.log(Math.random());`),
      'prints something else each time',
    ],
    ['the client relies on nothing', NAMED, node(logIn), nothing],
    [
      'the client is only half known',
      [...NAMED, '--max-runs', '5'],
      careful,
      'The 5 runs of --max-runs are used up',
    ],
  ])('%s', async (_, options, command, says) => {
    const cwd = folder();
    const { exitCode, stdout, stderr } = await record(options, command, {}, cwd);
    expect(stdout + stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, FILE))).toBe(false);
  });

  it.each([
    ['is no pact', 'hello', 'is no pact'],
    [
      'is the pact of another consumer',
      '{"consumer":{"name":"x"},"provider":{"name":"jira-session-api"}}',
      "is the pact of 'x'",
    ],
    [
      'was written by consumer tests',
      '{"consumer":{"name":"nightly-sync"},"provider":{"name":"jira-session-api"},"metadata":{}}',
      'consumer tests wrote it',
    ],
  ])('the file that is there %s', async (_, text, says) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'nightly-sync-jira-session-api.json'), text);
    const { exitCode, stderr } = await record([...NAMED, '--pact-dir', '.'], careful, {}, cwd);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
    expect(readFileSync(join(cwd, 'nightly-sync-jira-session-api.json'), 'utf8')).toBe(text);
    expect(readdirSync(cwd)).toHaveLength(1);
  });

  it.each<[what: string, options: readonly string[], says: string]>([
    ['the folder of the pact is a file', ['--pact-dir', 'a-file'], 'cannot be a folder'],
    ['the report would overwrite the pact', ['--json', FILE], 'is where the pact goes'],
  ])('%s', async (_, options, says) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'pacts'));
    writeFileSync(join(cwd, 'a-file'), '');
    const { exitCode, stderr } = await record([...NAMED, ...options], careful, {}, cwd);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('the client sends a secret of the settings, which would stand in the pact', async () => {
    const cwd = folder();
    const command = node(`
      const { status } = await fetch(process.env.JIRA_BASE_URL + '/auth/1/session', { headers: { 'X-Api': 'canary-token' } });
      console.log(status, 'canary-token');
    `);
    const { exitCode, stdout, stderr } = await record(
      NAMED,
      command,
      { JIRA_API_TOKEN: 'canary-token' },
      cwd,
    );
    expect(stderr).toContain('the client sends a secret of your settings');
    expect(stdout + stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, FILE))).toBe(false);
  });

  it('and it leaves no process where the client leaves one in a session of its own', async () => {
    const marker = `sleep 5${process.pid}`;
    const command = [
      'sh',
      '-c',
      `curl -sf "$JIRA_BASE_URL/api/2/serverInfo" >/dev/null; setsid ${marker} & exit 3`,
    ];
    const { exitCode, stderr } = await record(NAMED, command);
    expect(stderr).toContain('exit code 3');
    expect(exitCode).toBe(2);
    expect(spawnSync('pgrep', ['-f', `^${marker}`]).stdout.toString()).toBe('');
  });

  it('it was interrupted, and leaves no process and no pact', async () => {
    const cwd = folder();
    const marker = `sleep 4${process.pid}`;
    const interruption = new AbortController();
    setTimeout(() => interruption.abort(), 1500);
    const { exitCode } = await runCli(
      [
        'record',
        ...NAMED,
        '--',
        'sh',
        '-c',
        `curl -s "$JIRA_BASE_URL/auth/1/session"; ${marker} & ${marker}`,
      ],
      {},
      cwd,
      interruption.signal,
    );
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, FILE))).toBe(false);
    expect(spawnSync('pgrep', ['-f', `^${marker}`]).stdout.toString()).toBe('');
  });
});
