import { isPendingFailure, type Told, toldOfWhole } from '../report/causes.ts';
import { isUnknown } from '../report/exit-code.ts';
import type { CheckResult, InteractionResult, PactReport, Report, TargetReport } from '../report/report.ts';
import { numbered, printable } from '../text.ts';

/**
 * What became of a case, as other tools tell it. `error`: it could not be found out; `skipped`: it cannot be verified there,
 * which says nothing against the contract.
 */
export type CaseStatus = 'verified' | 'warned' | 'failed' | 'error' | 'skipped';

/** One interaction or one check at one Jira, or a pact as a whole: what other tools call a test. */
export interface Case {
  /** Its own in the whole report: the Jira, the client and the interaction. */
  readonly name: string;
  readonly status: CaseStatus;
  /** Whether it is in the exit code: what is pending, or let pass, is not. */
  readonly counts: boolean;
  /** Why it is not verified, with the cure; empty where it is. */
  readonly reason: string;
  /** What differs, what repeats it. */
  readonly details: readonly string[];
  readonly durationMs: number;
}

/** The cases of one pact at one Jira. */
export interface Suite {
  readonly name: string;
  readonly source: string;
  readonly cases: readonly Case[];
}

/** The report as suites of cases, which most formats of other tools are made of. No case is greener than the exit code. */
export function suitesOf(report: Report): Suite[] {
  const suites = report.targets.flatMap((target) => suitesOfTarget(target, report.exitCode === 0));
  const { exitCode, verdict, tool } = report;
  return withNamesOfTheirOwn(
    exitCode === 0 || suites.some(({ cases }) => cases.some(isRed))
      ? suites
      : [...suites, suiteOfVerdict(tool.name, { exitCode, verdict })],
  );
}

function suitesOfTarget(target: TargetReport, isLetPass: boolean): Suite[] {
  const suites = target.pacts.map((pact, index) => suiteOf(target, pact, clientOf(target.pacts, index)));
  const all =
    target.exitCode === 0 || suites.some(({ cases }) => cases.some(isRed))
      ? suites
      : [...suites, suiteOfVerdict(nameOf(target), target)];
  return isLetPass ? all.map(letPass) : all;
}

/** Where nothing of what was asked is red, and the exit code is: nothing was verified. */
function suiteOfVerdict(name: string, { exitCode, verdict }: Pick<Report, 'exitCode' | 'verdict'>): Suite {
  const whole = caseOfWhole(`the result (${name})`, exitCode === 1 ? 'failed' : 'error', printable(verdict));
  return { name, source: name, cases: [whole] };
}

/** Whether a case says what an exit code that is not 0 says. */
function isRed({ status, counts }: Case): boolean {
  return counts && (status === 'failed' || status === 'error');
}

/** The status for a tool that knows no result that does not count. */
export function countedStatus({ status, counts }: Case): CaseStatus {
  return counts ? status : 'skipped';
}

/** In a run whose exit code is 0, what is broken or down was let pass. */
function letPass(suite: Suite): Suite {
  const cases = suite.cases.map((one) =>
    isRed(one) ? { ...one, counts: false, reason: `not counted: ${one.reason}` } : one,
  );
  return { ...suite, cases };
}

/** Tools drop a case that has the name of another. */
function withNamesOfTheirOwn(suites: readonly Suite[]): Suite[] {
  const given = suites.flatMap(({ cases }) => cases.map(({ name }) => name));
  const names = numbered(given, (name, time) => `${name} (${time})`).values();
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.map((one) => ({ ...one, name: names.next().value ?? one.name })),
  }));
}

/** The Jira. A mocked one is called so by its name: its result says nothing about a real one. */
export function nameOf({ name, baseUrl, kind }: TargetReport): string {
  return printable(kind === 'mocked' || name === baseUrl ? name : `${name} (${baseUrl})`);
}

/** The client of a pact, told from another pact of the same client by its version or its number. */
function clientOf(pacts: readonly PactReport[], index: number): string {
  const { consumer = '', consumerVersion } = pacts[index] ?? {};
  const same = pacts.filter((one) => one.consumer === consumer);
  if (same.length < 2) return printable(consumer);
  const isTold =
    consumerVersion && same.filter((one) => one.consumerVersion === consumerVersion).length === 1;
  const number = pacts.slice(0, index + 1).filter((one) => one.consumer === consumer).length;
  return printable(`${consumer} ${isTold ? consumerVersion : `(${number})`}`);
}

function suiteOf(target: TargetReport, pact: PactReport, client: string): Suite {
  const name = `${client} at ${nameOf(target)}`;
  const whole = toldOfWhole(pact).map((told) =>
    caseOfWhole(`the pact of ${client} (${name})`, 'error', reasonOf(told)),
  );
  const cases = [...pact.interactions, ...pact.checks].map((result): Case => {
    const one = 'findings' in result ? caseOfCheck(result) : caseOfInteraction(result);
    const named = { ...one, name: `${one.name} (${name})` };
    if (!isPendingFailure(result, pact)) return named;
    return { ...named, counts: false, reason: `failed (pending): ${one.reason}` };
  });
  return { name, source: printable(pact.source), cases: [...whole, ...cases] };
}

function caseOfWhole(name: string, status: CaseStatus, reason: string): Case {
  return { name, status, counts: true, reason, details: [], durationMs: 0 };
}

function caseOfInteraction(result: InteractionResult): Case {
  const { description, status, cause = '', cure = '', mismatches, curl, durationMs } = result;
  const details = [...mismatches.map(({ text }) => text), ...(curl ? [`Repeat it: ${curl}`] : [])];
  return {
    ...caseOfWhole(
      printable(description),
      'verified',
      status === 'verified' ? '' : reasonOf({ cause, cure }),
    ),
    status: status === 'unverifiable' ? (isUnknown(result) ? 'error' : 'skipped') : status,
    details: details.map(printable),
    durationMs,
  };
}

function caseOfCheck({ name, status, findings }: CheckResult): Case {
  const isIdle = status === 'unverifiable';
  const reason = isIdle
    ? 'This check could not run, because no answer came for it.'
    : (findings[0]?.text ?? '');
  return {
    ...caseOfWhole(`check: ${printable(name)}`, isIdle ? 'skipped' : status, printable(reason)),
    details: findings.map(({ text }) => printable(text)),
  };
}

function reasonOf({ cause, cure }: Pick<Told, 'cause' | 'cure'>): string {
  return printable(`${cause}. ${cure}`.trimEnd());
}
