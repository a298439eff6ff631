import { PROVIDER } from '../../contracts/session/names.ts';
import { Broker, type FoundPact } from '../broker/broker.ts';
import { type Build, currentBuild } from '../broker/build.ts';
import { providerVersionOf } from '../broker/provider-version.ts';
import { InputError } from '../errors.ts';
import { refuseUnlessWritable, writeReport } from '../reports/file.ts';
import { type ExitCode, type PactOutcome, type Report, summarize } from '../reports/report.ts';
import { brokerSettings } from '../settings/broker.ts';
import { type Run, type Surroundings, startRun, targetFrom, type VerifyCommandOptions } from './verify.ts';

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
 * @returns the report of all pacts, which has the exit code; a pending pact's failure is not in that
 * @throws InputError for input that makes no sense, and when the broker cannot be asked
 */
export async function verifyFromBroker(options: FromBrokerOptions, around: Surroundings): Promise<Report> {
  const settings = brokerSettings(around.env);
  const target = targetFrom(options, around.env);
  const build = currentBuild(around.env);
  refuseSenselessOptions(options, target.baseUrl, build);
  if (options.json) refuseUnlessWritable(options.json, '--json');

  const broker = new Broker(settings, (doing) =>
    around.stderr.write(`${doing}: waiting for the broker ...\n`),
  );
  try {
    const branch = options.branch ?? build.branch;
    let unreadable = false;
    const found = options.pactUrl
      ? [await broker.pactAt(options.pactUrl)]
      : await broker.pactsForVerification({ branch, wipSince: options.wipSince }, (problem) => {
          unreadable = true;
          around.stderr.write(`warning: a pact was left out: ${problem}\n`);
        });
    if (found.length === 0) {
      throw new InputError(
        `The broker has no pact for ${PROVIDER} on a main branch, deployed or released${branch ? `, or on the branch ${branch}` : ''}: publish one with npm run publish:pacts.`,
      );
    }
    await using run = await startRun(target, options, around);
    const verified: { readonly found: FoundPact; readonly report: Report }[] = [];
    for (const one of found) {
      around.stdout.write(`${titleOf(one)}\n`);
      const report = await run.verify(one.pact, one.pact.interactions);
      const uncounted = one.pending && report.exitCode !== 0;
      around.stdout.write(
        uncounted ? 'The pact is pending: this does not count in the exit code.\n\n' : '\n',
      );
      verified.push({ found: one, report });
    }
    const outcomes: PactOutcome[] = [];
    let failure: unknown;
    for (const one of verified) {
      const publishing = options.publish && failure === undefined;
      const published = publishing
        ? await publish(one, run, { broker, branch, build }, around).catch((error: unknown) => {
            failure = error;
            return null;
          })
        : null;
      outcomes.push(outcomeOf(one, published));
    }
    const unpublished = options.publish === true && outcomes.some(({ published }) => published === null);
    const report = combine(verified, outcomes, unpublished || unreadable);
    // Before a failure to publish is told: what was verified is not lost with it.
    if (options.json) writeReport(options.json, '--json', `${JSON.stringify(report, null, 2)}\n`);
    if (failure) throw failure;
    return report;
  } finally {
    await broker.close();
  }
}

function refuseSenselessOptions(
  { publish, force, filter, pact }: FromBrokerOptions,
  baseUrl: string | undefined,
  { isCi }: Build,
): void {
  if (pact)
    throw new InputError('--pact names a file, and the pacts come from the broker: leave one of them out.');
  if (filter) {
    throw new InputError(
      '--filter leaves interactions out, and a pact of the broker is verified as a whole.',
    );
  }
  if (!publish) return;
  if (baseUrl === undefined) {
    throw new InputError("A mocked Jira's result is never published: set JIRA_BASE_URL to a real one.");
  }
  if (!isCi && !force) {
    throw new InputError(
      'Results are published from CI, where all of it is known: say --force to do it from here.',
    );
  }
}

function titleOf({ pact, consumerVersion, why, pending }: FoundPact): string {
  return [
    `The pact of ${pact.consumer.name}${consumerVersion ? ` ${consumerVersion}` : ''}${pending ? ' (pending)' : ''}`,
    ...why.map((reason) => `  ${reason.replaceAll('\n', '\n  ')}`),
  ].join('\n');
}

/** Publishes one result, unless it is less than the whole truth. @returns where it is; null where it was not published */
async function publish(
  { found, report }: { readonly found: FoundPact; readonly report: Report },
  run: Run,
  {
    broker,
    branch,
    build,
  }: { readonly broker: Broker; readonly branch: string | undefined; readonly build: Build },
  { stdout, stderr }: Surroundings,
): Promise<string | null> {
  const missing = report.interactions.filter(({ status }) => status === 'unverifiable');
  if (missing.length > 0) {
    const lines = missing.map(({ description, reason }) => `  - ${description}: ${reason}`);
    stderr.write(
      `Not published, because ${missing.length} of ${report.interactions.length} interactions were not verified:\n${lines.join('\n')}\n`,
    );
    return null;
  }
  const providerVersion = providerVersionOf(run);
  if (!providerVersion) {
    stderr.write('Not published, because this Jira does not tell its version.\n');
    return null;
  }
  const success = report.exitCode === 0;
  const { url, warning } = await broker.publish(found, {
    success,
    providerVersion,
    branch,
    buildUrl: build.buildUrl,
    tests: report.interactions.map(({ description, status }) => ({
      interactionId: found.pact.interactions.find((one) => one.description === description)?._id,
      success: status === 'verified',
    })),
  });
  stdout.write(
    `Published ${success ? 'a success' : 'a failure'} of ${PROVIDER} ${providerVersion}: ${url}\n`,
  );
  if (warning) stderr.write(`warning: the result is published, but not on its branch. ${warning}\n`);
  return url;
}

function outcomeOf(
  { found, report }: { readonly found: FoundPact; readonly report: Report },
  published: string | null,
): PactOutcome {
  const { pact, consumerVersion = null, url, why, pending } = found;
  const { summary, exitCode } = report;
  return { consumer: pact.consumer.name, consumerVersion, url, why, pending, summary, exitCode, published };
}

/** One report of all pacts. What was left out, or was to be published and was not, could not be found out (2). */
function combine(
  verified: readonly { readonly found: FoundPact; readonly report: Report }[],
  pacts: readonly PactOutcome[],
  incomplete: boolean,
): Report {
  const [first] = verified;
  if (!first) throw new Error('no pact was verified');
  const reports = verified.map(({ report }) => report);
  const interactions = reports.flatMap((report) => report.interactions);
  const counting = verified.filter(({ found }) => !found.pending).map(({ report }) => report.exitCode);
  const exitCode: ExitCode = counting.includes(1) ? 1 : counting.includes(2) || incomplete ? 2 : 0;
  return {
    target: first.report.target,
    summary: summarize(interactions),
    interactions,
    checks: reports.flatMap(({ checks }) => checks),
    exitCode,
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    pacts,
  };
}
