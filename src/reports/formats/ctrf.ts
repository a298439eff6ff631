import type { Report } from '../report.ts';
import { type Case, suitesOf } from './cases.ts';

const statuses = { verified: 'passed', warned: 'passed', failed: 'failed', unverifiable: 'skipped' } as const;

/** The Common Test Report Format, a JSON of https://ctrf.io. */
export function ctrf(report: Report): string {
  const { tool, startedAt, durationMs } = report;
  const start = Date.parse(startedAt);
  const tests = suitesOf(report).flatMap(({ name, source, cases }) =>
    cases.map((one) => ({
      name: one.name,
      status: statuses[one.status],
      duration: one.durationMs,
      suite: [name],
      filePath: source,
      ...messageOf(one),
    })),
  );
  const count = (status: string) => tests.filter((one) => one.status === status).length;
  const counts = {
    ...{ tests: tests.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped') },
    ...{ pending: 0, other: 0 },
  };
  const results = {
    tool: { name: tool.name, version: tool.version },
    summary: { ...counts, start, stop: start + durationMs },
    tests,
  };
  return `${JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', results }, null, 2)}\n`;
}

function messageOf({ reason, details }: Case) {
  return reason ? { message: reason, ...(details.length > 0 && { trace: details.join('\n') }) } : {};
}
