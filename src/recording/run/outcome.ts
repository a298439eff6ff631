import { diffArrays } from 'diff';
import { literal } from '../../text.ts';

/** How one run of a client ended. */
export interface RunOutcome {
  /** `stopped`: it took longer than it may; `cut`: it sent more requests than any client has a reason to. */
  readonly ended: 'by itself' | 'stopped' | 'cut';
  /** Null where it did not end by itself, or was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Not a part of the outcome; shown where the client fails unbroken. */
  readonly stderr: string;
}

/** Lines of which a part differs from run to run. They are left out of the comparison as long as the rest is the same. */
export class Noise {
  /** By their source, each with an example. */
  readonly #patterns = new Map<string, { readonly pattern: RegExp; readonly example: string }>();
  /** Whether a line was found that says the same each time in some of its words. */
  hasWords = false;

  /** Takes note of two outputs of one and the same run. */
  note(one: string, other: string): void {
    for (const [left, right] of differingLines(one, other)) {
      const pattern = patternOf(left, right);
      const words = left.match(WORD) ?? [];
      this.hasWords ||= words.some((word) => pattern.source.includes(literal(word)));
      this.#patterns.set(pattern.source, { pattern, example: left });
    }
  }

  /** The output without those lines. */
  without(stdout: string): string {
    if (this.#patterns.size === 0) return stdout;
    const patterns = [...this.#patterns.values()];
    return stdout
      .split('\n')
      .filter((line) => !patterns.some(({ pattern }) => pattern.test(line)))
      .join('\n');
  }

  /** One example of each. */
  get lines(): readonly string[] {
    return [...this.#patterns.values()].map(({ example }) => example);
  }
}

/** Whether two outcomes are the same, but for noise. */
export function isSame(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  return endInOneWay(one, other) && noise.without(one.stdout) === noise.without(other.stdout);
}

/** Whether two outcomes differ in numbers alone: that may be a clock, and no difference. */
export function differInNumbersAlone(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  const plain = ({ stdout }: RunOutcome) => noise.without(stdout).replaceAll(/\d+/g, '0');
  return endInOneWay(one, other) && plain(one) === plain(other);
}

const endInOneWay = (one: RunOutcome, other: RunOutcome) =>
  one.ended === other.ended && one.exitCode === other.exitCode;

/** With more differing lines, the order of the lines is not looked at: finding it would take seconds. */
const MAX_DIFFERENT = 1000;

type Pair = readonly [left: string, right: string];

/** The lines in which two outputs differ, side by side; one that the other output does not have stands beside itself. */
function differingLines(one: string, other: string): Pair[] {
  const left = one.split('\n');
  const right = other.split('\n');
  if (left.length === right.length) {
    return left
      .map((line, index): Pair => [line, right[index] ?? ''])
      .filter(([line, beside]) => line !== beside);
  }
  const changes = diffArrays(left, right, { maxEditLength: MAX_DIFFERENT });
  const unpaired = changes
    ? changes.filter(({ added, removed }) => added || removed).flatMap(({ value }) => value)
    : [...without(left, right), ...without(right, left)];
  return unpaired.map((line) => [line, line]);
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

/** A word, a number, a time, an id: letters and digits with what may stand between them. */
const WORD = /[\p{L}\p{N}_]+(?:[-.:+,][\p{L}\p{N}_]+)*/gu;

/** Finds a line with the same words where two lines have the same, and others of their kind where they differ. */
function patternOf(left: string, right: string): RegExp {
  const words = left.match(WORD) ?? [];
  const others = right.match(WORD) ?? [];
  const between = left.split(WORD);
  const isAlike = words.length === others.length && between.join('\0') === right.split(WORD).join('\0');
  if (!isAlike) return aroundTheDifference(left, right);
  const parts = between.map((text, index) => {
    const word = words[index];
    const other = others[index];
    if (word === undefined || other === undefined) return literal(text);
    // A line without a partner is known by one run alone: its numbers may differ.
    const isFixed = word === other && !(left === right && /\d/.test(word));
    return literal(text) + (isFixed ? literal(word) : wordPattern(word, other));
  });
  return new RegExp(`^${parts.join('')}$`, 'u');
}

/** A pattern for words of one kind: numbers, ids of a fixed length, or any. */
function wordPattern(word: string, other: string): string {
  const both = [word, other];
  if (both.every((one) => /^[\d.,:+-]+$/.test(one))) return '[\\d.,:+-]+';
  if (word !== other && word.length === other.length && both.every((one) => /^[\da-f-]+$/i.test(one))) {
    return `[\\da-fA-F-]{${word.length}}`;
  }
  return '[\\p{L}\\p{N}_.:+,-]+';
}

/** What two lines have in common at both ends, in whole words. */
function aroundTheDifference(left: string, right: string): RegExp {
  const max = Math.min(left.length, right.length);
  let start = 0;
  while (start < max && left[start] === right[start]) start++;
  let end = 0;
  while (end < max - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  const before = left.slice(0, start).replace(/[\p{L}\p{N}_.:+,-]+$/u, '');
  const after = end === 0 ? '' : left.slice(-end).replace(/^[\p{L}\p{N}_.:+,-]+/u, '');
  return new RegExp(`^${literal(before)}[^]*${literal(after)}$`, 'u');
}
