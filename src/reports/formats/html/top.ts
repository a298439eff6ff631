import { count } from '../../count.ts';
import type { ExitCode, Report } from '../../report.ts';
import { type Markup, markup } from './markup.ts';
import { duration, looks, moment, outcomes } from './words.ts';

/** May it ship, in one sentence; then what that is made of. */
export function topOf(report: Report): Markup {
  const { looksLike } = outcomes[report.exitCode];
  const { mark, letter } = looks[looksLike];
  return markup`<header class="top ${letter}">
<h1><span class="mark" aria-hidden="true">${mark}</span> ${sentenceOf(report)}</h1>
<p class="verdict">${report.verdict}</p>
</header>
<dl class="facts">
${factsOf(report).map(([term, description]) => markup`<div><dt>${term}</dt><dd>${description}</dd></div>\n`)}</dl>
`;
}

/** May it ship? What mocked Jiras or one part of a run say is never given as more than that. */
export function sentenceOf(report: Report): string {
  const { exitCode, targets, shard, summary } = report;
  const mocked = targets.filter(({ kind }) => kind === 'mocked').length;
  const part = shard ? `in part ${shard.index} of ${shard.total}, ` : '';
  const onlyMocked = targets.length > 0 && mocked === targets.length;
  const ofThem = `; ${mocked} of the ${targets.length} ${mocked === 1 ? 'is' : 'are'} mocked`;
  const caveat = onlyMocked ? '; no real Jira was asked' : mocked > 0 ? ofThem : '';
  switch (exitCode) {
    case 0: {
      if (targets.length === 0) return `Nothing was verified: ${part}there is no Jira.`;
      const held = targets.filter((one) => one.exitCode === 0).length;
      const limits = [
        ...(shard ? [`part ${shard.index} of ${shard.total} tells`] : []),
        ...(onlyMocked ? [`${mocked === 1 ? 'a mocked Jira' : 'mocked Jiras'} can tell`] : []),
        ...(summary.unverifiable > 0 ? ['it could be verified'] : []),
      ];
      const limit = limits.length === 0 ? '' : `, as far as ${limits.join(' and ')}`;
      if (held < targets.length) {
        const passed = `what is broken or down on ${targets.length - held} of ${targets.length} Jiras is not counted`;
        return `Yes, it may ship${limit}, since ${passed}${caveat}.`;
      }
      const where = held > 1 ? `on all ${held} Jiras` : onlyMocked ? 'there' : onTheOnly(report);
      return `Yes, it may ship${limit}: the contract holds ${where}${caveat}.`;
    }
    case 1:
      return `No, it may not ship: ${part}the contract is broken ${onSome(report, 1)}${caveat}.`;
    case 2:
      return `It is unknown whether it may ship: ${part}no result says whether the contract holds ${onSome(report, 2)}${caveat}.`;
    default:
      return exitCode satisfies never;
  }
}

function onSome(report: Report, wanted: ExitCode): string {
  const { targets } = report;
  const those = targets.filter(({ exitCode }) => exitCode === wanted).length;
  if (targets.length === 1) return onTheOnly(report);
  return those === 0 ? 'on the Jiras of this run' : `on ${those} of ${targets.length} Jiras`;
}

function onTheOnly({ targets }: Report): string {
  return targets[0]?.kind === 'mocked' ? 'on a mocked Jira' : 'on the one Jira that was asked';
}

type Fact = readonly [term: string, description: Markup];

function factsOf(report: Report): Fact[] {
  const { startedAt, durationMs, tool, shard, history, targets, summary } = report;
  const checks = targets.flatMap(({ pacts }) => pacts.flatMap((pact) => pact.checks));
  const among = (status: string) => checks.filter((check) => check.status === status).length;
  const jiras = ([0, 1, 2] as const).map((code) => {
    const number = targets.filter(({ exitCode }) => exitCode === code).length;
    return number === 0 ? '' : `${outcomes[code].says} on ${number}`;
  });
  const ofChecks = (['verified', 'warned', 'failed', 'unverifiable'] as const).map((status) =>
    among(status) === 0 ? '' : `${among(status)} ${status}`,
  );
  return [
    ['Jiras', markup`${jiras.filter(Boolean).join(', ') || 'none'}`],
    [
      'Interactions',
      markup`${summary.verified} verified, ${summary.failed} failed, ${summary.unverifiable} unverifiable`,
    ],
    ['Checks', markup`${ofChecks.filter(Boolean).join(', ') || 'none'}`],
    ['Started', markup`<time datetime="${startedAt}">${moment(startedAt)}</time>`],
    ['Took', markup`${duration(durationMs)}`],
    ['Made by', markup`${tool.name} ${tool.version}`],
    ...(shard ? [partOf(shard)] : []),
    ...(history ? [sinceThen(history)] : []),
  ];
}

function partOf({ index, total, targets }: NonNullable<Report['shard']>): Fact {
  return ['Part', markup`${index} of ${total}, of ${count(targets.length, 'Jira')} in all`];
}

function sinceThen({ baseline, new: fresh, stillBroken, mended }: NonNullable<Report['history']>): Fact {
  if (baseline === undefined) return ['Earlier run', markup`none yet`];
  return [
    'Since the earlier run',
    markup`${fresh} newly broken, ${stillBroken} still broken, ${mended} mended (${moment(baseline)})`,
  ];
}
