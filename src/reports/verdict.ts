import { doctorHelps, type Finding } from '../findings.ts';
import { listed } from '../listed.ts';
import { addUp, isUnknown, type Judgement } from './exit-code.ts';
import type { ExitCode, PactReport, Shard, TargetReport } from './report.ts';

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
        : `The contract holds on ${jira}, as far as it could be verified: ${unverifiable} of ${unverifiable + verified} interactions could not be verified.`;
    case 1:
      return `The contract is broken on ${jira}${why || '.'}`;
    case 2:
      return `It is unknown whether the contract holds on ${jira}${why || ': nothing was verified.'}`;
    default:
      return target.exitCode satisfies never;
  }
}

/** So many Jiras are named; the others are counted. */
const MOST_NAMES = 5;

/** What several targets come to, in one sentence with the cause on most of them, and what is let pass. */
export function verdictOfAll(targets: readonly TargetReport[], judgement: Judgement): string {
  return [sentenceOf(targets, judgement.exitCode), ...passed(judgement)].join(' ');
}

function sentenceOf(targets: readonly TargetReport[], exitCode: ExitCode): string {
  const [only, ...more] = targets;
  if (!only) return 'Nothing was verified: there is no Jira.';
  if (more.length === 0) return only.verdict;
  const broken = targets.filter((one) => one.exitCode === 1);
  const unknown = targets.filter((one) => one.exitCode === 2);
  const all = targets.length;
  if (broken.length > 0) {
    const others =
      unknown.length > 0
        ? ` The result is unknown on ${namesOf(unknown)} (${unknown.length} of ${all}).`
        : '';
    return `The contract is broken on ${broken.length} of ${all} Jiras, ${namesOf(broken)}${becauseOf(mainFindingOf(broken, 1))}${others}`;
  }
  if (unknown.length > 0) {
    const which = `${unknown.length} of ${all} Jiras, ${namesOf(unknown)}`;
    const why = becauseOf(mainFindingOf(unknown, 2)) || ': nothing was verified.';
    return exitCode === 0
      ? `The contract holds on ${all - unknown.length} of ${all} Jiras.`
      : `It is unknown whether the contract holds on ${which}${why}`;
  }
  const { unverifiable, verified } = addUp(targets.map(({ summary }) => summary));
  return unverifiable === 0
    ? `The contract holds on all ${all} Jiras.`
    : `The contract holds on all ${all} Jiras, as far as it could be verified: ${unverifiable} of ${unverifiable + verified} interactions could not be verified.`;
}

/** What is let pass, because somebody said so. */
function passed({ down, known }: Judgement): string[] {
  return [
    ...(known.length > 0
      ? [`Not counted, because the contract was already broken there (--fail-on new): ${namesOf(known)}.`]
      : []),
    ...(down.length > 0
      ? [`Not counted, because Jiras are allowed to be down (--allow-unreachable): ${namesOf(down)}.`]
      : []),
  ];
}

/** What is said of a shard that has no Jira. */
export function verdictOfEmptyShard({ index, total, targets }: Shard): string {
  return `Nothing was verified: none of the ${targets.length} Jiras is in shard ${index} of ${total}. The other shards have them. To check that all were verified, use npm run merge-reports.`;
}

/** The first names, and how many more there are. */
function namesOf(targets: readonly TargetReport[]): string {
  const names = targets.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = targets.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  return listed(names);
}

/** The finding that explains the exit code of most targets. */
function mainFindingOf(targets: readonly TargetReport[], exitCode: ExitCode) {
  const found = targets.flatMap((one) => mainFinding({ ...one, exitCode }) ?? []);
  const byCause = [...Map.groupBy(found, ({ cause }) => cause).values()];
  return byCause.toSorted((a, b) => b.length - a.length)[0]?.[0];
}

/** Whether the doctor finds out more about the cause of a target's exit code. */
export function isForDoctor(target: TargetReport): boolean {
  const { code } = mainFinding(target) ?? {};
  return target.kind === 'live' && target.exitCode !== 0 && (!code || doctorHelps({ code }));
}

function becauseOf(found: Pick<Finding, 'cause' | 'cure'> | undefined): string {
  return found ? `: ${found.cause}. ${found.cure}` : '';
}

/** A finding in words; a check that failed may have several codes, and stands here without one. */
type MainFinding = Pick<Finding, 'cause' | 'cure'> & Partial<Pick<Finding, 'code'>>;

/** The finding that explains the exit code: of those that mean it, the one on most interactions. */
function mainFinding({ pacts, exitCode }: Judged): MainFinding | undefined {
  const wanted = exitCode === 1 ? 'failed' : 'unverifiable';
  const counted = pacts.filter(({ pending }) => !pending || exitCode !== 1);
  const problem = counted.find((pact) => pact.problem)?.problem;
  const results = counted
    .flatMap(({ interactions }) => interactions)
    .filter(({ status }) => status === wanted);
  // What says nothing against the contract explains no exit code, unless there is nothing else.
  const telling = exitCode === 1 ? results : results.filter(isUnknown);
  const byCause = Map.groupBy(telling.length > 0 ? telling : results, ({ cause = '' }) => cause);
  const [most] = [...byCause.values()].toSorted((a, b) => b.length - a.length);
  const { code, cause, cure = '' } = most?.[0] ?? {};
  if (cause !== undefined) return { ...(code && { code }), cause, cure };
  if (problem) return problem;
  const failed = counted
    .flatMap(({ checks }: PactReport) => checks)
    .find(({ status }) => status === 'failed');
  return (
    failed && { cause: failed.findings[0]?.text ?? failed.name, cure: `See the check '${failed.name}'.` }
  );
}
