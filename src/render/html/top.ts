import type { ExitCode, Report } from '../../report/report.ts';
import { count } from '../../text.ts';
import { limitsOf, sentenceOf } from '../sentence.ts';
import { countsText, duration, marks, moment, outcomes } from '../words.ts';
import { type Markup, markup } from './markup.ts';

export function topOf(report: Report): Markup {
  const { status } = outcomes[report.exitCode];
  const limits = limitsOf(report);
  return markup`<header class="top ${status.charAt(0)}">
<h1><span aria-hidden="true">${marks[status]}</span> ${sentenceOf(report)}</h1>
${limits.length > 0 && markup`<ul>${limits.map((one) => markup`<li>${one}</li>`)}</ul>\n`}<p>${report.verdict}</p>
</header>
<dl class="facts">
${factsOf(report).map(([term, description]) => markup`<div><dt>${term}</dt><dd>${description}</dd></div>\n`)}</dl>
`;
}

function factsOf(report: Report): [term: string, description: string][] {
  const { startedAt, durationMs, tool, shard, history, targets, summary } = report;
  const checks = targets.flatMap(({ pacts }) => pacts.flatMap((pact) => pact.checks));
  const ofJiras = ([0, 1, 2] as const satisfies ExitCode[]).map((code) => {
    const number = targets.filter(({ exitCode }) => exitCode === code).length;
    return number > 0 && `${outcomes[code].says} on ${number}`;
  });
  const ofChecks = Object.keys(marks).map((status) => {
    const number = checks.filter((check) => check.status === status).length;
    return number > 0 && `${number} ${status}`;
  });
  return [
    ['Jiras', ofJiras.filter(Boolean).join(', ') || 'none'],
    ['Interactions', countsText(summary)],
    ['Checks', ofChecks.filter(Boolean).join(', ') || 'none'],
    ['Started', moment(startedAt)],
    ['Took', duration(durationMs)],
    ['Made by', `${tool.name} ${tool.version}`],
    ...(shard ? [partOf(shard)] : []),
    ...(history ? [sinceThen(history)] : []),
  ];
}

function partOf({ index, total, targets }: NonNullable<Report['shard']>): [string, string] {
  return ['Part', `${index} of ${total}, of ${count(targets.length, 'Jira')} in all`];
}

function sinceThen(history: NonNullable<Report['history']>): [string, string] {
  const { baseline, new: fresh, stillBroken, mended } = history;
  if (baseline === undefined) return ['Earlier run', 'none yet'];
  return [
    'Since the earlier run',
    `${fresh} newly broken, ${stillBroken} still broken, ${mended} fixed (${moment(baseline)})`,
  ];
}
