import { findings } from '../../../findings.ts';
import { keptApartBy } from '../../apart.ts';
import type { CheckStatus, InteractionResult, TargetReport } from '../../report.ts';
import type { Cell, Matrix, Question } from './matrix.ts';

/** Where a cause was found: at a question, or at a Jira or a pact as a whole. */
export interface Place {
  readonly jira: TargetReport;
  readonly at: Question | string;
  /** The answer that shows it. */
  readonly result: InteractionResult | undefined;
  readonly cell: Cell | undefined;
}

/** Why something is not verified, with all places where it is so. */
export interface Cause {
  readonly status: CheckStatus;
  readonly text: string;
  readonly cure: string;
  readonly places: readonly Place[];
}

interface Told extends Place {
  readonly status: CheckStatus;
  readonly text: string;
  readonly cure: string;
  /** What keeps it apart from another of the same words. */
  readonly apart: unknown;
}

const severity = { failed: 0, unverifiable: 1, warned: 2, verified: 3 } as const;

/** Each cause once; what is broken first, and what concerns most. */
export function causesOf(matrix: Matrix): Cause[] {
  const told = matrix.jiras.flatMap((jira, index) => [
    ...toldOfJira(jira),
    ...(matrix.cells[index] ?? []).flatMap((cell) => (cell ? toldOfCell(jira, cell) : [])),
  ]);
  const groups = Map.groupBy(told, ({ status, text, cure, apart }) =>
    JSON.stringify([status, text, cure, apart]),
  );
  return [...groups.values()]
    .flatMap(([first, ...more]) => (first ? [{ ...first, places: [first, ...more] }] : []))
    .toSorted((a, b) => severity[a.status] - severity[b.status] || b.places.length - a.places.length);
}

function toldOfJira(jira: TargetReport): Told[] {
  const whole = { jira, status: 'unverifiable', result: undefined, cell: undefined, apart: '' } as const;
  return jira.pacts.flatMap(({ problem, consumer }) =>
    problem ? [{ ...whole, at: `the pact of ${consumer}`, text: problem.cause, cure: problem.cure }] : [],
  );
}

function toldOfCell(jira: TargetReport, cell: Cell): Told[] {
  const { question: at, status } = cell;
  if (status === 'verified') return [];
  const place = { jira, at, cell, status };
  if (cell.kind === 'interaction') {
    const { cause = 'it is not verified', cure = '' } = cell.result;
    return [{ ...place, result: cell.result, text: cause, cure, apart: keptApartBy(cell.result) }];
  }
  if (status === 'unverifiable') {
    const text = 'this check could not run, because no answer came for it';
    return [{ ...place, result: undefined, text, cure: '', apart: '' }];
  }
  return cell.result.findings.map(({ code, text }) => ({
    ...{ ...place, result: undefined, text, cure: findings[code].cure, apart: '' },
  }));
}

/** The ways in which the answers to the first question differ, each once, with the first place that shows it. */
export function examplesOf({ places }: Pick<Cause, 'places'>): Place[] {
  const shows = places.filter(({ result }) => result && (result.mismatches.length > 0 || result.curl));
  const ofFirst = shows.filter(({ at }) => at === shows[0]?.at);
  const byDifference = Map.groupBy(ofFirst, ({ result }) => JSON.stringify(result?.mismatches));
  return [...byDifference.values()].flatMap(([first]) => first ?? []);
}
