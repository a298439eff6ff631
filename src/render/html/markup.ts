import { printable, printableLines, withEntities } from '../../text.ts';

/** Text that is HTML already. Nothing but `markup` makes one, so that nothing gets into a page unescaped. */
export class Markup {
  readonly html: string;

  private constructor(html: string) {
    this.html = html;
  }

  /** HTML that this program wrote itself, in a file or by `markup`. */
  static ofOurOwn(html: string): Markup {
    return new Markup(html);
  }
}

type Part = Markup | string | number | false | undefined | readonly Part[];

/** HTML with every value escaped that is no markup itself. What is false or undefined leaves nothing behind. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const html = texts.map((text, index) => text + htmlOf(parts[index])).join('');
  return Markup.ofOurOwn(html);
}

/** Text of several lines. */
export function lines(text: string): Markup {
  return Markup.ofOurOwn(escaped(printableLines(text)));
}

/** The parts with a text between them. */
export function joined(parts: readonly Part[], between: string): Markup {
  return Markup.ofOurOwn(parts.map(htmlOf).join(between));
}

function htmlOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.html;
  if (typeof part === 'object') return part.map(htmlOf).join('');
  return escaped(printable(String(part)));
}

function escaped(text: string): string {
  return withEntities(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
