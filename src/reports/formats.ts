import { ctrf } from './formats/ctrf.ts';
import { html, htmlFolder } from './formats/html.ts';
import { junit } from './formats/junit.ts';
import { markdown } from './formats/markdown.ts';
import type { Report } from './report.ts';

/** Every format of the report, by the name that `--report` takes. The report has no secrets in it any more. */
export const formats = {
  json: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  junit,
  ctrf,
  markdown: (report: Report) => markdown(report),
  html,
} as const satisfies Record<string, (report: Report) => string>;

/** Formats that can be several files in a folder, with their names. */
export const folderFormats: Readonly<
  Partial<Record<string, (report: Report) => Readonly<Record<string, string>>>>
> = { html: htmlFolder };

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
