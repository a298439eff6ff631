import { bySeverity } from '../../report/exit-code.ts';
import type { CheckResult, InteractionResult, PactReport, TargetReport } from '../../report/report.ts';
import { numbered } from '../../text.ts';

/** A client's pact, as far as it is the same at every Jira. */
export interface Group {
  readonly consumer: string;
  readonly version: string | undefined;
  readonly pending: boolean;
}

/** An interaction or a check, which some or all Jiras were asked. */
export interface Question {
  readonly group: Group;
  readonly id: string;
  readonly name: string;
  /** The method, or `check`. */
  readonly verb: string;
}

/** What became of a question at one Jira. */
export interface Cell {
  readonly pact: PactReport;
  readonly question: Question;
  readonly result: InteractionResult | CheckResult;
}

/** All questions x all Jiras. */
export interface Matrix {
  /** What is broken first, then what could not be found out. */
  readonly jiras: readonly TargetReport[];
  /** Those of one pact stand together. */
  readonly questions: readonly Question[];
  /** For each Jira and each question; undefined where it was not asked. */
  readonly cells: readonly (readonly (Cell | undefined)[])[];
}

/** The report as a matrix. Pacts and interactions that differ from Jira to Jira are all in it. */
export function matrixOf(targets: readonly TargetReport[]): Matrix {
  const jiras = targets.toSorted(bySeverity);
  const known = new Map<string, Map<string, Question>>();
  const asked = jiras.map((jira) => new Map(cellsOf(jira, known).map((cell) => [cell.question, cell])));
  const questions = [...known.values()].flatMap((ofPact) => interactionsFirst([...ofPact.values()]));
  const cells = asked.map((byQuestion) => questions.map((question) => byQuestion.get(question)));
  return { jiras, questions, cells };
}

/** A Jira's cells. Their questions are added to those that are known. */
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
