/** The words of a cell, which are never broken. */
export type Cell = readonly string[];

/**
 * A table for a terminal.
 *
 * @param widest how wide each column may be, in characters
 */
export function table(rows: readonly (readonly Cell[])[], widest: readonly number[]): string {
  const cells = rows.map((row) => row.map((words, column) => wrapped(words, widest[column] ?? 0)));
  const widths = widest.map((_, column) =>
    Math.max(...cells.flatMap((row) => (row[column] ?? []).map(({ length }) => length))),
  );
  const lines = cells.flatMap((row) => {
    const height = Math.max(...row.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      `  ${row.map((cell, column) => (cell[line] ?? '').padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
  });
  return lines.join('\n');
}

/** @returns the lines of a cell */
export function wrapped(words: Cell, width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines.splice(-1, 1, `${line} ${word}`);
  }
  return lines;
}
