import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Inventory } from '../../schemas/inventory.ts';
import { readLog } from '../../src/files/log-lines.ts';
import { projectCli, runCli } from '../support/run-cli.ts';

const root = mkdtempSync(join(tmpdir(), 'jira-session-inventory-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'run-'));
});

const LINE =
  '10.1.1.5 - bob [28/Nov/2026:12:00:00 +0530] "POST /rest/auth/1/session HTTP/1.1" 200 1 "-" "a/1"\n';
const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
const inventory = (...args: string[]) => runCli(['inventory', ...args], {}, folder);

/** The inventory as JSON. */
async function inventoryOf(...args: string[]): Promise<Inventory> {
  const { stdout, exitCode, stderr } = await inventory(...args, '--json', '-');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringContaining('error') });
  return JSON.parse(stdout) as Inventory;
}

describe('inventory ends with 2, one line, and nothing written, for', () => {
  beforeEach(() => {
    write('good.log', LINE);
    write('empty.log', '');
    write('binary.log', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)));
    write('packed.xz', Buffer.from('fd377a585a0000', 'hex'));
    mkdirSync(join(folder, 'logs'));
  });
  it.each<[string, string[]]>([
    ['no file', []],
    ['a file that is not there', ['good.log', 'none.log']],
    ['a folder', ['logs']],
    ['a device', ['/dev/zero']],
    ['an empty log', ['empty.log']],
    ['a binary file', ['binary.log']],
    ['a log that is packed in another way', ['good.log', 'packed.xz']],
    ['a bad pattern', ['good.log', '--format', '%h']],
    ['a bad date', ['good.log', '--since', '2026-02-30']],
    ['a bad number', ['good.log', '--top', '0']],
    ['a result over its log', ['good.log', '--csv', 'good.log']],
    ['two results in one file', ['good.log', '--csv', 'new', '--json', 'new']],
    ['two results on the standard output', ['good.log', '--csv', '-', '--json', '-']],
  ])('%s', async (_what, args) => {
    const before = readdirSync(folder);
    const { exitCode, stdout, stderr } = await inventory('--json', 'out.json', ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).not.toMatch(/bug in this program/);
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(join(folder, 'good.log'), 'utf8')).toBe(LINE);
  });
});

describe('inventory reads', () => {
  it.each<[string, string | Buffer]>([
    ['gzip', gzipSync(LINE.repeat(3))],
    ['several gzip files in one', Buffer.concat([gzipSync(LINE), gzipSync(LINE.repeat(2))])],
    ['Zstandard', zstdCompressSync(LINE.repeat(3))],
    [
      'several Zstandard files in one',
      Buffer.concat([zstdCompressSync(LINE), zstdCompressSync(LINE.repeat(2))]),
    ],
    ['lines that end as on Windows', LINE.repeat(3).replaceAll('\n', '\r\n')],
    ['a last line without its end', LINE.repeat(3).trimEnd()],
    ['empty lines', `\n\n${LINE.repeat(3)}\n`],
    ['UTF-8 with a mark', `\ufeff${LINE.repeat(3)}`],
    ['UTF-16 as PowerShell writes it', Buffer.from(`\ufeff${LINE.repeat(3)}`, 'utf16le')],
    ['UTF-16 in the other order', Buffer.from(`\ufeff${LINE.repeat(3)}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(LINE.repeat(3), 'utf16le')],
  ])('%s', async (_what, content) => {
    write('log', content);
    const { rows, files } = await inventoryOf('log');
    expect(rows.map(({ user, count }) => [user, count])).toEqual([['bob', 3]]);
    expect(files[0]?.unread).toBe(0);
  });

  it('the standard input, a byte at a time', () => {
    const script = `printf '%s' '${LINE.slice(0, 1)}'; printf '%s' '${LINE.slice(1)}'`;
    const command = `(${script}) | "${process.execPath}" "${projectCli}" inventory - --json -`;
    const { rows } = JSON.parse(
      execFileSync('sh', ['-c', command], { stdio: 'pipe' }).toString(),
    ) as Inventory;
    expect(rows).toHaveLength(1);
  });

  it('a pipe with a name, a byte at a time', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const lines: string[] = [];
    let hasRead = () => {};
    const reader = { line: (text: string) => void lines.push(text), bytes: () => hasRead() };
    const reading = (async () => {
      for await (const _ of readLog(pipe, 'pipe', reader, new AbortController().signal));
    })();
    const writer = await open(pipe, 'w');
    for (const piece of [...LINE.slice(0, 3), LINE.slice(3)]) {
      const { promise, resolve } = Promise.withResolvers<void>();
      hasRead = resolve;
      await writer.write(piece);
      await promise;
    }
    await writer.close();
    await reading;
    expect(lines).toEqual([LINE.trimEnd()]);
  });

  it.each([
    ['gzip', gzipSync],
    ['Zstandard', zstdCompressSync],
  ])('what is there of a log packed with %s that was cut, and says so', async (_how, pack) => {
    const packed = pack(
      Array.from({ length: 60_000 }, (_, index) =>
        LINE.replace(' 1 ', ` ${(index * 7919) % 65_537}${(index * 104_729) % 99_991} `),
      ).join(''),
    );
    for (const length of [packed.length / 2, packed.length - 1]) {
      write('cut', packed.subarray(0, length));
      const { rows, files } = await inventoryOf('cut');
      expect(rows[0]?.count).toBeGreaterThan(20_000);
      expect(files[0]?.damage).toContain('cut');
    }
  });

  it('a damaged packed log, and says so', async () => {
    const packed = gzipSync(LINE.repeat(5000));
    write('damaged.gz', Buffer.from(packed).fill(255, packed.length - 8));
    const { files } = await inventoryOf('damaged.gz');
    expect(files[0]?.damage).toContain('Z_DATA_ERROR');
  });

  it('a line that is too long as one that is not read, and the lines around it', async () => {
    write('log', `${LINE}${'A'.repeat(3_000_000)}\n${LINE}${'B'.repeat(40_000)}\n${LINE}`);
    const { rows, files } = await inventoryOf('log');
    expect(rows[0]?.count).toBe(3);
    expect(files[0]).toMatchObject({ lines: 5, unread: 2 });
  });

  it('many logs, and leaves none of them open', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `log-${index}`);
    for (const name of names) write(name, LINE.repeat(1000));
    const openFiles = () => readdirSync('/proc/self/fd').length;
    const before = openFiles();
    expect((await inventoryOf(...names)).rows[0]?.count).toBe(30_000);
    expect(openFiles()).toBeLessThanOrEqual(before);
  });

  it('a log once that is named twice', async () => {
    write('log', LINE);
    expect((await inventoryOf('log', './log')).rows[0]?.count).toBe(1);
  });

  it('only what is of a day or later, as the clock of the log has it', async () => {
    const at = (time: string) => LINE.replace('28/Nov/2026:12:00:00 +0530', time);
    write('log', `${at('27/Nov/2026:23:59:59 +0530')}${at('28/Nov/2026:00:00:00 +0530')}`);
    expect((await inventoryOf('log', '--since', '2026-11-28')).rows[0]?.count).toBe(1);
    expect(await inventoryOf('log', '--since', '2026-11-29')).toMatchObject({
      rows: [],
      from: null,
      until: null,
    });
  });
});

describe('what inventory writes', () => {
  it('as JSON fits its schema', async () => {
    write('log', `${LINE}nonsense\n10.1.1.9 - - [x] "GET / HTTP/1.1" 200 1\n`);
    write(
      'atlassian-jira-security.log',
      "2026-11-28 12:48:06,654 t anonymous 768x66x1 - 10.1.1.5 /rest/api/2/x The user 'eve' has PASSED authentication.\n",
    );
    const ajv = new Ajv2020({ formats: { 'date-time': true } });
    const isRight = ajv.compile(JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8')));
    isRight(await inventoryOf('log', 'atlassian-jira-security.log', '--top', '1'));
    expect(isRight.errors).toBeNull();
  });

  it('counts what it could not read, and shows a line without its secrets', async () => {
    const secrets = [
      'geheim1',
      'Z2VoZWltOg==',
      'geheim3',
      'geheim4',
      '6E34AF00112233445566778899AABBCC',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    ];
    const [a, b, c, d, e, f] = secrets;
    write(
      'log',
      `${LINE}nonsense /x?os_password=${a}&y Authorization: Basic ${b} password="one ${c}" "token": "${d}" ;jsessionid=${e} ${f} https://bob:${a}@jira \u001b[31m\n`,
    );
    const { stdout, stderr, exitCode } = await inventory('log', '--csv', 'rows.csv');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('1 of 2 lines, such as: nonsense /x?[redacted]');
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
    expect(stdout).not.toContain('\u001b');
  });

  it('says of somebody who was always refused that he tries, and counts no log-in', async () => {
    const refused = LINE.replace(' 200 ', ' 401 ');
    write('log', `${LINE}${refused}${refused.replace('bob', 'eve').repeat(3)}`);
    const { stdout } = await inventory('log', '--csv', 'rows.csv');
    const [, tries = ''] = stdout.split('Still tries, but it failed each time');
    expect(tries).toMatch(/eve\s+address: 10\.1\.1\.5\s+failed: 3\n/);
    expect(tries).not.toContain('bob');
    expect(stdout).toMatch(/bob\s+address: 10\.1\.1\.5\s+how often: 1\s+failed: 1\n/);
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toMatch(
      /\neve,10\.1\.1\.5,a\/1,cookie,certain,0,.*,3\r\n/,
    );
  });

  it('shows no secret of an address, a Referer or a User-Agent in a row', async () => {
    write(
      'log',
      LINE.replace(
        'POST /rest/auth/1/session',
        'GET /rest/api/2/x?os_username=bob&os_password=geheim',
      ).replace('"-" "a/1"', '"http://x/?os_password=geheim" "a/1 (token=geheim; https://bob:geheim@x)"'),
    );
    const { stdout } = await inventory('log', '--json', 'out.json', '--csv', 'out.csv');
    const written = ['out.json', 'out.csv'].map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const text of [stdout, ...written]) {
      expect(text).toContain('bob');
      expect(text).not.toContain('geheim');
    }
  });

  it.each(['alice%26os_password%3Dgeheim', 'alice%2526os_password%253Dgeheim', 'alice%20os_password=geheim'])(
    'shows no password that is in the name of a user: %s',
    async (user) => {
      const said = `2026-11-28 12:48:06,654+0100 t anonymous 768x66x1 - 10.1.1.5 /x The user '${decodeURIComponent(user)}' has FAILED authentication.\n`;
      write(
        'log',
        LINE.replace('POST /rest/auth/1/session', `GET /x?os_username=${user}`).replace('bob', '-') + said,
      );
      const { rows } = await inventoryOf('log');
      expect(rows.map((row) => row.user)).toEqual(['alice', 'alice']);
    },
  );

  it('says that a log-in failed, and not that it was refused, where a server was not there', async () => {
    write('log', LINE.replace(' 200 ', ' 503 '));
    const { stdout } = await inventory('log');
    expect(stdout).toMatch(/failed: 1\n/);
    expect(stdout).not.toContain('was refused');
  });

  it('tells who has a token for certain from who has no log-in in these logs', async () => {
    const jira = (id: number, user: string, request: string) =>
      `10.1.1.${id} 768x${id}x1 ${user} [28/Nov/2026:12:48:0${id} +0000] "${request} HTTP/1.1" 200 1 0.1 "-" "a/1" "-"\n`;
    const said = (second: number, id: number, what: string) =>
      `2026-11-28 12:48:${second},000+0000 t anonymous 768x${id}x1 - 10.1.1.${id} /rest/api/2/x ${what}\n`;
    write(
      'access',
      jira(1, 'ann', 'POST /rest/oauth2/latest/token') +
        jira(2, 'tom', 'GET /rest/api/2/x') +
        jira(3, 'bob', 'GET /rest/api/2/x') +
        jira(4, 'bob', 'GET /rest/api/2/x'),
    );
    const passed = said(10, 3, "The user 'bob' has PASSED authentication.").replace(':10,', ':03,');
    const from = said(10, 9, 'HttpSession created').replace(':10,', ':00,');
    write('security', from + passed + said(10, 9, 'HttpSession created'));
    const { stdout } = await inventory('access', 'security');
    const [, certain = '', inferred = ''] = stdout.split(/^token: /m);
    expect(certain).toMatch(/^a token.*\(certain\)\n\s+ann\n/);
    expect(inferred).toMatch(/^these logs have no log-in.*\(inferred\)\n\s+tom\n/);
    expect(inferred).toContain('Jira 11: no, if it is a token');
    // Bob logs in with a password, and has requests from elsewhere: a security log was given, and does not tell more.
    expect(stdout).toMatch(/^unknown: /m);
    expect(stdout).not.toContain('To tell Basic credentials from a token');
    write('security', from + passed);
    expect((await inventory('access', 'security')).stdout).toContain('what was given is from');
  });

  it('has no name in it with --hash-users, also in a User-Agent and in a line that was not read', async () => {
    write('log', `${LINE.replace('"a/1"', '"script of bob"')}nonsense of bob\n${LINE}`);
    const { stdout } = await inventory('log', '--hash-users', '--json', 'out.json', '--csv', 'out.csv');
    const json = readFileSync(join(folder, 'out.json'), 'utf8');
    for (const text of [stdout, json, readFileSync(join(folder, 'out.csv'), 'utf8')])
      expect(text).not.toContain('bob');
    expect(new Set((JSON.parse(json) as Inventory).rows.map(({ user }) => user)).size).toBe(1);
  });

  it('has no part of a name in it with --hash-users that is an address of mail or in a domain', async () => {
    const of = (user: string, agent: string) => LINE.replace('bob', user).replace('a/1', agent);
    write(
      'log',
      of('Bob.Smith@corp.com', 'sync of bob.smith (Bob Smith)/1') + of('CORP\\\\eve', 'eve-script/1'),
    );
    const { rows } = await inventoryOf('log', '--hash-users');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/bob|smith|\beve/i);
  });

  it('has no name of anybody in it with --hash-users, in whatever case, in a User-Agent of another row either', async () => {
    const of = (user: string, agent: string) => LINE.replace('bob', user).replace('a/1', agent);
    write(
      'log',
      of('alice', 'sync-alice/1 (run by bob.b)') +
        of('bob.b', 'sync-Alice/1 (ALICE, x)') +
        of('x', 'aliced/1 x'),
    );
    const { rows } = await inventoryOf('log', '--hash-users');
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/\balice\b|bob|\bx\b/i);
    expect(JSON.stringify(rows)).toContain('aliced/1');
  });

  it.each([
    'Agent/1 https://joe:p@ssTail@host/',
    'Agent/1 https://joe:p/a@ssTail@host/',
    'Agent/1 password=ab,cdTail;efTail',
    'Agent/1 pass=Tail1 pw=Tail2',
    'Agent/1 Authorization: NTLM TailRMTVNTUAABAAAA',
    'Agent/1 pwd: two wordsTail',
    'Agent/1 (token: a Tail b)',
  ])('shows no end of a secret either: %s', async (agent) => {
    write('log', `${LINE.replace('a/1', agent)}junk ${agent}\n`);
    const { stdout } = await inventory('log');
    expect(stdout).toContain('Agent/1');
    expect(stdout).not.toContain('Tail');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '|calc', '\\x09=1', '＝1'])(
    'as CSV has no formula in it: %s',
    async (user) => {
      write('log', LINE.replace('bob', user));
      const { stdout } = await inventory('log', '--csv', '-');
      expect(stdout.split('\r\n')[1]).toMatch(/^"?'|^\\t/);
    },
  );

  it('as CSV keeps a cell together that has quotes, commas and line breaks in it', async () => {
    write('log', LINE.replace('bob', 'a,"b"\\x0ac'));
    const { stdout } = await inventory('log', '--csv', '-');
    expect(stdout.split('\r\n')[1]).toMatch(/^"a,""b""\\nc",10\.1\.1\.5,/);
  });

  it('on a terminal moves no cursor and has no markup that a CI system obeys', async () => {
    write('log', LINE.replace('bob', '::error::\\x1b[2J\\u202e'));
    const { stdout } = await inventory('log');
    expect(stdout).not.toMatch(/^::/m);
    for (const character of ['\u001b', '\u202e']) expect(stdout).not.toContain(character);
  });

  it('says how many rows --top left out', async () => {
    write('log', `${LINE}${LINE}${LINE.replace('bob', 'eve')}`);
    const { rows, notShown } = await inventoryOf('log', '--top', '1');
    expect([rows.map(({ user }) => user), notShown]).toEqual([['bob'], { rows: 1, requests: 1 }]);
  });

  it('has bounds, and says what is not in it', async () => {
    write('log', Array.from({ length: 21_000 }, (_, index) => LINE.replace('bob', `user-${index}`)).join(''));
    const { rows, notShown } = await inventoryOf('log');
    expect([rows.length, notShown]).toEqual([20_000, { rows: 0, requests: 1000 }]);
  });
});
