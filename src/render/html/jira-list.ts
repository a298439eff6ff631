import type { PactReport, TargetReport } from '../../report/report.ts';
import { openSessionsText } from '../../session-words.ts';
import { countsText, duration, jiraKind, outcomes, pathRootText } from '../words.ts';
import { bdi, Markup, markup, statusMark } from './markup.ts';

export function jiraList(jiras: readonly TargetReport[]): Markup {
  return markup`<section aria-labelledby="jiras">
<h2 id="jiras">The Jiras</h2>
<ul class="list">
${jiras.map(jiraItem)}</ul>
</section>
`;
}

function jiraItem(jira: TargetReport): Markup {
  const { baseUrl, siteUrl, verdict, summary, durationMs, definedAt, sessionsLeftOpen, endsSoon, pacts } =
    jira;
  const { says, status } = outcomes[jira.exitCode];
  const published = pacts.flatMap((pact) => pact.published ?? []);
  return markup`<li><p><b>${bdi(jira.name)}</b> ${statusMark(status, says)} ${jiraKind(jira)}</p>
<p>${verdict}</p>${(endsSoon ?? []).map(({ cause, cure }) => markup`<p>${cause}. ${cure}</p>`)}
<p class="quiet">${baseUrl}${siteUrl !== null && siteUrl !== baseUrl && markup` (its base URL setting: ${bdi(siteUrl)})`}; ${countsText(summary)} in ${duration(durationMs)}${
    definedAt && markup`; named in ${bdi(definedAt.file)}, line ${definedAt.line}`
  }${published.length > 0 && `; published at ${published.join(', ')}`}</p>
${sessionsLeftOpen > 0 && markup`<p>${openSessionsText(sessionsLeftOpen, 'this Jira')}.</p>\n`}</li>
`;
}

export function pactList(jiras: readonly TargetReport[]): Markup {
  const items = new Set(jiras.flatMap(({ pacts }) => pacts.map((pact) => pactItem(pact).html)));
  if (items.size === 0) return markup``;
  return markup`<section aria-labelledby="pacts">
<h2 id="pacts">The pacts</h2>
<ul class="list">
${[...items].map(Markup.ofOurOwn)}</ul>
</section>
`;
}

function pactItem({ consumer, consumerVersion, source, pathRoot, why = [], pending }: PactReport): Markup {
  return markup`<li><p><b>${bdi(consumer)}</b>${consumerVersion && markup` ${bdi(consumerVersion)}`}${
    pending && ' (pending: a failure does not count)'
  } <span class="quiet">${source}</span></p>
${pathRoot && markup`<p class="quiet">${pathRootText(pathRoot)}</p>\n`}${why.map(
  (reason) => markup`<p class="quiet">${reason}</p>\n`,
)}</li>
`;
}
