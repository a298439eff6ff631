import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { InputError, InputErrors } from '../../src/errors.ts';
import { readTargets } from '../../src/targets/targets-file.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-targets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings = { ACME_USERNAME: 'bob', ACME_PASSWORD: 'canary-password', ACME_TOKEN: 'canary-token' };
let files = 0;

/** Writes a targets file of its own. */
function write(text: string, ending = 'yaml'): string {
  files += 1;
  const file = `targets-${files}.${ending}`;
  writeFileSync(join(folder, file), text);
  return file;
}

const read = (text: string, environment: Record<string, string> = settings, ending?: string) =>
  readTargets(write(text, ending), { cwd: folder, env: environment, realEnv: environment });

/** What is wrong with a file, without its name. */
async function mistakesIn(text: string, environment?: Record<string, string>): Promise<string[]> {
  try {
    await read(text, environment);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const mistakes = error instanceof InputErrors ? error.mistakes : [];
    return (mistakes.length > 0 ? mistakes : [error.message]).map((one) => one.replace(/^[\w-]+\.yaml:/, ''));
  }
  return [];
}

const one = (fields: string) => `targets:\n  - name: acme\n    baseUrl: https://acme.example/rest\n${fields}`;

describe('a targets file', () => {
  it('names Jiras with the settings that hold their credentials, and its own line of each', async () => {
    const targets = await read(
      [
        '# every customer',
        'targets:',
        '  - name: acme-production',
        '    baseUrl: https://acme.example/jira/rest/',
        '    username: ACME_USERNAME',
        '    password: ACME_PASSWORD',
        '    timeout: 3000',
        '  - { name: "globex", baseUrl: https://globex.example/rest, personalAccessToken: ACME_TOKEN }',
      ].join('\n'),
    );
    expect(targets).toMatchObject([
      {
        name: 'acme-production',
        baseUrl: 'https://acme.example/jira/rest',
        credentials: { user: { username: 'bob', password: 'canary-password' } },
        timeoutMs: 3000,
        definedAt: { line: 3 },
      },
      {
        name: 'globex',
        credentials: { personalAccessToken: 'canary-token' },
        definedAt: { line: 8 },
      },
    ]);
  });

  it('may be JSON', async () => {
    const text = JSON.stringify({ targets: [{ name: 'a', baseUrl: 'https://a.example/rest' }] }, null, '\t');
    expect(await read(text, settings, 'json')).toMatchObject([{ name: 'a', definedAt: { line: 4 } }]);
  });

  it('finds its pacts and certificates beside itself, and clients by their names', async () => {
    writeFileSync(join(folder, 'my.json'), readFileSync('pacts/curl-jira-session-api.json'));
    const targets = await read(one('    pacts: [my.json]\n    clients: [python-jira]\n'));
    expect(targets[0]?.pacts?.map(({ pact, source }) => [pact.consumer.name, source])).toEqual([
      ['curl', join(folder, 'my.json')],
      ['python-jira', expect.stringContaining('python-jira-jira-session-api.json')],
    ]);
  });

  it('names every mistake with its line, all at once', async () => {
    const text = [
      'targets:',
      '  - name: acme',
      '    baseUrl: https://acme.example',
      '    usrname: ACME_USERNAME',
      '    timeout: soon',
      '  - name: globex',
      '    pacts: []',
      '  - name: initech',
      '    baseUrl: https://initech.example/rest',
      '    username: ACME_USERNAME',
    ].join('\n');
    expect(await mistakesIn(text)).toEqual([
      "3: The base URL has to end in /rest, Jira's REST root: did you mean https://acme.example/rest?",
      "4: 'usrname' is not a field: did you mean 'username'?",
      "5: 'timeout' has to be a whole number",
      "6: 'baseUrl' is missing",
      "7: 'pacts' is empty",
      "10: 'username' is set, but 'password' is not: set both",
    ]);
  });

  it('tells mistakes of every kind at once: in one target, and in the others', async () => {
    const text = [
      'targets:',
      '  - name: acme',
      '    baseUrl: https://acme.example',
      '    timeout: soon',
      '    personalAccessToken: NO_SUCH',
      '  - name: acme',
      '    baseUrl: https://globex.example/rest',
      '    pacts:',
      '      - nowhere.json',
      '      - nowhere-else.json',
      '    clients: [python-jira, pyton-jira]',
    ].join('\n');
    expect((await mistakesIn(text)).map((one) => one.slice(0, 40))).toEqual(
      [
        '3: The base URL has to end in /rest, Jira',
        "4: 'timeout' has to be a whole number",
        '5: the setting NO_SUCH is not set: set it',
        "6: the name 'acme' is used twice: give each Jira another name",
        expect.stringMatching(/^9: There is no pact at/),
        expect.stringMatching(/^10: There is no pact at/),
        "11: There is no recorded pact of 'pyton-j",
      ].map((one) => (typeof one === 'string' ? one.slice(0, 40) : one)),
    );
  });

  it.each([
    [
      'behind an alias',
      'targets:\n  - &a\n    name: acme\n    baseUrl: nowhere\n  - *a\n',
      '4: The base URL is not a URL',
    ],
    ['at a name that is a number', `${one('')}    20: x\n`, '4: there is no such field'],
    ['at a name that is no word', `${one('')}    true: x\n`, '4: there is no such field'],
    ['at a name that is a list', `${one('')}    [canary]: x\n`, '4: a list or an object is used as the name'],
    [
      'of a setting with the name of something that every object has',
      one('    personalAccessToken: constructor\n'),
      "4: the setting that 'personalAccessToken' names is not set: set it in the environment, or in .env",
    ],
  ])('tells a mistake %s at its line', async (_name, text, mistake) => {
    expect((await mistakesIn(text)).join('\n')).toContain(mistake);
  });

  it('tells a setting that is not set once, by its name, however many Jiras name it', async () => {
    const jiras = Array.from(
      { length: 20 },
      (_, index) =>
        `  - { name: a${index}, baseUrl: https://a${index}.example/rest, username: NO_USER, password: hunter2 }`,
    );
    const mistakes = await mistakesIn(`targets:\n${jiras.join('\n')}\n`);
    expect(mistakes).toContain(
      '2: the setting NO_USER is not set: set it in the environment, or in .env (it is named 20 times in this file)',
    );
    expect(mistakes.filter((one) => one.includes('NO_USER'))).toHaveLength(1);
    // That may be the password itself.
    expect(mistakes.join()).not.toContain('hunter2');
  });

  it.each<[string, string[], number]>([
    ['a field that begins too far left', ['  - name: a', '   baseUrl: x'], 3],
    ['a field that begins too far right', ['  - name: a', '      baseUrl: x'], 3],
    ['a later field too far right', ['  - name: a', '    baseUrl: x', '     username: y'], 4],
    ['an entry too far left', ['  - name: a', '    baseUrl: x', ' - name: b', '   baseUrl: y'], 4],
    ['an entry too far right', ['  - name: a', '    baseUrl: x', '   - name: b'], 4],
    ['a comment before it', ['  # ours', '  - name: a', '', '   baseUrl: x'], 5],
  ])('calls a wrong indentation so, and no missing quote: %s', async (_what, lines, line) => {
    expect(await mistakesIn(['targets:', ...lines].join('\n'))).toEqual([
      expect.stringMatching(new RegExp(`^${line}: the indentation is wrong`)),
    ]);
  });

  it.each<[string, string[], string]>([
    ['a quote', ['  - name: "a', '    baseUrl: x'], 'a quote or a bracket is missing'],
    ['a bracket', ['  - name: a', '    pacts: [x', '    baseUrl: x'], 'the indentation does not match'],
    ['a second colon', ['  - name: a: b', '    baseUrl: x'], "there is a second ': '"],
  ])('does not blame the indentation for %s', async (_what, lines, mistake) => {
    expect((await mistakesIn(['targets:', ...lines].join('\n'))).join()).toContain(mistake);
  });

  it('may use one value for hundreds of Jiras', async () => {
    const many = Array.from(
      { length: 300 },
      (_, index) =>
        `  - { name: a${index}, baseUrl: https://a${index}.example/rest, username: *u, password: ACME_PASSWORD }`,
    );
    const [, ...rest] = many;
    const text = `targets:\n${many[0]?.replace('*u', '&u ACME_USERNAME')}\n${rest.join('\n')}\n`;
    expect(await read(text)).toHaveLength(300);
  });

  it.each<[string, string, string]>([
    ['a base URL that is none', 'baseUrl: nowhere', '3: The base URL is not a URL'],
    [
      'a base URL with a password',
      'baseUrl: https://bob:canary@acme.example/rest',
      '3: The base URL has credentials',
    ],
    [
      'plain http with a password',
      'baseUrl: http://acme.example/rest\n    username: ACME_USERNAME\n    password: ACME_PASSWORD',
      '3: The base URL is plain http',
    ],
    [
      'a setting that is not set',
      'baseUrl: https://a.example/rest\n    username: ACME_USERNAME\n    password: NO_SUCH',
      '5: the setting NO_SUCH is not set: set it in the environment, or in .env',
    ],
    ['a CA that is not there', 'baseUrl: https://a.example/rest\n    ca: nowhere.pem', '4: ca '],
    [
      'a pact that is not there',
      'baseUrl: https://a.example/rest\n    pacts: [nowhere.json]',
      '4: There is no pact at',
    ],
    [
      'a client that nobody recorded',
      'baseUrl: https://a.example/rest\n    clients: [pyton-jira]',
      "4: There is no recorded pact of 'pyton-jira'",
    ],
    [
      'TLS for plain http',
      'baseUrl: http://127.0.0.1/rest\n    insecure: true',
      "4: 'insecure' works only with https, but",
    ],
    [
      'a proxy with a password',
      'baseUrl: https://a.example/rest\n    proxy: http://bob:canary@proxy:3128',
      "4: 'proxy' has a readable password",
    ],
    [
      'a proxy that is none',
      'baseUrl: https://a.example/rest\n    proxy: ftp://proxy',
      "4: 'proxy' is not an http URL",
    ],
  ])('refuses %s, at its line', async (_name, fields, mistake) => {
    const [first = '', ...more] = await mistakesIn(`targets:\n  - name: acme\n    ${fields}\n`);
    expect([first.slice(0, mistake.length), more]).toEqual([mistake, []]);
    expect(first).not.toContain('canary');
  });

  it.each([
    ['a password', 'username: ACME_USERNAME\n    password: "canary pass!"'],
    ['a password that looks like a name', 'username: ACME_USERNAME\n    password: canary_password'],
    ['a password of digits', 'username: ACME_USERNAME\n    password: 20261126'],
    ['a password that YAML takes for an alias', 'username: ACME_USERNAME\n    password: *canary'],
    ['a password that YAML takes for a tag', 'username: ACME_USERNAME\n    password: !canary x'],
    ['a password with a colon', 'username: ACME_USERNAME\n    password: canary: 20261126'],
    ['a token', 'personalAccessToken: canary-NjcyMzQ1'],
    ['a token in a field of another name', 'token: canary-NjcyMzQ1'],
    ['a token that stands alone', 'canary-NjcyMzQ1:'],
    ['a session cookie', 'sessionCookie: JSESSIONID=canary'],
    ['an API token', 'email: ACME_USERNAME\n    apiToken: ATATTcanary-3xFf='],
  ])('refuses %s in the clear, and does not repeat it', async (_name, fields) => {
    const file = write(one(`    ${fields}\n`));
    const ended = await runCli(['verify', '--targets', file], settings, folder);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/^error: [\w-]+\.yaml:\d+: /);
    expect(ended.stderr).not.toMatch(/canary|NjcyMzQ1|20261126/);
  });

  it.each([
    ['a tab', 'targets:\n\t- name: a', '2: the indentation has a tab'],
    ['a field twice', `${one('')}    name: b\n`, '4: a field is there twice'],
    ['a second document', `${one('')}---\ntargets: []\n`, "4: there is a second YAML document after '---'"],
    ['no targets', '{}', "1: 'targets' is missing"],
    ['an empty file', '', '1: the file has to be made of fields'],
    ['an empty list', 'targets: []', "1: 'targets' is empty"],
    [
      'a name that nobody sees',
      'targets:\n  - name: "a\\u202e"\n    baseUrl: https://a.example/rest',
      "2: 'name' is empty, begins or ends with a space, or has",
    ],
    [
      'a name twice',
      `${one('')}  - name: ACME\n    baseUrl: https://b.example/rest\n`,
      "4: the name 'ACME' is used twice",
    ],
  ])('refuses %s', async (_name, text, mistake) => {
    expect((await mistakesIn(text)).join('\n')).toContain(mistake);
  });

  it('refuses to lock the account of one target for the CAPTCHA challenge of another, at the same Jira', async () => {
    const user = '    username: ACME_USERNAME\n    password: ACME_PASSWORD\n';
    const givenUp = '    captchaUsername: ACME_USERNAME\n    captchaPassword: ACME_PASSWORD\n';
    const text = `${one(user)}  - name: acme-2\n    baseUrl: https://ACME.example:443/rest\n${givenUp}`;
    expect(await mistakesIn(text)).toEqual([
      "8: the CAPTCHA account is also the user of 'acme' at the same Jira, and wrong passwords would lock it: use another account",
    ]);
  });

  it('has a schema for editors that takes what is taken, and nothing else', () => {
    const schema = JSON.parse(readFileSync('schemas/targets.schema.json', 'utf8'));
    const isRight = new Ajv2020().compile(schema);
    const target = { name: 'a', baseUrl: 'https://a.example/rest' };
    expect(isRight({ targets: [{ ...target, username: 'A_USER', password: 'A_PASSWORD', proxy: '' }] })).toBe(
      true,
    );
    expect(isRight({ targets: [{ ...target, password: 'in the clear' }] })).toBe(false);
  });

  it.each([
    ['is not there', 'nowhere.yaml', 'it does not exist'],
    ['is a folder', '.', 'it is a folder'],
  ])('that %s is told as one mistake', async (_name, file, code) => {
    expect(await runCli(['verify', '--targets', file], {}, folder)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error: --targets ${file} cannot be read (${code}): give a YAML or JSON file that can be read.\n`,
    });
  });

  it.each([
    ['200,000 YAML aliases', `x: &a 1\ntargets: [${'*a,'.repeat(200_000)}*a]\n`, 'YAML aliases'],
    ['a list of a million', `targets:\n${'- 1\n'.repeat(1_000_000)}`, 'values'],
    ['a million values in one line', `{"targets":[${'{},'.repeat(1_000_000)}{}]}`, 'values'],
    ['as many lists in each other', `targets: ${'- '.repeat(1_000_000)}`, 'values'],
    ['more Jiras than are told one by one', `targets:\n${'- 1\n'.repeat(20_000)}`, 'more than 10000 Jiras'],
    [
      'a target with a thousand fields',
      `targets:\n- name: a\n${Array.from({ length: 1000 }, (_, index) => `  f${index}: 1\n`).join('')}`,
      'more than 100 fields',
    ],
  ])('with %s is refused in one line, before anything in it is resolved', async (_name, text, why) => {
    const { exitCode, stderr } = await runCli(['verify', '--targets', write(text)], {}, folder);
    expect([exitCode, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain(why);
  });

  it.each([
    [['--base-url', 'https://a.example/rest'], /option '--base-url .*cannot be used with option '--targets/],
    [['--flavour', 'cloud'], /option '--flavour .*cannot be used with option '--targets/],
    [['--ca', 'ca.pem'], /option '--ca .*cannot be used with option '--targets/],
  ])('goes with no %j', async (more, mistake) => {
    const { exitCode, stderr } = await runCli(['verify', '--targets', write(one('')), ...more], {}, folder);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(mistake)]);
  });

  it('of one line that YAML cuts is not repeated either', async () => {
    const text =
      'targets:\n  - {name: a, baseUrl: https://a.example/rest, username: ACME_USERNAME, password: hun,canary}\n';
    expect((await mistakesIn(text)).join()).not.toContain('canary');
  });

  it('is not written over by a report', async () => {
    const file = write(one(''));
    for (const report of [
      ['--json', file],
      ['--report', `junit=./${file}`],
      ['--json', 'a', '--report', 'junit=a'],
    ]) {
      const { exitCode, stderr } = await runCli(['verify', '--targets', file, ...report], {}, folder);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('The result cannot be written to')]);
    }
  });

  it('is needed for --shard and --concurrency', async () => {
    for (const option of [
      ['--shard', '1/2'],
      ['--concurrency', '3'],
    ]) {
      const { exitCode, stderr } = await runCli(['verify', ...option]);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('add --targets FILE')]);
    }
  });
});
