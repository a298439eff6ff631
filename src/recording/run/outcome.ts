import { diffArrays } from 'diff';
import { literal } from '../../text.ts';

export interface RunOutcome {
  /** `stopped`: it took longer than it may; `cut`: it sent more requests than any client has a reason to. */
  readonly ended: 'by itself' | 'stopped' | 'cut';
  /** Null where it did not end by itself, or was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Not a part of the outcome, but of what tells two failures apart; shown where the client fails unbroken. */
  readonly stderr: string;
}

const ANY = '…';

/** Lines of which a part differs from run to run: they are compared without these words. */
export class Noise {
  /** By their source, each with an example. A line that only some runs have is not compared at all. */
  readonly #patterns = new Map<
    string,
    { readonly pattern: RegExp; readonly example: string; readonly isIn: 'some runs' | 'every run' }
  >();
  /** Whether a line was found that says the same each time in some of its words. */
  hasWords = false;

  note(one: string, other: string): void {
    for (const [left, right] of differingLines(one, other)) {
      const pattern = patternOf(left, right);
      const words = left.match(WORD) ?? [];
      this.hasWords ||= words.some((word) => pattern.source.includes(literal(word)));
      const isIn = left === right ? 'some runs' : 'every run';
      this.#patterns.set(pattern.source, { pattern, example: left, isIn });
    }
  }

  masked(text: string): string {
    if (this.#patterns.size === 0) return text;
    const patterns = [...this.#patterns.values()];
    return text
      .split('\n')
      .flatMap((line) => {
        const known = patterns.find(({ pattern }) => pattern.test(line));
        if (!known) return [line];
        return known.isIn === 'some runs' ? [] : [(known.pattern.exec(line) ?? []).slice(1).join(ANY)];
      })
      .join('\n');
  }

  without(stdout: string): string {
    if (this.#patterns.size === 0) return stdout;
    const patterns = [...this.#patterns.values()];
    return stdout
      .split('\n')
      .filter((line) => !patterns.some(({ pattern }) => pattern.test(line)))
      .join('\n');
  }

  get lines(): readonly string[] {
    return [...this.#patterns.values()].map(({ example }) => example);
  }
}

export function isSame(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  return endInOneWay(one, other) && noise.masked(one.stdout) === noise.masked(other.stdout);
}

/** All of an output but the words that stand in one of these texts too: what was not only shown. */
export function withoutShown(output: string, texts: readonly string[]): string {
  const shown = new Set(texts.flatMap((text) => text.match(WORD) ?? []));
  return (output.match(WORD) ?? []).filter((word) => !shown.has(word)).join(' ');
}

/** Whether two outcomes differ in numbers alone: that may be a clock, and no difference. */
export function differInNumbersAlone(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  const plain = ({ stdout }: RunOutcome) => noise.masked(stdout).replaceAll(/\d+/g, '0');
  return endInOneWay(one, other) && plain(one) === plain(other);
}

export const endInOneWay = (one: RunOutcome, other: RunOutcome) =>
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

const WORD = /[\p{L}\p{N}_]+(?:[-.:+,][\p{L}\p{N}_]+)*/gu;

/** Finds a line with the same words where two lines have the same, and others of their kind where they differ. Its groups are what is the same. */
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
    return literal(text) + (isFixed ? literal(word) : `)${wordPattern(word, other)}(`);
  });
  return new RegExp(`^(${parts.join('')})$`, 'u');
}

function wordPattern(word: string, other: string): string {
  const both = [word, other];
  if (both.every((one) => /^[\d.,:+-]+$/.test(one))) return '[\\d.,:+-]+';
  if (word !== other && word.length === other.length && both.every((one) => /^[\da-f-]+$/i.test(one))) {
    return `[\\da-fA-F-]{${word.length}}`;
  }
  return '[\\p{L}\\p{N}_.:+,-]+';
}

function aroundTheDifference(left: string, right: string): RegExp {
  // Whole characters: half an emoji would be none.
  const [one, other] = [[...left], [...right]];
  const max = Math.min(one.length, other.length);
  let start = 0;
  while (start < max && one[start] === other[start]) start++;
  let end = 0;
  while (end < max - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const before = one
    .slice(0, start)
    .join('')
    .replace(/[\p{L}\p{N}_.:+,-]+$/u, '');
  const after = one
    .slice(one.length - end)
    .join('')
    .replace(/^[\p{L}\p{N}_.:+,-]+/u, '');
  return new RegExp(`^(${literal(before)})[^]*(${literal(after)})$`, 'u');
}
