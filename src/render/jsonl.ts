import { causesOf, placesIn, wordsOf } from '../report/causes.ts';
import type { Report } from '../report/report.ts';
import { outcomes } from './words.ts';

export function jsonl({ targets, startedAt }: Report): string {
  const lines = targets.map((target) => {
    const { name: jira, kind, baseUrl, flavour, version } = target;
    const { exitCode, verdict, summary, durationMs, endsSoon, sessionsLeftOpen } = target;
    const causes = causesOf(placesIn(target)).map((cause) => {
      const [{ status, code, cure }] = cause;
      return { status, code, cause: wordsOf(cause), cure, places: cause.map(({ where }) => where) };
    });
    return {
      ...{ time: startedAt, jira, kind, baseUrl, flavour, version },
      ...{ state: outcomes[exitCode].says, exitCode, verdict, ...summary },
      ...{ causes, ...(endsSoon && { endsSoon }), sessionsLeftOpen, durationMs },
    };
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
