import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import { RefusalsEverywhere } from '../jira/accounts.ts';
import type { FlavourName } from '../mock-jira/flavours.ts';
import type { PactToVerify } from '../pact/pact-file.ts';
import { pactsOfClients, readPacts } from '../pact/shipped-pacts.ts';
import { planText } from '../render/plan.ts';
import { openSessionsLine } from '../render/terminal.ts';
import { type ExitPolicy, judged } from '../report/combine.ts';
import type { ExitCode, Report } from '../report/report.ts';
import { refuseEmptyCredentials } from '../settings/credentials.ts';
import { type AccountRole, settingOfAccount } from '../settings/jira-settings.ts';
import { printable } from '../text.ts';
import {
  plan,
  type TargetSettings,
  type TargetToVerify,
  type VerifyOptions,
  verify,
} from '../verification/verify.ts';
import type { Io } from './io.ts';
import {
  type JiraOptions,
  liveJiraFrom,
  refuseCredentialsWithoutJira,
  refuseOptionsOfOneJira,
  warnOfInsecure,
} from './jira-options.ts';
import { type JudgingOptions, judgingFrom } from './judging.ts';
import { type ReportOptions, type ReportOutput, reportOutput } from './report-output.ts';
import { type ShownRun, showMany, showOne } from './show-run.ts';

/** The options of `verify`, as the command line hands them in. */
export interface VerifyCommandOptions extends JiraOptions, ReportOptions, JudgingOptions {
  /** How many of them at once. */
  readonly concurrency?: number;
  /** `2/5`, or `auto`. */
  readonly shard?: string;
  readonly live?: boolean;
  readonly flavour?: FlavourName;
  /** Clients whose recorded pacts come with the project; `all` for every one. */
  readonly client?: readonly string[];
  readonly filter?: string;
  /** Prints the verdict alone. */
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Says what would be sent, and sends nothing. */
  readonly plan?: boolean;
  /** Verifies again every so many seconds. */
  readonly watch?: number;
}

/** What a run verifies, as the options name it. */
export type Wanted = Pick<
  VerifyOptions,
  'target' | 'targets' | 'pacts' | 'filter' | 'isPart' | 'concurrency'
> &
  Pick<ExitPolicy, 'shard'>;

/**
 * Verifies pacts with a live Jira, with many, or with the embedded mocked one where none is named.
 *
 * @throws InputError for input that makes no sense
 */
export async function verifyCommand(options: VerifyCommandOptions, io: Io): Promise<ExitCode> {
  const judging = judgingFrom(options, io);
  const wanted = await wantedFrom(options, io, judging);
  const output = reportOutput(options, io);
  if (options.plan) return showPlans(wanted, io);
  const run = { wanted, options, io, output, judging: { ...judging, shard: wanted.shard } };
  if (options.watch !== undefined) return watch(run, options.watch);
  using shown = shownRun(run);
  const report = judged(await verifyOnce(run, { onEvent: shown.onEvent }), run.judging);
  shown.end(report);
  output.write(report, judging);
  return report.exitCode;
}

/** A run of the command, as its options describe it. */
export interface Run {
  readonly wanted: Wanted;
  readonly options: VerifyCommandOptions;
  readonly io: Io;
  readonly output: ReportOutput;
  readonly judging: ExitPolicy;
}

/** Verifies once what is wanted. */
export function verifyOnce(
  { wanted, options, io }: Pick<Run, 'wanted' | 'options' | 'io'>,
  more: Pick<VerifyOptions, 'onEvent' | 'refusals'>,
): Promise<Report> {
  const { shard: _, ...what } = wanted;
  return verify({
    ...{ ...what, ...more },
    ...{ timeoutMs: options.timeout, environment: io.env, signal: io.signal },
  });
}

/** How a run is shown: as one of many Jiras, or as that of one. */
export function shownRun({ wanted, options, io, output }: Omit<Run, 'judging'>): ShownRun & Disposable {
  const { targets, shard, pacts } = wanted;
  if (!targets || !options.targets) {
    return showOne(options, output.toStdout, io, (pacts?.length ?? 0) > 1);
  }
  const which = shard ? `, shard ${shard.index} of ${shard.total}` : '';
  const heading = `${targets.length} ${targets.length === 1 ? 'Jira' : 'Jiras'} of ${basename(options.targets)}${which}`;
  return showMany(options, output.toStdout, io, { total: targets.length, heading });
}

/**
 * What the options name: one Jira or many, or a part of them, and the pacts.
 *
 * @param findPacts finds the pacts that the targets are held to; those of the options, or of each target, if left out
 * @throws InputError for settings that make no sense, and for every mistake in the targets file
 */
export async function wantedFrom(
  options: VerifyCommandOptions,
  io: Io,
  { baseline }: Pick<ExitPolicy, 'baseline'>,
  findPacts?: (targets: readonly TargetToVerify[]) => Promise<readonly PactToVerify[]>,
): Promise<Wanted> {
  const { filter } = options;
  if (options.targets === undefined) {
    refuseOptionsOfMany(options);
    const target = targetFrom(options, io);
    const pacts = findPacts ? await findPacts([target]) : namedPacts(options, io);
    return { target, ...(pacts && { pacts }), filter };
  }
  refuseOptionsOfOneJira(options, '--targets names the Jiras');
  const { readTargets } = await import('../targets/targets-file.ts');
  const all = await readTargets(options.targets, io);
  warnOfInsecure(all, io);
  const pacts = findPacts ? await findPacts(all) : namedPacts(options, io);
  const what = { ...(pacts && { pacts }), filter };
  const { targets, shard } = await partOf(all, what, options, io, baseline?.report);
  return {
    ...{ ...what, targets, concurrency: options.concurrency },
    ...(shard && { shard, isPart: true }),
  };
}

/** The pact files that the options name; undefined where they name none. */
function namedPacts({ pact, client }: VerifyCommandOptions, { cwd }: Io): string[] | undefined {
  const files = [
    ...(pact ?? []).map((file) => resolve(cwd, file)),
    ...(client ? pactsOfClients(client) : []),
  ];
  return files.length > 0 ? files : undefined;
}

async function partOf(
  targets: readonly TargetToVerify[],
  { pacts, filter }: Pick<Wanted, 'pacts' | 'filter'>,
  options: VerifyCommandOptions,
  io: Io,
  lastReport: Report | undefined,
): Promise<{ readonly targets: readonly TargetToVerify[]; readonly shard?: ExitPolicy['shard'] }> {
  if (options.shard === undefined) return { targets };
  const { shardFrom, shardOf } = await import('../targets/shard.ts');
  const place = shardFrom(options.shard, io.env);
  return shardOf(targets, { place, lastReport, pacts: await readPacts(pacts), filter, environment: io.env });
}

function refuseOptionsOfMany({ shard, concurrency }: VerifyCommandOptions): void {
  const [name] = Object.entries({ shard, concurrency }).find(([, value]) => value !== undefined) ?? [];
  if (name) throw new InputError(`--${name} is for many Jiras: name them with --targets FILE.`);
}

/**
 * Which one Jira is meant.
 *
 * @throws InputError for settings that make no sense
 */
function targetFrom(options: VerifyCommandOptions, io: Io): TargetSettings {
  const live = liveJiraFrom(options, io);
  if (live && options.flavour) {
    throw new InputError(
      '--flavour chooses a mocked Jira, but a real Jira is set: leave --flavour out, or the base URL.',
    );
  }
  if (live && options.live) refuseEmptyCredentials(live.credentials, io.realEnv);
  if (live) return live;
  if (options.live) {
    throw new InputError('--live needs a real Jira: set JIRA_BASE_URL, or give --base-url URL.');
  }
  if (options.flavour) return { kind: 'mocked', flavour: options.flavour };
  refuseCredentialsWithoutJira(io);
  return { kind: 'mocked' };
}

async function showPlans({ target, targets, pacts, filter }: Wanted, { stdout }: Io): Promise<ExitCode> {
  for (const one of targets ?? [target ?? { kind: 'mocked' }]) {
    const held = ('pacts' in one && one.pacts) || pacts;
    const made = await plan({
      target: one,
      ...(held && { pacts: held }),
      filter,
      isPart: targets !== undefined,
    });
    const where = one.kind === 'live' ? `the Jira at ${one.baseUrl}` : 'the embedded mocked Jira';
    const jira = targets && one.kind === 'live' ? `${printable(one.name ?? '')}, ${where}` : where;
    stdout.write(planText(made, jira, accountInWords));
    if (targets && one !== targets.at(-1)) stdout.write('\n');
  }
  return 0;
}

function accountInWords(role: string): string {
  const setting = settingOfAccount(role as AccountRole);
  return role === 'session-cookie' ? `the session of ${setting}` : setting;
}

/** Verifies again every so often until it is interrupted, and tells what changed. The exit code is that of the last round. */
async function watch(run: Run, seconds: number): Promise<ExitCode> {
  const { io, output, judging, options } = run;
  // An account that was refused is not tried again, however long this goes on.
  const refusals = new RefusalsEverywhere();
  const { toldChanges } = await import('../render/changes.ts');
  const out = output.toStdout ? io.stderr : io.stdout;
  let last: { readonly report: Report; readonly told: Report } | undefined;
  for (;;) {
    const quiet = options.quiet || last !== undefined;
    using shown = shownRun({ ...run, options: { ...options, quiet } });
    const report = judged(await verifyOnce(run, { refusals, onEvent: shown.onEvent }), judging);
    const tellOpen = () => {
      const open = openSessionsLine(report.targets);
      if (open) out.write(`${open}\n`);
    };
    // What was cut short says nothing else that is new.
    if (io.signal.aborted && last) {
      tellOpen();
      return last.report.exitCode;
    }
    const told = judged(report, { baseline: { report: last?.told } });
    if (last) {
      for (const line of toldChanges(last.told, told)) out.write(`${line}\n`);
      tellOpen();
    } else {
      shown.end(report);
      if (!options.quiet)
        io.stderr.write(`This is verified again every ${seconds} s. To stop, press Ctrl-C.\n`);
    }
    output.write(report, judging);
    last = { report, told };
    if (!io.signal.aborted) await sleep(seconds * 1000, undefined, { signal: io.signal }).catch(() => {});
    if (io.signal.aborted) return report.exitCode;
  }
}
