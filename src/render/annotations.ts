import { bySeverity, judge, type Policy } from '../report/exit-code.ts';
import type { Report, TargetReport } from '../report/report.ts';
import { printable } from '../text.ts';

/** GitHub shows no more of a kind for one step. */
const MAX_ANNOTATIONS = 10;

/**
 * Annotations for GitHub: one for each Jira that counts and is not well, at its line of the targets file, and for what ends soon; what is
 * broken comes first.
 *
 * @param inRepository the path of a file as seen from the root of the repository
 * @returns workflow commands, a line each
 */
export function annotations(
  { targets }: Report,
  policy: Policy,
  inRepository: (file: string) => string,
): string[] {
  const wrong = [...judge(targets, policy).counted]
    .filter(([, exitCode]) => exitCode !== 0)
    .map(([target, exitCode]) => ({ ...target, exitCode }))
    .toSorted(bySeverity);
  const soon = targets.flatMap(({ endsSoon = [], ...target }) =>
    endsSoon.map(({ cause, cure }) => ({ ...target, exitCode: 0, verdict: `${cause}. ${cure}` })),
  );
  const told = [...wrong, ...soon];
  const shown = told.length > MAX_ANNOTATIONS ? told.slice(0, MAX_ANNOTATIONS - 1) : told;
  const lines = shown.map((target) => annotation(target, inRepository));
  const more = told.length - shown.length;
  if (more > 0) lines.push(`::warning::${more} more warnings and errors are in the report.`);
  return lines;
}

function annotation(
  {
    name,
    exitCode,
    verdict,
    definedAt,
  }: Pick<TargetReport, 'name' | 'verdict' | 'definedAt'> & { readonly exitCode: number },
  inRepository: (file: string) => string,
): string {
  const properties = {
    ...(definedAt && { file: printable(inRepository(definedAt.file)), line: String(definedAt.line) }),
    title: printable(name),
  };
  const shown = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${exitCode === 1 ? 'error' : 'warning'} ${shown.join(',')}::${data(printable(verdict))}`;
}

/** Text as a workflow command takes it. Source: actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
