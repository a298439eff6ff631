import { bySeverity } from '../../report/exit-code.ts';
import { isCheck, type PactReport, type Result, resultsOf, type TargetReport } from '../../report/report.ts';
import { numbered } from '../../text.ts';

/** A result at one Jira. Those with one key are of the same question; the questions of one pact are a group. */
export interface Cell {
  readonly pact: PactReport;
  readonly result: Result;
  readonly group: string;
  readonly key: string;
}

export interface Matrix {
  readonly jiras: readonly TargetReport[];
  /** The first cell of each question, which says what it is. */
  readonly questions: readonly Cell[];
  readonly cells: readonly (readonly (Cell | undefined)[])[];
}

export function matrixOf(targets: readonly TargetReport[]): Matrix {
  const jiras = targets.toSorted(bySeverity);
  const asked = jiras.map((jira) => new Map(cellsOf(jira).map((cell) => [cell.key, cell])));
  const first = new Map<string, Cell>();
  for (const [key, cell] of asked.flatMap((cells) => [...cells])) if (!first.has(key)) first.set(key, cell);
  const groups = Map.groupBy(first.values(), ({ group }) => group);
  const questions = [...groups.values()].flatMap(interactionsFirst);
  return { jiras, questions, cells: asked.map((cells) => questions.map(({ key }) => cells.get(key))) };
}

function cellsOf({ pacts }: TargetReport): Cell[] {
  const groups = numbered(
    pacts.map(({ consumer, consumerVersion }) => JSON.stringify([consumer, consumerVersion])),
  );
  return pacts.flatMap((pact, index) => {
    const group = groups[index] ?? '';
    const results = resultsOf(pact);
    const ids = numbered(results.map((one) => `${isCheck(one) ? 'check' : 'interaction'} ${one.id}`));
    return results.map((result, at) => ({ pact, result, group, key: `${group} ${ids[at]}` }));
  });
}

function interactionsFirst(questions: readonly Cell[]): Cell[] {
  return questions.toSorted((a, b) => Number(isCheck(a.result)) - Number(isCheck(b.result)));
}
