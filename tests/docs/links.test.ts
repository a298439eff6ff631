import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorsOf, linksOf, markdownFiles } from '../support/markdown.ts';

/** The file that a link of a document leads to, seen from the project's folder. */
const fileBehind = (link: string, document: string) => {
  const [path = ''] = link.split('#');
  return path === '' ? document : join(dirname(document), decodeURIComponent(path));
};

describe('every link of', () => {
  it.each(markdownFiles())('%s leads to a file and a heading that there are', (file) => {
    const text = readFileSync(file, 'utf8');
    const broken = linksOf(text).filter((link) => {
      const target = fileBehind(link, file);
      if (!existsSync(target)) return true;
      const [, anchor] = link.split('#');
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('every document', () => {
  const inPackage = new Set(
    (
      JSON.parse(
        execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
      ) as { files: { path: string }[] }[]
    ).flatMap(({ files }) => files.map(({ path }) => path)),
  );

  it('travels with the package, and so does all that it links to', () => {
    const documents = [...inPackage].filter((file) => file.endsWith('.md'));
    const left = documents.flatMap((file) =>
      linksOf(readFileSync(file, 'utf8'))
        .filter((link) => !inPackage.has(fileBehind(link, file)))
        .map((link) => `${file}: ${link}`),
    );
    expect(left).toEqual([]);
    expect(markdownFiles().filter((file) => file.startsWith('docs/') && !inPackage.has(file))).toEqual([]);
  });

  it('is a line of the list of all documents, of which the sidebar of the website is made', () => {
    const list = readFileSync('docs/README.md', 'utf8');
    const listed = new Set(linksOf(list).map((link) => fileBehind(link, 'docs/README.md')));
    const documents = markdownFiles().filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');
    expect(documents.filter((file) => !listed.has(file))).toEqual([]);
    expect(linksOf(readFileSync('README.md', 'utf8'))).toContain('docs/README.md');
  });
});

it('a package on npm says where its repository is: with that, the page of npm and its provenance work', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    private?: boolean;
    repository?: unknown;
  };
  expect(manifest.private === true || manifest.repository !== undefined).toBe(true);
});
