import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../errors.ts';
import type { ExitPolicy } from '../report/combine.ts';
import { readReport } from '../report/read-report.ts';
import type { Io } from './io.ts';

/** How the results are judged, as the command line says it. */
export interface JudgingOptions {
  /** The JSON report of an earlier run. */
  readonly baseline?: string;
  readonly failOn?: 'new';
  readonly allowUnreachable?: number;
}

/**
 * How a run is judged: against which earlier report, and what does not count.
 *
 * @throws InputError for an earlier report that cannot be read, and options that make no sense without it
 */
export function judgingFrom(
  { baseline, failOn, allowUnreachable }: JudgingOptions,
  { cwd, stderr }: Pick<Io, 'cwd' | 'stderr'>,
): ExitPolicy {
  if (failOn !== undefined && baseline === undefined) {
    throw new InputError('--fail-on new needs an earlier report to say what is new: add --baseline FILE.');
  }
  return { failOn, allowUnreachable, ...(baseline !== undefined && { baseline: { report: read() } }) };

  function read() {
    const path = resolve(cwd, baseline ?? '');
    if (!existsSync(path)) {
      stderr.write(`The file ${baseline} does not exist yet: everything that is broken counts as new.\n`);
      return undefined;
    }
    const report = readReport(path, `--baseline ${baseline}`);
    if (!report)
      throw new InputError(
        `--baseline ${baseline} is not a report of this program: give a JSON report of verify or merge-reports.`,
      );
    return report;
  }
}
