import type { Report } from '../report/report.ts';
import { ctrf } from './ctrf.ts';
import type { FormatName } from './format-names.ts';
import { html } from './html/html.ts';
import { jsonl } from './jsonl.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { nagios } from './nagios.ts';
import { prometheus } from './prometheus.ts';

/** Every format of the report. It has no secrets in it any more. */
export const formats: Readonly<Record<FormatName, (report: Report) => string>> = {
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  junit,
  ctrf,
  markdown: (report) => markdown(report),
  html,
  nagios,
  prometheus,
  jsonl,
};
