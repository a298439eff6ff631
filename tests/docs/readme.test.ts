import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { examples, isInstalled } from '../../examples/examples.ts';
import { runCli } from '../support/run-cli.ts';

const readme = readFileSync('README.md', 'utf8');

/** Times differ from run to run, and with them the space before them. */
const withoutTimes = (text: string) => text.replaceAll(/ +\(?\d+ ms\)?/g, ' N ms').trim();

describe('the README', () => {
  it('shows what the first command prints', async () => {
    const [, shown = ''] = /\$ npm ci && npm run verify\n([\s\S]*?)```/.exec(readme) ?? [];
    const { stdout } = await runCli(['verify']);
    expect(withoutTimes(shown)).toBe(withoutTimes(stdout));
  });

  const python = examples.find(({ consumer }) => consumer === 'python-jira');
  (python && isInstalled(python) ? it : it.skip)(
    "shows what a recording prints (skipped where Debian's python3-jira is not installed)",
    async () => {
      const [, words = '', shown = ''] = /\$ npm run record -- (.*\\\n.*)\n([\s\S]*?)```/.exec(readme) ?? [];
      const folder = mkdtempSync(join(tmpdir(), 'jira-session-readme-'));
      try {
        const args = words.split(/[\s\\]+/).map((word) => (word === 'my-pacts' ? folder : word));
        const { stdout } = await runCli(['record', ...args], {}, '.');
        const plain = (text: string) =>
          text
            .replaceAll(folder, 'my-pacts')
            .replaceAll(/in [\d.]+ s/g, 'in N s')
            .trim();
        expect(plain(shown)).toBe(plain(stdout));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('names files and scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script = ''] of readme.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(script);
    for (const [, file = ''] of readme.matchAll(/\]\((?!http|#)([^)]+)\)/g)) {
      expect(() => readFileSync(file.split('#')[0] ?? '')).not.toThrow('ENOENT');
    }
  });
});
