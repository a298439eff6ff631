import type { Change, CheckStatus, ExitCode, TargetReport } from '../../report/report.ts';
import { type Markup, markup } from './markup.ts';
import type { Question } from './matrix.ts';

/** How each status looks: a shape beside the word and the color. */
export const looks = {
  verified: { mark: '✓', letter: 'v' },
  warned: { mark: '!', letter: 'w' },
  failed: { mark: '✗', letter: 'f' },
  unverifiable: { mark: '–', letter: 'u' },
} as const satisfies Record<CheckStatus, { mark: string; letter: string }>;

/** What each exit code says of a Jira, and the status that looks like it. */
export const outcomes = {
  0: { says: 'holds', looksLike: 'verified' },
  1: { says: 'broken', looksLike: 'failed' },
  2: { says: 'unknown', looksLike: 'unverifiable' },
} as const satisfies Record<ExitCode, { says: string; looksLike: CheckStatus }>;

export const changes = {
  new: 'new',
  'still-broken': 'still broken',
  mended: 'mended',
  'not-found-out': 'was broken',
} as const satisfies Record<Change['kind'], string>;

/** A name from outside inside a sentence: letters that run from right to left do not turn what stands around it. */
export function name(text: string): Markup {
  return markup`<bdi>${text}</bdi>`;
}

/** `POST a log-in`, `check: name is the user`. */
export function titleOf({ kind, verb, name: text }: Pick<Question, 'kind' | 'verb' | 'name'>): string {
  return kind === 'check' ? `check: ${text}` : `${verb} ${text}`;
}

/** What kind of Jira it is, as far as that is known. A mocked one is always called so. */
export function kindOf({ kind, flavour, version }: TargetReport): string {
  const what = flavour === 'unknown' ? 'kind unknown' : `${flavour}${version ? ` ${version}` : ''}`;
  return kind === 'mocked' ? `mocked, ${what}` : what;
}

/** A moment in UTC for people; a text that is not a moment stays as it is. */
export function moment(iso: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(iso) ?? [];
  return day ? `${day} ${time} UTC` : iso;
}

export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
