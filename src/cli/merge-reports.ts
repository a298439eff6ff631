import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { InputError } from '../errors.ts';
import { whyOf } from '../files/input-file.ts';
import type { ShardReport } from '../report/merge.ts';
import { printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { command, option } from './command.ts';
import type { Io } from './io.ts';
import { reportOptions } from './options.ts';

export const mergeReports = command({
  name: 'merge-reports',
  description: 'combine the reports of all shards into one report',
  argument: ['<folder>', 'the folder with the JSON reports of the shards'],
  options: [...reportOptions, option('--verbose', 'show each failure in full')],
  help: `Example:
  ${commandLine('merge-reports', 'reports --json merged.json --report junit=merged.xml')}

Exit codes: the same as for verify; also 2 if a shard is missing, is there twice, or is from another run or another version.`,
  async run(options, io, [folder = '']) {
    const { judged } = await import('../report/combine.ts');
    const { merge } = await import('../report/merge.ts');
    const { exitPolicyFrom, reportOutput } = await import('./report-output.ts');
    const { showFleet } = await import('./show-run.ts');
    const policy = await exitPolicyFrom(options, io);
    const shards = await readShards(folder, io);
    const inputs = shards.map(({ file }) => file);
    const output = await reportOutput(options, inputs, io);
    const report = judged(merge(shards), policy);
    const heading = `${report.targets.length} Jiras of ${shards.length} shards`;
    showFleet(report, heading, options, output.out, io);
    return output.write(report, policy);
  },
});

async function readShards(folder: string, { cwd, stderr }: Io): Promise<ShardReport[]> {
  const { readReport } = await import('../report/read-report.ts');
  const path = resolve(cwd, folder);
  let files: string[];
  try {
    files = jsonFilesIn(path);
  } catch (error) {
    throw new InputError(`${folder} cannot be read (${whyOf(error)}): name the folder with the reports.`);
  }
  return files.toSorted().flatMap((found) => {
    const file = join(folder, relative(path, found));
    const report = readReport(found, file);
    if (report) return [{ file, report }];
    stderr.write(`${printable(file)} is left out, because it is not a report of this program.\n`);
    return [];
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
