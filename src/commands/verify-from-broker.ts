import { PROVIDER } from '../../contracts/session/names.ts';
import { Broker, type FoundPact, type Result } from '../broker/broker.ts';
import { type Build, currentBuild } from '../broker/build.ts';
import { providerVersionOf } from '../broker/provider-version.ts';
import { InputError } from '../errors.ts';
import { type Finding, finding } from '../findings.ts';
import { judged, reportOf, reportTarget } from '../reports/combine.ts';
import { printable } from '../reports/printable.ts';
import type { ExitCode, PactReport, Report, TargetReport } from '../reports/report.ts';
import { secretsOf } from '../secrets/from-settings.ts';
import { brokerFrom } from '../settings/broker.ts';
import { networkFrom } from '../settings/network.ts';
import type { TargetToVerify } from '../verification/verify.ts';
import type { Io } from './io.ts';
import { judgingFrom } from './judging.ts';
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
  const settings = brokerFrom(io.env);
  const build = await currentBuild(io);
  refuseToPublish(options, build);
  const judging = judgingFrom(options, io);
  const output = reportOutput(options, io);

  const secrets = secretsOf({}, io.env);
  const broker = new Broker(settings, {
    network: networkFrom(io.env),
    secrets,
    signal: io.signal,
    onWait: (doing) => io.stderr.write(`${doing}: waiting for the broker ...\n`),
  });
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
  if (force && !publish) throw new InputError('--force is for --publish: add it, or leave --force out.');
  if (publish && !isCi && !force) {
    throw new InputError(
      'Results are published from CI, where all of it is known: say --force to do it from here.',
    );
  }
}

/** Targets that the pacts of a broker say nothing about, or must say nothing about. */
function refuseSenselessTargets(targets: readonly TargetToVerify[], { publish }: FromBrokerOptions): void {
  for (const target of targets) {
    if (publish && target.kind === 'mocked') {
      throw new InputError("A mocked Jira's result is never published: set JIRA_BASE_URL to a real one.");
    }
    if (target.pacts) {
      const name = (target.kind === 'live' && target.name) || 'a target';
      throw new InputError(
        `The pacts come from the broker, and ${name} of the targets file has pacts or clients of its own: remove them there, or verify it in a run of its own.`,
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
    `The broker has no pact for ${PROVIDER} on a main branch, deployed or released${branch ? `, or on the branch ${branch}` : ''}: publish one with npm run publish:pacts.`,
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

interface PublishingTo {
  readonly broker: Broker;
  readonly branch: string | undefined;
  readonly build: Build;
}

/** Publishes results one after another, each once, until the broker fails. */
class Publishing {
  /** Why the broker did not take a result. */
  failure: Error | undefined;
  readonly #to: PublishingTo;
  readonly #found: readonly FoundPact[];
  readonly #io: Io;

  constructor(to: PublishingTo, found: readonly FoundPact[], io: Io) {
    this.#to = to;
    this.#found = found;
    this.#io = io;
  }

  /** @returns where the result is, or why it was not published: it is never less than the whole truth */
  async publish(pact: PactReport, target: TargetReport): Promise<Pick<PactReport, 'published' | 'problem'>> {
    const { stderr } = this.#io;
    const missing = pact.interactions.filter(({ status }) => status === 'unverifiable');
    const all = pact.interactions.length;
    if (missing.length > 0) {
      const why = missing.map(
        ({ description, cause }) => `  - ${printable(description)}: ${printable(cause ?? '')}`,
      );
      const what = `${missing.length} of ${all} interactions were not verified`;
      stderr.write(`Not published, because ${what}:\n${why.join('\n')}\n`);
      return { problem: finding('not-published', what) };
    }
    const providerVersion = providerVersionOf(target);
    if (!providerVersion) {
      stderr.write('Not published, because this Jira does not tell its version.\n');
      return { problem: finding('not-published', 'this Jira does not tell its version') };
    }
    if (this.failure) return { problem: finding('not-published', 'the broker failed before') };
    try {
      return { published: await this.#send(pact, providerVersion) };
    } catch (error) {
      this.failure = error as Error;
      return { problem: finding('not-published', 'the broker did not take it') };
    }
  }

  async #send(pact: PactReport, providerVersion: string): Promise<string> {
    const { stdout, stderr } = this.#io;
    const { broker, branch, build } = this.#to;
    const found = this.#found.find(({ source }) => source === pact.source);
    if (!found) throw new Error('a pact was verified that was not asked for');
    const success = pact.exitCode === 0;
    const result: Result = {
      success,
      providerVersion,
      branch,
      buildUrl: build.buildUrl,
      tests: pact.interactions.map(({ description, status }) => ({
        interactionId: found.pact.interactions.find((one) => one.description === description)?._id,
        success: status === 'verified',
      })),
    };
    const { url, warning } = await broker.publish(found, result);
    stdout.write(
      `Published ${success ? 'a success' : 'a failure'} of ${PROVIDER} ${printable(providerVersion)}: ${printable(url)}\n`,
    );
    if (warning) stderr.write(`warning: the result is published, but not on its branch. ${warning}\n`);
    return url;
  }
}
