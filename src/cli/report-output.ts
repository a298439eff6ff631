import { appendFileSync, existsSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import {
  appendTo,
  makeFolder,
  refuseToWriteOver,
  refuseUnlessFolder,
  refuseUnlessWritable,
  writeWhole,
} from '../files/output-file.ts';
import { annotations } from '../render/annotations.ts';
import { appendedFormatNames, type FormatName, formatNames } from '../render/format-names.ts';
import { folderFormats, formats } from '../render/formats.ts';
import { markdown } from '../render/markdown.ts';
import { nagiosExitCode } from '../render/nagios.ts';
import type { ExitPolicy } from '../report/combine.ts';
import type { Policy } from '../report/exit-code.ts';
import { readReport } from '../report/read-report.ts';
import type { Report } from '../report/report.ts';
import type { GuardedOutput, Io } from './io.ts';
import type { ReportOptions } from './options.ts';

/** GitHub refuses a summary of a step that is larger, in bytes. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

export interface ReportOutput {
  /** Where the words of the command go. */
  readonly out: GuardedOutput;
  /** @returns what the command ends with: the report's exit code, or that of Nagios where it reads the report */
  write(report: Report, policy?: Policy): number;
}

interface Wanted {
  readonly format: FormatName;
  readonly file: string;
  readonly option: string;
}

/** Where the report goes, in which formats: `--report FORMAT=FILE`, `--json FILE`, and what GitHub shows of a step by itself. */
export function reportOutput(
  { json, report = [] }: ReportOptions,
  inputs: readonly string[],
  io: Io,
): ReportOutput {
  const wanted: Wanted[] = [
    ...(json === undefined ? [] : [{ format: 'json' as const, file: json, option: '--json' }]),
    ...report.map(parseReport),
  ];
  if (wanted.filter(({ file }) => file === '-').length > 1) {
    throw new InputError('Only one report can go to the standard output: name a file for the others.');
  }
  const { NODE_EXTRA_CA_CERTS: extra } = io.env;
  const files = wanted.map(({ file }) => file);
  refuseToWriteOver(files, extra === undefined ? inputs : [...inputs, extra], io.cwd);
  for (const { file, option } of wanted) {
    if (file === '-') continue;
    if (isFolder(file)) refuseUnlessFolder(resolve(io.cwd, file), option);
    else refuseUnlessWritable(resolve(io.cwd, file), option);
  }
  return {
    out: wanted.some(({ file }) => file === '-') ? io.stderr : io.stdout,
    write: (done, policy = {}) => {
      for (const one of wanted) write(one, done, io);
      tellGitHub(done, policy, io);
      return wanted.some(({ format }) => format === 'nagios') ? nagiosExitCode(done) : done.exitCode;
    },
  };
}

function parseReport(text: string): Wanted {
  const [, format = '', file = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (!(formatNames as readonly string[]).includes(format) || file === '') {
    throw new InputError(
      `--report needs FORMAT=FILE, such as junit=report.xml, and not '${text}'. The formats are ${formatNames.join(', ')}.`,
    );
  }
  if (isFolder(file) && !(format in folderFormats)) {
    throw new InputError(
      `--report ${format}= needs a file, but '${file}' is a folder: give a file. Only ${Object.keys(folderFormats).join(', ')} can be written to a folder.`,
    );
  }
  return { format: format as FormatName, file, option: '--report' };
}

function isFolder(file: string): boolean {
  return /[/\\]$/.test(file);
}

function write({ format, file, option }: Wanted, report: Report, io: Io): void {
  const path = resolve(io.cwd, file);
  if (file === '-') {
    io.stdout.writeAsItIs(formats[format](report));
  } else if (isFolder(file)) {
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

/** What of a run counts for the exit code, as the options say it. */
export function exitPolicyFrom(
  { baseline, failOn, allowUnreachable }: ReportOptions,
  { cwd, stderr }: Io,
): ExitPolicy {
  const policy = { failOn, allowUnreachable };
  if (baseline === undefined) return policy;
  const path = resolve(cwd, baseline);
  if (!existsSync(path)) {
    stderr.write(`The file ${baseline} does not exist yet: everything that is broken counts as new.\n`);
    return { ...policy, baseline: { report: undefined } };
  }
  const report = readReport(path, `--baseline ${baseline}`);
  if (report) return { ...policy, baseline: { report } };
  throw new InputError(
    `--baseline ${baseline} is not a report of this program: give a JSON report of verify or merge-reports.`,
  );
}
