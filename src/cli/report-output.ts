import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { refuseToWriteOver } from '../files/output-file.ts';
import { FOLDER_FORMAT, type FormatName, formatNames } from '../render/format-names.ts';
import type { ExitPolicy } from '../report/combine.ts';
import type { Policy } from '../report/exit-code.ts';
import type { Report } from '../report/report.ts';
import type { Io } from './io.ts';
import type { ReportOptions } from './options.ts';
import type { WantedReport, WriteReports } from './write-reports.ts';

/** Where the report goes, in which formats: `--report FORMAT=FILE`, `--json FILE`, and GitHub's own places, without an option. */
export async function reportOutput(
  { json, report = [] }: ReportOptions,
  inputs: readonly (string | undefined)[],
  io: Io,
) {
  const wanted: WantedReport[] = [
    ...(json === undefined ? [] : [wantedReport('json', json, '--json')]),
    ...report.map(parseReport),
  ];
  const files = wanted.map(({ file }) => file);
  if (files.filter((file) => file === '-').length > 1) {
    throw new InputError('Only one report can go to the standard output: name a file for the others.');
  }
  refuseToWriteOver(files, [...inputs, io.env.NODE_EXTRA_CA_CERTS], io.cwd);
  const { GITHUB_STEP_SUMMARY, GITHUB_ACTIONS } = io.realEnv;
  const isAny = wanted.length > 0 || GITHUB_STEP_SUMMARY || GITHUB_ACTIONS;
  const write: WriteReports = isAny
    ? (await import('./write-reports.ts')).reportWriter(wanted, io)
    : ({ exitCode }) => exitCode;
  return {
    /** Where the words of the command go. */
    out: files.includes('-') ? io.stderr : io.stdout,
    write: (report: Report, policy?: Policy) => {
      if (report.targets.some(({ endsSoon }) => endsSoon)) io.warn?.();
      return write(report, policy);
    },
  };
}

function parseReport(text: string): WantedReport {
  const [, format = '', file = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!(formatNames as readonly string[]).includes(format) || file === '') {
    throw new InputError(
      `--report needs FORMAT=FILE, such as junit=report.xml, and not '${text}'. The formats are ${formatNames.join(', ')}.`,
    );
  }
  const wanted = wantedReport(format as FormatName, file, '--report');
  if (wanted.isFolder && format !== FOLDER_FORMAT) {
    throw new InputError(
      `--report ${format}= needs a file, but '${file}' is a folder: give a file. Only ${FOLDER_FORMAT} can be written to a folder.`,
    );
  }
  return wanted;
}

function wantedReport(format: FormatName, file: string, option: string): WantedReport {
  return { format, file, isFolder: /[/\\]$/.test(file), option };
}

/** What counts for the exit code, by the options. */
export async function exitPolicyFrom(
  { baseline, failOn, allowUnreachable }: ReportOptions,
  { cwd, stderr }: Io,
): Promise<ExitPolicy> {
  const policy = { failOn, allowUnreachable };
  if (baseline === undefined) return policy;
  const path = resolve(cwd, baseline);
  if (!existsSync(path)) {
    stderr.write(`The file ${baseline} does not exist yet: everything that is broken counts as new.\n`);
    return { ...policy, baseline: { report: undefined } };
  }
  const { readReport } = await import('../report/read-report.ts');
  const report = readReport(path, `--baseline ${baseline}`);
  if (report) return { ...policy, baseline: { report } };
  throw new InputError(
    `--baseline ${baseline} is not a report of this program: give a JSON report of verify or merge-reports.`,
  );
}
