import { toldOf } from '../../report/causes.ts';
import type { ExitCode, Report } from '../../report/report.ts';
import { count } from '../../text.ts';
import { countsText, duration, marks, moment, outcomes } from '../words.ts';
import { type Markup, markup } from './markup.ts';

/** May the client ship, in one sentence; then how far that goes, and what it is made of. */
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

/** May the client ship? What mocked Jiras or one part of a run say is never given as more than that. */
export function sentenceOf(report: Report): string {
  const { exitCode, targets, shard, summary } = report;
  if (exitCode === 0 && targets.length === 0)
    return 'Nothing was verified: there is no Jira in this part of the run.';
  if (exitCode === 0 && summary.verified === 0)
    return 'Nothing was verified: what failed or is unknown does not count.';
  if (exitCode === 0 && targets.every((one) => one.exitCode !== 0))
    return 'The contract holds on no Jira of this run, but what is not as it should be does not count.';
  const asFarAs = isOnlyMocked(report) ? ', as far as mocked Jiras can tell' : '';
  const where = `${onSome(report)}${shard ? ` (in part ${shard.index} of ${shard.total})` : ''}`;
  switch (exitCode) {
    case 0:
      return `Yes, the client may ship${asFarAs}: the contract holds ${where}.`;
    case 1:
      return `No, the client may not ship${asFarAs}: the contract is broken ${where}.`;
    case 2:
      return `It is unknown whether the client may ship: the result is unknown ${where}.`;
    default:
      return exitCode satisfies never;
  }
}

/** How far the sentence goes: a reader who stops after it must not believe more than was verified. */
function limitsOf(report: Report): string[] {
  const { exitCode, targets, shard, summary } = report;
  const mocked = targets.filter(({ kind }) => kind === 'mocked').length;
  const excused = exitCode === 0 ? targets.filter((one) => one.exitCode !== 0).length : 0;
  const told = targets.flatMap(({ pacts }) => pacts.flatMap(toldOf));
  const pending = told.filter(({ isPending }) => isPending).length;
  const all = summary.verified + summary.failed + summary.unverifiable;
  const limits = [
    shard && `This is part ${shard.index} of ${shard.total}. The other parts are not in this report.`,
    isOnlyMocked(report) && 'No real Jira was asked.',
    mocked > 0 &&
      mocked < targets.length &&
      `${mocked} of the ${targets.length} Jiras ${mocked === 1 ? 'is mocked: it says' : 'are mocked: they say'} nothing about a real one.`,
    excused > 0 &&
      `The result of ${targets.length === 1 ? 'this Jira' : `${excused} of ${targets.length} Jiras`} is not counted: it is broken or down there.`,
    pending > 0 &&
      `${count(pending, 'failure')} of what is pending ${pending === 1 ? 'does' : 'do'} not count.`,
    summary.unverifiable > 0 && `${summary.unverifiable} of ${all} interactions could not be verified.`,
  ];
  return limits.filter((one) => typeof one === 'string');
}

function isOnlyMocked({ targets }: Report): boolean {
  return targets.length > 0 && targets.every(({ kind }) => kind === 'mocked');
}

function onSome({ targets, exitCode }: Report): string {
  const those = targets.filter((one) => one.exitCode === exitCode).length;
  if (targets.length === 1)
    return targets[0]?.kind === 'mocked' ? 'on a mocked Jira' : 'on the Jira that was asked';
  if (those === 0) return 'on the Jiras of this run';
  return those === targets.length ? `on all ${those} Jiras` : `on ${those} of ${targets.length} Jiras`;
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
