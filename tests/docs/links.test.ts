import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorsOf, linksOf, markdownFiles } from '../support/markdown.ts';

describe('every link of', () => {
  it.each(markdownFiles())('%s leads to a file and a heading that there are', (file) => {
    const text = readFileSync(file, 'utf8');
    const broken = linksOf(text).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), decodeURIComponent(path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('every document', () => {
  it('can be reached from the README', () => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file) || !existsSync(file)) return;
      seen.add(file);
      if (!file.endsWith('.md')) return;
      for (const link of linksOf(readFileSync(file, 'utf8'))) {
        visit(join(dirname(file), link.split('#')[0] ?? ''));
      }
    };
    visit('README.md');
    const documents = markdownFiles().filter((file) => file.startsWith('docs/'));
    expect(documents.filter((file) => !seen.has(file))).toEqual([]);
  });

  it('stands in the sidebar of the website', () => {
    const config = readFileSync('docs/site/.vitepress/config.mts', 'utf8');
    const pages = markdownFiles().filter((file) => /^docs\/[^/]+\/.*\.md$/.test(file));
    const missing = pages.filter((file) => !config.includes(`'${file.slice('docs'.length, -'.md'.length)}'`));
    expect(missing).toEqual([]);
  });
});
