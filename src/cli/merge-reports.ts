import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { TerminalReport } from '../render/terminal.ts';
import { judged } from '../report/combine.ts';
import { merge, type ShardReport } from '../report/merge.ts';
import { readReport } from '../report/read-report.ts';
import type { ExitCode } from '../report/report.ts';
import { printable } from '../text.ts';
import { type Io, wantsColors } from './io.ts';
import { type JudgingOptions, judgingFrom } from './judging.ts';
import { type ReportOptions, reportOutput } from './report-output.ts';
import { howToShow, linesTo, type ShowOptions, showFleet } from './show-run.ts';

export type MergeReportsOptions = ReportOptions & JudgingOptions & ShowOptions;

/**
 * Makes one report of those of all shards, and judges it as one run.
 *
 * @param folder that has their JSON reports, also in folders of its own
 * @throws InputErrors for a shard that is missing, there twice, of another run or of another version
 */
export async function mergeReportsCommand(
  folder: string,
  options: MergeReportsOptions,
  io: Io,
): Promise<ExitCode> {
  const judging = judgingFrom(options, io);
  const shards = readShards(resolve(io.cwd, folder), folder, io);
  const output = reportOutput(
    options,
    io,
    shards.map(({ file }) => file),
  );
  const report = judged(merge(shards), judging);
  const { write, paragraph } = linesTo(output.toStdout ? io.stderr : io.stdout);
  const colors = wantsColors(io);
  const heading = `${report.targets.length} Jiras of ${shards.length} shards`;
  if (!options.quiet) showFleet(report, howToShow(options, io), heading, colors, paragraph);
  write(new TerminalReport(colors).verdict(report));
  output.write(report, judging);
  return report.exitCode;
}

function readShards(path: string, folder: string, { stderr }: Io): ShardReport[] {
  let files: string[];
  try {
    files = jsonFilesIn(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(`${folder} cannot be read (${code}): name the folder with the reports.`);
  }
  return files.toSorted().flatMap((found) => {
    const file = join(folder, relative(path, found));
    const report = readReport(found, file);
    if (!report)
      stderr.write(`${printable(file)} is left out, because it is not a report of this program.\n`);
    return report ? [{ file, report }] : [];
  });
}

/** It follows no link: one may lead back to where it is. */
function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // A folder of a project has thousands of files that are no report.
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : jsonFilesIn(path);
    return entry.isFile() && entry.name.endsWith('.json') ? [path] : [];
  });
}
