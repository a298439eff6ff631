import { type Cause, causesOf, type Told, toldOfResult, toldOfWhole, whereOf } from '../../report/causes.ts';
import type { InteractionResult, TargetReport } from '../../report/report.ts';
import type { Cell, Matrix, Question } from './matrix.ts';

/** Why something is not verified, and where: at a question, or at a Jira or a pact as a whole. */
export interface Place extends Told {
  readonly jira: TargetReport;
  readonly at: Question | string;
  readonly cell?: Cell;
}

/** All places of one cause. */
export type PlacesOfCause = Cause<Place>;

/** Each cause once; what is broken first, and of that what concerns most. */
export function causesIn(matrix: Matrix): PlacesOfCause[] {
  const places = matrix.jiras.flatMap((jira, index) => [
    ...placesOfJira(jira),
    ...(matrix.cells[index] ?? []).flatMap((cell) => (cell ? placesOfCell(jira, cell) : [])),
  ]);
  // By what is broken first: that order stays among those of one size.
  const groups = Map.groupBy(causesOf(places), ([{ status, isPending }]) => `${status} ${isPending}`);
  return [...groups.values()].flatMap((group) => group.toSorted((a, b) => b.length - a.length));
}

function placesOfJira(jira: TargetReport): Place[] {
  return jira.pacts.flatMap((pact) =>
    toldOfWhole(pact).map((told) => ({ ...told, jira, at: whereOf(told, pact) })),
  );
}

function placesOfCell(jira: TargetReport, cell: Cell): Place[] {
  const place = { jira, at: cell.question, cell };
  if (cell.kind === 'check' && cell.status === 'unverifiable') {
    const cause = 'this check could not run, because no answer came for it';
    return [{ ...place, status: cell.status, isPending: false, cause, cure: '' }];
  }
  return toldOfResult(cell.result, cell.pact).map((told) => ({ ...told, ...place }));
}

/** The ways in which the answers to the first question differ, each once, with the first place that shows it. */
export function examplesOf(places: PlacesOfCause): Place[] {
  const shows = places.filter((place) => responseOf(place));
  const ofFirst = shows.filter(({ at }) => at === shows[0]?.at);
  const byDifference = Map.groupBy(ofFirst, (place) => JSON.stringify(responseOf(place)?.mismatches));
  return [...byDifference.values()].flatMap(([first]) => first ?? []);
}

/** The answer that shows a cause. */
export function responseOf({ cell }: Place): InteractionResult | undefined {
  if (cell?.kind !== 'interaction') return undefined;
  return cell.result.mismatches.length > 0 || cell.result.curl ? cell.result : undefined;
}
