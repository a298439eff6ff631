import { isConsequence, means } from '../findings.ts';
import { titleOf } from '../report/causes.ts';
import { type Change, type Report, resultsOf, type TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';
import { changes, moment } from './words.ts';

const order: readonly Change['kind'][] = ['new', 'mended', 'not-found-out', 'still-broken'];

export function changesParagraph(report: Report): string {
  return [historyText(report), ...changesText(report)].join('\n');
}

function changesText({ targets, history }: Report, among: readonly Change['kind'][] = order): string[] {
  const changed = targets.flatMap(({ name, pacts }) =>
    pacts
      .flatMap(resultsOf)
      .flatMap((result) =>
        result.change && among.includes(result.change.kind)
          ? { change: result.change, what: `${name}: ${titleOf(result)}` }
          : [],
      ),
  );
  if (!history || changed.length === 0) return [];
  const width = Math.max(...changed.map(({ change }) => changes[change.kind].length));
  return changed
    .toSorted((a, b) => order.indexOf(a.change.kind) - order.indexOf(b.change.kind))
    .map(({ change, what }) => {
      const since = change.kind === 'new' ? '' : `, broken since ${moment(change.since)}`;
      return `  ${changes[change.kind].padEnd(width)}  ${printable(what)}${since}`;
    });
}

/** What one run found that the run before it had not: the Jiras that turned, then what is new and what is fixed. */
export function toldChanges(before: Report, now: Report): string[] {
  const earlier = new Map(before.targets.map((one) => [one.name, one.exitCode]));
  const time = moment(now.startedAt);
  const turned = now.targets.filter((one) => earlier.get(one.name) !== one.exitCode && !isOnlyCaution(one));
  const lines = turned.map(({ name, verdict }) => `${time}  ${printable(name)}: ${printable(verdict)}`);
  // If all is well again at a Jira, its line says it all.
  const targets = now.targets.filter((one) => one.exitCode !== 0 || !turned.includes(one));
  const changed = changesText({ ...now, targets }, ['new', 'mended']);
  const heading = lines.length === 0 && changed.length > 0 ? [time] : [];
  return [...lines, ...heading, ...changed];
}

/** Whether nothing is known to have changed at a Jira: all that is unknown was not tried, because it was refused before. */
function isOnlyCaution({ exitCode, pacts }: TargetReport): boolean {
  const unknown = pacts.flatMap(({ interactions }) => interactions).filter((one) => means(one, 'unknown'));
  const isMended = pacts.flatMap(resultsOf).some(({ change }) => change?.kind === 'mended');
  return exitCode === 2 && unknown.length > 0 && unknown.every(isConsequence) && !isMended;
}

export function historyText({ history }: Report): string {
  if (!history) return '';
  const { baseline, new: fresh, stillBroken, mended } = history;
  const counts = `${fresh} new, ${stillBroken} still broken, ${mended} fixed`;
  return baseline ? `Since ${moment(baseline)}: ${counts}` : `No earlier report yet: ${counts}`;
}
