import type { TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';
import { numberOf, unreachableText } from './words.ts';

export class Progress {
  readonly #total: number;
  readonly #begun = new Map<number, { readonly name: string; readonly at: number }>();
  readonly #done: Pick<TargetReport, 'exitCode' | 'pacts'>[] = [];

  constructor(total: number) {
    this.#total = total;
  }

  begin(index: number, name: string, at = Date.now()): void {
    this.#begun.set(index, { name, at });
  }

  end(index: number, target: Pick<TargetReport, 'exitCode' | 'pacts'>): void {
    this.#begun.delete(index);
    this.#done.push(target);
  }

  text(now = Date.now()): string {
    const counts = `${this.#done.length} of ${this.#total} done, ${numberOf(this.#done, 1)} broken, ${unreachableText(this.#done)}`;
    const [slowest] = [...this.#begun.values()].toSorted((a, b) => a.at - b.at);
    if (!slowest) return counts;
    return `${counts}; slowest now: ${printable(slowest.name)}, ${Math.round((now - slowest.at) / 1000)} s`;
  }
}
