import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../errors.ts';
import { newRefusals } from '../jira/accounts.ts';
import { pactsOfClients, readPacts } from '../pact/shipped-pacts.ts';
import { openSessionsLine } from '../render/terminal.ts';
import { type ExitPolicy, judged } from '../report/combine.ts';
import type { ExitCode, Report } from '../report/report.ts';
import { refuseEmptyCredentials } from '../settings/credentials.ts';
import { type AccountRole, settingOfAccount } from '../settings/jira-settings.ts';
import { count, printable } from '../text.ts';
import { plan, verify } from '../verification/verify.ts';
import type {
  VerifyOptions as EngineOptions,
  TargetSettings,
  TargetToVerify,
} from '../verification/verify-options.ts';
import { type Io, lookOf } from './io.ts';
import { earlierRefusals, liveJiraFrom, refuseCredentialsWithoutJira, warnOfInsecure } from './live-jira.ts';
import { exitPolicyFrom, reportOutput } from './report-output.ts';
import { type ShownRun, showMany, showOne } from './show-run.ts';
import type { VerifyOptions } from './verify-options.ts';

/** Which Jiras are verified, and whether they are one part of all. */
type Jiras = Pick<EngineOptions, 'target' | 'targets' | 'pacts' | 'isPart'> & Pick<ExitPolicy, 'shard'>;

type FindPacts = (targets: readonly TargetToVerify[]) => Promise<Pick<EngineOptions, 'pacts'>>;

type Run = Awaited<ReturnType<typeof preparedRun>>;

export async function runVerification(options: VerifyOptions, io: Io): Promise<number> {
  const run = await preparedRun(options, io, async () => namedPacts(options, io));
  if (options.plan) return showPlans(run);
  if (options.watch !== undefined) return watch(run, options.watch);
  const { engine, policy, output } = run;
  using shown = shownRun(run);
  const report = judged(await verify({ ...engine, onEvent: shown.onEvent }), policy);
  shown.end(report);
  return output.write(report, policy);
}

/** Checks the options before anything is sent. */
export async function preparedRun(options: VerifyOptions, io: Io, findPacts: FindPacts) {
  const { targets, pact = [], ca, cert, key, state, report, watch } = options;
  if (watch !== undefined && report?.includes('nagios=-')) {
    throw new InputError(
      'A check of Nagios has to end, and --watch does not: leave --watch out, and have Nagios run the check again.',
    );
  }
  const policy = await exitPolicyFrom(options, io);
  const output = await reportOutput(options, [targets, ca, cert, key, state, ...pact], io);
  const { shard, ...jiras } = await jirasFrom(options, io, policy.baseline?.report, findPacts);
  const engine = {
    ...jiras,
    filter: options.filter,
    concurrency: options.concurrency,
    timeoutMs: options.timeout,
    warnExpiryDays: options.warnExpiry,
    // An account that was refused is not tried again, however long a run goes on.
    refusals: newRefusals(earlierRefusals(options, io)),
    environment: io.env,
    signal: io.signal,
    startVerifier: io.startVerifier,
  };
  return { engine, policy: { ...policy, shard }, output, options, io };
}

export function shownRun({ engine, policy, options, io, output }: Run): ShownRun & Disposable {
  const { targets, pacts = [] } = engine;
  if (!targets || !options.targets) return showOne(options, output.out, io, pacts.length > 1);
  const { shard } = policy;
  const which = shard ? `, shard ${shard.index} of ${shard.total}` : '';
  const heading = `${count(targets.length, 'Jira')} of ${basename(options.targets)}${which}`;
  return showMany(options, output.out, io, { total: targets.length, heading });
}

async function jirasFrom(
  options: VerifyOptions,
  io: Io,
  lastReport: Report | undefined,
  findPacts: FindPacts,
): Promise<Jiras> {
  if (options.targets === undefined) {
    const target = targetFrom(options, io);
    return { target, ...(await findPacts([target])) };
  }
  const { readTargets } = await import('../targets/targets-file.ts');
  const targets = await readTargets(options.targets, io);
  warnOfInsecure(targets, io);
  const found = await findPacts(targets);
  if (options.shard === undefined) return { targets, ...found };
  const { shardFrom, shardOf } = await import('../targets/shard.ts');
  const part = shardOf(targets, {
    ...{ place: shardFrom(options.shard, io.env), environment: io.env },
    ...{ lastReport, pacts: await readPacts(found.pacts), filter: options.filter },
  });
  return { ...part, ...found, isPart: true };
}

function namedPacts({ pact = [], client }: VerifyOptions, { cwd }: Io): Pick<EngineOptions, 'pacts'> {
  const pacts = [...pact.map((file) => resolve(cwd, file)), ...(client ? pactsOfClients(client) : [])];
  return pacts.length > 0 ? { pacts } : {};
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

async function showPlans({ engine, io }: Run): Promise<ExitCode> {
  const { target = { kind: 'mocked' }, targets, pacts } = engine;
  const { planText } = await import('../render/plan.ts');
  const { columns } = lookOf(io.stdout, io.env);
  const texts: string[] = [];
  for (const one of targets ?? [target]) {
    const held = ('pacts' in one && one.pacts) || pacts;
    const isPart = targets !== undefined;
    const made = await plan({ ...engine, target: one, ...(held && { pacts: held }), isPart });
    const where = one.kind === 'live' ? `the Jira at ${one.baseUrl}` : 'the embedded mocked Jira';
    const name = targets && one.kind === 'live' ? `${printable(one.name ?? '')}, ` : '';
    texts.push(planText(made, `${name}${where}`, accountInWords, columns));
  }
  io.stdout.write(texts.join('\n'));
  return 0;
}

function accountInWords(role: string): string {
  const setting = settingOfAccount[role as AccountRole];
  return role === 'session-cookie' ? `the session of ${setting}` : setting;
}

/** Verifies again every so often until it is interrupted, and tells what changed. The exit code is that of the last round. */
async function watch(run: Run, seconds: number): Promise<number> {
  const { engine, io, output, policy, options } = run;
  const { out } = output;
  const { toldChanges } = await import('../render/changes.ts');
  let last: { readonly told: Report; readonly exitCode: number } | undefined;
  for (;;) {
    const quiet = options.quiet || last !== undefined;
    using shown = shownRun({ ...run, options: { ...options, quiet } });
    const report = judged(await verify({ ...engine, onEvent: shown.onEvent }), policy);
    const tellOpen = () => {
      const open = openSessionsLine(report.targets);
      if (open) out.write(`${open}\n`);
    };
    // A round that was cut short tells nothing else that is new.
    if (io.signal.aborted && last) {
      tellOpen();
      return last.exitCode;
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
    const exitCode = output.write(report, policy);
    last = { told, exitCode };
    if (!io.signal.aborted) await sleep(seconds * 1000, undefined, { signal: io.signal }).catch(() => {});
    if (io.signal.aborted) return exitCode;
  }
}
