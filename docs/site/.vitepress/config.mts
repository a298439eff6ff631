import { cpSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { slugOf } from '../../../tests/support/markdown.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A package of the site, for pages that stand outside of its folder. */
const packageAt = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** The files that documents link to and that are no pages, such as templates for CI; they become a part of the site as they are. */
const linkedFiles = new Set<string>();

/** Where a link of a page leads, seen from the project's folder; undefined for an address and for a place in the page. */
const fileBehind = (href: string, page: string) =>
  /^([a-z]+:|#)/i.test(href) ? undefined : posix.join(posix.dirname(page), href);

/** The sections of docs/README.md, each with its links, are the sidebar: nothing is listed twice. */
function sidebar() {
  const [, ...sections] = readFileSync(join(ROOT, 'docs/README.md'), 'utf8').split(/^## /m);
  return sections.map((section) => {
    const [title = ''] = section.split('\n');
    const links = [...section.matchAll(/\[([^\]]+)\]\(([^)#]+)\.md\)/g)];
    return {
      text: title.replace(/:.*/, ''),
      items: links.map(([, text = '', file]) => ({
        text: text.charAt(0).toUpperCase() + text.slice(1),
        link: posix.join('/docs', `${file}`),
      })),
    };
  });
}

/** The site is made of the same files that stand in the project, at the same places: nothing is copied but what pages link to. */
export default defineConfig({
  title: 'jira-session-contracts',
  description: "Contract tests for Jira's session resource: does my log-in still work on that Jira?",
  lang: 'en-US',
  srcDir: ROOT,
  // The documents, and those of the project's folder.
  srcExclude: ['!(docs)/**/*', '.*/**', 'docs/site/**'],
  rewrites: { 'README.md': 'index.md', 'docs/README.md': 'docs/index.md' },
  markdown: {
    anchor: { slugify: slugOf },
    config: (markdown) => {
      const openLink = markdown.renderer.rules.link_open;
      markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
        const href = String(tokens[index]?.attrGet('href') ?? '');
        const file = fileBehind(href, env.relativePath);
        if (file === undefined || /\.md(#.*)?$/.test(file)) {
          tokens[index]?.attrSet('href', href.replace(/\bREADME\.md\b/, 'index.md'));
          return openLink?.(tokens, index, options, env, self) ?? '';
        }
        linkedFiles.add(file);
        // VitePress would open it as a page.
        return `<a href="${markdown.utils.escapeHtml(href)}" target="_self">`;
      };
      const fence = markdown.renderer.rules.fence;
      markdown.renderer.rules.fence = (tokens, index, ...others) => {
        const token = tokens[index];
        // What a command prints is no code: no word of it is colored as if it were a string.
        if (token && /^(console|crontab|icinga2|nagios)$/.test(token.info)) token.info = 'text';
        return fence?.(tokens, index, ...others) ?? '';
      };
      // Without v-pre, the page would be a program: `${{ matrix.shard }}` stands in a document as it is.
      markdown.renderer.rules.code_inline = (tokens, index) =>
        `<code v-pre>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code>`;
    },
  },
  // A wide table gets the place of the outline.
  transformPageData: ({ relativePath, filePath }) => {
    const text = readFileSync(join(ROOT, filePath || relativePath), 'utf8');
    if (/^(\|[^|\n]*){4,}\|$/m.test(text)) return { frontmatter: { aside: false, pageClass: 'wide' } };
  },
  buildEnd: ({ outDir }) => {
    for (const file of linkedFiles) cpSync(join(ROOT, file), join(outDir, file));
  },
  vite: {
    resolve: {
      alias: [
        { find: /^vue\/server-renderer$/, replacement: packageAt('vue/server-renderer/index.mjs') },
        { find: /^vue$/, replacement: packageAt('vue/dist/vue.runtime.esm-bundler.js') },
      ],
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [{ text: 'What it is', link: '/' }, { text: 'All documents', link: '/docs/' }, ...sidebar()],
  },
});
