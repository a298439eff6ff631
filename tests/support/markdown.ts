import { execFileSync } from 'node:child_process';

/** Every Markdown file that is the project's, from its folder. */
export function markdownFiles(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);
}

/** A text without its blocks of code, in which nothing is a link or a heading. */
const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '');

/**
 * The anchor that GitHub makes of a heading, and with this the website too.
 *
 * @public
 */
export function slugOf(heading: string): string {
  return heading
    .trim()
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The anchors of a document: those that it names itself, and those that GitHub makes of its headings. */
export function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const named = [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id = '']) => id);
  return new Set([
    ...named,
    ...[...withoutCode(text).matchAll(/^#{1,6} +(.*)$/gm)].map(([, heading = '']) => {
      const slug = slugOf(heading);
      const before = seen.get(slug) ?? 0;
      seen.set(slug, before + 1);
      return before === 0 ? slug : `${slug}-${before}`;
    }),
  ]);
}

/** Where the links and pictures of a document lead, without those to the network. */
export function linksOf(text: string): string[] {
  return targetsIn(text).filter((target) => !/^(https?|mailto):/.test(target));
}

/** The addresses on the web that a document links to. */
export function webLinksOf(text: string): string[] {
  return targetsIn(text).filter((target) => /^https?:/.test(target));
}

function targetsIn(text: string): string[] {
  const words = withoutCode(text).replaceAll(/`[^`\n]*`/g, '');
  return [...words.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** A block of code in a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of its first fence, from 1. */
  readonly line: number;
  /** What the HTML comments before it say, by their keyword, as in `<!-- given: a broker -->`. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Every block of code of a document. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/((?:^<!--[^\n]*-->\n+)*)^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, comments = '', language = '', code = ''] = match;
    const notes = [...comments.matchAll(/<!-- *([\w-]+): *(.*?) *-->/g)].map(
      ([, keyword = '', value = '']) => [keyword, value],
    );
    const before = text.slice(0, (match.index ?? 0) + comments.length);
    return { language, text: code, line: before.split('\n').length, notes: Object.fromEntries(notes) };
  });
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
