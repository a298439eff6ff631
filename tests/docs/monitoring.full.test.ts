import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/mock-jira/server.ts';
import { blocksOf } from '../support/markdown.ts';
import { runCli } from '../support/run-cli.ts';
import { accounts, everyAccount, targetsFolder } from '../support/targets-file.ts';

const page = readFileSync('docs/how-to/monitoring.md', 'utf8');
const blocks = blocksOf(page);

/** The words behind the program in each unit and line of the page. */
const lines = blocks
  .filter(({ language }) => ['crontab', 'ini', 'nagios', 'icinga2'].includes(language))
  .flatMap((block) =>
    [...block.text.matchAll(/\.bin\/jira-session-contracts ([^">\n]*)/g)].map(
      ([, words = '']) => [block.language, words.trim()] as const,
    ),
  );

describe('the page of monitoring', () => {
  it('has a unit or a line of each kind', () => {
    expect(new Set(lines.map(([kind]) => kind))).toEqual(new Set(['crontab', 'ini', 'nagios', 'icinga2']));
  });

  it.each(lines)('has a line for %s that does what it says: %s', async (kind, words) => {
    await using jira = await startMockedJira();
    await using broken = await startMockedJira({ flavour: 'jira11' });
    const isNagios = ['nagios', 'icinga2'].includes(kind);
    for (const [{ baseUrl }, code] of [[jira, 0] as const, [broken, isNagios ? 2 : 1] as const]) {
      using targets = targetsFolder([{ name: 'acme', baseUrl, ...everyAccount }]);
      const args = words
        .replace('$ARG1$', baseUrl)
        .replace('/var/lib/prometheus/node-exporter/', '')
        .split(/\s+/);
      const settings = {
        ...accounts,
        ...(words.includes('--live') && {
          JIRA_USERNAME: accounts.A_USER,
          JIRA_PASSWORD: accounts.A_PASSWORD,
        }),
      };
      const { exitCode, stdout, stderr } = await runCli(args, settings, targets.folder);
      expect([exitCode, stderr.includes('error:')]).toEqual([code, false]);
      if (isNagios) expect(stdout).toMatch(code === 0 ? /^OK - / : /^CRITICAL - /);
      if (words.includes('--silent-ok')) expect(stdout + stderr === '').toBe(code === 0);
      for (const [, file = ''] of words.matchAll(/(?:prometheus|jsonl)=(?:\/\S*\/)?(\S+)/g))
        expect(existsSync(join(targets.folder, file))).toBe(true);
    }
  });
});
