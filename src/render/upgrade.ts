import { printable } from '../text.ts';
import { tableOrList } from './table.ts';

/** What becomes of one thing that a client uses. */
export interface UpgradeRow {
  readonly client: string;
  readonly uses: string;
  /** Each with its basis. */
  readonly stops: string;
  readonly instead: string;
}

export interface Upgrade {
  /** The Jira as it is now, such as `Jira 9.12.15`; undefined where it does not say. */
  readonly from: string | undefined;
  readonly to: string;
  /** What is to be known beside the clients. */
  readonly notes: readonly string[];
  readonly rows: readonly UpgradeRow[];
}

/** What stops after an upgrade, in one table, and then what replaces it. */
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
