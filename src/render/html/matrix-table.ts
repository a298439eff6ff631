import { isPendingFailure, statusInWords } from '../../report/causes.ts';
import type { TargetReport } from '../../report/report.ts';
import { lines, type Markup, markup } from './markup.ts';
import type { Cell, Group, Matrix, Question } from './matrix.ts';
import { changes, kindOf, looks, name, outcomes } from './words.ts';

/** So many Jiras stand side by side, and each interaction has a line of its own. More Jiras have a line each instead. */
const MAX_JIRAS_SIDE_BY_SIDE = 6;

/** The matrix as a table that says everything in words, shapes and colors. page.js makes its cells open. */
export function matrixTable(matrix: Matrix, causes: ReadonlyMap<Cell, number>): Markup {
  const table =
    matrix.jiras.length > MAX_JIRAS_SIDE_BY_SIDE ? jirasDown(matrix, causes) : jirasAcross(matrix, causes);
  return markup`<section aria-labelledby="matrix">
<h2 id="matrix">Interactions and checks at each Jira</h2>
<p class="legend">${Object.entries(looks).map(
    ([status, { mark, letter }]) => markup`<span class="${letter}"><b>${mark}</b> ${status}</span> `,
  )}<span class="n"><b>·</b> not asked</span></p>
<div id="controls" hidden></div>
<p class="no-script">Scripts do not run here: a cell that is not verified links to its cause above. Where scripts run, each cell opens its request, its answer and more details.</p>
<div class="scroll" role="region" aria-label="The matrix, which scrolls" tabindex="0">
${table}</div>
</section>
`;
}

function jirasDown(matrix: Matrix, causes: ReadonlyMap<Cell, number>): Markup {
  const { jiras, questions, cells } = matrix;
  const groups = [...Map.groupBy(questions, ({ group }) => group)];
  return markup`<table class="matrix down" id="cells">
<thead>
<tr><th rowspan="2" scope="col" class="corner">Jira</th>${groups.map(
    ([group, { length }]) =>
      markup`<th scope="colgroup" colspan="${length}" class="group" data-group><span>${groupName(group)}</span></th>`,
  )}</tr>
<tr>${questions.map((question) => questionHead(question, 'col'))}</tr>
</thead>
<tbody>
${jiras.map((jira, index) => {
  const row = cells[index] ?? [];
  return markup`<tr>${jiraHead(jira, 'row')}${row.map((cell) => cellOf(cell, causes))}\n`;
})}</tbody>
</table>
`;
}

function jirasAcross(matrix: Matrix, causes: ReadonlyMap<Cell, number>): Markup {
  const { jiras, questions, cells } = matrix;
  const groups = [...Map.groupBy(questions.keys(), (index) => questions[index]?.group)];
  return markup`<table class="matrix across" id="cells">
<thead><tr><th scope="col" class="corner">Interaction or check</th>${jiras.map((jira) => jiraHead(jira, 'col'))}</tr></thead>
${groups.map(
  ([group, indexes]) => markup`<tbody>
<tr><th scope="rowgroup" colspan="${jiras.length + 1}" class="group" data-group><span>${group && groupName(group)}</span></th></tr>
${indexes.map((index) => {
  const question = questions[index];
  return (
    question &&
    markup`<tr>${questionHead(question, 'row')}${jiras.map((_, jira) => cellOf(cells[jira]?.[index], causes))}\n`
  );
})}</tbody>
`,
)}</table>
`;
}

function groupName({ consumer, version, pending }: Group): Markup {
  return markup`The pact of ${name(consumer)}${version && markup` ${name(version)}`}${pending && ' (pending: a failure does not count)'}`;
}

function jiraHead(jira: TargetReport, scope: 'row' | 'col'): Markup {
  const { says, looksLike } = outcomes[jira.exitCode];
  const { mark, letter } = looks[looksLike];
  return markup`<th scope="${scope}" data-jira="${jira.name}" data-url="${jira.baseUrl}"><span class="name">${name(jira.name)}</span> <small><span class="${letter}">${mark} ${says}</span> <span>${kindOf(jira)}</span></small></th>`;
}

function questionHead({ kind, verb, name: text, id, states, group }: Question, scope: 'row' | 'col'): Markup {
  const shown = kind === 'check' ? markup`check: ${text}` : text;
  return markup`<th scope="${scope}" data-verb="${verb}" data-id="${id}" data-consumer="${group.consumer}" data-states="${lines(states.join('\n'))}"><span>${kind === 'interaction' && markup`<span class="verb">${verb}</span> `}<span class="name">${shown}</span></span></th>`;
}

/** A cell. A link leads to its cause where no script can open more; there are thousands of them, so they are short. */
function cellOf(cell: Cell | undefined, causes: ReadonlyMap<Cell, number>): Markup {
  if (!cell) return markup`<td class=n>· <small>not asked</small>`;
  const { mark, letter } = looks[cell.status];
  const { change } = cell.result;
  const words = markup`${mark} <small>${statusInWords({ status: cell.status, isPending: isPendingFailure(cell.result, cell.pact) })}</small>${change && markup` <i>${changes[change.kind]}</i>`}`;
  const cause = causes.get(cell);
  return markup`<td class=${letter}>${cause === undefined ? words : markup`<a href=#c${cause}>${words}</a>`}`;
}
