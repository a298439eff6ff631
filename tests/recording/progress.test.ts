import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/record.ts';
import { outputTo } from '../support/run-cli.ts';

/** What is written to standard error while so many runs are made, one after another, of which each takes so long. */
function written({ isTTY, seconds, runs }: { isTTY: boolean; seconds: number; runs: number }): string[] {
  const texts: string[] = [];
  let now = 0;
  const stderr = { ...outputTo((text) => texts.push(text)), isTTY };
  using progress = progressOn({ stderr }, () => now);
  for (let run = 1; run <= runs; run++) {
    // How many there will be is guessed from the first two.
    progress.ran(run, run > 2 ? runs : undefined);
    now += seconds * 1000;
  }
  return texts;
}

describe('the progress of a recording', () => {
  it('is a line a minute where there is no terminal, with an estimate once the first two runs are over', () => {
    expect(written({ isTTY: false, seconds: 10, runs: 20 })).toEqual([
      '3 of about 20 runs, about 3 min left ...\n',
      '9 of about 20 runs, about 2 min left ...\n',
      '15 of about 20 runs, about 1 min left ...\n',
    ]);
  });

  it('is nothing there for a recording that takes less than a minute', () => {
    expect(written({ isTTY: false, seconds: 1, runs: 55 })).toEqual([]);
  });

  it('is one line on a terminal, which is gone in the end', () => {
    const texts = written({ isTTY: true, seconds: 1, runs: 3 });
    expect(texts[0]).toBe('\r1 run ...\u001b[K');
    expect(texts.at(-1)).toBe('\r\u001b[K');
    expect(texts.join('')).not.toContain('\n');
  });

  it('reckons anew where the recording begins anew, with one run at a time', () => {
    const texts: string[] = [];
    let now = 0;
    using progress = progressOn({ stderr: outputTo((text) => texts.push(text)) }, () => now);
    progress.ran(1);
    now = 50_000;
    progress.ran(1);
    now += 2000;
    progress.ran(3, 31);
    expect(texts).toEqual([]);
  });
});
