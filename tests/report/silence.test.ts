import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GuardedOutput } from '../../src/cli/io.ts';
import { showOne } from '../../src/cli/show-run.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A run that is shown, and what stands on its standard error. */
function shown(options: { readonly quiet?: boolean } = {}) {
  const said: string[] = [];
  const output = (write: (text: string) => unknown): GuardedOutput => ({ write, writeAsItIs: write });
  const io = {
    stdout: output(() => {}),
    stderr: output((text) => said.push(text)),
    ...{ env: {}, realEnv: {}, cwd: '.', signal: new AbortController().signal },
  };
  return { run: showOne(options, false, io), said };
}

describe('a run of which nothing was told for long', () => {
  it('says that it goes on, how far it is, and nothing once it has ended', () => {
    const { run, said } = shown();
    jest.advanceTimersByTime(20_000);
    expect(said).toEqual([
      expect.stringContaining('10 s without news: for the first answer of Jira'),
      expect.stringContaining('20 s without news'),
    ]);
    run.onEvent({ type: 'pact', pact: { consumer: 'a', source: 'a.json' }, descriptions: ['one', 'two'] }, 0);
    jest.advanceTimersByTime(10_000);
    expect(said.at(-1)).toContain('10 s without news: 0 of 2 interactions are done');
    run[Symbol.dispose]();
    jest.advanceTimersByTime(60_000);
    expect(said).toHaveLength(3);
  });

  it('says nothing with --quiet', () => {
    const { said } = shown({ quiet: true });
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });
});
