import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
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
