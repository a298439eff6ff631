import { diffArrays } from 'diff';
import { plain } from '../../decoding.ts';
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

/** What stands for the length of a body. */
export const LENGTH = '‥';

/** Lines of which a part differs from run to run: they are compared without these words. */
export class Noise {
  /** By their source, each with an example. A line that only some runs have is not compared at all. */
  readonly #patterns = new Map<
    string,
    { readonly pattern: RegExp; readonly example: string; readonly isIn: 'some runs' | 'every run' }
  >();

  note(one: string, other: string): void {
    for (const [left, right] of differingLines(one, other)) {
      const pattern = patternOf(left, right);
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

  get lines(): readonly string[] {
    return [...this.#patterns.values()].map(({ example }) => example);
  }
}

export function isSame(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  return endInOneWay(one, other) && noise.masked(one.stdout) === noise.masked(other.stdout);
}

/** What a run printed, and the responses that it got. */
export interface Printed {
  readonly output: string;
  readonly responses: readonly string[];
}

/** A word, and a letter for what it is: `o` the client's own, `s` shown of a response, `-` nothing, `n` a line break. */
interface Word {
  readonly word: string;
  is: 'o' | 's' | '-' | 'n';
}

/**
 * Whether two outputs differ only in what each shows of the responses of its run, however that is spelled. The label of what
 * is shown may go with it; where other words come in its place, the client has looked at the response. `as much`: nothing that
 * is shown is missing.
 */
export function differInWhatTheyShow(one: Printed, other: Printed, howMuch?: 'as much'): boolean {
  const changes = diffArrays(markedWords(one), markedWords(other), {
    maxEditLength: MAX_DIFFERENT,
    comparator: (left, right) => left.word === right.word,
  });
  let lost = '';
  let gained = '';
  const isExplained = () =>
    [lost, gained].every((words) => LABELS_AT_MOST.test(words)) &&
    !(lost.includes('o') && gained.includes('o')) &&
    (howMuch === undefined || !lost.includes('s') || gained.includes('s'));
  for (const { added, removed, value } of changes ?? []) {
    const told = value.map(({ is }) => is).join('');
    if (added) gained = told;
    else if (removed) lost = told;
    else if (!isExplained()) return false;
    else lost = gained = '';
  }
  return changes !== undefined && isExplained();
}

/**
 * A label has up to two words, and stands before what is shown, or after it to the end of the line, as in '46 bytes data': where
 * each has the same one, the next one's may be taken for it.
 */
const LABELS_AT_MOST = /^(?:[^o]|o{1,2}(?=-*s)|(?<=s-*)o{1,2}(?=n|$))*$/;

/** Words of one case, as fine as they can be told apart. */
const wordsIn = (text: string): string[] =>
  (plain(text).match(/[\n‥]|\p{Lu}*[\p{Ll}\p{Lo}\p{N}]+|\p{Lu}+/gu) ?? []).map((word) => word.toLowerCase());

/** A text in which all spellings of a name or a value are the same: only its letters and digits, in one case. */
export const spelledAlike = (text: string) => wordsIn(text).join('').replaceAll('\n', '');

/** So many of the finest words stand in one name or value. */
const MAX_JOINED = 8;

/** What languages print of something that is not there, and what counts things or is of a clock. */
const SAYS_NOTHING = /^(?:none|null|nil|nan|undefined|\d[\dtz]*)$/;

function markedWords({ output, responses }: Printed): Word[] {
  const shown = new Set([
    LENGTH,
    ...responses.flatMap((text) => plain(text).match(WORD) ?? []).map(spelledAlike),
  ]);
  const words = wordsIn(output);
  const marked = words.map(
    (word): Word => ({ word, is: SAYS_NOTHING.test(word) ? '-' : word === '\n' ? 'n' : 'o' }),
  );
  for (const start of words.keys()) {
    for (let end = start + 1; end <= start + MAX_JOINED; end++) {
      if (shown.has(words.slice(start, end).join('')))
        for (const one of marked.slice(start, end)) one.is = 's';
    }
  }
  return marked;
}

/** Whether a text has no word, and beside a word no higher number, that none of the others has: at most, something is missing in it. */
export function saysNothingNew(text: string, others: readonly string[]): boolean {
  const known = new Map<string, number>();
  for (const { names, number } of others.flatMap(saidIn)) {
    for (const name of names) known.set(name, Math.max(number, known.get(name) ?? 0));
  }
  return saidIn(text).every(
    ({ names, number }) =>
      number === 0 || number <= Math.max(...names.flatMap((name) => known.get(name) ?? [])),
  );
}

/** What a text says, line by line: its words, each as 1, and its numbers by the words beside them, as what is true or not. */
function saidIn(text: string): { readonly names: readonly string[]; readonly number: number }[] {
  return text.split('\n').flatMap((line) => {
    // One thing is known by the name of many.
    const words = (line.toLowerCase().match(/\d+|\p{L}+|\p{So}/gu) ?? []).map((word) =>
      word.replace(/s$/, ''),
    );
    return words.flatMap((word, at) => {
      if (SAYS_NOTHING.test(word) && !/\d/.test(word)) return [];
      const [before = '', after = ''] = [words[at - 1], words[at + 1]];
      if (/^(?:true|false)$/.test(word)) return [{ names: [`${before} ${word}`], number: 1 }];
      if (!/\d/.test(word)) return [{ names: [word], number: 1 }];
      const beside = [before && `${before} #`, after && `# ${after}`].filter((one) => /\p{L}/u.test(one));
      return [{ names: beside.length > 0 ? beside : ['#'], number: Number(word) }];
    });
  });
}

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

const WORD = /[\p{L}\p{N}_‥]+(?:[-.:+,][\p{L}\p{N}_‥]+)*/gu;

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
  if (both.every((one) => /^[\d.,:+‥-]+$/.test(one))) return '[\\d.,:+‥-]+';
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
