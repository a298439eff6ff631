import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Report } from '../../report/report.ts';
import { causesIn } from '../causes.ts';
import { sentenceOf } from '../sentence.ts';
import { marks, outcomes } from '../words.ts';
import { causeList, causeNumbers } from './cause-list.ts';
import { detailsBlock } from './details.ts';
import { jiraList, pactList } from './jira-list.ts';
import { Markup, markup } from './markup.ts';
import { matrixOf } from './matrix.ts';
import { matrixTable } from './matrix-table.ts';
import { topOf } from './top.ts';

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
  return pageOf(report, {
    policy: `${nothingElse}; style-src ${hashOf(style)}; script-src ${hashOf(script)}`,
    style: Markup.ofOurOwn(`<style>${style}</style>`),
    script: Markup.ofOurOwn(`<script>${script}</script>`),
  });
}

/** The report as a folder: where inline style is forbidden, as on Jenkins, the page still has its own. */
export function htmlFolder(report: Report): Readonly<Record<string, string>> {
  const page = pageOf(report, {
    policy: `${nothingElse}; style-src 'self' file:; script-src 'self' file:`,
    style: markup`<link rel="stylesheet" href="report.css">`,
    script: markup`<script src="report.js"></script>`,
  });
  return { 'index.html': page, 'report.css': ofOurs('page.css'), 'report.js': ofOurs('page.js') };
}

function pageOf(report: Report, { policy, style, script }: Assets): string {
  const matrix = matrixOf(report.targets);
  const causes = causesIn(matrix.jiras);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Markup.ofOurOwn(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${marks[outcomes[report.exitCode].status]} ${sentenceOf(report)}</title>
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
  return readFileSync(new URL(`../../../report-page/${file}`, import.meta.url), 'utf8');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
