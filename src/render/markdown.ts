import { sentencesOf } from '../findings.ts';
import {
  type Cause,
  causesIn,
  NOTHING_AGAINST,
  type Place,
  placesOf,
  saysNothingAgainst,
  wordsOf,
} from '../report/causes.ts';
import { bySeverity } from '../report/exit-code.ts';
import type { Report, TargetReport } from '../report/report.ts';
import { capitalized, count, printable, withEntities } from '../text.ts';
import { type Case, casesOf, jiraName } from './cases.ts';
import { historyText } from './changes.ts';
import { headlineOf, limitsOf } from './sentence.ts';
import { countsText, outcomes } from './words.ts';

const marks = { verified: '✅', warned: '⚠️', failed: '❌', error: '❓', skipped: '➖' } as const;

const MAX_NAMES = 8;

/** Markdown for a summary: what it comes to, then each Jira, then each cause once with its Jiras, then all of it, as far as it fits. */
export function markdown(report: Report, maxBytes = Number.POSITIVE_INFINITY): string {
  const targets = report.targets.toSorted(bySeverity);
  const causes = causesIn(targets);
  const idle = causes.filter(saysNothingAgainst);
  const head = [
    `## ${plainText(headlineOf(report))}`,
    '',
    ...limitsOf(report).map((one) => `- ${plainText(one)}`),
    '',
    countsText(report.summary),
    ...(report.history ? ['', plainText(historyText(report))] : []),
    '',
  ].join('\n');
  const sections = [
    ...targets.map(targetText),
    ...causes.filter((one) => !idle.includes(one)).map(causeText),
    ...(idle.length > 0
      ? [collapsed(`${NOTHING_AGAINST}: ${count(idle.length, 'reason')}`, idle.map(causeText))]
      : []),
    ...[...Map.groupBy(casesOf({ ...report, targets }), ({ suite }) => suite)].map(suiteText),
  ];
  return cutTo(maxBytes, [head, ...sections]);
}

function cutTo(maxBytes: number, sections: readonly string[]): string {
  const all = sections.map((section) => `${section}\n`);
  if (Buffer.byteLength(all.join('')) <= maxBytes) return all.join('');
  const last = (cut: number) =>
    `${cut} more sections do not fit in here: the whole report is in the files of --report and --json.\n`;
  let left = maxBytes - Buffer.byteLength(last(all.length));
  const cut = all.findIndex((section) => {
    left -= Buffer.byteLength(section);
    return left < 0;
  });
  const text = all.slice(0, cut).join('') + last(all.length - cut);
  return Buffer.byteLength(text) <= maxBytes ? text : '';
}

function targetText(target: TargetReport): string {
  const soon = (target.endsSoon ?? []).map(
    (soon) => `\n${marks.warned} ${plainText(printable(sentencesOf(soon)))}\n`,
  );
  const mark = { 0: marks.verified, 1: marks.failed, 2: marks.error }[target.exitCode];
  const { says } = outcomes[target.exitCode];
  return `${mark} **${plainText(jiraName(target))}**: ${says}; ${countsText(target.summary)}\n${soon.join('')}`;
}

function causeText(cause: Cause<Place>): string {
  const [{ status, cure, isPending }] = cause;
  const mark = { failed: marks.failed, warned: marks.warned, unverifiable: marks.error }[status];
  const shown = saysNothingAgainst(cause) ? marks.skipped : mark;
  const words = capitalized(printable(wordsOf(cause)));
  const where = placesOf(cause).map(
    ({ jiras, where }) => `  - **${named(jiras.map(jiraName))}**: ${named(where.map(printable))}`,
  );
  return [
    `- ${shown} **${plainText(words)}.**${isPending ? ' (pending)' : ''} ${plainText(printable(cure))}`.trimEnd(),
    ...where,
    '',
  ].join('\n');
}

function named(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return plainText(more > 0 ? `${names.slice(0, MAX_NAMES).join('; ')} and ${more} more` : names.join('; '));
}

function collapsed(summary: string, lines: readonly string[]): string {
  return [`<details><summary>${withEntities(summary)}</summary>`, '', ...lines, '', '</details>', ''].join(
    '\n',
  );
}

function suiteText([suite, cases]: [string, Case[]]): string {
  return collapsed(suite, [
    '| | interaction or check | what differs |',
    '| --- | --- | --- |',
    ...cases.map(caseLine),
  ]);
}

/** Its cause, further up, says why. */
function caseLine({ name: full, suite, status, details, counts }: Case): string {
  const name = full.replace(` (${suite})`, '') + (counts ? '' : ' (not counted)');
  const cells = [plainText(name), details.map(code).join('<br>')].map((cell) => cell.replaceAll('|', '\\|'));
  return `| ${marks[status]} | ${cells.join(' | ')} |`;
}

/** Signs that mean something in Markdown where they are. No others are escaped, since a chat shows each backslash. */
const MEANINGFUL = new RegExp(
  [
    // Before a sign, it escapes it.
    String.raw`\\(?=[!-/:-@[-${'`'}{-~]|$)`,
    '`',
    // Between spaces, it is a star.
    String.raw`(?<=\S)[*~]|[*~](?=\S)`,
    // Inside a word, it is a letter.
    String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`,
    // A link, an image.
    String.raw`\](?=[([:])`,
    // A tag, an entity.
    '<(?=[A-Za-z/!?])',
    String.raw`&(?=#?\w+;)`,
    // What becomes a link by itself.
    String.raw`:(?=//)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\.|(?<=\S)@(?=\S)`,
    // The end of a heading.
    '#(?=#*$)',
  ].join('|'),
  'giu',
);

/** Text from outside: no markup, no link, no image. */
function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(MEANINGFUL, '\\$&');
}

function code(text: string): string {
  // In a cell, no code can have these two.
  if (text.includes('\\|')) return plainText(text);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const gap = /^[`\s]|[`\s]$/.test(text) ? ' ' : '';
  return `${fence}${gap}${text}${gap}${fence}`;
}
