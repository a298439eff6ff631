import { means, type ToldFinding } from '../findings.ts';
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
  readonly suite: string;
  /** The pact, or the Jira. */
  readonly source: string;
  readonly name: string;
  readonly status: CaseStatus;
  /** Whether it is in the exit code: what is pending, or let pass, is not. */
  readonly counts: boolean;
  readonly reason: string;
  readonly details: readonly string[];
  readonly durationMs: number;
}

/** The report as cases, which most formats of other tools are made of. No case is greener than the exit code. */
export function casesOf(report: Report): Case[] {
  const { targets, exitCode, tool } = report;
  const cases = targets.flatMap(casesAt).map((one) => (exitCode === 0 ? letPass(one) : one));
  const all = asRedAs(report, tool.name, cases);
  // Tools drop a case that has the name of another.
  const given = all.map(({ name }) => name);
  const names = numbered(given, (name, time) => `${name} (${time})`);
  return all.map((one, index) => ({ ...one, name: names[index] ?? '' }));
}

function casesAt(target: TargetReport): Case[] {
  const { pacts, endsSoon = [] } = target;
  const clients = numbered(
    pacts.map(({ consumer, consumerVersion }) => {
      const isAlone = pacts.filter((one) => one.consumer === consumer).length === 1;
      return isAlone || !consumerVersion ? consumer : `${consumer} ${consumerVersion}`;
    }),
    (client, time) => `${client} (${time})`,
  );
  const jira = jiraName(target);
  return asRedAs(target, jira, [
    ...pacts.flatMap((pact, index) => casesOfPact(pact, printable(clients[index] ?? ''), jira)),
    // What ends soon breaks nothing: it is green, with a warning.
    ...endsSoon.map((soon) => caseOfWhole('no end soon', jira, jira, 'warned', reasonOf(soon))),
  ]);
}

/** If the exit code is red and no case is, nothing was verified: that is a case of its own. */
function asRedAs(
  { exitCode, verdict }: Pick<Report, 'exitCode' | 'verdict'>,
  name: string,
  cases: readonly Case[],
): Case[] {
  if (exitCode === 0 || cases.some(isRed)) return [...cases];
  const status = exitCode === 1 ? 'failed' : 'error';
  return [...cases, caseOfWhole('the result', name, name, status, printable(verdict))];
}

function isRed({ status, counts }: Case): boolean {
  return counts && (status === 'failed' || status === 'error');
}

export function countedStatus({ status, counts }: Case): CaseStatus {
  return counts ? status : 'skipped';
}

/** In a run whose exit code is 0, what is broken or down was let pass. */
function letPass(one: Case): Case {
  return isRed(one) ? { ...one, counts: false, reason: `not counted: ${one.reason}` } : one;
}

/** The Jira. A mocked one is called so by its name: its result says nothing about a real one. */
export function jiraName({ name, baseUrl, kind }: TargetReport): string {
  return printable(kind === 'mocked' || name === baseUrl ? name : `${name} (${baseUrl})`);
}

function casesOfPact(pact: PactReport, client: string, jira: string): Case[] {
  const suite = `${client} at ${jira}`;
  const source = printable(pact.source);
  const whole = toldOfWhole(pact).map((told) =>
    caseOfWhole(`the pact of ${client}`, suite, source, 'error', reasonOf(told)),
  );
  return [...whole, ...resultsOf(pact).map((result) => ({ suite, source, ...caseOf(result, pact, suite) }))];
}

function caseOfWhole(title: string, suite: string, source: string, status: CaseStatus, reason: string): Case {
  const name = `${title} (${suite})`;
  return { suite, source, name, status, counts: true, reason, details: [], durationMs: 0 };
}

function caseOf(result: Result, pact: PactReport, suite: string): Omit<Case, 'suite' | 'source'> {
  const isPending = isPendingFailure(result, pact);
  const [reason = '', ...others] = toldOfResult(result, pact).map(reasonOf);
  const { title, details, durationMs } = isCheck(result)
    ? { title: titleOf(result), details: others, durationMs: 0 }
    : { ...result, title: result.description, details: detailsOf(result) };
  return {
    name: `${printable(title)} (${suite})`,
    status: caseStatus(result),
    counts: !isPending,
    reason: isPending ? `failed (pending): ${reason}` : reason,
    details,
    durationMs,
  };
}

function caseStatus(result: Result): CaseStatus {
  if (result.status !== 'unverifiable') return result.status;
  return !isCheck(result) && means(result, 'unknown') ? 'error' : 'skipped';
}

function detailsOf({ mismatches, curl }: InteractionResult): string[] {
  return [...mismatches.map(({ text }) => text), ...(curl ? [`Repeat it: ${curl}`] : [])].map(printable);
}

function reasonOf({ cause, cure }: Pick<ToldFinding, 'cause' | 'cure'>): string {
  return printable(`${cause}. ${cure}`.trimEnd());
}
