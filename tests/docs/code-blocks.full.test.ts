import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { blocksOf, markdownFiles } from '../support/markdown.ts';
import { typeErrorsOf } from '../support/type-errors.ts';
import { helpOf, verbs } from './pages/commands-page.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const verbsOfPackage = await verbs();
const helpByVerb = new Map(
  await Promise.all(
    [...verbsOfPackage, 'mutate', 'broker'].map(async (verb) => [verb, await helpOf([verb])] as const),
  ),
);

const blocks = markdownFiles().flatMap((file) =>
  blocksOf(readFileSync(file, 'utf8')).map((block) => ({ file, ...block })),
);
const inLanguage = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));

/** The commands of this project in a text: how it is run, the script or verb, and the words behind it. */
const commandsIn = (text: string) =>
  [
    ...text
      .replaceAll('\\\n', ' ')
      .matchAll(/(npm run|npx jira-session-contracts) ([\w:-]+)((?: +(?:'[^']*'|[^\s|;&#`'()]+))*)/g),
  ].map(([, by = '', script = '', words = '']) => {
    const all = words.trim().split(/\s+/);
    return {
      isVerb: by.startsWith('npx'),
      script,
      words: by === 'npm run' && all[0] === '--' ? all.slice(1) : all,
    };
  });

describe('the help of a verb', () => {
  it.each([...helpByVerb])('shows by an example how %s is used', (verb, help) => {
    expect(help).toMatch(new RegExp(`^Examples?:\\n(.*\\n)*? +.*npm run ${verb}( |$)`, 'm'));
  });
});

describe('a command in a block of code or in a sentence', () => {
  it.each(markdownFiles())('of %s is one that there is, with options that it has', (file) => {
    const problems = commandsIn(readFileSync(file, 'utf8')).flatMap(({ isVerb, script, words }) => {
      // A script of the website, which has packages of its own.
      if (words[0] === '--prefix') return [];
      const help = helpByVerb.get(script);
      if (isVerb ? ![...verbsOfPackage, 'complete'].includes(script) : !scripts[script])
        return [`there is no ${script}`];
      // What stands behind '--' is the client's.
      const end = words.indexOf('--');
      const options = words.slice(0, end < 0 ? words.length : end).filter((word) => /^--[a-z]/.test(word));
      return help
        ? options.filter((one) => !help.includes(`${one} `)).map((one) => `${script} has no ${one}`)
        : [];
    });
    expect(problems).toEqual([]);
  });

  it.each(inLanguage('sh', 'console'))(
    'in $file, line $line, names files that there are',
    ({ file, text }) => {
      const made = new Set(blocks.filter((one) => one.file === file).map(({ notes }) => notes.file));
      const paths =
        text.match(/(?<![\w./-])(?:examples|contracts|docs|pacts|schemas|tests|src)\/[\w./-]+/g) ?? [];
      // A pact is written by the recording that stands before.
      expect(
        paths.filter((path) => !existsSync(path) && !made.has(path) && !path.startsWith('pacts/')),
      ).toEqual([]);
    },
  );
});

describe('a block of commands that shows no output', () => {
  it.each(inLanguage('sh'))('in $file, line $line, is run by a test that it names', ({ notes }) => {
    const test = notes['run-by'] ?? '';
    expect([test, test !== '' && existsSync(test)]).toEqual([test, true]);
  });
});

describe('a block of data', () => {
  it.each(inLanguage('yaml', 'json'))('in $file, line $line, can be parsed', ({ text }) => {
    expect(parseAllDocuments(text).flatMap((one) => ('errors' in one ? one.errors : []))).toEqual([]);
  });
});

describe('a block of TypeScript', () => {
  it('fits the types of the library', () => {
    const examples = inLanguage('ts').filter(({ text }) => /^import /m.test(text));
    expect(examples.length).toBeGreaterThan(1);
    expect(typeErrorsOf(examples.map(({ text }) => text))).toEqual([]);
  });
});
