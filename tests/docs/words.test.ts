import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

/** Words over which people stumbled who read this for the first time, and what is said instead. */
const instead: Readonly<Record<string, string>> = {
  'may (not )?ship|do not ship': 'can be deployed',
  'which calls itself': 'its base URL setting',
  'because no answer came for it': 'had no answer to look at',
  'known only from another source': 'reported by others; not checked with Atlassian',
  'something is careless': 'something needs attention',
  '(is|was|are|were) mended|mend (what|it)': 'fixed, or: correct',
  'as to nobody|who is nobody': 'as if nobody was logged in',
  'is told as|are told as': 'is reported as',
  'so many (days|rows|nodes)': 'this many',
  'until it is on npm': 'what install-form.ts writes',
};

it('no text of the program or of a document has words over which newcomers stumbled', () => {
  const files = execFileSync(
    'git',
    ['ls-files', 'src', 'report-page', 'docs', 'examples/examples.json', '*.md'],
    {
      encoding: 'utf8',
    },
  );
  const found = files
    .split('\n')
    .filter((file) => /\.(ts|js|json|md)$/.test(file) && !/^(docs\/site|\.changeset|CHANGELOG)/.test(file))
    .flatMap((file) => {
      // A sentence may go on in the next line.
      const text = readFileSync(file, 'utf8').replaceAll(/\s+(\*|\/\/)?\s*/g, ' ');
      return Object.entries(instead)
        .filter(([words]) => new RegExp(words, 'i').test(text))
        .map(([words, better]) => `${file}: ${words}. Say: ${better}`);
    });
  expect(found).toEqual([]);
});
