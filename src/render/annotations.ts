import { sentencesOf } from '../findings.ts';
import { bySeverity, judge, type Policy } from '../report/exit-code.ts';
import type { Report, TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';

/** GitHub shows no more of a kind for one step. */
const MAX_ANNOTATIONS = 10;

/** Workflow commands for GitHub: one for each Jira that counts and is not well, at its line of the targets file, and for what ends soon. */
export function annotations(
  { targets }: Report,
  policy: Policy,
  inRepository: (file: string) => string,
): string[] {
  const line = (level: 'error' | 'warning', { name, definedAt }: TargetReport, text: string) => {
    const properties = {
      ...(definedAt && { file: printable(inRepository(definedAt.file)), line: `${definedAt.line}` }),
      title: printable(name),
    };
    const shown = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
    return `::${level} ${shown.join(',')}::${data(printable(text))}`;
  };
  const { counted } = judge(targets, policy);
  const wrong = counted.filter(({ exitCode }) => exitCode !== 0).toSorted(bySeverity);
  const lines = [
    ...wrong.map(({ target, exitCode }) =>
      line(exitCode === 1 ? 'error' : 'warning', target, target.verdict),
    ),
    ...targets.flatMap((target) =>
      (target.endsSoon ?? []).map((soon) => line('warning', target, sentencesOf(soon))),
    ),
  ];
  if (lines.length <= MAX_ANNOTATIONS) return lines;
  const more = lines.splice(MAX_ANNOTATIONS - 1).length;
  return [...lines, `::warning::${more} more warnings and errors are in the report.`];
}

/** Text as a workflow command takes it. Source: actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
