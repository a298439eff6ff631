import { findings, isConsequence, means } from '../findings.ts';
import { listed } from '../text.ts';
import { commandLine } from '../tool.ts';
import { byFrequency, type Cause, causesOf, NOTHING_VERIFIED, type Told, toldOf, wordsOf } from './causes.ts';
import { addUp, exitCodeOfTarget, type Judgement } from './exit-code.ts';
import { isCheck, type PactReport, type Shard, type Summary, type TargetReport } from './report.ts';

type JudgedTarget = Pick<TargetReport, 'kind' | 'baseUrl' | 'flavour' | 'exitCode' | 'summary' | 'pacts'>;

export function verdictOf(target: JudgedTarget): string {
  const { kind, flavour, baseUrl, summary, pacts } = target;
  const jira = kind === 'mocked' ? `a mocked Jira (${flavour})` : `the Jira at ${baseUrl}`;
  const why = because(mainCause(target));
  if (target.exitCode === 0) return `${holdsOn(jira, summary)}${pendingIn(pacts)}`;
  if (target.exitCode === 1) return `The contract is broken on ${jira}${why}`;
  return isOnlyUnpublished(target)
    ? `${holdsOn(jira, summary)} But the result is not at the broker${why}`
    : `It is unknown whether the contract holds on ${jira}${why}${pendingIn(pacts)}`;
}

const MAX_NAMES = 5;

const MAX_CAUSES = 3;

export function verdictOfAll(targets: readonly TargetReport[], judgement: Judgement): string {
  const { counted, known, down } = judgement;
  const notCounted = (why: string, those: readonly TargetReport[]) =>
    those.length > 0 ? [`Not counted, because ${why}: ${jiraNames(those)}.`] : [];
  return [
    sentenceOf(targets, judgement),
    ...notCounted('the contract was already broken there (--fail-on new)', known),
    ...notCounted('Jiras are allowed to be down (--allow-unreachable)', down),
    ...(targets.length > 0 && counted.length === 0 ? ['No Jira is left that counts.'] : []),
  ].join(' ');
}

function sentenceOf(targets: readonly TargetReport[], { exitCode, counted, known }: Judgement): string {
  const [only, ...more] = targets;
  if (!only) return 'Nothing was verified: there is no Jira.';
  const unknown = counted.filter((one) => one.exitCode === 2).map(({ target }) => target);
  // Of what is broken and let pass, the rest may be unknown.
  const rest = unknown.filter((one) => known.includes(one)).map((one) => ({ ...one, exitCode: 2 as const }));
  const THE_REST = 'The rest of the contract is unknown';
  if (more.length === 0) {
    return [only.verdict, ...rest.map((one) => `${THE_REST}${because(mainCause(one))}`)].join(' ');
  }
  const all = targets.length;
  const on = (what: string, those: readonly TargetReport[]) =>
    those.length > 0 ? [`${what} on ${those.length} of ${all} Jiras${causesOn(those)}`] : [];
  const broken = targets.filter((one) => one.exitCode === 1);
  const sentences = on('The contract is broken', broken);
  if (exitCode === 1 && unknown.length > 0) {
    sentences.push(`The result is unknown on ${jiraNames(unknown)} (${unknown.length} of ${all}).`);
  } else if (exitCode !== 1) {
    const unpublished = unknown.filter(isOnlyUnpublished);
    const open = unknown.filter((one) => !known.includes(one) && !unpublished.includes(one));
    sentences.push(
      ...on('It is unknown whether the contract holds', open),
      ...on('The contract holds, but the result is not at the broker,', unpublished),
      ...on(THE_REST, rest),
    );
  }
  if (sentences.length > 0) return sentences.join(' ');
  const held = targets.filter((one) => one.exitCode === 0 && one.summary.verified > 0);
  const pending = pendingIn(targets.flatMap(({ pacts }) => pacts));
  if (held.length < all) return `The contract holds on ${held.length} of ${all} Jiras.${pending}`;
  return `${holdsOn(`all ${all} Jiras`, addUp(held.map(({ summary }) => summary)))}${pending}`;
}

function holdsOn(where: string, { verified, unverifiable }: Summary): string {
  return unverifiable === 0
    ? `The contract holds on ${where}.`
    : `The contract holds on ${where}, as far as it could be verified: ${unverifiable} of ${unverifiable + verified} interactions could not be verified.`;
}

/** What failed and is pending: it does not count, and it does not hold either. */
function pendingIn(pacts: readonly PactReport[]): string {
  const most = largest(pacts.flatMap(toldOf).filter(({ isPending }) => isPending));
  return most ? ` What failed is pending, so it does not count${because(most)}` : '';
}

function causesOn(targets: readonly TargetReport[]): string {
  const told = targets.map((target) => ({ ...mainCause(target)[0], target }));
  const causes = causesOf(told).toSorted(byFrequency);
  const [first, ...more] = causes;
  if (!first) return '.';
  const jirasOf = (cause: typeof first) => jiraNames(cause.map(({ target }) => target));
  if (more.length === 0) return `, ${jirasOf(first)}${because(first)}`;
  const others = causes.slice(MAX_CAUSES).flatMap((cause) => cause.map(({ target }) => target));
  return [
    '.',
    ...causes.slice(0, MAX_CAUSES).map((cause) => `On ${jirasOf(cause)}${because(cause)}`),
    ...(others.length > 0 ? [`For other reasons on ${jiraNames(others)}.`] : []),
  ].join(' ');
}

export function verdictOfEmptyShard({ index, total, targets }: Shard): string {
  return `Nothing was verified: none of the ${targets.length} Jiras is in shard ${index} of ${total}. The other shards have them. To check that all were verified, use ${commandLine('merge-reports')}.`;
}

function jiraNames(targets: readonly TargetReport[]): string {
  const names = targets.slice(0, MAX_NAMES).map(({ name }) => name);
  const more = targets.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : listed(names);
}

export function isForDoctor(target: TargetReport): boolean {
  const [{ code }] = mainCause(target);
  const helps = !code || findings[code].doctorHelps !== false;
  return target.kind === 'live' && target.exitCode !== 0 && helps;
}

function because(cause: Cause): string {
  return `: ${wordsOf(cause)}. ${cause[0].cure}`.trimEnd();
}

/** What explains a target's exit code: of what means it, the cause that is there most often. */
function mainCause({ pacts, exitCode }: JudgedTarget): Cause {
  const told = pacts.flatMap(toldOf);
  const failed = told.filter(({ status, isPending }) => status === 'failed' && !isPending);
  const unknown = told.filter((one) => means(one, 'unknown'));
  const candidates =
    exitCode === 1
      ? [failed.filter(({ result }) => result && !isCheck(result)), failed]
      : // What says nothing against the contract explains no exit code, unless there is nothing else.
        [unknown.filter((one) => !isConsequence(one)), unknown, told.filter((one) => means(one, 'not-here'))];
  const nothing = { ...NOTHING_VERIFIED, status: 'unverifiable', isPending: false, where: '' } as const;
  return largest(candidates.find(({ length }) => length > 0) ?? []) ?? [nothing];
}

function largest(told: readonly Told[]): Cause | undefined {
  return causesOf(told).toSorted(byFrequency)[0];
}

function isOnlyUnpublished({ exitCode, pacts }: JudgedTarget): boolean {
  const published = pacts.map(({ problem, ...pact }) =>
    problem && problem.code !== 'not-published' ? { ...pact, problem } : pact,
  );
  return exitCode === 2 && exitCodeOfTarget(published) === 0;
}
