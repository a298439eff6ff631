import type { PactReport, TargetReport } from '../../report/report.ts';
import { count } from '../../text.ts';
import { type Markup, markup } from './markup.ts';
import { duration, kindOf, looks, name, outcomes } from './words.ts';

/** Each Jira with its address and its verdict. */
export function jiraList(jiras: readonly TargetReport[]): Markup {
  return markup`<section aria-labelledby="jiras">
<h2 id="jiras">The Jiras</h2>
<ul class="jiras">
${jiras.map(jiraItem)}</ul>
</section>
`;
}

function jiraItem(jira: TargetReport): Markup {
  const { baseUrl, siteUrl, verdict, durationMs, definedAt, sessionsLeftOpen, pacts } = jira;
  const { says, looksLike } = outcomes[jira.exitCode];
  const { mark, letter } = looks[looksLike];
  const { verified, failed, unverifiable } = jira.summary;
  const published = pacts.flatMap((pact) => pact.published ?? []);
  return markup`<li><p><b>${name(jira.name)}</b> <span class="status ${letter}">${mark} ${says}</span> ${kindOf(jira)}</p>
<p>${verdict}</p>
<p class="quiet">${baseUrl}${siteUrl !== null && siteUrl !== baseUrl && markup`, which calls itself ${name(siteUrl)}`}; ${verified} verified, ${failed} failed, ${unverifiable} unverifiable in ${duration(durationMs)}${
    definedAt && markup`; named in ${name(definedAt.file)}, line ${definedAt.line}`
  }${published.length > 0 && markup`; published at ${published.join(', ')}`}</p>
${
  sessionsLeftOpen > 0 &&
  markup`<p>${count(sessionsLeftOpen, 'session')} may still be open there, and will end after the time-out.</p>\n`
}</li>
`;
}

/** Each pact that was asked, and why. */
export function pactList(jiras: readonly TargetReport[]): Markup {
  const byWords = Map.groupBy(
    jiras.flatMap(({ pacts }) => pacts),
    ({ consumer, consumerVersion, source, pathRoot, why, pending }) =>
      JSON.stringify([consumer, consumerVersion, source, pathRoot, why, pending]),
  );
  const pacts = [...byWords.values()].flatMap(([first]) => first ?? []);
  if (pacts.length === 0) return markup``;
  return markup`<section aria-labelledby="pacts">
<h2 id="pacts">The pacts</h2>
<ul class="pacts">
${pacts.map(pactItem)}</ul>
</section>
`;
}

function pactItem({ consumer, consumerVersion, source, pathRoot, why = [], pending }: PactReport): Markup {
  return markup`<li><p><b>${name(consumer)}</b>${consumerVersion && markup` ${name(consumerVersion)}`}${
    pending && ' (pending: a failure does not count)'
  } <span class="quiet">${source}</span></p>
${pathRoot && markup`<p class="quiet">Its paths begin with ${name(pathRoot)}; this part is left out when they are replayed below the base URL.</p>\n`}${why.map(
  (reason) => markup`<p class="quiet">${reason}</p>\n`,
)}</li>
`;
}
