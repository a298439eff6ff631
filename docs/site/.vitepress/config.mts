import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

/** A package of the site, for pages that stand outside of its folder. */
const packageAt = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** Where the files of the repository can be read, such as `https://git.example.com/team/contracts/blob/main`; set by who publishes. */
const repository = process.env.REPOSITORY_URL;

/** A link to a file of the repository that is no page of the site; undefined for all other links. */
function linkOutOfSite(href: string, page: string): string | undefined {
  if (/^([a-z]+:|#)/i.test(href)) return undefined;
  const file = posix.join('docs', posix.dirname(page), href);
  const isPage = file.startsWith('docs/') && /\.md(#.*)?$/.test(file);
  return isPage ? undefined : file;
}

/** The site is made of the same files that stand in the repository: nothing is copied. */
export default defineConfig({
  title: 'jira-session-contracts',
  description: 'Does my log-in still work on that Jira?',
  lang: 'en-US',
  srcDir: '..',
  srcExclude: ['site/**', 'ci/**'],
  rewrites: { 'README.md': 'index.md' },
  markdown: {
    config: (markdown) => {
      const openLink = markdown.renderer.rules.link_open;
      markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
        const file = linkOutOfSite(String(tokens[index]?.attrGet('href') ?? ''), env.relativePath);
        if (file === undefined) {
          const href = String(tokens[index]?.attrGet('href') ?? '');
          tokens[index]?.attrSet('href', href.replace(/\bREADME\.md\b/, 'index.md'));
          return openLink?.(tokens, index, options, env, self) ?? '';
        }
        return repository ? `<a href="${markdown.utils.escapeHtml(`${repository}/${file}`)}">` : '<a>';
      };
      // Without v-pre, the page would be a program: `${{ matrix.shard }}` stands in a document as it is.
      markdown.renderer.rules.code_inline = (tokens, index) =>
        `<code v-pre>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code>`;
    },
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
    sidebar: [
      { text: 'All documents', link: '/' },
      {
        text: 'Tutorial',
        items: [{ text: 'Your first contract test', link: '/tutorial/first-run' }],
      },
      {
        text: 'Guides',
        items: [
          { text: 'Install it', link: '/how-to/install' },
          { text: 'My Jira', link: '/how-to/my-jira' },
          { text: 'What is sent', link: '/how-to/what-is-sent' },
          { text: 'Company network', link: '/how-to/company-network' },
          { text: 'Single sign-on', link: '/how-to/single-sign-on' },
          { text: 'In CI', link: '/how-to/ci' },
          { text: 'Monitoring', link: '/how-to/monitoring' },
          { text: 'Before an upgrade', link: '/how-to/before-an-upgrade' },
          { text: 'My own client', link: '/how-to/own-client' },
          { text: 'Many Jiras', link: '/how-to/many-jiras' },
          { text: 'With a broker', link: '/how-to/broker' },
          { text: 'Reports', link: '/how-to/reports' },
          { text: 'Record a real Jira', link: '/how-to/record-a-real-jira' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'Words', link: '/reference/words' },
          { text: 'Commands', link: '/reference/commands' },
          { text: 'Settings', link: '/reference/settings' },
          { text: 'Exit codes', link: '/reference/exit-codes' },
          { text: 'Findings', link: '/reference/findings' },
          { text: 'What Jira says', link: '/reference/what-jira-says' },
          { text: 'Report, inventory and targets file', link: '/reference/report' },
          { text: 'The contract', link: '/reference/contract' },
          { text: 'Provider states', link: '/reference/provider-states' },
          { text: 'Pact conventions', link: '/reference/pact-conventions' },
          { text: 'Recording', link: '/reference/recording' },
          { text: 'The mocked Jira', link: '/reference/mocked-jira' },
          { text: 'Answers side by side', link: '/reference/three-way-table' },
          { text: 'Clients', link: '/reference/clients' },
          { text: 'Library', link: '/reference/api' },
          { text: 'Library: verify and record', link: '/reference/api/index' },
          { text: 'Library: clients', link: '/reference/api/client' },
          { text: 'Library: mocked Jira', link: '/reference/api/mock' },
        ],
      },
      {
        text: 'Explanation',
        items: [
          { text: 'Why contract tests', link: '/explanation/why' },
          { text: 'How a recording works', link: '/explanation/recording' },
          { text: 'Decisions', link: '/explanation/decisions' },
          { text: 'Parts of the program', link: '/explanation/architecture' },
          { text: 'What the contract is worth', link: '/explanation/mutation' },
          { text: 'Is the mocked Jira true?', link: '/explanation/truth' },
          { text: 'What it costs', link: '/explanation/benchmark' },
        ],
      },
    ],
  },
});
