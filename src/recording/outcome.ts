import { literal } from '../literal.ts';

/** How one run of a client ended. */
export interface Outcome {
  /** `stopped`: it took longer than it may; `cut`: it sent more requests than any client has a reason to. */
  readonly ended: 'by itself' | 'stopped' | 'cut';
  /** Null where it did not end by itself, or was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Not a part of the outcome; shown where the client fails unbroken. */
  readonly stderr: string;
}

/** The longest output that is compared line by line; a longer one is compared as a whole. */
const MOST_LINES = 3000;

/** Lines that differ from run to run, and are left out of the comparison. */
export class Noise {
  readonly #patterns = new Map<string, RegExp>();

  /** Takes note of two outputs of one and the same run. */
  note(one: string, other: string): void {
    for (const [left, right] of differingLines(one, other)) {
      const pattern = patternOf(left, right);
      this.#patterns.set(pattern.source, pattern);
      this.#lines.set(pattern.source, left ?? right ?? '');
    }
  }

  /** The output without those lines. */
  without(stdout: string): string {
    if (this.#patterns.size === 0) return stdout;
    const patterns = [...this.#patterns.values()];
    return linesOf(stdout)
      .filter((line) => !patterns.some((pattern) => pattern.test(line)))
      .join('\n');
  }

  /** One example of each. */
  get lines(): readonly string[] {
    return [...this.#lines.values()];
  }
  readonly #lines = new Map<string, string>();
}

/** Whether two outcomes are the same, but for noise. */
export function isSame(one: Outcome, other: Outcome, noise: Noise): boolean {
  return (
    one.ended === other.ended &&
    one.exitCode === other.exitCode &&
    noise.without(one.stdout) === noise.without(other.stdout)
  );
}

/** Whether two outcomes differ in numbers alone: that may be a clock, and no difference. */
export function differInNumbersAlone(one: Outcome, other: Outcome, noise: Noise): boolean {
  const plain = ({ stdout }: Outcome) => noise.without(stdout).replaceAll(/\d+/g, '0');
  return one.ended === other.ended && one.exitCode === other.exitCode && plain(one) === plain(other);
}

const linesOf = (text: string) => text.split(/\r?\n/);

type Pair = readonly [left: string | undefined, right: string | undefined];

/** The lines in which two outputs differ, side by side where both have one. */
function differingLines(one: string, other: string): Pair[] {
  const left = linesOf(one);
  const right = linesOf(other);
  if (left.length === right.length) {
    return left.flatMap((line, index): Pair[] => (line === right[index] ? [] : [[line, right[index]]]));
  }
  if (Math.max(left.length, right.length) > MOST_LINES) return [[one, other]];
  const common = longestCommon(left, right);
  return [
    ...without(left, common).map((line): Pair => [line, undefined]),
    ...without(right, common).map((line): Pair => [undefined, line]),
  ];
}

function without(lines: readonly string[], common: readonly string[]): string[] {
  const rest = [...common];
  return lines.filter((line) => {
    if (line !== rest[0]) return true;
    rest.shift();
    return false;
  });
}

/** The longest list of lines that both have in this order. */
function longestCommon(left: readonly string[], right: readonly string[]): string[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const length =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      (lengths[row] as number[])[column] = length;
    }
  }
  const common: string[] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length; ) {
    if (left[row] === right[column]) {
      common.push(left[row] ?? '');
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return common;
}

/** What is the same in two lines, with anything in between; for one line alone, with any other numbers in it. */
function patternOf(left: string | undefined, right: string | undefined): RegExp {
  if (left === undefined || right === undefined) {
    const line = left ?? right ?? '';
    return new RegExp(`^${line.split(/\d+/).map(literal).join('\\d+')}$`);
  }
  let start = 0;
  while (start < Math.min(left.length, right.length) && left[start] === right[start]) start++;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left.at(-1 - end) === right.at(-1 - end)) end++;
  // A number is one thing: half of it may be the same by chance.
  const before = left.slice(0, start).replace(/[\d.,:]+$/, '');
  const after = end === 0 ? '' : left.slice(-end).replace(/^[\d.,:]+/, '');
  return new RegExp(`^${literal(before)}.*${literal(after)}$`);
}
