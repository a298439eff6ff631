import { diffArrays } from 'diff';
import { plain } from '../../decoding.ts';

export interface RunOutcome {
  /** `stopped`: it took longer than it may; `cut`: it sent more requests than any client has a reason to. */
  readonly ended: 'by itself' | 'stopped' | 'cut';
  /** Null where it did not end by itself, or was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Not a part of the outcome, but of what tells two failures apart; shown where the client fails unbroken. */
  readonly stderr: string;
}

export const hasFailed = ({ ended, exitCode }: RunOutcome) => ended === 'by itself' && exitCode !== 0;

const ANY = '…';

/** What stands for the length of a body. */
export const LENGTH = '‥';

/** Lines of which a part differs from run to run: they are compared without these words. */
export class Noise {
  /** By their texts, each with an example. A line that only some runs have is not compared at all. */
  readonly #patterns = new Map<
    string,
    { readonly pattern: LinePattern; readonly example: string; readonly isIn: 'some runs' | 'every run' }
  >();

  note(one: string, other: string): void {
    for (const [left, right] of differingLines(one, other)) {
      const pattern = patternOf(left, right);
      const texts = JSON.stringify(pattern.texts);
      const before = this.#patterns.get(texts);
      const isIn = left === right || before?.isIn === 'some runs' ? 'some runs' : 'every run';
      this.#patterns.set(texts, {
        pattern: before ? asWide(pattern, before.pattern) : pattern,
        example: left,
        isIn,
      });
    }
  }

  masked(text: string): string {
    if (this.#patterns.size === 0) return text;
    const patterns = [...this.#patterns.values()];
    return text
      .split('\n')
      .flatMap((line) => {
        // A later one has a gap also where the first runs were the same by chance.
        const known = patterns.findLast(({ pattern }) => fits(line, pattern));
        if (!known) return [line];
        return known.isIn === 'some runs' ? [] : [known.pattern.texts.join(ANY)];
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

/** A time of day, or the seconds since 1970: two runs within a second show the same one. */
const CLOCK = /\d[\d.,:T+-]*:\d[\d.,:Z+-]*|\b1\d{9}(?:\d{3})?\b/g;

export const withoutClocks = (text: string) => text.replaceAll(CLOCK, ANY);

/** A word, and a letter for what it is: `o` the client's own, `s` shown of a response, `#` a number, `-` nothing, `n` a line break. */
interface Word {
  readonly word: string;
  is: 'o' | 's' | '#' | '-' | 'n';
}

/**
 * Whether two outputs differ only in what each shows of the responses of its run, however that is spelled. The label of what
 * is shown may go with it; where other words come in its place, the client has looked at the response. `as much`: nothing that
 * is shown is missing, and each number that differs is shown. One of a single digit may be a count all the same.
 */
export function differInWhatTheyShow(one: Printed, other: Printed, howMuch?: 'as much'): boolean {
  const changes = diffArrays(markedWords(one, howMuch), markedWords(other, howMuch), {
    maxEditLength: MAX_DIFFERENT,
    comparator: (left, right) => left.word === right.word,
  });
  let lost = '';
  let gained = '';
  const isExplained = () =>
    [lost, gained].every((words) => LABELS_AT_MOST.test(words)) &&
    !(lost.includes('o') && gained.includes('o')) &&
    (howMuch === undefined ||
      !(`${lost}${gained}`.includes('#') || (lost.includes('s') && !gained.includes('s'))));
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
const LABELS_AT_MOST = /^(?:[^o]|o{1,2}(?=[-#]*s)|(?<=s[-#]*)o{1,2}(?=n|$))*$/;

/** Words of one case, as fine as they can be told apart. */
const wordsIn = (text: string): string[] =>
  (plain(text).match(/[\n‥]|\p{Lu}*[\p{Ll}\p{Lo}\p{N}]+|\p{Lu}+/gu) ?? []).map((word) => word.toLowerCase());

/** A text in which all spellings of a name or a value are the same: only its letters and digits, in one case. */
export const spelledAlike = (text: string) => wordsIn(text).join('').replaceAll('\n', '');

/** So many of the finest words stand in one name or value. */
const MAX_JOINED = 8;

/** What languages print of something that is not there, and what counts things or is of a clock. */
const SAYS_NOTHING = /^(?:none|null|nil|nan|undefined|\d[\dtz]*)$/;

function markedWords({ output, responses }: Printed, howMuch?: 'as much'): Word[] {
  const shown = new Set([
    LENGTH,
    ...responses.flatMap((text) => plain(text).match(WORD) ?? []).map(spelledAlike),
  ]);
  const words = wordsIn(output);
  const marked = words.map(
    (word): Word => ({
      word,
      is: word === '\n' ? 'n' : !SAYS_NOTHING.test(word) ? 'o' : /\d/.test(word) ? '#' : '-',
    }),
  );
  for (const start of words.keys()) {
    for (let end = start + 1; end <= start + MAX_JOINED; end++) {
      const joined = words.slice(start, end).join('');
      if (shown.has(joined) && !(howMuch && /^\d$/.test(joined)))
        for (const one of marked.slice(start, end)) one.is = 's';
    }
  }
  return marked;
}

/** A word as 1, or a number; by the words beside it, as true and false are. */
interface Said {
  readonly names: readonly string[];
  readonly number: number;
  readonly isCount?: boolean;
}

/** Whether a text has no word, and beside a word no higher number, that none of the others has: at most, something is missing in it. */
export function saysNothingNew(text: string, others: readonly string[]): boolean {
  const known = new Map<string, number>();
  for (const { names, number } of others.flatMap(saidIn)) {
    for (const name of names) known.set(name, Math.max(number, known.get(name) ?? 0));
  }
  return saidIn(text).every(({ names, number, isCount = false }) => {
    const highest = Math.max(...names.flatMap((name) => known.get(name) ?? []));
    // Where 1 may say yes, 0 says no.
    return number === 0 ? isCount || highest !== 1 : number <= highest;
  });
}

function saidIn(text: string): Said[] {
  return text.split('\n').flatMap((line) => {
    const words = line.toLowerCase().match(/\d+|\p{L}+|\p{So}/gu) ?? [];
    // One thing is known by the name of many.
    const nameOf = (word = '') => word.replace(/s$/, '');
    return words.flatMap((word, at): Said[] => {
      const [before = '', after = ''] = [words[at - 1], words[at + 1]];
      if (/^(?:true|false)$/.test(word)) return [{ names: [`${nameOf(before)} ${word}`], number: 1 }];
      if (!/\d/.test(word)) return SAYS_NOTHING.test(word) ? [] : [{ names: [nameOf(word)], number: 1 }];
      const isCount = [before, after].some((one) => /[^su]s$/.test(one));
      const beside = [`${nameOf(before)} #`, `# ${nameOf(after)}`].filter((one) => /\p{L}/u.test(one));
      return [{ names: beside.length > 0 ? beside : ['#'], number: Number(word), isCount }];
    });
  });
}

export function differInNumbersAlone(one: RunOutcome, other: RunOutcome, noise: Noise): boolean {
  const plain = ({ stdout }: RunOutcome) => withoutNumbers(noise.masked(stdout));
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
  if (left.length === right.length) return sideBySide(left, right);
  const changes = diffArrays(left.map(withoutNumbers), right.map(withoutNumbers), {
    maxEditLength: MAX_DIFFERENT,
  });
  if (!changes) return [...without(left, right), ...without(right, left)].map((line) => [line, line]);
  let [at, next] = [0, 0];
  return changes.flatMap(({ added, removed, count }): Pair[] => {
    const [lines, beside] = [left.slice(at, at + count), right.slice(next, next + count)];
    if (!added) at += count;
    if (!removed) next += count;
    if (added || removed) return (added ? beside : lines).map((line) => [line, line]);
    return sideBySide(lines, beside);
  });
}

function sideBySide(lines: readonly string[], others: readonly string[]): Pair[] {
  return lines.map((line, at): Pair => [line, others[at] ?? '']).filter(([one, other]) => one !== other);
}

const withoutNumbers = (text: string) => text.replaceAll(/\d+/g, '0');

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

const WORD = /[\p{L}\p{N}_‥]+(?:[-.:+,][\p{L}\p{N}_‥]+)*/gu;

/** What may stand between two texts: how many of these characters at least. */
type Gap = readonly [characters: RegExp, least: number];

/** What is the same in a line from run to run, with a gap between each two texts. No regular expression: a line may be long. */
interface LinePattern {
  readonly texts: readonly string[];
  readonly gaps: readonly Gap[];
}

function fits(line: string, { texts: [first = '', ...texts], gaps }: LinePattern): boolean {
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const [index, [characters, least]] of gaps.entries()) {
    const next = texts[index] ?? '';
    characters.lastIndex = at;
    const { length = 0 } = characters.exec(line)?.[0] ?? '';
    // The longest one that has the next text behind it: that may begin with the same characters.
    let end = at + length;
    if (index === gaps.length - 1) end = Math.min(end, line.length - next.length);
    while (end >= at + least && !line.startsWith(next, end)) end--;
    if (end < at + least) return false;
    at = end + next.length;
  }
  return at === line.length;
}

/** The same words where two lines have the same, and others of their kind where they differ. */
function patternOf(left: string, right: string): LinePattern {
  const words = left.match(WORD) ?? [];
  const others = right.match(WORD) ?? [];
  const between = left.split(WORD);
  const isAlike = words.length === others.length && between.join('\0') === right.split(WORD).join('\0');
  if (!isAlike) return aroundTheDifference(left, right);
  const texts = [''];
  const gaps: Gap[] = [];
  for (const [index, text] of between.entries()) {
    const [word = '', other = ''] = [words[index], others[index]];
    texts.push((texts.pop() ?? '') + text);
    // A line without a partner is known by one run alone: its numbers may differ.
    if (word !== other || (left === right && /\d/.test(word))) {
      gaps.push(gapFor(word, other));
      texts.push('');
    } else texts.push((texts.pop() ?? '') + word);
  }
  return { texts, gaps };
}

const ANY_WORD: Gap = [/[\p{L}\p{N}_.:+,-]+/uy, 1];

function gapFor(word: string, other: string): Gap {
  const both = [word, other];
  if (both.every((one) => /^[\d.,:+‥-]+$/.test(one))) return [/[\d.,:+‥-]+/y, 1];
  if (word !== other && word.length === other.length && both.every((one) => /^[\da-f-]+$/i.test(one))) {
    return [new RegExp(`[\\da-fA-F-]{${word.length}}`, 'y'), word.length];
  }
  return ANY_WORD;
}

/** An id of hexadecimal digits may have had no letter so far. */
function asWide({ texts, gaps }: LinePattern, other: LinePattern): LinePattern {
  const isOneKind = ([characters]: Gap, index: number) => characters.source === other.gaps[index]?.[0].source;
  return { texts, gaps: gaps.map((gap, index) => (isOneKind(gap, index) ? gap : ANY_WORD)) };
}

function aroundTheDifference(left: string, right: string): LinePattern {
  // Whole characters: half an emoji would be none.
  const [one, other] = [[...left], [...right]];
  const before = commonStart(one, other);
  const behind = [one, other].map((all) => all.slice(before.length).toReversed());
  const after = commonStart(behind[0] ?? [], behind[1] ?? []).toReversed();
  const texts = [
    before.join('').replace(/[\p{L}\p{N}_.:+,-]+$/u, ''),
    after.join('').replace(/^[\p{L}\p{N}_.:+,-]+/u, ''),
  ];
  return { texts, gaps: [[/.*/sy, 0]] };
}

function commonStart(one: readonly string[], other: readonly string[]): readonly string[] {
  const end = one.findIndex((character, at) => character !== other[at]);
  return end < 0 ? one : one.slice(0, end);
}
