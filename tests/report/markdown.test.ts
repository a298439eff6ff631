import { describe, expect, it } from '@jest/globals';
import { marked, type Token } from 'marked';
import { markdown } from '../../src/render/markdown.ts';
import { fc } from '../support/properties.ts';
import { failed, jira, pact, report, unverifiable, verified } from '../support/small-reports.ts';

/** What a renderer makes of Markdown: the kinds of its tokens, and the text that a reader sees. */
function rendered(text: string) {
  const kinds = new Set<string>();
  const tokens = marked.lexer(text);
  marked.walkTokens(tokens, ({ type }: Token) => void kinds.add(type));
  const shown = marked
    .parser(tokens)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  return { kinds: [...kinds].toSorted(), shown: shown.replaceAll(/\s+/g, '') };
}

const mismatch = { kind: 'status', where: '', expected: '', actual: '' };

const reportWith = (text: string) =>
  markdown(
    report(
      jira(
        text,
        pact({ ...failed, cause: text, cure: text, description: text, mismatches: [{ ...mismatch, text }] }),
      ),
    ),
  );

/** What a Jira or a pact may say, with all that Markdown takes for markup. */
const said = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'B1',
        ' ',
        '\\',
        '`',
        '``',
        '*',
        '**',
        '_',
        '__',
        '~',
        '~~',
        '[',
        ']',
        '(',
        ')',
        '![',
        '](',
        '<',
        '>',
        '<b>',
        '</b>',
        '<!--',
      ],
      ...[
        '&',
        '&amp;',
        '&#45;',
        '|',
        '#',
        '+',
        '-',
        '1.',
        '!',
        'https://a.example',
        'www.a.example',
        'a@b.example',
        'mailto:a@b.example',
        '$',
        ':',
        '"',
        "'",
        '/',
      ],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

describe('the Markdown report', () => {
  const plain = rendered(reportWith('plain'));

  it('shows every text as it is, with no markup and no link of its own', () => {
    fc.assert(
      fc.property(said, (text) => {
        const { kinds, shown } = rendered(reportWith(text));
        expect(kinds).toEqual(plain.kinds);
        expect(shown).toContain(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`.replaceAll(/\s+/g, ''));
      }),
    );
  });

  it.each([
    'JIRA_PERSONAL_ACCESS_TOKEN is missing',
    "a log-in, with Jira's own words (403) - 100 % of 2 * 3",
    '[redacted] is 1. and +1, and a < b & c > d!',
    'the header Set-Cookie; x=y, "quoted" {braces} $HOME #12 @team',
  ])('escapes nothing of %s', (text) => {
    const told = reportWith(text).replaceAll(/`[^`]*`|https\\:/g, '');
    expect(told).toContain(text.slice(1));
    expect(told).not.toMatch(/&#|\\/);
  });

  it('tells a cause once, with its Jiras, and folds what says nothing against the contract', () => {
    const text = markdown(
      report(
        jira('acme', pact(failed, verified)),
        jira('globex', pact(failed, unverifiable, verified)),
        jira('initech', pact(verified)),
      ),
    );
    expect(text.match(/It broke/g)).toHaveLength(1);
    expect(text).toContain('- ❌ **It broke.** Fix it.\n  - **acme');
    expect(text).toMatch(/; globex.*: POST a log-in\n/);
    expect(text.match(/Needs a token/g)).toHaveLength(1);
    expect(text.indexOf('Needs a token')).toBeGreaterThan(
      text.indexOf('<details><summary>What was not verified'),
    );
  });
});
