import { styleText } from 'node:util';
import { isDown } from '../report/exit-code.ts';
import type { Change, CheckStatus, ExitCode, Summary, TargetReport } from '../report/report.ts';

export interface Look {
  readonly colors: boolean;
  readonly columns: number;
  /** Whether sentences are folded too. In a log or another program they stay on one line, where they can be searched. */
  readonly folds: boolean;
}

export type Paint = Readonly<Record<'green' | 'red' | 'yellow' | 'dim', (text: string) => string>>;

export function paintFor({ colors }: Pick<Look, 'colors'>): Paint {
  const style = (name: keyof Paint) => (text: string) =>
    colors ? styleText(name, text, { validateStream: false }) : text;
  return { green: style('green'), red: style('red'), yellow: style('yellow'), dim: style('dim') };
}

/** The shape of each status: nothing depends on color. */
export const marks = { verified: '✓', warned: '!', failed: '✗', unverifiable: '–' } as const satisfies Record<
  CheckStatus,
  string
>;

export const outcomes = {
  0: { says: 'holds', status: 'verified' },
  1: { says: 'broken', status: 'failed' },
  2: { says: 'unknown', status: 'unverifiable' },
} as const satisfies Record<ExitCode, { says: string; status: CheckStatus }>;

export const changes = {
  new: 'new',
  'still-broken': 'still broken',
  mended: 'fixed',
  'not-found-out': 'now unknown',
} as const satisfies Record<Change['kind'], string>;

/** What kind of Jira it is, as far as that is known. A mocked one is always called so. */
export function jiraKind({ kind, flavour, version }: TargetReport): string {
  const what = flavour === 'unknown' ? 'kind unknown' : `${flavour}${version ? ` ${version}` : ''}`;
  return kind === 'mocked' ? `mocked ${what}` : what;
}

export function countsText({ verified, failed, unverifiable }: Summary): string {
  return `${verified} verified, ${failed} failed, ${unverifiable} unverifiable`;
}

export function numberOf(targets: readonly Pick<TargetReport, 'exitCode'>[], exitCode: ExitCode): number {
  return targets.filter((one) => one.exitCode === exitCode).length;
}

export function unreachableText(targets: readonly Pick<TargetReport, 'exitCode' | 'pacts'>[]): string {
  const down = targets.filter(isDown).length;
  const unknown = numberOf(targets, 2) - down;
  return `${down} unreachable${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

/** A moment in UTC for people, such as `2026-11-25 03:00 UTC`; a text that is not a moment stays as it is. */
export function moment(iso: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  return day ? `${day} ${time} UTC` : iso;
}

export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function pathRootText(pathRoot: string): string {
  return `Its paths begin with ${pathRoot}; this part is left out when they are replayed below the base URL.`;
}
