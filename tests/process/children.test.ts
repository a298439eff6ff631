import type { ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { endChild, endGroupOf, sendSignal, startChild } from '../../src/children.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a signal', () => {
  it.each([undefined, 0, -0, 1, -1, Number.NaN])(
    'is not sent to %s: that is this process and its group, or all there are',
    (pid) => {
      const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
      sendSignal(pid, 'SIGKILL');
      endGroupOf({ pid });
      expect(kill).not.toHaveBeenCalled();
    },
  );

  it('is not sent to a child that never started', () => {
    const kill = jest.fn(() => true);
    endChild({ pid: undefined, kill } as unknown as ChildProcess);
    expect(kill).not.toHaveBeenCalled();
  });

  it('to a group that has ended is no error', async () => {
    const child = await startChild(process.execPath, ['--version'], { detached: true });
    child.stdout.resume();
    await new Promise((resolve) => child.once('close', resolve));
    expect(() => endGroupOf(child)).not.toThrow();
  });
});

describe('a child that does not start', () => {
  it.each([
    ['there is no such program', 'no-such-program', [], 'ENOENT'],
    ['its words are too long', process.execPath, ['x'.repeat(10_000_000)], 'E2BIG'],
  ])('is told as an error: %s', async (_what, program, args, code) => {
    await expect(startChild(program, args, {})).rejects.toMatchObject({ code });
  });
});
