import { stripVTControlCharacters } from 'node:util';

/** The words of a cell, which are never broken. */
export type Cell = readonly string[];

/** How wide a text is on a terminal: colors take no room. */
function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function table(rows: readonly (readonly Cell[])[], widest: readonly number[]): string {
  const cells = rows.map((row) => row.map((words, column) => wrapped(words, widest[column] ?? 0)));
  const widths = widest.map((_, column) =>
    Math.max(...cells.flatMap((row) => (row[column] ?? []).map(widthOf))),
  );
  const lines = cells.flatMap((row) => {
    const height = Math.max(...row.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      `  ${row.map((cell, column) => padded(cell[line] ?? '', widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
  });
  return lines.join('\n');
}

/** A table; where it is wider than there are columns, each row as a list: its first cell, then each other on lines of its own. */
export function tableOrList(
  [head = [], ...rows]: readonly (readonly Cell[])[],
  widest: readonly number[],
  columns: number,
  indent = 4,
): string {
  const wide = table(head.length > 0 ? [head, ...rows] : rows, widest);
  const fits = wide.split('\n').every((line) => widthOf(line) <= columns);
  return fits ? wide : rows.map((row) => list(head, row, columns, indent)).join('\n');
}

function list(
  [, ...names]: readonly Cell[],
  [first = [], ...cells]: readonly Cell[],
  columns: number,
  indent: number,
): string {
  const width = columns - indent - 2;
  const lines = cells.flatMap((words, index) =>
    words.join('') === ''
      ? []
      : wrapped(
          [
            ...nameOf(names[index]),
            ...words.flatMap((word) => (widthOf(word) > width ? word.split(' ') : word)),
          ],
          width,
        ).map((line, place) => ' '.repeat(place === 0 ? indent : indent + 2) + line),
  );
  return [`  ${first.join(' ')}`, ...lines].join('\n');
}

const nameOf = (cell: Cell | undefined) => (cell ? [`${cell.join(' ')}:`] : []);

function wrapped(words: Cell, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(line) + 1 + widthOf(word) > width) lines.push(word);
    else lines.splice(-1, 1, `${line} ${word}`);
  }
  return lines;
}

/**
 * The first of some ways to write a line that fits into the columns; where none does, the last one, which goes on below its
 * beginning.
 */
export function fitting(ways: readonly [string, ...string[]], columns: number, indent: number): string {
  const last = ways.at(-1) ?? ways[0];
  return ways.find((way) => widthOf(way) <= columns) ?? foldedLine(last, columns, indent);
}

/** What a line is not broken in: a command that somebody copies. */
const COMMAND = /(?<=^|\s)(?:npx|npm|curl) .*$/;

/** What belongs to a line that is not folded: progress that is written over, and the tables of other programs. */
const NO_SENTENCE = /\r| \| |│/;

/** A text with each line broken between words where the terminal would break it inside one; what goes on is indented like its beginning. */
export function folded(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= columns || NO_SENTENCE.test(line) ? line : foldedLine(line, columns)))
    .join('\n');
}

function foldedLine(line: string, columns: number, indent?: number): string {
  // What begins with a mark goes on behind it.
  const [lead = ''] = /^\s*(?:[^\w\s] )?/.exec(stripVTControlCharacters(line)) ?? [];
  const [command = ''] = COMMAND.exec(line) ?? [];
  const words = line.slice(0, line.length - command.length).split(' ');
  if (command !== '') words.splice(-1, 1, command);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const isBlank = last !== undefined && stripVTControlCharacters(last).trim() === '';
    if (last === undefined) lines.push(word);
    else if (isBlank || widthOf(last) + 1 + widthOf(word) <= columns) lines.splice(-1, 1, `${last} ${word}`);
    else if (word !== '') lines.push(' '.repeat(indent ?? lead.length) + word);
  }
  return lines.map((one) => one.trimEnd()).join('\n');
}
