import { ownText } from '../text.ts';
import { PASSWORD_WAYS } from './log-in-ways.ts';
import type { Seen } from './log-ins.ts';
import { Span } from './times.ts';

/** The most rows of each kind, where long ones count for more: a flood of one kind does not push out the others. */
const MAX_ROWS = 20_000;
const LONG_ROW = 150;

export interface Row extends Pick<Seen, 'user' | 'address' | 'userAgent' | 'way'> {
  isCertain: boolean;
  hasPassed: boolean;
  count: number;
  refused: number;
  readonly span: Span;
}

/** Who logs in how, and how often; what was refused stands in rows of its own until the end. */
export class Rows {
  readonly #rows = new Map<string, Row>();
  readonly #sizes = { password: 0, refused: 0, other: 0 };
  readonly #withoutRow = { password: 0, refused: 0, other: 0 };

  get requestsWithoutRow(): number {
    return Object.values(this.#withoutRow).reduce((sum, one) => sum + one);
  }

  add({ user, address, userAgent, way, isCertain, isLogIn, outcome, time }: Seen): void {
    const isRefused = outcome === 'refused' || outcome === 'failed';
    const key = `${isRefused ? '!' : ''}${way}\n${user}\n${address}\n${userAgent}`;
    let row = this.#rows.get(key);
    if (!row) {
      const kind = isRefused ? 'refused' : PASSWORD_WAYS.has(way) ? 'password' : 'other';
      if (this.#sizes[kind] >= MAX_ROWS) {
        this.#withoutRow[kind]++;
        return;
      }
      this.#sizes[kind] += Math.max(1, key.length / LONG_ROW);
      const texts = { user: ownText(user), address: ownText(address), userAgent: ownText(userAgent) };
      row = {
        ...{ ...texts, way, isCertain: false, hasPassed: false, count: 0, refused: 0 },
        span: new Span(),
      };
      this.#rows.set(ownText(key), row);
    }
    if (isRefused) row.refused++;
    else row.count++;
    // A log-in without an outcome is not certain.
    row.isCertain ||= isCertain && !(isLogIn && outcome === 'unknown');
    row.hasPassed ||= outcome === 'passed';
    row.span.add(time);
  }

  /**
   * All rows, each way of somebody in one. Requests of somebody whose log-in was seen are no other way, and where the logs show
   * that nobody logged in, it was no password.
   */
  all(security: Span): Row[] {
    const rows = this.#merged();
    const placeOf = ({ user, address, userAgent }: Row) => `${user}\n${address}\n${userAgent}`;
    const placesOf = (some: readonly Row[]) =>
      new Set(some.flatMap((row) => [placeOf(row), placeOf({ ...row, user: '-' })]));
    const known = rows.filter(({ way }) => way !== 'unknown');
    const [places, letIn] = [placesOf(known), placesOf(known.filter(({ count }) => count > 0))];
    const withPassword = new Set(
      rows
        .filter(
          ({ way, count, hasPassed }) =>
            hasPassed || (count > 0 && (PASSWORD_WAYS.has(way) || way === 'browser')),
        )
        .map(({ user }) => user.toLowerCase()),
    );
    const isToken = ({ user, count, span }: Row) =>
      this.#withoutRow.password + this.#withoutRow.other === 0 &&
      user !== '-' &&
      count > 0 &&
      !withPassword.has(user.toLowerCase()) &&
      security.has(span);
    return rows.flatMap((row) => {
      if (row.way !== 'unknown') return [row];
      if ((row.count > 0 ? letIn : places).has(placeOf(row))) return [];
      return [isToken(row) ? { ...row, way: 'token' as const } : row];
    });
  }

  #merged(): Row[] {
    const merged: Row[] = [];
    for (const [key, row] of this.#rows) {
      const accepted = key.startsWith('!') && this.#rows.get(key.slice(1));
      if (accepted) {
        accepted.refused += row.refused;
        accepted.span.add(row.span.first, row.span.last);
      } else merged.push(row);
    }
    return merged;
  }
}
