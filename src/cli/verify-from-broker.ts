import { PROVIDER } from '../../contracts/session/names.ts';
import { InputError } from '../errors.ts';
import { finding, inWords, isConsequence, type ToldFinding } from '../findings.ts';
import { type Broker, brokerAt, type FoundPact, type Result } from '../pact/broker/broker.ts';
import { type Build, currentBuild } from '../pact/broker/current-build.ts';
import { providerVersionOf } from '../pact/broker/provider-version.ts';
import { idsOf } from '../pact/interactions.ts';
import { judged, reportOf, reportPact, reportTarget } from '../report/combine.ts';
import type { InteractionResult, PactReport, Report, TargetReport } from '../report/report.ts';
import { brokerFrom } from '../settings/broker-settings.ts';
import { printable } from '../text.ts';
import { commandLine } from '../tool.ts';
import { verify } from '../verification/verify.ts';
import type { TargetToVerify } from '../verification/verify-options.ts';
import type { Io } from './io.ts';
import { preparedRun, shownRun } from './run-verification.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Something that the broker hands out as a pact, and that is none: nobody can find out whether it holds. */
type Unreadable = PactReport & { readonly problem: ToldFinding };

interface HandedOut {
  readonly found: readonly FoundPact[];
  readonly unreadable: readonly Unreadable[];
}

type Publisher = Pick<HandedOut, 'found'> & Pick<Build, 'branch' | 'buildUrl'> & { readonly broker: Broker };

/** Verifies the pacts that a broker names, and publishes the results where that is wanted and honest. */
export async function verifyFromBroker(options: VerifyOptions, io: Io): Promise<number> {
  const settings = brokerFrom(io);
  const build = await currentBuild(io);
  refuseToPublish(options, build);
  const broker = brokerAt(settings, io);
  const { branch = build.branch } = options;
  let handedOut: HandedOut = { found: [], unreadable: [] };
  const run = await preparedRun(options, io, async (targets) => {
    refuseSenselessTargets(targets, options);
    handedOut = await pactsFor(broker, branch, options);
    return { pacts: handedOut.found };
  });
  const { found, unreadable } = handedOut;
  for (const { problem } of unreadable) {
    io.stderr.write(`warning: a pact was left out: ${printable(problem.cause)}\n`);
  }
  using shown = shownRun(run);
  const verified = await verify({ ...run.engine, onEvent: shown.onEvent });
  const { published, failure } = options.publish
    ? await publishResults(verified, { broker, found, branch, buildUrl: build.buildUrl }, io)
    : { published: verified, failure: undefined };
  const report = judged(withUnreadable(published, unreadable), run.policy);
  // First, so that a failure to publish does not lose what was verified.
  shown.end(report);
  const exitCode = run.output.write(report, run.policy);
  if (failure) throw failure;
  return exitCode;
}

function refuseToPublish({ publish, force }: VerifyOptions, { isCi }: Build): void {
  if (!publish || isCi || force) return;
  throw new InputError(
    'Results are published only from CI, where the commit, the branch and the build are known. To publish from here, add --force.',
  );
}

function refuseSenselessTargets(targets: readonly TargetToVerify[], { publish }: VerifyOptions): void {
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

async function pactsFor(
  broker: Broker,
  branch: string | undefined,
  { pactUrl, wipSince }: VerifyOptions,
): Promise<HandedOut> {
  if (pactUrl) return { found: [await broker.pactAt(pactUrl)], unreadable: [] };
  const unreadable: Unreadable[] = [];
  const found = await broker.pactsForVerification({ branch, wipSince }, (problem, source) => {
    const why = inWords(finding('unreadable-pact', problem.replace(/\.$/, '')));
    const pact = reportPact({ consumer: 'unknown', source, interactions: [], checks: [] });
    unreadable.push({ ...pact, problem: why });
  });
  if (found.length > 0) return { found, unreadable };
  const [first] = unreadable;
  if (first) throw new InputError(`The broker has no pact that can be read: ${first.problem.cause}`);
  throw new InputError(
    `The broker has no pact for ${PROVIDER} on a main branch, deployed or released${branch ? `, or on the branch ${branch}` : ''}: publish one with ${commandLine('publish:pacts')}.`,
  );
}

function withUnreadable(report: Report, unreadable: readonly PactReport[]): Report {
  const targets = report.targets.map((target) => reportTarget(target, [...target.pacts, ...unreadable]));
  return reportOf(targets, new Date(report.startedAt), report.durationMs);
}

/** Publishes results one after another, each once, until the broker fails. The report says what became of each. */
async function publishResults(report: Report, publisher: Publisher, io: Io) {
  let failure: unknown;
  const publishOne = async (pact: PactReport, target: TargetReport): Promise<PactReport> => {
    const why = whyNotPublished(pact, target, io) ?? (failure && 'an earlier request to the broker failed');
    if (why) return { ...pact, problem: inWords(finding('not-published', String(why))) };
    try {
      return { ...pact, published: await publish(pact, target, publisher, io) };
    } catch (error) {
      failure = error;
      return { ...pact, problem: inWords(finding('not-published', 'the broker did not accept the result')) };
    }
  };
  const targets: TargetReport[] = [];
  for (const target of report.targets) {
    const pacts: PactReport[] = [];
    for (const pact of target.pacts) pacts.push(await publishOne(pact, target));
    targets.push({ ...target, pacts });
  }
  return { published: { ...report, targets }, failure };
}

function whyNotPublished(pact: PactReport, target: TargetReport, { stderr }: Io): string | undefined {
  // What is unknown because of a failure does not change that the result is one.
  const isWithFailure = (one: InteractionResult) => pact.exitCode === 1 && isConsequence(one);
  const missing = pact.interactions.filter((one) => one.status === 'unverifiable' && !isWithFailure(one));
  if (missing.length > 0) {
    const why = missing.map(
      ({ description, cause = '' }) => `  - ${printable(description)}: ${printable(cause)}\n`,
    );
    const what = `${missing.length} of ${pact.interactions.length} interactions were not verified`;
    stderr.write(`Not published, because ${what}:\n${why.join('')}`);
    return what;
  }
  if (providerVersionOf(target)) return undefined;
  stderr.write('Not published, because this Jira does not tell its version.\n');
  return 'this Jira does not tell its version';
}

async function publish(
  pact: PactReport,
  target: TargetReport,
  { broker, found, branch, buildUrl }: Publisher,
  { stdout, stderr }: Io,
): Promise<string> {
  const asked = found.find(({ source }) => source === pact.source);
  const providerVersion = providerVersionOf(target);
  if (!asked || !providerVersion) throw new Error('a pact was verified that was not asked for');
  // What failed is never a success, pending or not: whoever deploys decides whether it counts.
  const success = pact.exitCode === 0 && pact.interactions.every(({ status }) => status === 'verified');
  // Two interactions may have one description.
  const ids = idsOf(asked.pact.interactions);
  const tests: Result['tests'] = pact.interactions
    .filter(({ status }) => status !== 'unverifiable')
    .map(({ id, status }) => ({
      interactionId: asked.pact.interactions.find((one) => ids.get(one) === id)?._id,
      success: status === 'verified',
    }));
  const result = { success, providerVersion, branch, buildUrl, tests };
  const { url, warning } = await broker.publish(asked, result);
  stdout.write(
    `Published ${success ? 'a success' : 'a failure'} of ${PROVIDER} ${printable(providerVersion)}: ${printable(url)}\n`,
  );
  if (warning) stderr.write(`warning: the result is published, but not on its branch. ${warning}\n`);
  return url;
}
