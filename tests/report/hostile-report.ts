import type { Report } from '../../src/report/report.ts';
import { reportFrom } from '../support/reports.ts';

/** A report of a Jira that refuses the resource, with everything in it. */
export const makeReport = () => reportFrom('jira11');

/** The same report, in which a hostile Jira has written wherever it can. */
export async function makeHostile(words: string): Promise<Report> {
  const text = JSON.stringify(await makeReport());
  return JSON.parse(text, (key, value) =>
    ['cause', 'text', 'actual', 'curl', 'name', 'verdict'].includes(key) ? `${value} ${words}` : value,
  ) as Report;
}

export const HOSTILE =
  '</failure><script>alert(1)</script> | ![x](http://x.example) \u202e\u0000\u001b[2J\n::error::x & "\'';
