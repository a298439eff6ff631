import { statusInWords, wordsOf } from '../../report/causes.ts';
import type { Mismatch, TargetReport } from '../../report/report.ts';
import { count } from '../../text.ts';
import { examplesOf, type Place, type PlacesOfCause, responseOf } from './causes.ts';
import { joined, type Markup, markup } from './markup.ts';
import type { Cell, Matrix, Question } from './matrix.ts';
import { capitalized, kindOf, looks, name, titleOf } from './words.ts';

/** Causes that are told without a script. A page about hundreds of Jiras stays small. */
const MAX_CAUSES = 150;

/** Ways in which one answer differs that are shown of a cause. */
const MAX_EXAMPLES = 3;

/** Characters of a value that are shown here; the cell opens all of it. */
const MAX_CHARACTERS = 400;

/** Names in a row; more can be opened. */
const MAX_NAMES = 8;

/** The number of the cause that each cell leads to. */
export function causesByCell(causes: readonly PlacesOfCause[]): ReadonlyMap<Cell, number> {
  const numbers = new Map<Cell, number>();
  for (const [index, places] of causes.slice(0, MAX_CAUSES).entries()) {
    for (const { cell } of places) if (cell && !numbers.has(cell)) numbers.set(cell, index + 1);
  }
  return numbers;
}

/** Everything that is not verified, each cause once: it can be read where no script and no style is allowed. */
export function causeList(causes: readonly PlacesOfCause[], matrix: Matrix): Markup {
  if (causes.length === 0) return markup``;
  const hidden = causes.length - MAX_CAUSES;
  return markup`<section aria-labelledby="causes">
<h2 id="causes">What is not verified, and what to do</h2>
${causes.slice(0, MAX_CAUSES).map((cause, index) => causeArticle(cause, index + 1, matrix))}${
  hidden > 0 && markup`<p>And ${count(hidden, 'more cause')}: open the cells below to see them.</p>\n`
}</section>
`;
}

function causeArticle(cause: PlacesOfCause, number: number, matrix: Matrix): Markup {
  const [{ status, cure }] = cause;
  const { mark, letter } = looks[status];
  const fresh = cause.filter(({ cell }) => cell?.result.change?.kind === 'new').length;
  const examples = examplesOf(cause);
  const hidden = examples.length - MAX_EXAMPLES;
  return markup`<article class="cause ${letter}" id="c${number}">
<h3><span class="status">${mark} ${statusInWords(cause[0])}</span> ${capitalized(wordsOf(cause))}${
    fresh > 0 && markup` <span class="tag">${fresh} new</span>`
  }</h3>
${cure && markup`<p class="cure">${cure}</p>\n`}<ul class="where">
${placesOf(cause, matrix)}</ul>
${examples.slice(0, MAX_EXAMPLES).map(exampleOf)}${
  hidden > 0 &&
  markup`<p>In other places, it differs in ${count(hidden, 'more way')}: open the cells below to see them.</p>\n`
}</article>
`;
}

/** Where it is so: the Jiras with the same questions stand together. */
function placesOf(places: PlacesOfCause, matrix: Matrix): Markup[] {
  const byJira = Map.groupBy(places, ({ jira }) => jira);
  const numbers = new Map(matrix.questions.map((question, index) => [question, index]));
  const key = (at: Place['at']) => (typeof at === 'string' ? at : (numbers.get(at) ?? ''));
  const together = Map.groupBy(byJira, ([, ofJira]) => JSON.stringify(ofJira.map(({ at }) => key(at))));
  return [...together.values()].map((jiras) => {
    const first = jiras[0]?.[1] ?? [];
    return markup`<li>${jiraNames(jiras.map(([jira]) => jira))}: ${whatOf(first, matrix)}</li>\n`;
  });
}

function jiraNames(jiras: readonly TargetReport[]): Markup {
  const names = jiras.map(
    (jira) => markup`<b>${name(jira.name)}</b>${jira.kind === 'mocked' && ' (mocked)'}`,
  );
  return enumerated(names, 'Jiras');
}

function whatOf(places: readonly Place[], { jiras, cells, questions }: Matrix): Markup {
  const [first] = places;
  const asked = (first && cells[jiras.indexOf(first.jira)]) ?? [];
  const interactions = questions.filter(({ kind }, index) => kind === 'interaction' && asked[index]);
  const found = new Set(places.map(({ at }) => at));
  if (interactions.length > 1 && interactions.every((one) => found.has(one))) {
    const others = [...found].filter((at) => !interactions.some((one) => one === at));
    return joined([`all ${interactions.length} interactions`, ...others.map(placeName)], '; ');
  }
  const isInteraction = (at: Place['at']) => typeof at !== 'string' && at.kind === 'interaction';
  const noun = [...found].every(isInteraction) ? 'interactions' : 'interactions and checks';
  return enumerated([...found].map(placeName), noun);
}

function placeName(at: Question | string): Markup {
  return name(typeof at === 'string' ? at : titleOf(at));
}

function enumerated(names: readonly Markup[], noun: string): Markup {
  if (names.length <= MAX_NAMES) return joined(names, '; ');
  return markup`<details><summary>${names.length} ${noun}</summary> ${joined(names, '; ')}</details>`;
}

function exampleOf(place: Place): Markup {
  const { jira, at } = place;
  const answer = responseOf(place);
  if (!answer || typeof at === 'string') return markup``;
  const { mismatches, providerStates, curl } = answer;
  return markup`<div class="example">
<p>For example <b>${name(titleOf(at))}</b> at <b>${name(jira.name)}</b> (${kindOf(jira)})${
    providerStates.length > 0 && markup`, while ${joined(providerStates.map(name), ' and ')}`
  }:</p>
${mismatches.length > 0 && mismatchTable(mismatches)}${
  curl && markup`<p class="curl">To repeat it: <code>${curl}</code></p>\n`
}</div>
`;
}

function mismatchTable(mismatches: readonly Mismatch[]): Markup {
  return markup`<table class="mismatches"><thead><tr><th scope="col">Where</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead>
<tbody>${mismatches.map(
    ({ kind, where, expected, actual }) =>
      markup`<tr><th scope="row">${kind} ${where}</th><td class="expected">${shortened(expected)}</td><td class="actual">${shortened(actual)}</td></tr>\n`,
  )}</tbody></table>
`;
}

function shortened(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)} …` : text;
}
