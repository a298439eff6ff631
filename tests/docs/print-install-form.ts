/** `npm run docs`: after the first release (`private` is gone from package.json), the documents install the package from npm. */
import { readFileSync, writeFileSync } from 'node:fs';
import { markdownFiles } from '../support/markdown.ts';
import { manifest, withInstallForm } from './install-form.ts';

for (const file of markdownFiles()) {
  const before = readFileSync(file, 'utf8');
  const after = withInstallForm(before, manifest);
  if (after !== before) writeFileSync(file, after);
}
