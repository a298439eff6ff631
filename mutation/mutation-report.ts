import { printable } from '../src/text.ts';
import { markdownTable } from '../tests/support/markdown.ts';
import type { TrialOutcome } from './run-trial.ts';
import { LEAST_SCORE, type Score } from './score.ts';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** The score for a person at a terminal: both figures, what survives and why, what was refused. */
export function toText({ broken, harmless, problems }: Score, durationMs: number): string {
  const { total, caught, score, survivors } = broken;
  const all = total + harmless.total;
  return [
    ...(total > 0
      ? [
          `Broken Jiras: ${total - survivors.length} of ${total} caught (${percent(score)}, at least ${LEAST_SCORE * 100} % of all)`,
          `  ${caught.byPact} by the pact, ${caught.byChecks} by the checks alone, ${caught.noResponse} because no usable answer came; ${survivors.length} survive`,
          ...byReason(survivors).flatMap(([reason, names]) => [
            ...names.map((name) => `  - ${name}`),
            `    ${reason}`,
          ]),
        ]
      : []),
    ...(harmless.total > 0
      ? [`Harmless differences: ${harmless.passed} of ${harmless.total} let through`]
      : []),
    ...harmless.refused.map(
      ({ name, seenBy, detail }) => `  - ${name}: ${seenByText(seenBy)}: ${printable(detail ?? '')}`,
    ),
    `${all} Jiras in ${(durationMs / 1000).toFixed(1)} s, ${((all / durationMs) * 1000).toFixed(0)} a second`,
    ...problems.map((problem) => `✗ ${problem}`),
    '',
  ].join('\n');
}

/** The score and every Jira as Markdown tables. */
export function toMarkdown(
  score: Score,
  broken: readonly TrialOutcome[],
  harmless: readonly TrialOutcome[],
): string {
  const { survivors } = score.broken;
  return [
    '# What the contract catches, and what it lets through',
    '',
    `- Broken Jiras: ${broken.length - survivors.length} of ${broken.length} caught (${percent(score.broken.score)})`,
    `- Harmless differences: ${score.harmless.passed} of ${harmless.length} let through`,
    ...score.problems.map((problem) => `- **${withoutTags(problem)}**`),
    '',
    '## Survivors',
    '',
    table(
      ['a broken Jira that passes', 'why that is not a fault'],
      survivors.map(({ name, reason }) => [name, reason ?? '**no reason is given**']),
    ),
    '',
    '## Broken Jiras',
    '',
    tableOf(broken),
    '',
    '## Harmless differences',
    '',
    tableOf(harmless),
    '',
  ].join('\n');
}

function tableOf(outcomes: readonly TrialOutcome[]): string {
  return table(
    ['Jira', 'verdict', 'seen by', 'what was seen'],
    outcomes.map(({ name, verdict, seenBy, detail = '' }) => [
      name,
      verdict,
      seenByText(seenBy),
      printable(detail).slice(0, 200),
    ]),
  );
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  markdownTable(
    head,
    rows.map((cells) => cells.map(withoutTags)),
  );

/** What would be taken for a tag is written out. */
function withoutTags(text: string): string {
  return text.replaceAll('<', '&lt;');
}

function byReason(survivors: Score['broken']['survivors']): [string, string[]][] {
  const groups = Map.groupBy(survivors, ({ reason }) => reason ?? 'No reason is given.');
  return [...groups].map(([reason, outcomes]) => [reason, outcomes.map(({ name }) => name)]);
}

function seenByText(seenBy: TrialOutcome['seenBy']): string {
  if (!seenBy) return '';
  return seenBy.kind === 'check' ? `check: ${seenBy.name}` : seenBy.name;
}
