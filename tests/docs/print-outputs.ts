/**
 * `npm run docs`: runs the commands of the documents, and puts what they print in the place of what is not true any more. A text
 * with `...` in it is left as it is, and named: a person has to say what of it is shown.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { blocksToRun, commandsOf, DocumentRun } from '../support/console.ts';
import { markdownFiles } from '../support/markdown.ts';
import { fits } from '../support/shown-output.ts';

const wanted = process.argv.slice(2);
const files = markdownFiles().filter((file) => file === 'README.md' || file.startsWith('docs/'));
for (const file of wanted.length > 0 ? wanted : files) {
  const before = readFileSync(file, 'utf8');
  let after = before;
  await using document = new DocumentRun();
  for (const block of await blocksToRun(before)) {
    if (block.reason) continue;
    await document.prepare(block);
    if (block.language !== 'console') continue;
    let written = '';
    for (const shown of commandsOf(block.text)) {
      const printed = await document.run(shown);
      const isRight = fits(shown.shown, printed);
      if (!isRight && shown.shown.includes('...'))
        console.error(`${file}:${block.line}: $ ${shown.command}\n${printed}`);
      const kept = isRight || shown.shown.includes('...');
      written += `$ ${shown.command}\n${kept ? shown.shown : printed.replace(/\n*$/, '\n')}`;
    }
    after = after.replace(`\`\`\`console\n${block.text}\`\`\``, () => `\`\`\`console\n${written}\`\`\``);
  }
  if (after !== before) {
    writeFileSync(file, after);
    console.log(`${file} was written anew`);
  }
}
