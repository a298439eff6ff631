import type { CheckStatus } from '../../report/report.ts';
import { printable, withEntities } from '../../text.ts';
import { marks } from '../words.ts';

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

type MarkupPart = Markup | string | number | false | undefined | readonly MarkupPart[];

/** HTML with every value escaped that is not markup itself. What is false or undefined is left out. */
export function markup(texts: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const html = texts.map((text, index) => text + htmlOf(parts[index])).join('');
  return Markup.ofOurOwn(html);
}

export function joined(parts: readonly MarkupPart[], between: string): Markup {
  return Markup.ofOurOwn(parts.map(htmlOf).join(between));
}

/** A name from outside inside a sentence: letters that run from right to left do not turn what stands around it. */
export function bdi(text: string): Markup {
  return markup`<bdi>${text}</bdi>`;
}

/** A status as a shape, a word and a color. The first letter of a status is its class: a page has thousands of them. */
export function statusMark(status: CheckStatus, words: string): Markup {
  return markup`<span class="status ${status.charAt(0)}">${marks[status]} ${words}</span>`;
}

function htmlOf(part: MarkupPart): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.html;
  if (typeof part === 'object') return part.map(htmlOf).join('');
  return withEntities(printable(String(part)))
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
