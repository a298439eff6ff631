import { appendFileSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { appendTo, makeFolder, writeWhole } from '../files/output-file.ts';
import { annotations } from '../render/annotations.ts';
import { appendedFormatNames } from '../render/format-names.ts';
import { folderFormats, formats } from '../render/formats.ts';
import { markdown } from '../render/markdown.ts';
import { nagiosExitCode } from '../render/nagios.ts';
import type { Policy } from '../report/exit-code.ts';
import type { Report } from '../report/report.ts';
import type { Io } from './io.ts';
import type { WantedReport } from './report-output.ts';

/** GitHub refuses a summary of a step that is larger, in bytes. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

/** @returns what the command ends with: the report's exit code, or that of Nagios where it reads the report */
export function writeReports(
  wanted: readonly WantedReport[],
  report: Report,
  policy: Policy,
  io: Io,
): number {
  for (const one of wanted) write(one, report, io);
  tellGitHub(report, policy, io);
  return wanted.some(({ format }) => format === 'nagios') ? nagiosExitCode(report) : report.exitCode;
}

function write({ format, file, isFolder, option }: WantedReport, report: Report, io: Io): void {
  const path = resolve(io.cwd, file);
  if (file === '-') {
    io.stdout.writeAsItIs(formats[format](report));
  } else if (isFolder) {
    makeFolder(path, `choose another place with ${option}`);
    for (const [name, text] of Object.entries(folderFormats[format]?.(report) ?? {}))
      writeWhole(resolve(path, name), option, text);
  } else {
    const writeFile = appendedFormatNames.includes(format) ? appendTo : writeWhole;
    writeFile(path, option, formats[format](report));
  }
}

function tellGitHub(report: Report, policy: Policy, { realEnv, stderr, cwd }: Io): void {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS, GITHUB_WORKSPACE } = realEnv;
  if (summary) {
    try {
      // Other steps' words in it count too.
      const there = statSync(summary, { throwIfNoEntry: false })?.size ?? 0;
      appendFileSync(summary, markdown(report, MAX_SUMMARY_BYTES - there));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      stderr.write(`warning: the summary of the step could not be written (${code}).\n`);
    }
  }
  if (GITHUB_ACTIONS !== 'true') return;
  const inRepository = (file: string) =>
    GITHUB_WORKSPACE ? relative(GITHUB_WORKSPACE, resolve(cwd, file)) : file;
  for (const line of annotations(report, policy, inRepository)) stderr.writeAsItIs(`${line}\n`);
}
