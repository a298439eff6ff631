import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sentencesOf } from '../../findings.ts';
import { causesIn } from '../../report/causes.ts';
import type { History, PactReport, Report, TargetReport } from '../../report/report.ts';
import { projectPath } from '../../root.ts';
import { openSessionsText } from '../../session-words.ts';
import { count } from '../../text.ts';
import { headlineOf, limitsOf } from '../sentence.ts';
import { countsText, duration, jiraKind, marks, moment, numberOf, outcomes, pathRootText } from '../words.ts';
import { causeList, causeNumbers } from './cause-list.ts';
import { detailsBlock } from './details.ts';
import { bdi, Markup, markup, statusMark } from './markup.ts';
import { matrixOf, matrixTable, pactName } from './matrix.ts';

interface Assets {
  readonly policy: string;
  readonly style: Markup;
  readonly script: Markup;
}

const nothingElse = "default-src 'none'; base-uri 'none'; form-action 'none'";

/** The report as one page that needs nothing beside it. Without its style and its script it still says everything. */
export function html(report: Report): string {
  const style = ofOurs('page.css');
  const script = ofOurs('page.js');
  return pageWith(report, {
    policy: `${nothingElse}; style-src ${sourceHash(style)}; script-src ${sourceHash(script)}`,
    style: Markup.ofOurOwn(`<style>${style}</style>`),
    script: Markup.ofOurOwn(`<script>${script}</script>`),
  });
}

/** The report as a folder: where inline style is forbidden, as on Jenkins, the page still has its own. */
export function htmlFolder(report: Report): Readonly<Record<string, string>> {
  const page = pageWith(report, {
    policy: `${nothingElse}; style-src 'self' file:; script-src 'self' file:`,
    style: markup`<link rel="stylesheet" href="report.css">`,
    script: markup`<script src="report.js"></script>`,
  });
  return { 'index.html': page, 'report.css': ofOurs('page.css'), 'report.js': ofOurs('page.js') };
}

function pageWith(report: Report, { policy, style, script }: Assets): string {
  const matrix = matrixOf(report.targets);
  const causes = causesIn(matrix.jiras);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Markup.ofOurOwn(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${marks[outcomes[report.exitCode].status]} ${headlineOf(report)}</title>
${style}
</head>
<body>
<main>
${topOf(report)}${matrixTable(matrix, causeNumbers(causes))}${causeList(causes)}${jiraList(matrix.jiras)}${pactList(matrix.jiras)}</main>
<template id="details">${detailsBlock(matrix)}</template>
${script}
</body>
</html>
`.html;
}

function ofOurs(file: string): string {
  return readFileSync(projectPath(`report-page/${file}`), 'utf8');
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function topOf(report: Report): Markup {
  const { status } = outcomes[report.exitCode];
  const limits = limitsOf(report);
  return markup`<header class="top ${status.charAt(0)}">
<h1><span aria-hidden="true">${marks[status]}</span> ${headlineOf(report)}</h1>
${limits.length > 0 && markup`<ul>${limits.map((one) => markup`<li>${one}</li>`)}</ul>\n`}<p>${report.verdict}</p>
</header>
<dl class="facts">
${reportFacts(report).map(([term, description]) => markup`<div><dt>${term}</dt><dd>${description}</dd></div>\n`)}</dl>
`;
}

function reportFacts(report: Report): string[][] {
  const { startedAt, durationMs, tool, shard, history, targets, summary } = report;
  const checks = targets.flatMap(({ pacts }) => pacts.flatMap((pact) => pact.checks));
  const ofJiras = ([0, 1, 2] as const).map((code) => {
    const number = numberOf(targets, code);
    return number > 0 && `${outcomes[code].says} on ${number}`;
  });
  const ofChecks = Object.keys(marks).map((status) => {
    const number = checks.filter((check) => check.status === status).length;
    return number > 0 && `${number} ${status}`;
  });
  return [
    ['Jiras', ofJiras.filter(Boolean).join(', ') || 'none'],
    ['Interactions', countsText(summary)],
    ['Checks', ofChecks.filter(Boolean).join(', ') || 'none'],
    ['Started', moment(startedAt)],
    ['Took', duration(durationMs)],
    ['Made by', `${tool.name} ${tool.version}`],
    ...(shard
      ? [['Part', `${shard.index} of ${shard.total}, of ${count(shard.targets.length, 'Jira')} in all`]]
      : []),
    ...(history ? [sinceThen(history)] : []),
  ];
}

function sinceThen({ baseline, new: fresh, stillBroken, mended }: History): [string, string] {
  if (baseline === undefined) return ['Earlier run', 'none yet'];
  return [
    'Since the earlier run',
    `${fresh} newly broken, ${stillBroken} still broken, ${mended} fixed (${moment(baseline)})`,
  ];
}

function jiraList(jiras: readonly TargetReport[]): Markup {
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
<p>${verdict}</p>${(endsSoon ?? []).map((soon) => markup`<p>${sentencesOf(soon)}</p>`)}
<p class="quiet">${baseUrl}${siteUrl !== null && siteUrl !== baseUrl && markup` (its base URL setting: ${bdi(siteUrl)})`}; ${countsText(summary)} in ${duration(durationMs)}${
    definedAt && markup`; named in ${bdi(definedAt.file)}, line ${definedAt.line}`
  }${published.length > 0 && `; published at ${published.join(', ')}`}</p>
${sessionsLeftOpen > 0 && markup`<p>${openSessionsText(sessionsLeftOpen, 'this Jira')}.</p>\n`}</li>
`;
}

function pactList(jiras: readonly TargetReport[]): Markup {
  const items = new Set(jiras.flatMap(({ pacts }) => pacts.map((pact) => pactItem(pact).html)));
  if (items.size === 0) return markup``;
  return markup`<section aria-labelledby="pacts">
<h2 id="pacts">The pacts</h2>
<ul class="list">
${[...items].map(Markup.ofOurOwn)}</ul>
</section>
`;
}

function pactItem(pact: PactReport): Markup {
  const { source, pathRoot, why = [] } = pact;
  return markup`<li><p><b>${pactName(pact)}</b> <span class="quiet">${source}</span></p>
${pathRoot && markup`<p class="quiet">${pathRootText(pathRoot)}</p>\n`}${why.map(
  (reason) => markup`<p class="quiet">${reason}</p>\n`,
)}</li>
`;
}
