import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startMockedJira } from '../../src/jira/mocked-jira/server.ts';
import { readTargets } from '../../src/targets/targets-file.ts';
import { everyAccount, targetsFolder } from '../support/targets-file.ts';

const guide = readFileSync('docs/how-to/many-jiras.md', 'utf8');

describe('the guide to many Jiras', () => {
  it('shows a targets file that is taken, once its settings and its certificate are there', async () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'jira-session-guide-'));
    try {
      writeFileSync(join(folder, 'jiras.yaml'), yaml.replace(/ +ca: .*\n/, ''));
      const settings = Object.fromEntries(
        [...yaml.matchAll(/: ([A-Z_]+)\n/g)].map(([, name = '']) => [name, 'x']),
      );
      const targets = await readTargets('jiras.yaml', folder, settings);
      expect(targets.map((one) => one.kind === 'live' && one.name)).toEqual(['acme-production', 'globex']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('shows what a run prints', async () => {
    const [, shown = ''] = /\$ npm run verify -- --targets jiras\.yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    await using acme = await startMockedJira();
    await using globex = await startMockedJira({ flavour: 'jira11' });
    using targets = targetsFolder([
      { name: 'acme', baseUrl: acme.baseUrl, ...everyAccount },
      { name: 'globex', baseUrl: globex.baseUrl, ...everyAccount },
      { name: 'initech', baseUrl: 'http://127.0.0.1:1/rest' },
    ]);
    const { stdout } = await targets.verify();
    expect(stdout.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/[\d.]+ s\)/g, 'N s)')).toBe(
      shown,
    );
  });

  it('names files that there are', () => {
    for (const [, file = ''] of guide.matchAll(/\]\((?!http|#)([^)]+)\)/g)) {
      expect(() => readFileSync(join('docs/how-to', file))).not.toThrow();
    }
  });
});
