import { bySeverity } from '../../report/exit-code.ts';
import type {
  CheckResult,
  CheckStatus,
  InteractionResult,
  PactReport,
  TargetReport,
} from '../../report/report.ts';
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
  readonly kind: 'interaction' | 'check';
  readonly id: string;
  readonly name: string;
  /** The method, or `check`. */
  readonly verb: string;
  readonly states: readonly string[];
}

/** What became of a question at one Jira. */
export type Cell = {
  readonly pact: PactReport;
  readonly question: Question;
  readonly status: CheckStatus;
} & (
  | { readonly kind: 'interaction'; readonly result: InteractionResult }
  | { readonly kind: 'check'; readonly result: CheckResult }
);

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
  const pacts = new Map<string, Map<string, Question>>();
  const answered = jiras.map((jira) => new Map(cellsOf(jira, pacts).map((cell) => [cell.question, cell])));
  const questions = [...pacts.values()].flatMap((ofPact) => interactionsFirst([...ofPact.values()]));
  const cells = answered.map((byQuestion) => questions.map((question) => byQuestion.get(question)));
  return { jiras, questions, cells };
}

/** A Jira's cells. Their questions are added to those that are known. */
function cellsOf({ pacts }: TargetReport, known: Map<string, Map<string, Question>>): Cell[] {
  const keys = numbered(
    pacts.map(({ consumer, consumerVersion }) => JSON.stringify([consumer, consumerVersion])),
  );
  return pacts.flatMap((pact, index) => {
    const ofPact = entry(known, keys[index] ?? '', () => new Map<string, Question>());
    const group = ofPact.values().next().value?.group ?? groupOf(pact);
    return [...interactionCells(pact, group, ofPact), ...checkCells(pact, group, ofPact)];
  });
}

function groupOf({ consumer, consumerVersion: version, pending = false }: PactReport): Group {
  return { consumer, version, pending };
}

function interactionCells(pact: PactReport, group: Group, known: Map<string, Question>): Cell[] {
  const keys = numbered(pact.interactions.map(({ id }) => `interaction ${id}`));
  return pact.interactions.map((result, index) => {
    const { id, description: name, method: verb, providerStates: states, status } = result;
    const kind = 'interaction';
    const question = entry(
      known,
      keys[index] ?? '',
      () => ({ group, kind, id, name, verb, states }) as const,
    );
    return { pact, question, status, kind, result };
  });
}

function checkCells(pact: PactReport, group: Group, known: Map<string, Question>): Cell[] {
  const keys = numbered(pact.checks.map(({ id }) => `check ${id}`));
  return pact.checks.map((result, index) => {
    const { id, name, status } = result;
    const kind = 'check';
    const make = () => ({ group, kind, id, name, verb: 'check', states: [] }) as const;
    return { pact, question: entry(known, keys[index] ?? '', make), status, kind, result };
  });
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function interactionsFirst(questions: readonly Question[]): Question[] {
  const { interaction = [], check = [] } = Object.groupBy(questions, ({ kind }) => kind);
  return [...interaction, ...check];
}
