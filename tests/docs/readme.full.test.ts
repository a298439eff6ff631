import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';

const readme = readFileSync('README.md', 'utf8');

/** Times differ from run to run, and with them the space before them. */
const withoutTimes = (text: string) => text.replaceAll(/ +\(?[\d.]+ (ms|s)\)?/g, ' N ms').trim();

describe('the README', () => {
  it('shows what the first command prints, each interaction of today: npm run docs writes it anew', async () => {
    const [, shown = ''] = /\$ npm ci && npm run verify\n([\s\S]*?)```/.exec(readme) ?? [];
    const { stdout } = await runCli(['verify']);
    expect(withoutTimes(shown)).toBe(withoutTimes(stdout));
  });
});
