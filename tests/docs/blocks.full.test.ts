import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blocksToRun, commandsOf, DocumentRun } from '../support/console.ts';
import { markdownFiles } from '../support/markdown.ts';
import { fits, withoutWhatDiffers } from '../support/shown-output.ts';

const documents = await Promise.all(
  markdownFiles()
    .filter((file) => file === 'README.md' || file.startsWith('docs/'))
    .map(async (file) => ({
      file,
      blocks: await blocksToRun(readFileSync(file, 'utf8')),
    })),
);
const withCommands = documents.filter(({ blocks }) => blocks.some(({ language }) => language === 'console'));

describe.each(withCommands)('what $file says that is printed', ({ blocks }) => {
  let document: DocumentRun;
  beforeAll(() => {
    document = new DocumentRun();
  });
  afterAll(() => document[Symbol.asyncDispose]());

  for (const block of blocks) {
    const { language, text, line, notes, reason } = block;
    const name = `is printed, in line ${line}`;
    if (language !== 'console' && !notes.file && !notes.given) continue;
    // What a person decided is no skipped test; what is not installed is.
    if (notes['not-run']) continue;
    if (reason) it.skip(`${name} (skipped: ${reason})`, () => {});
    else
      it(name, async () => {
        await document.prepare(block);
        if (language !== 'console') return;
        for (const shown of commandsOf(text)) {
          const printed = await document.run(shown);
          if (fits(shown.shown, printed)) continue;
          const hint = 'Is what is printed now right? Then npm run docs writes it into the document.';
          expect([hint, withoutWhatDiffers(printed)]).toEqual([hint, withoutWhatDiffers(shown.shown)]);
        }
      }, 60_000);
  }
});

describe('the blocks that are not run', () => {
  it('are few, and each says why', () => {
    const reasons = documents.flatMap(({ file, blocks }) =>
      blocks.filter(({ notes }) => notes['not-run']).map(({ notes }) => `${file}: ${notes['not-run']}`),
    );
    expect(reasons.length).toBeLessThanOrEqual(3);
  });
});
