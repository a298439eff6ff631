import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { type Finding, finding } from '../findings.ts';
import type { Broker, FoundPact } from '../pact/broker/broker.ts';
import { type Build, currentBuild } from '../pact/broker/build.ts';
import { judged, reportOf, reportTarget } from '../report/combine.ts';
import type { ExitCode, PactReport, Report, TargetReport } from '../report/report.ts';
import { brokerFrom } from '../settings/broker.ts';
import { printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import type { TargetToVerify } from '../verification/verify.ts';
import type { Io } from './io.ts';
import { judgingFrom } from './judging.ts';
import { openBroker } from './open-broker.ts';
import { Publishing } from './publishing.ts';
import { reportOutput } from './report-output.ts';
import { shownRun, type VerifyCommandOptions, verifyOnce, wantedFrom } from './verify.ts';

/** The options of `verify` that are about a broker, beside those of every verification. */
export interface FromBrokerOptions extends VerifyCommandOptions {
  /** One pact, as a webhook names it, instead of those that the selectors name. */
  readonly pactUrl?: string;
  /** The provider's branch; the one that is checked out if left out. */
  readonly branch?: string;
  readonly wipSince?: string;
  readonly publish?: boolean;
  /** Publishes from outside CI too. */
  readonly force?: boolean;
}

/**
 * Verifies the pacts that a broker names, and publishes the results where that is wanted and honest.
 *
 * @returns the exit code of all pacts; a pending pact's failure is not in it
 * @throws InputError for input that makes no sense
 * @throws BrokerError when the broker cannot be asked
 */
export async function verifyFromBroker(options: FromBrokerOptions, io: Io): Promise<ExitCode> {
  const settings = brokerFrom(io);
  const build = await currentBuild(io);
  refuseToPublish(options, build);
  const judging = judgingFrom(options, io);
  const output = reportOutput(options, io);

  const broker = openBroker(settings, io);
  const branch = options.branch ?? build.branch;
  let asked: PactsAtBroker = { found: [], unreadable: [] };
  const wanted = await wantedFrom(options, io, judging, async (targets) => {
    refuseSenselessTargets(targets, options);
    asked = await pactsAt(broker, options, branch);
    return asked.found;
  });
  const { found, unreadable } = asked;
  for (const { problem } of unreadable) {
    io.stderr.write(`warning: a pact was left out: ${printable(problem.cause)}\n`);
  }
  using shown = shownRun({ wanted, options, io, output });
  const verified = await verifyOnce({ wanted, options, io }, { onEvent: shown.onEvent });
  const publishing = new Publishing({ broker, branch, build }, found, io);
  const published = options.publish ? await withResults(verified, publishing) : verified;
  const report = judged(withUnreadable(published, unreadable), { ...judging, shard: wanted.shard });
  // Before a failure to publish is told: what was verified is not lost with it.
  shown.end(report);
  output.write(report, judging);
  if (publishing.failure) throw publishing.failure;
  return report.exitCode;
}

function refuseToPublish({ publish, force }: FromBrokerOptions, { isCi }: Build): void {
  if (force && !publish)
    throw new InputError('--force works only with --publish: add --publish, or leave --force out.');
  if (publish && !isCi && !force) {
    throw new InputError(
      'Results are published only from CI, where the commit, the branch and the build are known. To publish from here, add --force.',
    );
  }
}

/** Targets that the pacts of a broker say nothing about, or must say nothing about. */
function refuseSenselessTargets(targets: readonly TargetToVerify[], { publish }: FromBrokerOptions): void {
  for (const target of targets) {
    if (publish && target.kind === 'mocked') {
      throw new InputError('Results of a mocked Jira are never published: set JIRA_BASE_URL to a real Jira.');
    }
    if (target.pacts) {
      const name = target.kind === 'live' && target.name ? `'${target.name}'` : 'a target';
      throw new InputError(
        `The pacts come from the broker, but ${name} in the targets file has its own pacts or clients: remove them from the targets file, or verify this Jira in a separate run.`,
      );
    }
  }
}

/** Something that the broker hands out as a pact and that is not one: nobody can find out whether it holds. */
type Unreadable = PactReport & { readonly problem: Finding };

/** What a broker has for a verification. */
interface PactsAtBroker {
  readonly found: readonly FoundPact[];
  readonly unreadable: readonly Unreadable[];
}

async function pactsAt(
  broker: Broker,
  { pactUrl, wipSince }: FromBrokerOptions,
  branch: string | undefined,
): Promise<PactsAtBroker> {
  if (pactUrl) return { found: [await broker.pactAt(pactUrl)], unreadable: [] };
  const unreadable: Unreadable[] = [];
  const found = await broker.pactsForVerification({ branch, wipSince }, (problem, source) => {
    const nothing = { summary: { verified: 0, failed: 0, unverifiable: 0 }, interactions: [], checks: [] };
    const why = finding('unreadable-pact', problem.replace(/\.$/, ''));
    unreadable.push({ consumer: 'unknown', source, problem: why, exitCode: 2, ...nothing });
  });
  if (found.length > 0) return { found, unreadable };
  const [first] = unreadable;
  if (first) throw new InputError(`The broker has no pact that can be read: ${first.problem.cause}`);
  throw new InputError(
    `The broker has no pact for ${PROVIDER} on a main branch, deployed or released${branch ? `, or on the branch ${branch}` : ''}: publish one with ${commandLine('publish:pacts')}.`,
  );
}

/** The report with the pacts that are none at each target too, and what that comes to. */
function withUnreadable(report: Report, unreadable: readonly PactReport[]): Report {
  const targets = report.targets.map(({ exitCode: _, verdict: __, summary: ___, ...target }) =>
    reportTarget(target, [...target.pacts, ...unreadable]),
  );
  return reportOf(targets, new Date(report.startedAt), report.durationMs);
}

/** The report with what became of each result, at the target that it is of. */
async function withResults(report: Report, publishing: Publishing): Promise<Report> {
  const targets: TargetReport[] = [];
  for (const target of report.targets) {
    const pacts: PactReport[] = [];
    for (const pact of target.pacts) pacts.push({ ...pact, ...(await publishing.publish(pact, target)) });
    targets.push({ ...target, pacts });
  }
  return { ...report, targets };
}
