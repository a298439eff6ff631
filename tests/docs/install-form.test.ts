import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { markdownFiles } from '../support/markdown.ts';
import { manifest, withInstallForm } from './install-form.ts';

describe('how the documents install the package', () => {
  it.each(markdownFiles())('is in %s as package.json has it: npm run docs writes it anew', (file) => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(withInstallForm(text, manifest));
  });

  it.each([
    ['a file, with a word on why, as long as the package is private', true, 1],
    ['from npm, without that word, once it is not', false, 0],
  ])('is %s', (_form, notOnNpm, times) => {
    const tutorial = readFileSync('docs/tutorial/first-run.md', 'utf8');
    const { name, version } = manifest;
    const text = withInstallForm(tutorial, { name, version, private: notOnNpm });
    expect(text.match(/^npm install .*$/gm)).toEqual([
      `npm install ${notOnNpm ? `../${name}-${version}.tgz` : name}`,
    ]);
    expect(text.match(/not on npm yet/g) ?? []).toHaveLength(times);
    expect(withInstallForm(text, { name, version, private: !notOnNpm })).not.toBe(text);
  });
});
