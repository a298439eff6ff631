/** VitePress says so and goes on when a page cannot be made: here it fails. Each document has to be a page with its title, and each link has an address that leads somewhere. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const site = join(import.meta.dirname, '.vitepress', 'dist');
const textOf = (page) => readFileSync(join(site, page), 'utf8');
const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'));

const documents = readdirSync(join(import.meta.dirname, '..'), { recursive: true })
  .filter((file) => file.endsWith('.md') && !file.startsWith('site'))
  .map((file) => join('docs', file));
const broken = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...documents].filter(
  (file) => {
    const page = file.replace(/\.md$/, '.html').replace(/README(?=\.html$)/, 'index');
    return !pages.includes(page) || !/<h1[^>]*>[^<]/.test(textOf(page));
  },
);

/** Whether a link of a page leads to a file of the site, and to a heading that the file has. */
function isDead(page, href) {
  if (/^[a-z]+:/.test(href)) return false;
  const [path, anchor] = href.split('#');
  const target = path === '' ? page : join(path.startsWith('/') ? '' : dirname(page), path);
  const file = ['', 'index.html', '.html']
    .map((end) => (end === 'index.html' ? join(target, end) : `${target}${end}`))
    .find((one) => existsSync(join(site, one)) && statSync(join(site, one)).isFile());
  return (
    file === undefined ||
    (anchor !== undefined && !textOf(file).includes(`id="${decodeURIComponent(anchor)}"`))
  );
}

const deadLinks = pages.flatMap((page) =>
  [...textOf(page).matchAll(/<a(?: [^>]*)?>/g)]
    // A place in a page that links lead to.
    .filter(([tag]) => !tag.includes(' id='))
    .map(([tag]) => /href="([^"]*)"/.exec(tag)?.[1] || 'a link without an address')
    .filter((href) => isDead(page, href))
    .map((href) => `${page}: ${href}`),
);
if (broken.length > 0 || deadLinks.length > 0) {
  console.error(`Not a page: ${broken.join(', ') || 'none'}. Dead links: ${deadLinks.join(', ') || 'none'}.`);
  process.exitCode = 1;
} else {
  console.log(`${documents.length} documents became pages, and every link in them leads somewhere.`);
}
