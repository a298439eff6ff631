import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { WARN_EXPIRY_DAYS } from '../bounds.ts';
import { InputError } from '../errors.ts';
import { type Attempts, newRefusals } from '../jira/accounts.ts';
import type { PactFile } from '../pact/pact-file.ts';
import { startPactVerifier } from '../pact/pact-verifier.ts';
import { readPacts } from '../pact/shipped-pacts.ts';
import { secretsOf } from '../redaction/from-settings.ts';
import { Secrets } from '../redaction/secrets.ts';
import { reportOf } from '../report/combine.ts';
import type { Report } from '../report/report.ts';
import { Semaphore } from '../semaphore.ts';
import type { Environment } from '../settings/environment.ts';
import { DEFAULT_TIMEOUT_MS } from '../settings/network.ts';
import { refuseCaptchaAccountsOfUsers } from './captcha-accounts.ts';
import { refuseWrongOptions } from './check-options.ts';
import type { VerificationEvent } from './events.ts';
import type { PlannedInteraction } from './plan.ts';
import type { Selected, TargetRun } from './target-run.ts';
import type { TargetSettings, TargetToVerify, TimedTarget, VerifyOptions } from './verify-options.ts';

/** How many interactions Pact prepares or judges while the Jira is busy with another: more would gain nothing. */
const PREFETCH = 4;

const AT_ONCE_PER_CORE = 32;
const MAX_AT_ONCE = 128;

/** How many open files a Jira takes (gateway, connections, closing log-outs), and how many the program itself. */
const FILES_PER_JIRA = 8;
const FILES_OF_THE_REST = 48;

/**
 * Verifies pacts with a Jira, or with several at once.
 *
 * @param options what to verify; by default the pact of this project's client, with the embedded mocked Jira
 * @returns the report, without secrets; what was found is in it and is never thrown
 * @throws InputError for a pact that cannot be read, and for settings that make no sense
 */
export async function verify(options: VerifyOptions = {}): Promise<Report> {
  refuseWrongOptions('verify', options);
  const startedAt = new Date();
  const started = performance.now();
  const { environment = process.env, refusals = newRefusals(), signal } = options;
  const { startVerifier = startPactVerifier } = options;
  const isOneOfMany = options.targets !== undefined;
  const targets = targetsOf(options);
  refusals.newRun();
  await refuseCaptchaAccountsOfUsers(targets, signal);
  const { concurrency = usualConcurrency() } = options;
  const atOnce = Math.min(concurrency, targets.length, maxAtOnceByFiles());
  // With many Jiras, there is always another one to go on with.
  const prefetch = atOnce > availableParallelism() ? 0 : PREFETCH;

  // Pact's process starts first: everything else loads while it does, and before anything is sent.
  await using verifier = startVerifier({ threads: atOnce * (prefetch + 1) });
  const { verifyTarget } = await import('./verify-target.ts');
  const selected = await selectFor(targets, options);
  const secretsOfTargets = secretsOfEach(targets, environment);
  const turns = new Map<string, Semaphore>();
  const alone: TargetRun['alone'] = (jira, work) => {
    const turn = turns.get(jira) ?? new Semaphore(1);
    turns.set(jira, turn);
    return turn.run(work);
  };
  const { warnExpiryDays = WARN_EXPIRY_DAYS } = options;
  const shared = { verifier, warnExpiryDays, prefetch, signal, refusals, isOneOfMany, alone };
  const places = new Semaphore(atOnce);
  const verifyOne = async (target: TimedTarget, index: number) => {
    const secrets = secretsOfTargets[index] ?? new Secrets();
    const emit = (event: VerificationEvent) => {
      // With many Jiras, nobody looks at each interaction.
      const isTold = !isOneOfMany || event.type === 'target-begun' || event.type === 'target-done';
      if (isTold) options.onEvent?.(secrets.redactAll(event), index);
    };
    const report = await verifyTarget(target, selected[index] ?? [], { ...shared, secrets, emit });
    // The patterns that find them take half a megabyte each.
    secretsOfTargets[index] = undefined;
    return report;
  };
  const ends = await Promise.allSettled(
    targets.map((target, index) => places.run(() => verifyOne(target, index))),
  );
  const reports = ends.map((end) => {
    // Only now, since the others may have had sessions to close.
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  return reportOf(reports, startedAt, Math.round(performance.now() - started));
}

function targetsOf({ target, targets, timeoutMs = DEFAULT_TIMEOUT_MS }: VerifyOptions): TimedTarget[] {
  const all: readonly TargetToVerify[] = targets ?? [target ?? { kind: 'mocked' }];
  return all.map((one) => ({ ...one, timeoutMs: one.timeoutMs ?? timeoutMs }));
}

/** On a busy machine, that many at once would only wait for each other. */
function usualConcurrency(): number {
  const cores = availableParallelism();
  const busy = Math.max(1, (loadavg()[0] ?? 0) / cores);
  return Math.ceil(Math.min(cores * AT_ONCE_PER_CORE, MAX_AT_ONCE) / busy);
}

function maxAtOnceByFiles(): number {
  try {
    const [, max] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    if (max === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(1, Math.floor((Number(max) - FILES_OF_THE_REST) / FILES_PER_JIRA));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** The secrets for each target: those of all targets at its host, since one may repeat what another was told. */
function secretsOfEach(targets: readonly TargetToVerify[], environment: Environment) {
  const byHost = new Map<string, Secrets>();
  for (const target of targets) {
    const secrets = secretsOf({}, environment, byHost.get(hostOf(target)));
    byHost.set(hostOf(target), secrets);
    if (target.kind === 'live') secretsOf(target.credentials, target.network?.environment ?? {}, secrets);
  }
  return targets.map((target) => byHost.get(hostOf(target)));
}

function hostOf(target: TargetSettings): string {
  return target.kind === 'live' ? new URL(target.baseUrl).host : '';
}

/** What {@link verify} would send, and how often it would send credentials at most. */
export interface Plan {
  readonly interactions: readonly PlannedInteraction[];
  readonly attempts: Attempts;
}

/**
 * Says what a verification of one Jira would send. It sends nothing.
 *
 * @param options as those of `verify`
 * @returns what would be sent, in its order, and how often credentials would be sent at most
 * @throws InputError for a pact that cannot be read, and for settings that make no sense
 */
export async function plan(
  options: Pick<VerifyOptions, 'target' | 'pacts' | 'filter' | 'isPart' | 'warnExpiryDays'> = {},
): Promise<Plan> {
  refuseWrongOptions('plan', options);
  const { unaskedLive, unaskedMocked } = await import('../jira/target.ts');
  const { attemptsIn, planOf, planOfExpiry } = await import('./plan.ts');
  const { target = { kind: 'mocked' }, warnExpiryDays = WARN_EXPIRY_DAYS } = options;
  const unasked =
    target.kind === 'live'
      ? unaskedLive({ ...target, timeoutMs: DEFAULT_TIMEOUT_MS })
      : unaskedMocked(target.flavour);
  const [selected = []] = await selectFor([target], options);
  const interactions = [
    ...selected.flatMap(([, chosen]) => planOf(chosen, unasked)),
    ...(target.kind === 'live' ? planOfExpiry(unasked.credentials, warnExpiryDays) : []),
  ];
  return { interactions, attempts: attemptsIn(interactions) };
}

async function selectFor(
  targets: readonly TargetToVerify[],
  { pacts, filter = '', isPart = false }: Pick<VerifyOptions, 'pacts' | 'filter' | 'isPart'>,
): Promise<(readonly Selected[])[]> {
  const forAll = targets.every((target) => target.pacts) ? [] : await readPacts(pacts);
  const wanted = ({ interactions }: PactFile) =>
    interactions.filter(({ description }) => description.toLowerCase().includes(filter.toLowerCase()));
  const held = await Promise.all(targets.map((target) => (target.pacts ? readPacts(target.pacts) : forAll)));
  const selected = held.map((all) => all.map((one): Selected => [one, wanted(one.pact)]));
  const isAny = selected.flat().some(([, interactions]) => interactions.length > 0);
  if (isAny || isPart || targets.length === 0) return selected;
  const all = new Set(selected.flat().flatMap(([{ pact }]) => pact.interactions));
  throw new InputError(
    `No interaction has '${filter}' in its description: leave --filter out to see all ${all.size}.`,
  );
}
