import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

describe('recordContract works from node:test', () => {
  it.each(['commonjs.cjs', 'module.mjs'])('in %s', (file) => {
    // jest's own options for Node are not for this one.
    const { NODE_OPTIONS: _, ...env } = process.env;
    const args = ['--test', '--test-reporter=tap', `tests/recording/runners/${file}`];
    const { stdout, status } = spawnSync(process.execPath, args, { env });
    expect(stdout.toString()).toContain('# pass 1');
    expect(status).toBe(0);
  });
});
