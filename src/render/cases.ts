import { type Finding, means } from '../findings.ts';
import { isPendingFailure, titleOf, toldOfResult, toldOfWhole } from '../report/causes.ts';
import {
  type InteractionResult,
  isCheck,
  type PactReport,
  type Report,
  type Result,
  resultsOf,
  type TargetReport,
} from '../report/report.ts';
import { numbered, printable } from '../text.ts';

/**
 * What became of a case, as other tools tell it. `error`: it could not be found out; `skipped`: it cannot be verified there,
 * which says nothing against the contract.
 */
export type CaseStatus = 'verified' | 'warned' | 'failed' | 'error' | 'skipped';

/** One interaction or one check at one Jira, or a pact as a whole: what other tools call a test. */
export interface Case {
  readonly name: string;
  readonly status: CaseStatus;
  /** Whether it is in the exit code: what is pending, or let pass, is not. */
  readonly counts: boolean;
  readonly reason: string;
  readonly details: readonly string[];
  readonly durationMs: number;
}

export interface Suite {
  readonly name: string;
  readonly source: string;
  readonly cases: readonly Case[];
}

/** The report as suites of cases, which most formats of other tools are made of. No case is greener than the exit code. */
export function suitesOf(report: Report): Suite[] {
  const suites = report.targets.flatMap((target) => suitesOfTarget(target, report.exitCode === 0));
  return withNamesOfTheirOwn(asRedAs(report, report.tool.name, suites));
}

function suitesOfTarget(target: TargetReport, isLetPass: boolean): Suite[] {
  const { pacts } = target;
  const clients = numbered(
    pacts.map(({ consumer, consumerVersion }) => {
      const isAlone = pacts.filter((one) => one.consumer === consumer).length === 1;
      return isAlone || !consumerVersion ? consumer : `${consumer} ${consumerVersion}`;
    }),
    (client, time) => `${client} (${time})`,
  );
  const suites = pacts.map((pact, index) => suiteOf(target, pact, printable(clients[index] ?? '')));
  const all = asRedAs(target, jiraName(target), [...suites, ...whatEndsSoon(target)]);
  return isLetPass ? all.map(letPass) : all;
}

/** What ends soon breaks nothing: a case that is green, with a warning. */
function whatEndsSoon({ endsSoon = [], ...target }: TargetReport): Suite[] {
  if (endsSoon.length === 0) return [];
  const name = jiraName(target);
  const cases = endsSoon.map((soon) => caseOfWhole(`no end soon (${name})`, 'warned', reasonOf(soon)));
  return [{ name, source: name, cases }];
}

/** Where nothing of what was asked is red, and the exit code is, nothing was verified: that is a case of its own. */
function asRedAs(
  { exitCode, verdict }: Pick<Report, 'exitCode' | 'verdict'>,
  name: string,
  suites: Suite[],
): Suite[] {
  if (exitCode === 0 || suites.some(({ cases }) => cases.some(isRed))) return suites;
  const status = exitCode === 1 ? 'failed' : 'error';
  const whole = caseOfWhole(`the result (${name})`, status, printable(verdict));
  return [...suites, { name, source: name, cases: [whole] }];
}

function isRed({ status, counts }: Case): boolean {
  return counts && (status === 'failed' || status === 'error');
}

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
export function jiraName({ name, baseUrl, kind }: TargetReport): string {
  return printable(kind === 'mocked' || name === baseUrl ? name : `${name} (${baseUrl})`);
}

function suiteOf(target: TargetReport, pact: PactReport, client: string): Suite {
  const name = `${client} at ${jiraName(target)}`;
  const whole = toldOfWhole(pact).map((told) =>
    caseOfWhole(`the pact of ${client} (${name})`, 'error', reasonOf(told)),
  );
  const cases = resultsOf(pact).map((result) => caseOf(result, pact, name));
  return { name, source: printable(pact.source), cases: [...whole, ...cases] };
}

function caseOfWhole(name: string, status: CaseStatus, reason: string): Case {
  return { name, status, counts: true, reason, details: [], durationMs: 0 };
}

function caseOf(result: Result, pact: PactReport, suite: string): Case {
  const isPending = isPendingFailure(result, pact);
  const [reason = '', ...others] = toldOfResult(result, pact).map(reasonOf);
  const { title, details, durationMs } = isCheck(result)
    ? { title: titleOf(result), details: others, durationMs: 0 }
    : { ...result, title: result.description, details: detailsOf(result) };
  return {
    name: `${printable(title)} (${suite})`,
    status: statusOf(result),
    counts: !isPending,
    reason: isPending ? `failed (pending): ${reason}` : reason,
    details,
    durationMs,
  };
}

function statusOf(result: Result): CaseStatus {
  if (result.status !== 'unverifiable') return result.status;
  return !isCheck(result) && means(result, 'unknown') ? 'error' : 'skipped';
}

function detailsOf({ mismatches, curl }: InteractionResult): string[] {
  return [...mismatches.map(({ text }) => text), ...(curl ? [`Repeat it: ${curl}`] : [])].map(printable);
}

function reasonOf({ cause, cure }: Pick<Finding, 'cause' | 'cure'>): string {
  return printable(`${cause}. ${cure}`.trimEnd());
}
