import type { Report, TargetReport } from '../report.ts';
import { type Case, nameOf, suitesOf } from './cases.ts';

const marks = { verified: '✅', warned: '⚠️', failed: '❌', unverifiable: '➖' } as const;

/** Markdown for a summary: the verdict, then what is not verified and why, then all of it. */
export function markdown(report: Report): string {
  const { verified, failed, unverifiable } = report.summary;
  return [
    `## ${escaped(report.verdict)}`,
    '',
    `${verified} verified, ${failed} failed, ${unverifiable} unverifiable`,
    '',
    ...report.targets.flatMap(targetLines),
    ...suitesOf(report).flatMap(({ name, cases }) => [
      `<details><summary>${escaped(name)}</summary>`,
      '',
      '| | interaction or check | reason |',
      '| --- | --- | --- |',
      ...cases.map(caseLine),
      '',
      '</details>',
      '',
    ]),
  ].join('\n');
}

function targetLines(target: TargetReport): string[] {
  const mark = { 0: marks.verified, 1: marks.failed, 2: marks.unverifiable }[target.exitCode];
  return [`${mark} **${escaped(nameOf(target))}**: ${escaped(target.verdict)}`, ''];
}

function caseLine({ name, status, reason, details }: Case): string {
  const why = [reason, ...details].filter(Boolean).map(escaped).join('<br>');
  return `| ${marks[status]} | ${escaped(name)} | ${why} |`;
}

/** Text from outside: no markup, no link, no image, no end of a cell. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~@-]/g, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll(/https?:/g, (scheme) => scheme.replace(':', '&#58;'))
    .replaceAll('\n', ' ');
}
