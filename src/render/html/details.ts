import { deflateRawSync } from 'node:zlib';
import { findings as known } from '../../findings.ts';
import { printable, printableLines } from '../../text.ts';
import type { Cell, Matrix } from './matrix.ts';
import { capitalized, changes, kindOf, moment } from './words.ts';

/** What page.js shows of a cell; every text is a number, by which it stands in `texts` once. */
interface Detail {
  readonly path?: number;
  readonly states?: readonly number[];
  readonly cause?: number;
  readonly cure?: number;
  readonly findings?: readonly (readonly [text: number, cure: number])[];
  readonly mismatches?: readonly (readonly [where: number, expected: number, actual: number])[];
  readonly request?: number;
  readonly answer?: number;
  readonly curl?: number;
  readonly source: number;
}

/** Numbers for things, the same for what is the same. */
class Numbers<T> {
  readonly #numbers = new Map<string, number>();
  readonly all: T[] = [];

  of(thing: T): number {
    const key = JSON.stringify(thing);
    const number = this.#numbers.get(key) ?? this.all.push(thing) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/**
 * All that a cell opens, each text once, compressed: what hundreds of Jiras answered is alike. In base64, which cannot
 * end the element that it stands in.
 */
export function detailsBlock({ jiras, cells }: Matrix): string {
  const texts = new Numbers<string>();
  const details = new Numbers<Detail>();
  const ofCells = cells.map((row) => row.map((cell) => cell && cellOf(cell, texts, details)));
  const data = {
    jiras: jiras.map((jira) => ({ kind: printable(kindOf(jira)), url: printable(jira.baseUrl) })),
    cells: ofCells,
    details: details.all,
    texts: texts.all,
  };
  return deflateRawSync(JSON.stringify(data), { level: 9 }).toString('base64');
}

function cellOf(cell: Cell, texts: Numbers<string>, details: Numbers<Detail>) {
  const number = details.of(detailOf(cell, (text) => texts.of(printableLines(text))));
  const { change } = cell.result;
  const took = cell.kind === 'interaction' ? cell.result.durationMs : undefined;
  return [
    number,
    took,
    ...(change ? [`${changes[change.kind]} since ${printable(moment(change.since))}`] : []),
  ];
}

function detailOf({ kind, result, pact }: Cell, numberOf: (text: string) => number): Detail {
  const some = (text: string | undefined) => (text === undefined ? undefined : numberOf(text));
  const source = numberOf(printable(pact.source));
  if (kind === 'check') {
    const findings = result.findings.map(
      ({ code, text }) => [numberOf(printable(capitalized(text))), numberOf(known[code].cure)] as const,
    );
    return { findings, source };
  }
  const { cause, cure, path, providerStates, exchange, mismatches, curl } = result;
  return without({
    path: numberOf(printable(path)),
    states: providerStates.map(numberOf),
    cause: some(cause && capitalized(cause)),
    cure: some(cure),
    mismatches: mismatches.map(
      ({ kind: what, where, expected, actual }) =>
        [numberOf(`${what} ${where}`.trim()), numberOf(expected), numberOf(actual)] as const,
    ),
    request: some(exchange?.request),
    answer: some(exchange?.answer),
    curl: some(curl && printable(curl)),
    source,
  });
}

type Given<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is undefined. */
function without<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Given<T>;
}
