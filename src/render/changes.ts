import { nameOf } from '../report/causes.ts';
import { resultsOf } from '../report/history.ts';
import type { Change, Report } from '../report/report.ts';
import { printable } from '../text.ts';

const words: Record<Change['kind'], string> = {
  new: 'new',
  'still-broken': 'still broken',
  mended: 'mended',
  'not-found-out': 'was broken, now unknown',
};

const order: readonly Change['kind'][] = ['new', 'mended', 'not-found-out', 'still-broken'];

/**
 * What changed since an earlier report, a line each: what is new first, with the time since when.
 *
 * @param among the kinds of changes that are told; all if left out
 */
export function changesText(
  { targets, history }: Report,
  among: readonly Change['kind'][] = order,
): string[] {
  const changed = targets.flatMap((target) =>
    resultsOf(target).flatMap((result) =>
      result.change && among.includes(result.change.kind)
        ? [{ change: result.change, what: `${target.name}: ${nameOf(result)}` }]
        : [],
    ),
  );
  if (!history || changed.length === 0) return [];
  const width = Math.max(...changed.map(({ change }) => words[change.kind].length));
  return changed
    .toSorted((a, b) => order.indexOf(a.change.kind) - order.indexOf(b.change.kind))
    .map(({ change, what }) => {
      const since = change.kind === 'new' ? '' : `, broken since ${shortTime(change.since)}`;
      return `  ${words[change.kind].padEnd(width)}  ${printable(what)}${since}`;
    });
}

/**
 * What one run found that the run before it had not: the Jiras that turned, then what is new and what is mended.
 *
 * @param now with its changes against the run before
 */
export function toldChanges(before: Report, now: Report): string[] {
  const earlier = new Map(before.targets.map((one) => [one.name, one.exitCode]));
  const time = shortTime(now.startedAt);
  const turned = now.targets
    .filter(({ name, exitCode }) => earlier.get(name) !== exitCode)
    .map(({ name, verdict }) => `${time}  ${printable(name)}: ${printable(verdict)}`);
  const changed = changesText(now, ['new', 'mended']);
  const heading = turned.length === 0 && changed.length > 0 ? [time] : [];
  return [...turned, ...heading, ...changed];
}

/** The heading of {@link changesText}. */
export function historyText({ history }: Report): string {
  if (!history) return '';
  const { baseline, new: fresh, stillBroken, mended } = history;
  const counts = `${fresh} new, ${stillBroken} still broken, ${mended} mended`;
  return baseline ? `Since ${shortTime(baseline)}: ${counts}` : `No earlier report yet: ${counts}`;
}

/** Such as `2026-11-25 03:00 UTC`. */
function shortTime(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
