import { appendFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { whyOf } from '../files/input-file.ts';
import { makeFolder, refuseUnlessFolder, writeWhole } from '../files/output-file.ts';
import { annotations } from '../render/annotations.ts';
import { APPENDED_FORMAT, type FormatName } from '../render/format-names.ts';
import { formats } from '../render/formats.ts';
import { htmlFolder } from '../render/html/html.ts';
import { markdown } from '../render/markdown.ts';
import { nagiosExitCode } from '../render/nagios.ts';
import type { Policy } from '../report/exit-code.ts';
import type { Report } from '../report/report.ts';
import type { Io } from './io.ts';
import { resultOutput } from './json-output.ts';

export interface WantedReport {
  readonly format: FormatName;
  readonly file: string;
  readonly isFolder: boolean;
  /** Which one names the file. */
  readonly option: string;
}

/** Returns the exit code of the command: the report's, or that of Nagios where it reads the report. */
export type WriteReports = (report: Report, policy?: Policy) => number;

/** GitHub refuses a summary of a step that is larger, in bytes. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

/** Checks the places of the reports before the run. */
export function reportWriter(wanted: readonly WantedReport[], io: Io): WriteReports {
  const writers = wanted.map((one) => writerOf(one, io));
  return (report, policy = {}) => {
    for (const write of writers) write(report);
    tellGitHub(report, policy, io);
    return wanted.some(({ format }) => format === 'nagios') ? nagiosExitCode(report) : report.exitCode;
  };
}

function writerOf({ format, file, isFolder, option }: WantedReport, io: Io): (report: Report) => void {
  const path = resolve(io.cwd, file);
  if (isFolder) {
    refuseUnlessFolder(path, option);
    return (report) => {
      makeFolder(path, `choose another place with ${option}`);
      for (const [name, text] of Object.entries(htmlFolder(report)))
        writeWhole(resolve(path, name), option, text);
    };
  }
  const write = resultOutput(file, option, io, format === APPENDED_FORMAT);
  return (report) => write(formats[format](report));
}

function tellGitHub(report: Report, policy: Policy, { realEnv, stderr, cwd }: Io): void {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS, GITHUB_WORKSPACE } = realEnv;
  if (summary) {
    try {
      // What other steps wrote counts too.
      const there = statSync(summary, { throwIfNoEntry: false })?.size ?? 0;
      appendFileSync(summary, markdown(report, MAX_SUMMARY_BYTES - there));
    } catch (error) {
      stderr.write(`warning: the summary of the step could not be written (${whyOf(error)}).\n`);
    }
  }
  if (GITHUB_ACTIONS !== 'true') return;
  const inRepository = (file: string) =>
    GITHUB_WORKSPACE ? relative(GITHUB_WORKSPACE, resolve(cwd, file)) : file;
  for (const line of annotations(report, policy, inRepository)) stderr.writeAsItIs(`${line}\n`);
}
