import { bySeverity } from '../report/exit-code.ts';
import type { Report, TargetReport } from '../report/report.ts';
import { printable, withEntities } from '../text.ts';
import { type Case, jiraName, type Suite, suitesOf } from './cases.ts';
import { historyText } from './changes.ts';
import { countsText } from './words.ts';

const marks = { verified: '✅', warned: '⚠️', failed: '❌', error: '❓', skipped: '➖' } as const;

/**
 * Markdown for a summary: the verdict, then each Jira, then what is not verified and why, then all of it.
 *
 * @param maxBytes what does not fit is left out, with a word on what it was; what is not verified comes first
 */
export function markdown(report: Report, maxBytes = Number.POSITIVE_INFINITY): string {
  const head = [
    `## ${escaped(printable(report.verdict))}`,
    '',
    countsText(report.summary),
    ...(report.history ? ['', escaped(historyText(report))] : []),
    '',
  ].join('\n');
  const worstFirst = report.targets.toSorted(bySeverity);
  const sections = [
    ...worstFirst.map(targetText),
    ...suitesOf({ ...report, targets: worstFirst }).map(suiteText),
  ];
  return cutTo(maxBytes, [head, ...sections]);
}

/** Whole sections, as many as fit, and a word on the others. */
function cutTo(maxBytes: number, sections: readonly string[]): string {
  const all = sections.map((section) => `${section}\n`);
  if (Buffer.byteLength(all.join('')) <= maxBytes) return all.join('');
  const last = (cut: number) =>
    `${cut} more sections do not fit in here: the whole report is in the files of --report and --json.\n`;
  let left = maxBytes - Buffer.byteLength(last(all.length));
  const fitting: string[] = [];
  for (const section of all) {
    left -= Buffer.byteLength(section);
    if (left < 0) break;
    fitting.push(section);
  }
  const text = fitting.join('') + last(all.length - fitting.length);
  return Buffer.byteLength(text) <= maxBytes ? text : '';
}

function targetText(target: TargetReport): string {
  const soon = (target.endsSoon ?? []).map(
    ({ cause, cure }) => `\n${marks.warned} ${escaped(printable(`${cause}. ${cure}`))}\n`,
  );
  const mark = { 0: marks.verified, 1: marks.failed, 2: marks.error }[target.exitCode];
  return `${mark} **${escaped(jiraName(target))}**: ${escaped(printable(target.verdict))}\n${soon.join('')}`;
}

function suiteText({ name, cases }: Suite): string {
  return [
    `<details><summary>${escaped(name)}</summary>`,
    '',
    '| | interaction or check | reason |',
    '| --- | --- | --- |',
    ...cases.map(caseLine),
    '',
    '</details>',
    '',
  ].join('\n');
}

function caseLine({ name, status, reason, details }: Case): string {
  const why = [reason, ...details].filter(Boolean).map(escaped).join('<br>');
  return `| ${marks[status]} | ${escaped(name)} | ${why} |`;
}

/** Text from outside: no markup, no link, no image, no end of a cell. */
function escaped(text: string): string {
  return withEntities(text)
    .replaceAll(/[\\`*_{}[\]()#+!|~@-]/g, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll(/https?:/g, (scheme) => scheme.replace(':', '&#58;'))
    .replaceAll('\n', ' ');
}
