import { occurrences } from '../apart.ts';
import { printable } from '../printable.ts';
import type { CheckStatus, PactReport, Report, TargetReport } from '../report.ts';

/** One interaction or one check at one Jira: what other tools call a test. */
export interface Case {
  /** Its own in the whole report: the Jira, the client and the interaction. */
  readonly name: string;
  readonly status: CheckStatus;
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

/** The report as suites of cases, which most formats of other tools are made of. */
export function suitesOf({ targets }: Pick<Report, 'targets'>): Suite[] {
  return targets.flatMap((target) =>
    target.pacts.map((pact, index) => suiteOf(target, pact, clientOf(target.pacts, index))),
  );
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
  const number = occurrences(pacts.map((one) => one.consumer))[index];
  return printable(`${consumer} ${isTold ? consumerVersion : `(${number})`}`);
}

function suiteOf(target: TargetReport, { source, interactions, checks }: PactReport, client: string): Suite {
  const name = `${client} at ${nameOf(target)}`;
  return {
    name,
    source: printable(source),
    cases: [
      ...interactions.map(({ description, status, cause = '', cure = '', mismatches, curl, durationMs }) => ({
        name: `${printable(description)} (${name})`,
        status,
        reason: status === 'verified' ? '' : printable(`${cause}. ${cure}`),
        details: [...mismatches.map(({ text }) => text), ...(curl ? [`Repeat it: ${curl}`] : [])].map(
          printable,
        ),
        durationMs,
      })),
      ...checks.map((check) => ({
        name: `check: ${check.name} (${name})`,
        status: check.status,
        reason: reasonOf(check.status, check.findings),
        details: check.findings.map(({ text }) => printable(text)),
        durationMs: 0,
      })),
    ],
  };
}

function reasonOf(status: CheckStatus, findings: readonly { readonly text: string }[]): string {
  if (status === 'unverifiable') return 'This check could not run, because no answer came for it.';
  return printable(findings[0]?.text ?? '');
}
