/** VitePress says so and goes on when a page cannot be made: here it fails. Each document has to have become a page with its title. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..');
const site = join(import.meta.dirname, '.vitepress', 'dist');
const documents = readdirSync(docs, { recursive: true }).filter(
  (file) => file.endsWith('.md') && !file.startsWith('site'),
);
const broken = documents.filter((file) => {
  const page = file.replace(/\.md$/, '.html').replace(/^README/, 'index');
  try {
    return !/<h1[^>]*>[^<]/.test(readFileSync(join(site, page), 'utf8'));
  } catch {
    return true;
  }
});
if (documents.length === 0 || broken.length > 0) {
  console.error(`These documents did not become a page: ${broken.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`${documents.length} documents became pages.`);
}
