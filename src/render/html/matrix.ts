import { bySeverity } from '../../report/exit-code.ts';
import type { CheckResult, InteractionResult, PactReport, TargetReport } from '../../report/report.ts';
import { numbered } from '../../text.ts';

export interface Group {
  readonly consumer: string;
  readonly version: string | undefined;
  readonly pending: boolean;
}

export interface Question {
  readonly group: Group;
  readonly id: string;
  readonly name: string;
  readonly verb: string;
}

export interface Cell {
  readonly pact: PactReport;
  readonly question: Question;
  readonly result: InteractionResult | CheckResult;
}

export interface Matrix {
  readonly jiras: readonly TargetReport[];
  readonly questions: readonly Question[];
  readonly cells: readonly (readonly (Cell | undefined)[])[];
}

export function matrixOf(targets: readonly TargetReport[]): Matrix {
  const jiras = targets.toSorted(bySeverity);
  const known = new Map<string, Map<string, Question>>();
  const asked = jiras.map((jira) => new Map(cellsOf(jira, known).map((cell) => [cell.question, cell])));
  const questions = [...known.values()].flatMap((ofPact) => interactionsFirst([...ofPact.values()]));
  const cells = asked.map((byQuestion) => questions.map((question) => byQuestion.get(question)));
  return { jiras, questions, cells };
}

function cellsOf({ pacts }: TargetReport, known: Map<string, Map<string, Question>>): Cell[] {
  const keys = numbered(
    pacts.map(({ consumer, consumerVersion }) => JSON.stringify([consumer, consumerVersion])),
  );
  return pacts.flatMap((pact, index) => {
    const ofPact = entry(known, keys[index] ?? '', () => new Map<string, Question>());
    const { consumer, consumerVersion: version, pending = false } = pact;
    const group = ofPact.values().next().value?.group ?? { consumer, version, pending };
    const results = [...pact.interactions, ...pact.checks];
    const ids = numbered(results.map((one) => `${'findings' in one ? 'check' : 'interaction'} ${one.id}`));
    return results.map((result, at) => {
      const { id } = result;
      const about =
        'findings' in result
          ? { name: result.name, verb: 'check' }
          : { name: result.description, verb: result.method };
      return { pact, result, question: entry(ofPact, ids[at] ?? '', () => ({ group, id, ...about })) };
    });
  });
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function interactionsFirst(questions: readonly Question[]): Question[] {
  const isCheck = ({ verb }: Question) => Number(verb === 'check');
  return questions.toSorted((a, b) => isCheck(a) - isCheck(b));
}
