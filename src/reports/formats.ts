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
  markdown,
  html,
} as const satisfies Record<string, (report: Report) => string>;

/** Formats that also come as a folder, file by file. */
export const folderFormats = { html: htmlFolder } as const satisfies Partial<
  Record<keyof typeof formats, (report: Report) => Readonly<Record<string, string>>>
>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
