import type { Finding } from '../findings.ts';
import type { ExitCode, PactReport, TargetReport } from './report.ts';

/** What a verdict is about. */
type Judged = Pick<TargetReport, 'kind' | 'baseUrl' | 'flavour' | 'exitCode' | 'summary' | 'pacts'>;

/** What a target's results come to, in one sentence with its cause and, where there is one, its cure. */
export function verdictOf(target: Judged): string {
  const jira =
    target.kind === 'mocked' ? `a mocked Jira (${target.flavour})` : `the Jira at ${target.baseUrl}`;
  const { unverifiable, verified } = target.summary;
  const why = becauseOf(mainFinding(target));
  switch (target.exitCode) {
    case 0:
      return unverifiable === 0
        ? `The contract holds on ${jira}.`
        : `The contract holds on ${jira}, as far as it could be verified: ${unverifiable} of ${unverifiable + verified} interactions could not be.`;
    case 1:
      return `The contract is broken on ${jira}${why || '.'}`;
    case 2:
      return `It could not be found out whether the contract holds on ${jira}${why || ': nothing was verified.'}`;
    default:
      return target.exitCode satisfies never;
  }
}

/** What several targets come to. */
export function verdictOfAll(targets: readonly TargetReport[], exitCode: ExitCode): string {
  const [only, ...more] = targets;
  if (only && more.length === 0) return only.verdict;
  const count = (wanted: ExitCode) => targets.filter((one) => one.exitCode === wanted).length;
  const sentence = {
    0: 'The contract holds on every Jira',
    1: 'The contract is broken',
    2: 'It could not be found out everywhere whether the contract holds',
  }[exitCode];
  return `${sentence}: it holds on ${count(0)}, is broken on ${count(1)}, and could not be found out on ${count(2)}.`;
}

function becauseOf(found: Pick<Finding, 'cause' | 'cure'> | undefined): string {
  return found ? `: ${found.cause}. ${found.cure}` : '';
}

/** The finding that explains the exit code: of those that mean it, the one on most interactions. */
function mainFinding({ pacts, exitCode }: Judged): Pick<Finding, 'cause' | 'cure'> | undefined {
  const wanted = exitCode === 1 ? 'failed' : 'unverifiable';
  const counted = pacts.filter(({ pending }) => !pending || exitCode !== 1);
  const problem = counted.find((pact) => pact.problem)?.problem;
  const results = counted
    .flatMap(({ interactions }) => interactions)
    .filter(({ status }) => status === wanted);
  const byCause = Map.groupBy(results, ({ cause = '' }) => cause);
  const [most] = [...byCause.values()].toSorted((a, b) => b.length - a.length);
  const { cause, cure } = most?.[0] ?? {};
  if (cause !== undefined) return { cause, cure: cure ?? '' };
  if (problem) return problem;
  const failed = counted
    .flatMap(({ checks }: PactReport) => checks)
    .find(({ status }) => status === 'failed');
  return (
    failed && { cause: failed.findings[0]?.text ?? failed.name, cure: `See the check '${failed.name}'.` }
  );
}
