import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'acorn';
import { run } from '../../src/cli/run.ts';
import { projectCli, runCli, spawnCli, startCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'jira-session-entry-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program of this project. @returns what it prints, and the addresses of all that it loads */
function loading(program: string, args: readonly string[] = []) {
  const script = `
    const { registerHooks } = require('node:module');
    registerHooks({ load: (url, context, next) => (console.error(url), next(url, context)) });
    process.argv = ${JSON.stringify(['node', program, ...args])};
    import(${JSON.stringify(pathToFileURL(program))});`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' });
  return { stdout, loaded: stderr };
}

/** Runs an entry file as an older Node would see itself. */
function runAsNode(
  version: string,
  entry: string,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const pretend = join(folder, `node-${version}.cjs`);
  writeFileSync(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  return new Promise((resolve) => {
    execFile(process.execPath, ['--require', pretend, entry, 'verify'], (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe('the entry of the command line', () => {
  it.each(['18.20.8', '20.20.2', '22.21.1'])('says in one line that Node %s is too old', async (version) => {
    const { exitCode, stdout, stderr } = await runAsNode(version, projectCli);
    expect(stderr).toMatch(
      new RegExp(
        `^error: Node\\.js \\d+ or newer is needed, and this is ${version}\\. Run npm ci [^\\n]*\\n$`,
      ),
    );
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('says in one line that the packages are missing', async () => {
    mkdirSync(join(folder, 'checkout'));
    cpSync('bin', join(folder, 'checkout', 'bin'), { recursive: true });
    cpSync('src/cli/main.ts', join(folder, 'checkout', 'src', 'cli', 'main.ts'));
    const entry = join(folder, 'checkout', 'bin', 'jira-session-contracts.cjs');
    const { exitCode, stderr } = await spawnCli(['verify'], {}, folder, entry);
    expect(stderr).toMatch(/^error: The packages are not installed: run npm ci in \S+ first\.\n$/);
    expect(exitCode).toBe(2);
  });

  it.each<[string, (root: string) => void, RegExp]>([
    [
      'a part of it is missing',
      () => {},
      /^error: The program cannot be loaded: Cannot find module [^\n]* Install it again\.\n$/,
    ],
    [
      'its start is missing',
      (root) => rmSync(join(root, 'bin', 'start.cjs')),
      /^error: The program is not whole: install it again\.\n$/,
    ],
  ])('says in one line, and never with exit code 1, that %s', async (_what, harm, says) => {
    const root = mkdtempSync(join(folder, 'package-'));
    cpSync('bin', join(root, 'bin'), { recursive: true });
    harm(root);
    const entry = join(root, 'bin', 'jira-session-contracts.cjs');
    const { exitCode, stderr } = await spawnCli(['verify'], {}, folder, entry);
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(2);
  });

  it('ends with exit code 2 where what the run waits for never comes', () => {
    const never = 'data:text/javascript,await new Promise(() => {})';
    const script = `require(${JSON.stringify(resolve('bin/start.cjs'))})('${never}')`;
    expect(spawnSync(process.execPath, ['--eval', script]).status).toBe(2);
  });

  it.each([['verify'], ['record'], ['doctor'], ['record-deployment']])(
    'loads nothing for the help of %s that only a run needs',
    (command) => {
      const { stdout, loaded: files } = loading('src/cli/main.ts', [command, '--help']);
      expect(stdout).toContain(`jira-session-contracts ${command} [options]`);
      const commands = readdirSync('src/cli').filter((file) =>
        readFileSync(join('src/cli', file), 'utf8').includes(' = command({'),
      );
      const loaded = commands.filter((file) => files.includes(`/src/cli/${file}`));
      expect([commands.length > 1, loaded]).toEqual([true, [`${command}.ts`]]);
      expect(files).not.toMatch(
        /pact-core|ajv|tough-cookie|yaml|src\/(verification|pact|http|jira|redaction|report\/(?!recording)|doctor)\b/,
      );
    },
  );

  it('starts Pact without the log that its core would load', () => {
    const { loaded } = loading('src/pact/pact-process.ts');
    expect(loaded).toContain('pact-core/dist/verifier/nativeVerifier.js');
    expect(loaded).not.toContain('node_modules/pino');
  });

  it('opens no debugger at SIGUSR1', async () => {
    const child = startCli(['mock', '--port', '0']);
    const said = child.stderr ? text(child.stderr) : '';
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGUSR1');
    child.kill('SIGINT');
    const [exitCode] = await once(child, 'close');
    expect([exitCode, await said]).toEqual([0, '']);
  });

  it('says that the current folder is gone', () => {
    const gone = mkdtempSync(join(folder, 'gone-'));
    const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" --version';
    const args = ['-c', script, 'sh', gone, process.execPath, projectCli];
    const { status, stderr } = spawnSync('sh', args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      2,
      'error: The current folder is no longer there: go into another one.\n',
    ]);
  });

  it('keeps what Node compiled in a folder of this user alone, or not at all', async () => {
    const name = `node-compile-cache-of-jira-session-contracts-${process.getuid?.()}`;
    const own = mkdtempSync(join(folder, 'tmp-'));
    await spawnCli(['--version'], { TMPDIR: own }, folder);
    expect(statSync(join(own, name)).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(own, name))).not.toEqual([]);
    const ofOthers = mkdtempSync(join(folder, 'tmp-'));
    mkdirSync(join(ofOthers, name));
    chmodSync(join(ofOthers, name), 0o777);
    await spawnCli(['--version'], { TMPDIR: ofOthers }, folder);
    expect([readdirSync(ofOthers), readdirSync(join(ofOthers, name))]).toEqual([[name], []]);
    await spawnCli(['--version'], { TMPDIR: join(folder, 'not-there') }, folder);
    expect(existsSync(join(folder, 'not-there'))).toBe(false);
  });

  it('has no syntax that an old Node would not read', () => {
    const text = readFileSync(projectCli, 'utf8');
    expect(() => parse(text, { ecmaVersion: 5, allowHashBang: true })).not.toThrow();
    expect(() => parse('const newer = 1', { ecmaVersion: 5 })).toThrow();
  });

  it('runs each verb in a process, and takes over its exit code', async () => {
    const { exitCode, stdout, stderr } = await spawnCli(['verify', '--flavour', 'removed']);
    expect(stdout).toContain('The contract is broken on a mocked Jira (removed)');
    expect([exitCode, stderr]).toEqual([1, '']);
  });
});

describe('completion with the tab key', () => {
  it.each([
    ['a verb', ['ver'], 'verify\treplay a pact'],
    ['an option', ['verify', '--tar'], '--targets\t'],
    ['the choices of an option', ['verify', '--flavour', ''], 'jira11\t'],
  ])('offers %s', async (_name, words, offered) => {
    const { exitCode, stdout } = await spawnCli(['complete', '--', ...words]);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(offered)]);
  });

  it('works in a bash without more, read twice, and runs nothing of what is typed', async () => {
    const { stdout: script } = await spawnCli(['complete', 'bash']);
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-tab-'));
    try {
      const presses = (...words: readonly string[]) => `
        COMP_WORDS=(jira-session-contracts ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
        __jira_session_contracts_complete; echo "\${COMPREPLY[*]}"`;
      const input = `
        # It works only while a key is pressed.
        compopt() { :; }
        jira-session-contracts() { '${process.execPath}' '${projectCli}' "$@"; }
        ${script}
        ${script}
        ${presses('verify', '--fl')}
        ${presses('verify', '--flavour', 'jira')}
        ${presses('verify', '--filter', '$(touch typed)', '--fl')}
        touch a-pact.json
        ${presses('verify', '--pact', 'a-p')}
        ls`;
      const { stdout, stderr } = spawnSync('bash', ['--norc'], { input, cwd: folder, encoding: 'utf8' });
      expect([stdout.trim().split('\n'), stderr]).toEqual([
        ['--flavour', 'jira11', '--flavour', 'a-pact.json', 'a-pact.json'],
        '',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has a script for zsh and one for fish', async () => {
    for (const shell of ['zsh', 'fish']) {
      expect((await spawnCli(['complete', shell])).stdout).toContain(
        `${shell} completion for jira-session-contracts`,
      );
    }
  });
});

describe('the command line', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { exitCode, stdout } = await runCli(['--version']);
    expect(stdout).toBe(`${version}\n`);
    expect(exitCode).toBe(0);
  });

  it("takes a verb's own --version for the client's, and not for its own", async () => {
    const args = ['can-i-deploy', '--to-environment', 'production', '--version', '1'];
    const { exitCode, stderr } = await runCli(args);
    expect(stderr).toContain('No Pact Broker is set');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['outside of its checkout', tmpdir(), `node ${projectCli} record --consumer`],
    ['in its checkout', resolve('docs'), 'npm run record -- --consumer'],
  ])('says how it is called %s', async (_, cwd, says) => {
    const { exitCode, stderr } = await spawnCli(['record', '--consumer', 'x'], {}, cwd);
    expect(stderr).toContain(`as in ${says}`);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['--help'],
    ['-h'],
    [' --help'],
    // As npm run verify -- -- --help hands it over.
    ['--', '--help'],
  ])('shows the help of a verb for %j', async (...words) => {
    const { exitCode, stdout } = await runCli(['verify', ...words]);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('--base-url <url>');
    expect(exitCode).toBe(0);
  });

  it('writes the report to the standard output for --json -, and nothing else there', async () => {
    const { exitCode, stdout, stderr } = await runCli(['verify', '--json', '-'], {}, folder);
    expect(JSON.parse(stdout)).toMatchObject({ formatVersion: 1, exitCode: 0 });
    expect(stderr).toContain('The contract holds on a mocked Jira (datacenter).');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['', /^error: no such thing as \[redacted\]\. This is a bug in this program[^\n]*DEBUG=1[^\n]*\n$/],
    ['1', /^TypeError: no such thing as \[redacted\]\n +at .*This is a bug in this program.*lines above/s],
  ])(
    'takes a mistake of its own for one, with its stack for DEBUG=%j, and without a secret',
    async (DEBUG, says) => {
      let stderr = '';
      const exitCode = await run(['verify', '--plan'], {
        stdout: {
          write: () => {
            throw new TypeError('no such thing as canary%2Dtoken');
          },
        },
        stderr: {
          write: (text) => {
            stderr += text;
          },
        },
        env: { PACT_BROKER_TOKEN: 'canary-token', DEBUG },
        cwd: folder,
        signal: new AbortController().signal,
      });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(says);
      expect(stderr).not.toContain('canary');
    },
  );
});
