import { describe, expect, it } from '@jest/globals';
import { commandsOf } from '../support/console.ts';
import { anchorsOf, linksOf } from '../support/markdown.ts';
import { fits } from '../support/shown-output.ts';

describe('what a document shows', () => {
  it.each([
    ['another word', '15 verified\nThe contract holds.\n', '15 verified\nThe contract is broken.\n'],
    ['a line less', 'one\n', 'one\ntwo\n'],
    ['a line more', 'one\ntwo\n', 'one\n'],
    ['nothing', '', 'one\n'],
    ['a failure where none was', '15 verified, 0 failed\n', '14 verified, 1 failed\n'],
    ['another status', 'refused (403)\n', 'refused (410)\n'],
  ])('does not fit %s', (_what, shown, printed) => {
    expect(fits(shown, printed)).toBe(false);
  });

  it.each([
    ['other times and counts', '15 verified, 0 failed (81 ms)\n', '16 verified, 0 failed (1.2 s)\n'],
    ['lines behind ...', 'one\n...\nfour\n', 'one\ntwo\nthree\nfour\n'],
    ['words behind ...', 'at http://...: yes\n', 'at http://127.0.0.1: yes\n'],
    ['signs that mean something else in a pattern', 'a (b) [c] $d *\n', 'a (b) [c] $d *\n'],
  ])('fits %s', (_what, shown, printed) => {
    expect(fits(shown, printed)).toBe(true);
  });

  it('is taken apart into commands, also over several lines', () => {
    expect(commandsOf('$ one \\\n    two\nprinted\n$ three\n')).toEqual([
      { command: 'one \\\n    two', shown: 'printed\n' },
      { command: 'three', shown: '' },
    ]);
  });
});

describe('a document', () => {
  it('has the anchors that GitHub makes of its headings', () => {
    const text = '# One: `two`, and three\n\n## Twice\n\n## Twice\n\n```sh\n# no heading\n```\n';
    expect([...anchorsOf(text)]).toEqual(['one-two-and-three', 'twice', 'twice-1']);
  });

  it('has the links that are no code and do not lead to the network', () => {
    expect(linksOf('[a](b.md#c) `[d](e.md)` [f](https://g.example) ![h](i.png)')).toEqual([
      'b.md#c',
      'i.png',
    ]);
  });
});
