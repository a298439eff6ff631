/** VitePress says so and goes on when a page cannot be made: here it fails. Each document has to be a page with its title, whose links lead to pages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'));
const deadLinks = pages.flatMap((page) =>
  [...readFileSync(join(site, page), 'utf8').matchAll(/<a [^>]*href="([^"#]+)/g)]
    .map(([, href]) => href)
    .filter((href) => !/^[a-z]+:/.test(href))
    .filter((href) => {
      const target = href.startsWith('/') ? join(site, href) : join(site, dirname(page), href);
      return !existsSync(target) && !existsSync(`${target}.html`);
    })
    .map((href) => `${page}: ${href}`),
);
if (documents.length === 0 || broken.length > 0 || deadLinks.length > 0) {
  console.error(`Not a page: ${broken.join(', ') || 'none'}. Dead links: ${deadLinks.join(', ') || 'none'}.`);
  process.exitCode = 1;
} else {
  console.log(`${documents.length} documents became pages, and every link between them leads to one.`);
}
