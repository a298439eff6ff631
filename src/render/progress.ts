import { isDown } from '../report/exit-code.ts';
import type { TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';

export class Progress {
  readonly #total: number;
  readonly #begun = new Map<number, { readonly name: string; readonly at: number }>();
  #done = 0;
  #broken = 0;
  #unreachable = 0;
  #unknown = 0;

  constructor(total: number) {
    this.#total = total;
  }

  begin(index: number, name: string, at = Date.now()): void {
    this.#begun.set(index, { name, at });
  }

  end(index: number, target: Pick<TargetReport, 'exitCode' | 'pacts'>): void {
    this.#begun.delete(index);
    this.#done += 1;
    if (target.exitCode === 1) this.#broken += 1;
    else if (isDown(target)) this.#unreachable += 1;
    else if (target.exitCode === 2) this.#unknown += 1;
  }

  text(now = Date.now()): string {
    const unknown = this.#unknown > 0 ? `, ${this.#unknown} unknown` : '';
    const counts = `${this.#done} of ${this.#total} done, ${this.#broken} broken, ${this.#unreachable} unreachable${unknown}`;
    const [slowest] = [...this.#begun.values()].toSorted((a, b) => a.at - b.at);
    if (!slowest) return counts;
    return `${counts}; slowest now: ${printable(slowest.name)}, ${Math.round((now - slowest.at) / 1000)} s`;
  }
}
