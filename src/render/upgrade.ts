import { printable } from '../text.ts';
import { tableOrList } from './table.ts';

export interface UpgradeRow {
  readonly client: string;
  readonly uses: string;
  /** Each with its basis. */
  readonly stops: string;
  readonly instead: string;
}

export interface Upgrade {
  readonly from: string | undefined;
  readonly to: string;
  readonly notes: readonly string[];
  readonly rows: readonly UpgradeRow[];
}

export function upgradeText({ from, to, notes, rows }: Upgrade, columns: number): string {
  const words = (text: string) => printable(text).split(' ');
  const head = ['client', 'uses', 'does it stop?'].map((word) => [word]);
  const cells = rows.map(({ client, uses, stops }) => [[printable(client)], words(uses), words(stops)]);
  return [
    `From ${from ?? 'a Jira that does not tell its version'} to ${to}:`,
    '',
    tableOrList([head, ...cells], [24, 40, 60], columns),
    '',
    ...notes.map((note) => `  ${note}`),
    ...new Set(rows.map(({ instead }) => `  Instead: ${printable(instead)}.`)),
    '',
  ].join('\n');
}
