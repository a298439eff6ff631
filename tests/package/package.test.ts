import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installTools, pathOfTool, runProgram } from '../../scripts/tools.ts';
import { manifest, withInstallForm } from '../docs/install-form.ts';
import { commandsOf } from '../support/console.ts';
import { startHttp } from '../support/faulty-server.ts';
import { blocksOf } from '../support/markdown.ts';
import { fits, withoutWhatDiffers } from '../support/shown-output.ts';
import { Reader } from './reader.ts';

/** The Nodes that the package is tried with: the oldest that it takes, and each that is maintained. */
const NODES = ['22.21', '24', '26'] as const;
const MAX_PACKAGES = 60;
const MAX_MEGABYTES = 55;

const run = promisify(execFile);
const root = mkdtempSync(join(tmpdir(), 'jira-session-package-'));
const env = { PATH: process.env.PATH, HOME: process.env.HOME, CI: '' };
let tarball = '';

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', root]);
  tarball = join(root, stdout.trim().split('\n').at(-1) ?? '');
  await install('alone', tarball);
  copyOf('alone', 'with-axios');
  await install('with-axios', 'axios');
}, 300_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An empty folder with these packages in it, beside what is in another one. */
async function install(name: string, ...packages: readonly string[]): Promise<string> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true,"allowScripts":{"node":true}}');
  await run('npm', ['install', '--silent', '--no-audit', '--no-fund', ...packages], { cwd: folder });
  return folder;
}

/** A copy of a folder: to install the same once more would take many times as long. */
function copyOf(folder: string, name: string): string {
  cpSync(join(root, folder), join(root, name), { recursive: true, verbatimSymlinks: true });
  return join(root, name);
}

/** The program of a Node: the one that runs this, or one that is installed for it. */
async function nodeOf(version: string): Promise<string> {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  return join(await install(`of-node-${version}`, `node@${version}`), 'node_modules/node/bin/node');
}

/** A folder with the programs of Node, and of the npm that is here: what a machine with Node alone has. */
async function nodeAlone(): Promise<{ readonly bin: string }> {
  const bin = join(root, 'node-alone');
  if (existsSync(bin)) return { bin };
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const name of ['npm', 'npx']) {
    const { stdout } = await run('sh', ['-c', `command -v ${name}`]);
    symlinkSync(realpathSync(stdout.trim()), join(bin, name));
  }
  return { bin };
}

/** npm's registry as it will be after the first release: it has this package, and all others from where npm has them here. */
async function registryWithPackage() {
  const { stdout: elsewhere } = await run('npm', ['config', 'get', 'registry']);
  let givenOut = 0;
  const server = await startHttp(({ url = '/', headers }, response) => {
    if (url === '/package.tgz') {
      givenOut += 1;
      response.end(readFileSync(tarball));
    } else if (url === `/${manifest.name}`) {
      const dist = { tarball: `http://${headers.host}/package.tgz` };
      const versions = { [manifest.version]: { ...manifest, dist } };
      response.end(
        JSON.stringify({ name: manifest.name, 'dist-tags': { latest: manifest.version }, versions }),
      );
    } else response.writeHead(307, { location: new URL(url.slice(1), elsewhere.trim()).href }).end();
  });
  return {
    address: `http://127.0.0.1:${server.port}`,
    get givenOut() {
      return givenOut;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The environment of somebody who has set nothing for this project, and who did not come here through npm. */
function ofAReader(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(JIRA_|PACT_|CI$|npm_|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

/** Runs a file of the folder, whatever it ends with. */
async function runIn(folder: string, program: string, args: readonly string[], more: object = {}) {
  return run(program, [...args], { cwd: folder, env: { ...env, ...more } }).then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({ ...error, exitCode: error.code }),
  );
}

describe('the package', () => {
  it('is small', async () => {
    const folder = join(root, 'alone');
    const packages = readdirSync(join(folder, 'node_modules'), {
      withFileTypes: true,
      recursive: true,
    }).filter(
      (entry) =>
        entry.name === 'package.json' && /node_modules[\\/](@[^\\/]+[\\/])?[^\\/@]+$/.test(entry.parentPath),
    );
    expect(packages.length).toBeLessThanOrEqual(MAX_PACKAGES);
    expect(sizeOf(join(folder, 'node_modules')) / 1_000_000).toBeLessThanOrEqual(MAX_MEGABYTES);
  }, 300_000);

  it('is found right by every kind of resolution: publint and are-the-types-wrong find nothing', async () => {
    await installTools();
    const linted = await runProgram(pathOfTool('publint'), [tarball, '--strict']);
    expect([linted.exitCode, linted.output]).toEqual([0, expect.stringContaining('All good!')]);
    const types = await runProgram(pathOfTool('attw'), [tarball]);
    expect([types.exitCode, types.output]).toEqual([0, expect.stringContaining('No problems found')]);
  }, 300_000);

  it('ships no module that cannot be loaded with the dependencies alone', async () => {
    const folder = join(root, 'alone');
    writeFileSync(
      join(folder, 'load-all.mjs'),
      `import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
const dist = new URL('node_modules/jira-session-contracts/dist/', import.meta.url);
// Programs, which would start, and the script of the page, which is for browsers.
const programs = ['main.js', 'pact-process.js', 'page.js'];
const modules = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js') && !programs.includes(basename(file)));
const broken = [];
for (const file of modules) await import(new URL(file, dist)).catch((error) => broken.push(file + ': ' + error.message));
process.stdout.write(JSON.stringify({ loaded: modules.length, broken }), () => process.exit());`,
    );
    const { stdout } = await runIn(folder, process.execPath, ['load-all.mjs']);
    const { loaded, broken } = JSON.parse(stdout) as { loaded: number; broken: string[] };
    expect(broken).toEqual([]);
    expect(loaded).toBeGreaterThan(50);
  });

  it('tells its commands as they are typed where it is installed', async () => {
    const folder = join(root, 'alone');
    const cli = join(folder, 'node_modules/.bin/jira-session-contracts');
    const { stdout: help } = await runIn(folder, process.execPath, [cli, 'verify', '--help']);
    expect(help).toContain('npx jira-session-contracts verify --flavour cloud');
    const { stderr } = await runIn(folder, process.execPath, [cli, 'verify', 'x']);
    expect(stderr).toContain('npx jira-session-contracts verify --help');
    expect(help + stderr).not.toContain('npm run');
  });

  it('names the package that is missing, with the line that installs it', async () => {
    const folder = join(root, 'alone');
    const cli = join(folder, 'node_modules/.bin/jira-session-contracts');
    const broker = { PACT_BROKER_BASE_URL: 'http://127.0.0.1:1', PACT_BROKER_TOKEN: 'x' };
    const { exitCode, stderr } = await runIn(
      folder,
      process.execPath,
      [cli, 'can-i-deploy', '--to-environment', 'x'],
      broker,
    );
    expect([exitCode, stderr]).toEqual([
      2,
      'error: The Pact Broker needs the package env-ci: run npm install --save-dev env-ci @pact-foundation/pact-cli\n',
    ]);
    writeFileSync(
      join(folder, 'client.mjs'),
      "import { JiraSessionClient } from 'jira-session-contracts/client'; await new JiraSessionClient({ baseUrl: 'http://127.0.0.1:1/rest' }).currentUser().catch((error) => console.log(error.message));",
    );
    const { stdout } = await runIn(folder, process.execPath, ['client.mjs']);
    expect(stdout).toBe('The client needs the package axios: run npm install axios\n');
  });

  it('tells an older Node what is needed, in one line', async () => {
    const alone = join(root, 'alone');
    const cli = join(alone, 'node_modules/jira-session-contracts/bin/jira-session-contracts.cjs');
    const { exitCode, stdout, stderr } = await runIn(alone, await nodeOf('20'), [cli, 'verify']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: Node\.js 22\.21 or newer is needed, and this is 20\.[\d.]+\.\n$/);
  }, 300_000);

  it.each(['README.md', 'docs/how-to/install.md', 'docs/tutorial/first-run.md'])(
    'is installed as %s says, once it is on npm',
    async (file) => {
      await using registry = await registryWithPackage();
      const { bin } = await nodeAlone();
      const reader = new Reader(join(root, `released-${basename(file)}`), {
        ...ofAReader(),
        PATH: `${bin}:/usr/bin:/bin`,
        npm_config_registry: registry.address,
      });
      const document = withInstallForm(readFileSync(file, 'utf8'), { ...manifest, private: false });
      const [block] = blocksOf(document).filter(({ language }) => language === 'sh');
      const printed = await reader.type(`set -e; ${block?.text}npx jira-session-contracts verify --quiet`);
      expect(printed).toContain('The contract holds on a mocked Jira (datacenter).');
      expect(registry.givenOut).toBe(1);
    },
    300_000,
  );

  it('takes a reader through the tutorial, from an empty folder to its end, with Node and npm alone', async () => {
    const { bin } = await nodeAlone();
    const folder = join(root, 'reader');
    const reader = new Reader(folder, { ...ofAReader(), PATH: `${bin}:/usr/bin:/bin` });
    // The tutorial says that this file is there as long as the package is not on npm.
    cpSync(tarball, join(folder, basename(tarball)));
    try {
      const blocks = blocksOf(
        withInstallForm(readFileSync('docs/tutorial/first-run.md', 'utf8'), { ...manifest, private: true }),
      );
      let compared = 0;
      for (const { language, text, notes } of blocks) {
        if (notes.file) reader.save(notes.file, text);
        else if (language === 'sh') await reader.type(text);
        if (language !== 'console') continue;
        for (const { command, shown } of commandsOf(text)) {
          const printed = await reader.type(command, shown);
          if (!fits(shown, printed)) expect(withoutWhatDiffers(printed)).toBe(withoutWhatDiffers(shown));
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(10);
    } finally {
      reader[Symbol.dispose]();
    }
  }, 300_000);

  describe.each(NODES)('with Node %s', (version) => {
    let folder = '';
    let node = '';
    let cli = '';
    beforeAll(async () => {
      folder = copyOf('with-axios', `node-${version}`);
      node = await nodeOf(version);
      cli = join(folder, 'node_modules/jira-session-contracts/bin/jira-session-contracts.cjs');
    }, 300_000);

    it('verifies, and tells its version', async () => {
      expect(await runIn(folder, node, [cli, 'verify', '--quiet'])).toEqual({
        ...{ exitCode: 0, stderr: '' },
        stdout: 'The contract holds on a mocked Jira (datacenter).\n',
      });
      const { stdout } = await runIn(folder, node, [cli, '--version']);
      expect(stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
    });

    it('serves a mocked Jira, asks it, and verifies it with a page as the report', async () => {
      const mock = spawn(node, [cli, 'mock', '--port', '0'], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const lines = createInterface({ input: mock.stdout });
        let baseUrl = '';
        for await (const line of lines) {
          baseUrl = /http:\S+\/rest/.exec(line)?.[0] ?? '';
          if (baseUrl) break;
        }
        const doctor = await runIn(folder, node, [cli, 'doctor', '--base-url', baseUrl]);
        expect(doctor.stdout).toContain('✓ session resource: still there');
        const verified = await runIn(folder, node, [
          cli,
          'verify',
          '--base-url',
          baseUrl,
          '--report',
          'html=report.html',
        ]);
        expect(verified.exitCode).toBe(0);
        expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('The contract holds on');
      } finally {
        mock.kill('SIGTERM');
        await once(mock, 'exit');
      }
    });

    it('records a client', async () => {
      writeFileSync(
        join(folder, 'who.mjs'),
        `const { JIRA_BASE_URL, JIRA_USERNAME: username, JIRA_PASSWORD: password } = process.env;
const logIn = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
process
  .getBuiltinModule('node:http')
  .request(JIRA_BASE_URL + '/auth/1/session', logIn, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))
  .end(JSON.stringify({ username, password }));`,
      );
      const args = ['record', '--consumer', 'who', '--scenario', 'right-credentials', '--', node, 'who.mjs'];
      const { exitCode, stdout } = await runIn(folder, node, [cli, ...args]);
      expect([exitCode, stdout]).toEqual([
        0,
        expect.stringContaining('pacts/who-jira-session-api.json was written'),
      ]);
      expect(stdout).toContain('npx jira-session-contracts verify --pact');
    }, 300_000);

    it('is a library for node:test, as an ES module and as CommonJS', async () => {
      writeFileSync(
        join(folder, 'esm.test.mjs'),
        `import { test } from 'node:test';\n${IMPORTS_ESM}\ntest('it holds', async () => {\n${BODY}});\n`,
      );
      writeFileSync(
        join(folder, 'cjs.test.cjs'),
        `const { test } = require('node:test');\n${IMPORTS_CJS}\ntest('it holds', async () => {\n${BODY}});\n`,
      );
      const { exitCode, stdout } = await runIn(folder, node, ['--test', 'esm.test.mjs', 'cjs.test.cjs']);
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/pass 2/)]);
    }, 300_000);

    it('loads nothing of one entry for another', async () => {
      writeFileSync(
        join(folder, 'loads.mjs'),
        `import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
await import(process.argv[2]);
console.log(JSON.stringify(loaded.map((url) => url.replace(/.*node_modules\\//, ''))));`,
      );
      /** The files of other packages, and those of ours that are in what was built of them. */
      const loadedBy = async (entry: string) => {
        const { stdout } = await runIn(folder, node, ['loads.mjs', entry]);
        const files = JSON.parse(stdout) as string[];
        const ours = files.filter((file) => file.startsWith('jira-session-contracts/'));
        const built = ours.map((file) => readFileSync(join(folder, 'node_modules', file), 'utf8'));
        return [...files, ...built.flatMap((text) => text.match(/^\/\/ src\/.*$/gm) ?? [])].join('\n');
      };
      expect(await loadedBy('jira-session-contracts')).toContain('// src/verification/verify.ts');
      expect(await loadedBy('jira-session-contracts/client')).not.toMatch(
        /verification|mock-jira|recording|pact-core|yaml/,
      );
      expect(await loadedBy('jira-session-contracts/mock')).not.toMatch(
        /verification|recording|axios|pact-core|src\/client/,
      );
      expect(await loadedBy('jira-session-contracts')).not.toMatch(
        /mock-jira\/server|axios|pact-core|src\/client\//,
      );
    });
  });

  describe('is a library', () => {
    let folder = '';
    beforeAll(async () => {
      copyOf('with-axios', 'runners');
      folder = await install('runners', 'vitest@4');
    }, 300_000);

    it('for jest, with CommonJS', async () => {
      mkdirSync(join(folder, 'cjs'));
      writeFileSync(
        join(folder, 'cjs', 'a.test.js'),
        `${IMPORTS_CJS}\ntest('it holds', async () => {\n${BODY}}, 30000);\n`,
      );
      const { exitCode, stderr } = await runIn(folder, process.execPath, [
        resolve('node_modules/jest/bin/jest.js'),
        '--rootDir',
        'cjs',
      ]);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('1 passed')]);
    }, 300_000);

    it('for jest, with ES modules', async () => {
      mkdirSync(join(folder, 'esm'));
      writeFileSync(join(folder, 'esm', 'package.json'), '{"type":"module"}');
      writeFileSync(
        join(folder, 'esm', 'a.test.js'),
        `${IMPORTS_ESM}\ntest('it holds', async () => {\n${BODY}}, 30000);\n`,
      );
      const args = [
        '--experimental-vm-modules',
        resolve('node_modules/jest/bin/jest.js'),
        '--rootDir',
        'esm',
      ];
      const { exitCode, stderr } = await runIn(folder, process.execPath, args);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('1 passed')]);
    }, 300_000);

    it('for Vitest', async () => {
      mkdirSync(join(folder, 'vitest'));
      writeFileSync(
        join(folder, 'vitest', 'a.test.mjs'),
        `import { test } from 'vitest';\n${IMPORTS_ESM}\ntest('it holds', async () => {\n${BODY}}, 30000);\n`,
      );
      const { exitCode, stdout } = await runIn(folder, process.execPath, [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--root',
        'vitest',
      ]);
      expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/1 passed/)]);
    }, 300_000);
  });
});

const IMPORTS_ESM = `import { strict as assert } from 'node:assert';
import { InputError, recordContract, verify } from 'jira-session-contracts';
import { JiraSessionClient } from 'jira-session-contracts/client';
import { startMockedJira } from 'jira-session-contracts/mock';`;
const IMPORTS_CJS = `const { strict: assert } = require('node:assert');
const { InputError, recordContract, verify } = require('jira-session-contracts');
const { JiraSessionClient } = require('jira-session-contracts/client');
const { startMockedJira } = require('jira-session-contracts/mock');`;
/** What each runner does with the library. */
const BODY = `  const { exitCode } = await verify({ target: { kind: 'mocked', flavour: 'datacenter' } });
  assert.equal(exitCode, 0);
  await assert.rejects(startMockedJira({ flavour: 'clod' }), InputError);
  const jira = await startMockedJira({ accounts: [{ username: 'bob', password: 'secret-of-bob' }] });
  const client = new JiraSessionClient({ baseUrl: jira.baseUrl });
  await client.logIn('bob', 'secret-of-bob');
  assert.equal((await client.currentUser()).name, 'bob');
  await client.logOut();
  await jira.stop();
  const { runs } = await recordContract({
    consumer: 'in-a-test',
    pactDir: 'pacts-of-the-test',
    run: async ({ baseUrl, username, password }) => {
      const own = new JiraSessionClient({ baseUrl });
      await own.logIn(username, password);
      const { name } = await own.currentUser();
      await own.logOut();
      return name;
    },
  });
  assert.ok(runs > 10);
`;

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
