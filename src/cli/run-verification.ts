import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import { Refusals } from '../jira/accounts.ts';
import type { EarlierRefusals } from '../jira/earlier-refusals.ts';
import type { PactToVerify } from '../pact/pact-file.ts';
import { pactsOfClients, readPacts } from '../pact/shipped-pacts.ts';
import { openSessionsLine } from '../render/terminal.ts';
import { type ExitPolicy, judged, withoutCaution } from '../report/combine.ts';
import type { ExitCode, Report } from '../report/report.ts';
import { refuseEmptyCredentials } from '../settings/credentials.ts';
import { type AccountRole, settingOfAccount } from '../settings/jira-settings.ts';
import { count, printable } from '../text.ts';
import {
  type VerifyOptions as EngineOptions,
  plan,
  type TargetSettings,
  type TargetToVerify,
  verify,
} from '../verification/verify.ts';
import { type Io, lookOf } from './io.ts';
import { earlierRefusals, liveJiraFrom, refuseCredentialsWithoutJira, warnOfInsecure } from './live-jira.ts';
import { exitPolicyFrom, type ReportOutput, reportOutput } from './report-output.ts';
import { type ShownRun, showMany, showOne } from './show-run.ts';
import type { VerifyOptions } from './verify.ts';

type Wanted = Pick<EngineOptions, 'target' | 'targets' | 'pacts' | 'filter' | 'isPart' | 'concurrency'> &
  Pick<ExitPolicy, 'shard'>;

type FindPacts = (
  targets: readonly TargetToVerify[],
) => Promise<readonly (string | PactToVerify)[] | undefined>;

export interface Run {
  readonly wanted: Wanted;
  readonly policy: ExitPolicy;
  readonly earlier: EarlierRefusals | undefined;
  readonly output: ReportOutput;
  readonly options: VerifyOptions;
  readonly io: Io;
}

export async function runVerification(options: VerifyOptions, io: Io): Promise<number> {
  const run = await runOf(options, io, async () => namedPacts(options, io));
  if (options.plan) return showPlans(run);
  if (options.watch !== undefined) return watch(run, options.watch);
  using shown = shownRun(run);
  const report = judged(await verifyOnce(run, { onEvent: shown.onEvent }), run.policy);
  shown.end(report);
  return run.output.write(report, run.policy);
}

/** Looks at the options before anything is sent. */
export async function runOf(options: VerifyOptions, io: Io, findPacts: FindPacts): Promise<Run> {
  const { targets, pact = [], ca, cert, key, state } = options;
  const inputs = [targets, ca, cert, key, state, ...pact].filter((file) => file !== undefined);
  const policy = await exitPolicyFrom(options, io);
  const output = await reportOutput(options, inputs, io);
  const wanted = await wantedFrom(options, io, policy.baseline?.report, findPacts);
  const earlier = earlierRefusals(options, io);
  return { wanted, policy: { ...policy, shard: wanted.shard }, earlier, output, options, io };
}

export function verifyOnce(
  { wanted, earlier, options, io }: Run,
  more: Pick<EngineOptions, 'onEvent' | 'refusals'>,
): Promise<Report> {
  const { shard: _, ...what } = wanted;
  return verify({
    ...what,
    refusals: new Refusals(earlier),
    ...more,
    timeoutMs: options.timeout,
    warnExpiryDays: options.warnExpiry,
    environment: io.env,
    signal: io.signal,
    startVerifier: io.startVerifier,
  });
}

export function shownRun({ wanted, options, io, output }: Run): ShownRun & Disposable {
  const { targets, shard, pacts } = wanted;
  if (!targets || !options.targets) {
    return showOne(options, output.out, io, (pacts?.length ?? 0) > 1);
  }
  const which = shard ? `, shard ${shard.index} of ${shard.total}` : '';
  const heading = `${count(targets.length, 'Jira')} of ${basename(options.targets)}${which}`;
  return showMany(options, output.out, io, { total: targets.length, heading });
}

async function wantedFrom(
  options: VerifyOptions,
  io: Io,
  lastReport: Report | undefined,
  findPacts: FindPacts,
): Promise<Wanted> {
  const { filter } = options;
  if (options.targets === undefined) {
    const target = targetFrom(options, io);
    const pacts = await findPacts([target]);
    return { target, ...(pacts && { pacts }), filter };
  }
  const { readTargets } = await import('../targets/targets-file.ts');
  const all = await readTargets(options.targets, io);
  warnOfInsecure(all, io);
  const pacts = await findPacts(all);
  const wanted = { ...(pacts && { pacts }), filter, concurrency: options.concurrency };
  if (options.shard === undefined) return { ...wanted, targets: all };
  const { shardFrom, shardOf } = await import('../targets/shard.ts');
  const part = await shardOf(all, {
    place: shardFrom(options.shard, io.env),
    ...{ lastReport, pacts: await readPacts(pacts), filter, environment: io.env },
  });
  return { ...wanted, ...part, isPart: true };
}

function namedPacts({ pact = [], client }: VerifyOptions, { cwd }: Io): string[] | undefined {
  const files = [...pact.map((file) => resolve(cwd, file)), ...(client ? pactsOfClients(client) : [])];
  return files.length > 0 ? files : undefined;
}

function targetFrom(options: VerifyOptions, io: Io): TargetSettings {
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

async function showPlans({ wanted, options, io }: Run): Promise<ExitCode> {
  const { target = { kind: 'mocked' }, targets, pacts, filter } = wanted;
  const { planText } = await import('../render/plan.ts');
  const { columns } = lookOf(io.stdout, io.env);
  const texts: string[] = [];
  for (const one of targets ?? [target]) {
    const held = ('pacts' in one && one.pacts) || pacts;
    const isPart = targets !== undefined;
    const made = await plan({
      target: one,
      ...(held && { pacts: held }),
      filter,
      isPart,
      warnExpiryDays: options.warnExpiry,
    });
    const where = one.kind === 'live' ? `the Jira at ${one.baseUrl}` : 'the embedded mocked Jira';
    const name = targets && one.kind === 'live' ? `${printable(one.name ?? '')}, ` : '';
    texts.push(planText(made, `${name}${where}`, accountInWords, columns));
  }
  io.stdout.write(texts.join('\n'));
  return 0;
}

function accountInWords(role: string): string {
  const setting = settingOfAccount(role as AccountRole);
  return role === 'session-cookie' ? `the session of ${setting}` : setting;
}

/** Verifies again every so often until it is interrupted, and tells what changed. The exit code is that of the last round. */
async function watch(run: Run, seconds: number): Promise<number> {
  const { io, output, policy, options } = run;
  const { out } = output;
  // An account that was refused is not tried again, however long this goes on.
  const refusals = new Refusals(run.earlier);
  const { toldChanges } = await import('../render/changes.ts');
  let last: { readonly told: Report; readonly exitCode: number } | undefined;
  for (;;) {
    const quiet = options.quiet || last !== undefined;
    using shown = shownRun({ ...run, options: { ...options, quiet } });
    const report = judged(await verifyOnce(run, { refusals, onEvent: shown.onEvent }), policy);
    const tellOpen = () => {
      const open = openSessionsLine(report.targets);
      if (open) out.write(`${open}\n`);
    };
    // What was cut short says nothing else that is new.
    if (io.signal.aborted && last) {
      tellOpen();
      return last.exitCode;
    }
    const seen = last ? withoutCaution(last.told, report) : report;
    const told = judged(seen, { baseline: { report: last?.told } });
    if (last) {
      for (const line of toldChanges(last.told, told)) out.write(`${line}\n`);
      tellOpen();
    } else {
      shown.end(report);
      if (!options.quiet)
        io.stderr.write(`This is verified again every ${seconds} s. To stop, press Ctrl-C.\n`);
    }
    const exitCode = output.write(report, policy);
    last = { told, exitCode };
    if (!io.signal.aborted) await sleep(seconds * 1000, undefined, { signal: io.signal }).catch(() => {});
    if (io.signal.aborted) return exitCode;
  }
}
