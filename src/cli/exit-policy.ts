import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import type { ExitPolicy } from '../report/combine.ts';
import { readReport } from '../report/read-report.ts';
import type { Io } from './io.ts';
import type { ReportOptions } from './options.ts';

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
