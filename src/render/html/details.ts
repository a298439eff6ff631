import { deflateRawSync } from 'node:zlib';
import type { Finding } from '../../findings.ts';
import { CHECK_NOT_RUN, toldOfResult } from '../../report/causes.ts';
import { isCheck } from '../../report/report.ts';
import { printable, printableLines } from '../../text.ts';
import { capitalized, changes, jiraKind, moment } from '../words.ts';
import type { Cell, Matrix } from './matrix.ts';

/** What page.js shows of a cell; every text is a number, by which it stands in `texts` once. */
interface Detail {
  readonly path?: number | undefined;
  readonly states: readonly number[];
  readonly advice: readonly (readonly [text: number, cure: number])[];
  readonly mismatches: readonly (readonly [where: number, expected: number, actual: number])[];
  readonly request?: number | undefined;
  readonly answer?: number | undefined;
  readonly curl?: number | undefined;
  readonly source: number;
}

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
  const cellData = (cell: Cell) => {
    const { result } = cell;
    const detail = detailOf(cell, (text) => texts.of(printableLines(text)));
    const since = result.change
      ? `${changes[result.change.kind]} since ${printable(moment(result.change.since))}`
      : '';
    return [details.of(detail), isCheck(result) ? 0 : result.durationMs, since];
  };
  const data = {
    jiras: jiras.map((jira) => ({ kind: printable(jiraKind(jira)), url: printable(jira.baseUrl) })),
    cells: cells.map((row) => row.map((cell) => cell && cellData(cell))),
    details: details.all,
    texts: texts.all,
  };
  return deflateRawSync(JSON.stringify(data), { level: 9 }).toString('base64');
}

function detailOf({ result, pact }: Cell, numberOf: (text: string) => number): Detail {
  const line = (text: string) => numberOf(printable(text));
  const adviceOf = ({ cause, cure }: Pick<Finding, 'cause' | 'cure'>) =>
    [line(`${capitalized(cause)}.`), line(cure)] as const;
  const advice = toldOfResult(result, pact).map(adviceOf);
  const source = line(pact.source);
  if (isCheck(result)) {
    const cause =
      result.status === 'unverifiable' ? CHECK_NOT_RUN : 'the check holds for every answer that came';
    if (advice.length === 0) advice.push(adviceOf({ cause, cure: '' }));
    return { states: [], advice, mismatches: [], source };
  }
  const { path, providerStates, exchange, mismatches, curl } = result;
  const some = (text: string | undefined) => (text === undefined ? undefined : numberOf(text));
  return {
    path: line(path),
    states: providerStates.map(line),
    advice,
    mismatches: mismatches.map(
      ({ kind, where, expected, actual }) =>
        [numberOf(`${kind} ${where}`.trim()), numberOf(expected), numberOf(actual)] as const,
    ),
    request: some(exchange?.request),
    answer: some(exchange?.answer),
    curl: some(curl && printable(curl)),
    source,
  };
}
