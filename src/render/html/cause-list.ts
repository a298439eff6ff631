import {
  type Cause,
  NOTHING_AGAINST,
  type Place,
  placesOf,
  saysNothingAgainst,
  wordsOf,
} from '../../report/causes.ts';
import { type InteractionResult, isCheck, type Mismatch, type Result } from '../../report/report.ts';
import { capitalized, count } from '../../text.ts';
import { jiraKind } from '../words.ts';
import { bdi, joined, type Markup, markup, statusMark } from './markup.ts';
import type { CauseNumbers } from './matrix.ts';

/** Causes that are told without a script. A page about hundreds of Jiras stays small. */
const MAX_CAUSES = 150;

const MAX_EXAMPLES = 3;

const MAX_CHARACTERS = 400;

const MAX_NAMES = 8;

export function causeNumbers(causes: readonly Cause<Place>[]): CauseNumbers {
  const numbers = new Map<Result, number>();
  for (const [index, places] of causes.slice(0, MAX_CAUSES).entries()) {
    for (const { result } of places) if (result && !numbers.has(result)) numbers.set(result, index + 1);
  }
  return numbers;
}

/** Everything that is not verified, each cause once: it can be read where no script and no style is allowed. */
export function causeList(causes: readonly Cause<Place>[]): Markup {
  if (causes.length === 0) return markup``;
  const hidden = causes.length - MAX_CAUSES;
  const told = causes.slice(0, MAX_CAUSES);
  const articles = Map.groupBy(told.entries(), ([, cause]) => saysNothingAgainst(cause));
  const [wrong = [], idle = []] = [false, true].map((key) => articles.get(key)?.map(causeArticle));
  return markup`<section aria-labelledby="causes">
<h2 id="causes">Problems, and what to do</h2>
${wrong}${
  idle.length > 0 &&
  markup`<details><summary>${NOTHING_AGAINST}: ${count(idle.length, 'reason')}</summary>
${idle}</details>
`
}${hidden > 0 && markup`<p>And ${count(hidden, 'more cause')}: open the cells above to see them.</p>\n`}</section>
`;
}

function causeArticle([index, cause]: readonly [index: number, cause: Cause<Place>]): Markup {
  const [{ status, isPending, cure }] = cause;
  const fresh = cause.filter(({ result }) => result?.change?.kind === 'new').length;
  const examples = examplesOf(cause);
  const hidden = examples.length - MAX_EXAMPLES;
  return markup`<article class="cause" id="c${index + 1}">
<h3>${statusMark(status, isPending ? `${status} (pending)` : status)} ${capitalized(wordsOf(cause))}${
    fresh > 0 && ` (${fresh} new)`
  }</h3>
${cure && markup`<p class="cure">${cure}</p>\n`}<ul class="where">
${placeItems(cause)}</ul>
${examples.slice(0, MAX_EXAMPLES).map(exampleOf)}${
  hidden > 0 &&
  markup`<p>In other places, it differs in ${count(hidden, 'more way')}: open the cells above to see them.</p>\n`
}</article>
`;
}

function placeItems(cause: Cause<Place>): Markup[] {
  return placesOf(cause).map(({ jiras, where }) => {
    const names = jiras.map(
      ({ name, kind }) => markup`<b>${bdi(name)}</b>${kind === 'mocked' && ' (mocked)'}`,
    );
    return markup`<li>${enumerated(names, 'Jiras')}: ${enumerated(where.map(bdi), 'interactions and checks')}</li>\n`;
  });
}

function enumerated(names: readonly Markup[], noun: string): Markup {
  if (names.length <= MAX_NAMES) return joined(names, '; ');
  return markup`<details><summary>${names.length} ${noun}</summary> ${joined(names, '; ')}</details>`;
}

type Example = Place & { readonly result: InteractionResult };

function examplesOf(places: Cause<Place>): Example[] {
  const shows = places.filter((place): place is Example => {
    const { result } = place;
    return result !== undefined && !isCheck(result) && (result.mismatches.length > 0 || Boolean(result.curl));
  });
  const ofFirst = shows.filter(({ where }) => where === shows[0]?.where);
  const byDifference = Map.groupBy(ofFirst, ({ result }) => JSON.stringify(result.mismatches));
  return [...byDifference.values()].flatMap(([first]) => first ?? []);
}

function exampleOf({ target, where, result: { mismatches, providerStates, curl } }: Example): Markup {
  return markup`<div class="example">
<p>For example <b>${bdi(where)}</b> at <b>${bdi(target.name)}</b> (${jiraKind(target)})${
    providerStates.length > 0 && markup`, while ${joined(providerStates.map(bdi), ' and ')}`
  }:</p>
${mismatches.length > 0 && mismatchTable(mismatches)}${
  curl && markup`<p>To repeat it: <code>${curl}</code></p>\n`
}</div>
`;
}

function mismatchTable(mismatches: readonly Mismatch[]): Markup {
  return markup`<table class="mismatches"><thead><tr><th scope="col">Where</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead>
<tbody>${mismatches.map(
    ({ kind, where, expected, actual }) =>
      markup`<tr><th scope="row">${kind} ${where}</th><td class="expected">${cut(expected)}</td><td class="actual">${cut(actual)}</td></tr>\n`,
  )}</tbody></table>
`;
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)} …` : text;
}
