import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { blocksOf, markdownFiles } from '../support/markdown.ts';
import { withoutWhatDiffers } from '../support/shown-output.ts';

describe('what a command prints', () => {
  it('is shown at length in one document: no other one repeats eight lines of it', () => {
    const LINES = 8;
    const shownIn = new Map<string, string>();
    const again = markdownFiles().flatMap((file) =>
      blocksOf(readFileSync(file, 'utf8'))
        .filter(({ language }) => language === 'console')
        .flatMap(({ text }) => {
          const lines = withoutWhatDiffers(text).split('\n');
          return lines.slice(LINES - 1).map((_, from) => lines.slice(from, from + LINES).join('\n'));
        })
        .filter((lines) => {
          const first = shownIn.get(lines) ?? file;
          shownIn.set(lines, first);
          return first !== file;
        })
        .map((lines) => `${file} and ${shownIn.get(lines)}:\n${lines}`),
    );
    expect(again).toEqual([]);
  });
});
