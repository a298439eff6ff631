import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { careful, FILE, folder, logIn, NAMED, node, record } from '../support/recorded-clients.ts';
import { runCli } from '../support/run-cli.ts';

describe('record says in one line, and with exit code 2, that', () => {
  const nothing = 'because no broken Jira could fail it';
  it.each<[what: string, options: readonly string[], command: readonly string[], says: string]>([
    ['there is no command', NAMED, [], 'No command to run: put the command after --'],
    ['the program has no name', NAMED, [''], "The command '' does not start"],
    ['the program is not there', NAMED, ['no-such-program-here'], "'no-such-program-here' does not start"],
    ['the consumer is no file name', ['--consumer', '../x'], careful, "The consumer's name '../x'"],
    ['the consumer is empty', ['--consumer', ''], careful, '--consumer is empty'],
    [
      'the context path makes no sense',
      [...NAMED, '--context-path', 'jira'],
      careful,
      "The context path 'jira' is not valid: give a path such as /jira",
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
    ['the client sends nothing', NAMED, node('console.log(1)'), 'sent no request to the mocked Jira'],
    ['the client has no such file', NAMED, ['sh', 'no-such-script.sh'], 'no-such-script.sh'],
    [
      'the client says why it sends nothing',
      NAMED,
      node("console.error('APP_URL is not set'); process.exit(3)"),
      'its stderr: APP_URL is not set. It is given JIRA_BASE_URL',
    ],
    [
      'the client that sends nothing may need https',
      NAMED,
      node('process.exit(3)'),
      'If it accepts only https, add --tls.',
    ],
    [
      'the client has its password in an address, and logs in nowhere else',
      NAMED,
      node(`
        const { JIRA_BASE_URL: base, JIRA_USERNAME: name, JIRA_PASSWORD: word } = process.env;
        await fetch(base + '/api/2/search?os_username=' + name + '&os_password=' + word);
      `),
      'The password stands in the address of GET /api/2/search (password-in-url)',
    ],
    [
      'the client never ends',
      [...NAMED, '--run-timeout', '3000'],
      node(`${logIn} setInterval(() => {}, 1000);`),
      'did not end within 3 s. It sent POST /auth/1/session -> 200',
    ],
    [
      'the client that sends nothing may need more time',
      [...NAMED, '--run-timeout', '300'],
      ['sh', '-c', 'sleep 60'],
      'it did not end within 0.3 s (more time: --run-timeout)',
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
      node(`
        import { appendFileSync, statSync } from 'node:fs';
        ${logIn}
        appendFileSync('runs', 'x');
        process.exit(statSync('runs').size);
      `),
      'differently each time',
    ],
    [
      'the client prints something different each time',
      NAMED,
      node(`${logIn} console.log(Math.random());`),
      'prints something different each time',
    ],
    ['the client relies on nothing', NAMED, node(logIn), nothing],
    [
      'the client is only half known',
      [...NAMED, '--max-runs', '5'],
      careful,
      'The limit of 5 runs was reached: not everything was tried',
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
    ['is no pact', 'hello', 'already exists, and it is not a pact'],
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
    ['the folder of the pact is a file', ['--pact-dir', 'a-file'], 'cannot be used as a folder'],
    ['the report would overwrite the pact', ['--json', FILE], 'is the file of the pact'],
    ['the report would overwrite what it reads', ['--answers', 'a-file', '--json', 'a-file'], 'reads it'],
  ])('%s', async (_, options, says) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'pacts'));
    writeFileSync(join(cwd, 'a-file'), '');
    const { exitCode, stderr } = await record([...NAMED, ...options], careful, {}, cwd);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(2);
  });

  it('the client sends a secret of the settings, which the pact would contain', async () => {
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
    expect(stderr).toContain('it would contain a secret of your settings, which the client sent');
    expect(stdout + stderr).not.toContain('canary');
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, FILE))).toBe(false);
  });

  it('and it leaves no process where the client leaves one behind', async () => {
    const marker = `sleep 5${process.pid}`;
    const asks = node("await fetch(process.env.JIRA_BASE_URL + '/api/2/serverInfo')");
    const command = ['sh', '-c', `"$@"; ${marker} & exit 3`, 'sh', ...asks];
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
    const { exitCode, stdout } = await runCli(
      [
        'record',
        ...NAMED,
        '--',
        ...['sh', '-c', `"$@"; ${marker} & ${marker}`, 'sh'],
        ...node("await fetch(process.env.JIRA_BASE_URL + '/auth/1/session')"),
      ],
      {},
      cwd,
      interruption.signal,
    );
    expect(stdout).toMatch(
      /^Interrupted after \d+ runs?: not everything was tried, so no pact was written\.\n$/,
    );
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, FILE))).toBe(false);
    expect(spawnSync('pgrep', ['-f', `^${marker}`]).stdout.toString()).toBe('');
  });
});

describe('on Windows, which has no process groups', () => {
  it('record starts no command, and says where it can be done', async () => {
    const here = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
    const into = folder();
    const client = join(into, 'started');
    Object.defineProperty(process, 'platform', { ...here, value: 'win32' });
    try {
      const { exitCode, stderr, stdout } = await runCli([
        ...['record', '--consumer', 'on-windows', '--pact-dir', into, '--'],
        ...node(`require('node:fs').writeFileSync(${JSON.stringify(client)}, '')`),
      ]);
      expect([exitCode, stdout, existsSync(client)]).toEqual([2, '', false]);
      expect(stderr).toMatch(/^error: .*Windows.*WSL.*\n$/);
    } finally {
      Object.defineProperty(process, 'platform', here);
    }
  });
});
