import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { chanceOf, isOfAnotherRun, withoutRunNumber } from '../../src/recording/run/observed-request.ts';
import { FILE, folder, NAMED } from '../support/recorded-clients.ts';
import { runCli } from '../support/run-cli.ts';

/** A log-in with curl; its session goes through a file. */
const script = (jar: string, cookies = `-c ${jar}`) => `
  jar=${jar}
  url=$JIRA_BASE_URL/auth/1/session
  curl -sf ${cookies} -H 'Content-Type: application/json' "$url" -o /dev/null \\
    -d "{\\"username\\":\\"$JIRA_USERNAME\\",\\"password\\":\\"$JIRA_PASSWORD\\"}" || exit 1
  curl -sf -b "$jar" "$url" | grep -o '"name":"[^"]*"' || exit 2
  curl -sf -b "$jar" -X DELETE "$url"
`;

async function recorded(text: string, options: readonly string[] = [], cwd = folder()) {
  writeFileSync(join(cwd, 'client.sh'), text);
  const { stdout, stderr, exitCode } = await runCli(
    ['record', '--scenario', 'right-credentials', ...NAMED, ...options, '--', 'sh', 'client.sh'],
    {},
    cwd,
  );
  expect({ exitCode, stderr: stderr.replaceAll(/\d+ runs \.\.\.\n/g, '') }).toEqual({
    exitCode: 0,
    stderr: '',
  });
  return { stdout, pact: readFileSync(join(cwd, FILE), 'utf8') };
}

const AGAIN = 'so they were made one after another.';

describe('a client that keeps its cookies in a file', () => {
  let clean: string;
  beforeAll(async () => {
    const own = await recorded(script('$(mktemp)', '-c "$jar"'), ['--jobs', '4']);
    expect(own.stdout).not.toContain(AGAIN);
    clean = own.pact;
  });

  it.each<[string, (cwd: string) => string]>([
    ['in the current folder', () => script('cookies.txt')],
    [
      'in the current folder, which it removes',
      () => `${script('cookies.txt')}\nstatus=$?; rm -f cookies.txt; exit $status`,
    ],
    ['elsewhere', () => script(`${folder()}/cookies.txt`)],
  ])('of a fixed name %s has the pact that it has with a file for each run', async (_, text) => {
    const { stdout, pact } = await recorded(text(''), ['--jobs', '4']);
    expect(stdout.split('\n').filter((line) => line.includes(AGAIN))).toHaveLength(1);
    expect(pact).toBe(clean);
  });

  it('has it with --jobs 1 too, and nothing is said', async () => {
    const { stdout, pact } = await recorded(script('cookies.txt'), ['--jobs', '1']);
    expect(stdout).not.toContain(AGAIN);
    expect(pact).toBe(clean);
  });

  it('and sends them in its next run has the same pact each time, with the cookie of an ended session', async () => {
    const cwd = folder();
    const text = script('cookies.txt', '-b cookies.txt -c cookies.txt');
    const first = await recorded(text, ['--jobs', '1'], cwd);
    expect(first.pact).toContain('a log-in when the session of the user has ended');
    expect(first.pact).toContain('"name"');
    expect((await recorded(text, ['--jobs', '1', '--check'], cwd)).pact).toBe(first.pact);
    expect((await recorded(text, ['--jobs', '4'])).pact).toBe(first.pact);
  });
});

it('a client that keeps an answer in a file of a fixed name is run one at a time, and told which file', async () => {
  const text = `
    curl -s -o answer.json "$JIRA_BASE_URL/auth/1/session"
    grep -o 'You are not authenticated' answer.json || exit 0
  `;
  const { stdout } = await recorded(text, ['--jobs', '2']);
  expect(stdout).toContain(
    `The client writes answer.json in the current folder, which all runs share, ${AGAIN}`,
  );
});

it('a client that writes a file beside its place and moves it there is told the name that it has then', async () => {
  const text = `
    curl -s -o .answer.json.tmp "$JIRA_BASE_URL/auth/1/session" && mv .answer.json.tmp answer.json
    grep -o 'You are not authenticated' answer.json || exit 0
  `;
  const { stdout } = await recorded(text, ['--jobs', '2']);
  expect(stdout).toContain('The client writes answer.json in the current folder');
});

it('a client finds nothing in its HOME that another run has kept, unless it is to have the real one', async () => {
  const text = `
    for folder in "$HOME" "$TMPDIR" "$XDG_CACHE_HOME" "$XDG_CONFIG_HOME"; do
      test -d "$folder" && test ! -e "$folder/kept" && touch "$folder/kept" || exit 3
    done
    ${script('$(mktemp)', '-c "$jar"')}`;
  const home = folder();
  const cwd = folder();
  writeFileSync(join(cwd, 'client.sh'), text);
  const run = (...options: string[]) =>
    runCli(
      ['record', '--scenario', 'right-credentials', ...NAMED, ...options, '--', 'sh', 'client.sh'],
      { HOME: home },
      cwd,
    );
  expect((await run()).exitCode).toBe(0);
  expect(readdirSync(home)).toEqual([]);
  const { exitCode, stderr } = await run('--keep-home');
  expect(stderr).toContain('exit code 3');
  expect(exitCode).toBe(2);
  expect(readdirSync(home)).toEqual(['kept']);
});

describe('the number of a run', () => {
  it.each([2, 16, 20])('is in a value of %s bytes only where that is long, and leaves it', (bytes) => {
    const [one, other, none] = [1, 2, 4097].map((run) => chanceOf(run).hex(bytes)) as [
      string,
      string,
      string,
    ];
    expect(one).toHaveLength(bytes * 2);
    expect(none).toBe(one);
    expect(one === other).toBe(bytes === 2);
    const plain = '6e340001'.repeat(bytes).slice(0, bytes * 2);
    for (const value of [one, other]) {
      expect(withoutRunNumber(value)).toBe(plain);
      expect(withoutRunNumber(value.toUpperCase())).toBe(plain.toUpperCase());
    }
    expect(isOfAnotherRun(`JSESSIONID=${one.toUpperCase()}`, 1)).toBe(false);
    expect(isOfAnotherRun(`JSESSIONID=${one.toUpperCase()}`, 2)).toBe(bytes !== 2);
  });
});
