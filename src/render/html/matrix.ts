import { isPendingFailure } from '../../report/causes.ts';
import { bySeverity } from '../../report/exit-code.ts';
import { isCheck, type PactReport, type Result, resultsOf, type TargetReport } from '../../report/report.ts';
import { numbered } from '../../text.ts';
import { changes, jiraKind, marks, outcomes } from '../words.ts';
import { bdi, type Markup, markup, statusMark } from './markup.ts';

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

/** Up to so many Jiras are columns, and each interaction is a line. If there are more, each Jira is a line. */
const MAX_JIRAS_SIDE_BY_SIDE = 6;

export type CauseNumbers = ReadonlyMap<Result, number>;

export function matrixTable(matrix: Matrix, causes: CauseNumbers): Markup {
  const table =
    matrix.jiras.length > MAX_JIRAS_SIDE_BY_SIDE ? jirasDown(matrix, causes) : jirasAcross(matrix, causes);
  return markup`<section aria-labelledby="matrix">
<h2 id="matrix">Interactions and checks at each Jira</h2>
<div id="controls" hidden></div>
<p class="no-script">Scripts do not run here: a cell that is not verified links to its cause below. Where scripts run, each cell opens its request, its answer and more details.</p>
<div class="scroll" role="region" aria-label="The matrix, which scrolls" tabindex="0">
${table}</div>
</section>
`;
}

function jirasDown({ jiras, questions, cells }: Matrix, causes: CauseNumbers): Markup {
  const groups = [...Map.groupBy(questions, ({ group }) => group).values()];
  return markup`<table class="matrix down" id="cells">
<thead>
<tr><th rowspan="2" scope="col" class="corner">Jira</th>${groups.map(
    (cells) =>
      markup`<th scope="colgroup" colspan="${cells.length}" class="group" data-group="${cells.length}">${groupName(cells)}</th>`,
  )}</tr>
<tr>${questions.map((question) => questionHead(question, 'col'))}</tr>
</thead>
<tbody>
${jiras.map(
  (jira, row) =>
    markup`<tr>${jiraHead(jira, 'row')}${(cells[row] ?? []).map((cell) => cellOf(cell, causes))}\n`,
)}</tbody>
</table>
`;
}

function jirasAcross({ jiras, questions, cells }: Matrix, causes: CauseNumbers): Markup {
  const lines = questions.map((question, line) => ({
    ...question,
    row: markup`<tr>${questionHead(question, 'row')}${jiras.map((_, jira) => cellOf(cells[jira]?.[line], causes))}\n`,
  }));
  const groups = [...Map.groupBy(lines, ({ group }) => group).values()];
  return markup`<table class="matrix across" id="cells">
<thead><tr><th scope="col" class="corner">Interaction or check</th>${jiras.map((jira) => jiraHead(jira, 'col'))}</tr></thead>
${groups.map(
  (rows) => markup`<tbody>
<tr><th scope="rowgroup" colspan="${jiras.length + 1}" class="group" data-group="${rows.length}">${groupName(rows)}</th></tr>
${rows.map(({ row }) => row)}</tbody>
`,
)}</table>
`;
}

function groupName([first]: readonly Cell[]): Markup {
  return markup`The pact of ${first && pactName(first.pact)}`;
}

export function pactName({ consumer, consumerVersion: version, pending }: PactReport): Markup {
  return markup`${bdi(consumer)}${version && markup` ${bdi(version)}`}${pending && ' (pending: a failure does not count)'}`;
}

function jiraHead(jira: TargetReport, scope: 'row' | 'col'): Markup {
  const { says, status } = outcomes[jira.exitCode];
  return markup`<th scope="${scope}" data-jira="${jira.name}" data-url="${jira.baseUrl}"><span class="name">${bdi(jira.name)}</span> ${statusMark(status, says)} <small>${jiraKind(jira)}</small></th>`;
}

function questionHead({ result, pact }: Cell, scope: 'row' | 'col'): Markup {
  const [verb, name] = isCheck(result) ? ['check', result.name] : [result.method, result.description];
  return markup`<th scope="${scope}" data-verb="${verb}" data-id="${result.id}" data-consumer="${pact.consumer}"><span><small>${verb}</small> <span class="name">${name}</span></span></th>`;
}

/** A cell. A link leads to its cause where no script can open more; there are thousands of them, so they are short. */
function cellOf(cell: Cell | undefined, causes: CauseNumbers): Markup {
  if (!cell) return markup`<td class=n>· <small>not asked</small>`;
  const { result, pact } = cell;
  const { status, change } = result;
  const said = isPendingFailure(result, pact) ? `${status} (pending)` : status;
  const words = markup`${marks[status]} <small>${said}</small>${change && markup` <i>${changes[change.kind]}</i>`}`;
  const cause = causes.get(result);
  return markup`<td class=${status.charAt(0)}>${cause === undefined ? words : markup`<a href=#c${cause}>${words}</a>`}`;
}
