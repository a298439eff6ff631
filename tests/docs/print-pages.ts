/** `npm run docs`: writes the pages that come from the pact, the command line, the schemas and the docstrings. */
import { writeFileSync } from 'node:fs';
import { pages } from './pages/pages.ts';

for (const { file, page } of pages) {
  try {
    writeFileSync(file, await page());
  } catch (error) {
    console.error(`${file} is not written:`, error);
    process.exitCode = 1;
  }
}
