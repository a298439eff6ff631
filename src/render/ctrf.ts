import type { Report } from '../report/report.ts';
import { type Case, casesOf, countedStatus } from './cases.ts';

/** CTRF has no errors. Its readers pass over what is neither `failed` nor `passed`. */
const statuses = {
  ...{ verified: 'passed', warned: 'passed', failed: 'failed', error: 'failed', skipped: 'skipped' },
} as const;

export function ctrf(report: Report): string {
  const { tool, startedAt, durationMs } = report;
  const start = Date.parse(startedAt);
  const tests = casesOf(report).map((one) => ({
    name: one.name,
    status: statuses[countedStatus(one)],
    rawStatus: countedStatus(one),
    duration: one.durationMs,
    suite: [one.suite],
    filePath: one.source,
    ...messageOf(one),
  }));
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
