import {
  byFrequency,
  byStatus,
  type Cause,
  CHECK_NOT_RUN,
  causesOf,
  type Place,
  placesIn,
  titleOf,
  wordsOf,
} from '../../report/causes.ts';
import type { CheckResult, InteractionResult, Mismatch, TargetReport } from '../../report/report.ts';
import { count } from '../../text.ts';
import { capitalized, jiraKind } from '../words.ts';
import { bdi, joined, type Markup, markup, statusMark } from './markup.ts';

/** Causes that are told without a script. A page about hundreds of Jiras stays small. */
const MAX_CAUSES = 150;

/** Ways in which one answer differs that are shown of a cause. */
const MAX_EXAMPLES = 3;

/** Characters of a value that are shown here; the cell opens all of it. */
const MAX_CHARACTERS = 400;

/** Names in a row; more can be opened. */
const MAX_NAMES = 8;

/** Each cause once; what is broken first, and of that what concerns most. */
export function causesIn(jiras: readonly TargetReport[]): Cause<Place>[] {
  const places = jiras.flatMap((jira) => [...placesIn(jira), ...checksNotRun(jira)]);
  return causesOf(places).toSorted(byFrequency).toSorted(byStatus);
}

function checksNotRun(target: TargetReport): Place[] {
  const idle = target.pacts.flatMap(({ checks }) => checks.filter(({ status }) => status === 'unverifiable'));
  return idle.map((result) => ({
    ...{ target, result, where: titleOf(result), status: 'unverifiable', isPending: false },
    ...{ cause: CHECK_NOT_RUN, cure: '' },
  }));
}

/** The number of the cause that each result leads to. */
export function causeNumbers(
  causes: readonly Cause<Place>[],
): ReadonlyMap<InteractionResult | CheckResult, number> {
  const numbers = new Map<InteractionResult | CheckResult, number>();
  for (const [index, places] of causes.slice(0, MAX_CAUSES).entries()) {
    for (const { result } of places) if (result && !numbers.has(result)) numbers.set(result, index + 1);
  }
  return numbers;
}

/** Everything that is not verified, each cause once: it can be read where no script and no style is allowed. */
export function causeList(causes: readonly Cause<Place>[]): Markup {
  if (causes.length === 0) return markup``;
  const hidden = causes.length - MAX_CAUSES;
  return markup`<section aria-labelledby="causes">
<h2 id="causes">What is not verified, and what to do</h2>
${causes.slice(0, MAX_CAUSES).map(causeArticle)}${
  hidden > 0 && markup`<p>And ${count(hidden, 'more cause')}: open the cells below to see them.</p>\n`
}</section>
`;
}

function causeArticle(cause: Cause<Place>, index: number): Markup {
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
  markup`<p>In other places, it differs in ${count(hidden, 'more way')}: open the cells below to see them.</p>\n`
}</article>
`;
}

/** Where it is so: the Jiras where it is so in the same places stand together. */
function placeItems(cause: Cause<Place>): Markup[] {
  const byJira = [...Map.groupBy(cause, ({ target }) => target)].map(([jira, places]) => ({
    jira,
    where: placesAt(jira, places),
  }));
  const together = Map.groupBy(byJira, ({ where }) => where.html);
  return [...together.values()].map((same) => {
    const names = same.map(
      ({ jira }) => markup`<b>${bdi(jira.name)}</b>${jira.kind === 'mocked' && ' (mocked)'}`,
    );
    return markup`<li>${enumerated(names, 'Jiras')}: ${same[0]?.where}</li>\n`;
  });
}

function placesAt({ pacts }: TargetReport, places: readonly Place[]): Markup {
  const all = pacts.reduce((sum, { interactions }) => sum + interactions.length, 0);
  const interactions = places.filter(({ result }) => result && 'mismatches' in result);
  const isAll = all > 1 && interactions.length === all;
  const named = isAll ? places.filter((one) => !interactions.includes(one)) : places;
  const names = [...new Set(named.map(({ where }) => where))].map(bdi);
  return enumerated(isAll ? [markup`all ${all} interactions`, ...names] : names, 'interactions and checks');
}

function enumerated(names: readonly Markup[], noun: string): Markup {
  if (names.length <= MAX_NAMES) return joined(names, '; ');
  return markup`<details><summary>${names.length} ${noun}</summary> ${joined(names, '; ')}</details>`;
}

type Example = Place & { readonly result: InteractionResult };

/** The ways in which the answers to the first interaction differ, each once, with the first place that shows it. */
function examplesOf(places: Cause<Place>): Example[] {
  const shows = places.filter(
    (place): place is Example =>
      place.result !== undefined &&
      'mismatches' in place.result &&
      (place.result.mismatches.length > 0 || place.result.curl !== undefined),
  );
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
      markup`<tr><th scope="row">${kind} ${where}</th><td class="expected">${shortened(expected)}</td><td class="actual">${shortened(actual)}</td></tr>\n`,
  )}</tbody></table>
`;
}

function shortened(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)} …` : text;
}
