import { stripVTControlCharacters } from 'node:util';

/** The words of a cell, which are never broken. */
export type Words = readonly string[];

/** How wide a text is on a terminal: colors take no room. */
function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function table(rows: readonly (readonly Words[])[], widest: readonly number[]): string {
  const cells = rows.map((row) => row.map((words, column) => wrapped(words, widest[column] ?? 0)));
  const widths = widest.map((_, column) =>
    Math.max(...cells.flatMap((row) => row[column]?.map(widthOf) ?? [])),
  );
  const lines = cells.flatMap((row) => {
    const height = Math.max(...row.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      row.map((cell, column) => padded(cell[line] ?? '', widths[column] ?? 0)).join('  '),
    );
  });
  return lines.map((line) => `  ${line}`.trimEnd()).join('\n');
}

/** A table; if it is too wide, each row as a list: its first cell, then each other one on lines of its own. */
export function tableOrList(
  [head = [], ...rows]: readonly (readonly Words[])[],
  widest: readonly number[],
  columns: number,
  indent = 4,
): string {
  const wide = table(head.length > 0 ? [head, ...rows] : rows, widest);
  const fits = wide.split('\n').every((line) => widthOf(line) <= columns);
  return fits ? wide : rows.map((row) => list(head, row, columns, indent)).join('\n');
}

function list(
  [, ...names]: readonly Words[],
  [first = [], ...cells]: readonly Words[],
  columns: number,
  indent: number,
): string {
  const width = columns - indent;
  const lines = cells.flatMap((words, index) => {
    if (words.join('') === '') return [];
    const name = names[index] ? [`${names[index].join(' ')}:`] : [];
    const parts = words.flatMap((word) => (widthOf(word) > width - 2 ? word.split(' ') : word));
    return wrapped([...name, ...parts], width, 2).map((line) => ' '.repeat(indent) + line);
  });
  return [`  ${first.join(' ')}`, ...lines].join('\n');
}

/** Lines of words; all but the first are indented. Leading spaces, which are empty words, never stand alone. */
function wrapped([first, ...words]: Words, width: number, indent = 0): string[] {
  const lines = first === undefined ? [] : [first];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    const isBlank = stripVTControlCharacters(line).trim() === '';
    if (isBlank || widthOf(line) + 1 + widthOf(word) <= width) lines.splice(-1, 1, `${line} ${word}`);
    else if (word !== '') lines.push(' '.repeat(indent) + word);
  }
  return lines.map((line) => line.trimEnd());
}

/** The first way to write a line that fits into the columns; if none does, the last one, folded. */
export function fitting(ways: readonly [string, ...string[]], columns: number, indent: number): string {
  const last = ways.at(-1) ?? ways[0];
  return ways.find((way) => widthOf(way) <= columns) ?? foldedLine(last, columns, indent);
}

/** A command, which is never broken, since somebody may copy it. */
const COMMAND = /(?<=^|\s)(?:npx|npm|curl) .*$/;

/** Marks of lines that are not folded: progress that is written over, and the tables of other programs. */
const NO_SENTENCE = /\r| \| |│/;

/** Breaks lines between words where the terminal would break them inside one; the rest is indented like the beginning. */
export function folded(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= columns || NO_SENTENCE.test(line) ? line : foldedLine(line, columns)))
    .join('\n');
}

function foldedLine(line: string, columns: number, indent?: number): string {
  // Behind a mark, the rest is indented too.
  const [lead = ''] = /^\s*(?:[^\w\s] )?/.exec(stripVTControlCharacters(line)) ?? [];
  const [command = ''] = COMMAND.exec(line) ?? [];
  const words = line.slice(0, line.length - command.length).split(' ');
  if (command !== '') words.splice(-1, 1, command);
  return wrapped(words, columns, indent ?? lead.length).join('\n');
}
