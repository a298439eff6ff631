import { deflateRawSync } from 'node:zlib';
import { toldOfResult } from '../../report/causes.ts';
import { type Change, isCheck } from '../../report/report.ts';
import { capitalized, printable, printableLines } from '../../text.ts';
import { changes, jiraKind, moment } from '../words.ts';
import type { Cell, Matrix } from './matrix.ts';

/** What page.js shows of the cells: compressed, since answers are alike, and in base64, which cannot end its element. */
export function detailsBlock({ jiras, cells }: Matrix): string {
  const data = {
    jiras: jiras.map((jira) => ({ kind: printable(jiraKind(jira)), url: printable(jira.baseUrl) })),
    cells: cells.map((row) => row.map((cell) => cell && detailOf(cell))),
  };
  return deflateRawSync(JSON.stringify(data), { level: 9 }).toString('base64');
}

function detailOf({ result, pact }: Cell) {
  const about = { source: printable(pact.source), change: result.change && changeText(result.change) };
  const advice = toldOfResult(result, pact).map(({ cause, cure }) => [
    `${capitalized(printable(cause))}.`,
    printable(cure),
  ]);
  if (isCheck(result)) {
    return {
      ...about,
      advice: advice.length > 0 ? advice : [['The check holds for every answer that came.', '']],
    };
  }
  const { path, providerStates, mismatches, exchange, curl, durationMs } = result;
  return {
    ...about,
    advice,
    durationMs,
    path: printable(path),
    states: providerStates.map(printable),
    mismatches: mismatches.map(({ kind, where, expected, actual }) =>
      [`${kind} ${where}`.trim(), expected, actual].map(printableLines),
    ),
    request: exchange && printableLines(exchange.request),
    answer: exchange?.answer && printableLines(exchange.answer),
    curl: curl && printable(curl),
  };
}

function changeText({ kind, since }: Change): string {
  return `${changes[kind]} since ${printable(moment(since))}`;
}
