import { CommandError } from '../errors.ts';
import { type Finding, finding, shortageIn } from '../findings.ts';
import type { RefusalsEverywhere } from '../jira/accounts.ts';
import { jiraOf } from '../jira/same-jira.ts';
import { type OpenTarget, openLive, openMocked } from '../jira/target.ts';
import { idsOf, interactionTold } from '../pact/pact-file.ts';
import type { PactVerifier } from '../pact/pact-verifier.ts';
import type { Secrets } from '../redaction/secrets.ts';
import { reportTarget } from '../report/combine.ts';
import { summarize } from '../report/exit-code.ts';
import type { PactReport, TargetReport } from '../report/report.ts';
import type { TranscriptCheck } from './checks.ts';
import type { VerificationEvent } from './events.ts';
import { attemptsIn, planOf } from './plan.ts';
import type { Selected, TargetToVerify } from './verify.ts';
import { verifyPact } from './verify-pact.ts';

/** What the verification of one target needs of the run that it belongs to. */
export interface TargetRun {
  readonly verifier: PactVerifier;
  /** Those of every target at the same host, which may tell one's to another. */
  readonly secrets: Secrets;
  readonly timeoutMs: number;
  /** How many interactions Pact may prepare or judge while the Jira is busy with another. */
  readonly prefetch: number;
  readonly checks?: readonly TranscriptCheck[];
  readonly refusals: RefusalsEverywhere;
  /** Does something alone at one Jira, whatever it is called: no two targets try an account there at once. */
  readonly alone: <Result>(jira: string, work: () => Promise<Result>) => Promise<Result>;
  readonly signal?: AbortSignal | undefined;
  /** What fails over one of many Jiras must not cost the results of the others. */
  readonly isOneOfMany: boolean;
  readonly onEvent: (event: VerificationEvent) => void;
}

/**
 * Holds one Jira to its pacts.
 *
 * @returns its report, without secrets; what was found is in it and is never thrown
 * @throws InputError for settings that make no sense
 */
export async function verifyTarget(
  settings: TargetToVerify,
  selected: readonly Selected[],
  run: TargetRun,
): Promise<TargetReport> {
  if (!run.isOneOfMany) return verifyOpened(settings, selected, run);
  let opened: OpenTarget | undefined;
  try {
    return await verifyOpened(settings, selected, run, (target) => {
      opened = target;
    });
  } catch (error) {
    return reportWithout(settings, selected, whyNothing(error as Error), run, opened?.leftOpen.count);
  }
}

async function verifyOpened(
  settings: TargetToVerify,
  selected: readonly Selected[],
  run: TargetRun,
  onOpened?: (target: OpenTarget) => void,
): Promise<TargetReport> {
  const started = performance.now();
  const { secrets, isOneOfMany, onEvent } = run;
  // Nobody looks at each interaction of each of many Jiras: they are redacted once, in the end.
  const emit: Emit = (event, isCoarse = false) =>
    (isCoarse || !isOneOfMany) && onEvent(secrets.redactAll(event));
  emit({ type: 'target-begun', name: nameOf(settings) }, true);
  await using target = await open(settings, run, emit);
  onOpened?.(target);
  const verifyIt = () => verifyAt(target, settings, selected, { run, started, emit });
  // Awaited here: with what is returned, the target stops.
  return target.kind === 'live'
    ? await run.alone(jiraOf(target.baseUrl, target.siteUrl), verifyIt)
    : await verifyIt();
}

async function verifyAt(
  target: OpenTarget,
  settings: TargetToVerify,
  selected: readonly Selected[],
  { run, started, emit }: { readonly run: TargetRun; readonly started: number; readonly emit: Emit },
): Promise<TargetReport> {
  const { verifier, secrets, signal, checks, prefetch } = run;
  const { name, kind, baseUrl, flavour, version = null, siteUrl = null } = target;
  emit({ type: 'target', target: { name, kind, baseUrl, flavour, version } });

  const planned = selected.flatMap(([, chosen]) => planOf(chosen, target.states, target.credentials));
  target.connection.allow(attemptsIn(planned));
  const reports: PactReport[] = [];
  for (const [pact, interactions] of selected) {
    const needed = { target, verifier, secrets, signal, emit, checks, prefetch };
    reports.push(await verifyPact(pact, interactions, needed));
  }
  await target.stop();
  const { count: sessionsLeftOpen, cause } = target.leftOpen;
  const { definedAt } = settings;
  const durationMs = Math.round(performance.now() - started);
  const about = {
    ...{ name, kind, baseUrl, flavour, version, siteUrl, sessionsLeftOpen, durationMs },
    ...(sessionsLeftOpen > 0 && cause && { sessionsLeftOpenCause: cause }),
    ...(definedAt && { definedAt }),
  };
  const report = secrets.redactAll(reportTarget(about, reports));
  emit({ type: 'target-done', target: report, durationMs }, true);
  return report;
}

/** Tells an event; a coarse one also of one of many Jiras. */
type Emit = (event: VerificationEvent, isCoarse?: boolean) => void;

function nameOf(settings: TargetToVerify): string {
  return settings.kind === 'live' ? (settings.name ?? settings.baseUrl) : 'mocked';
}

function open(
  settings: TargetToVerify,
  { timeoutMs, signal, refusals }: TargetRun,
  emit: (event: VerificationEvent) => void,
): Promise<OpenTarget> {
  if (settings.kind === 'mocked') return openMocked(settings.flavour ?? 'datacenter', timeoutMs, signal);
  const onWait = (milliseconds: number, status: number) => emit({ type: 'waiting', milliseconds, status });
  return openLive({ ...settings, timeoutMs, onWait, refusals }, signal);
}

/** Why nothing was found out: the settings, the machine, or else a mistake of ours. */
function whyNothing(error: NodeJS.ErrnoException): Finding {
  if (error instanceof CommandError) return finding('unusable-settings', error.message.replace(/\.$/, ''));
  return shortageIn(error) ?? finding('mistake', error.message);
}

/** A Jira of which nothing was found out. */
function reportWithout(
  settings: TargetToVerify,
  selected: readonly Selected[],
  why: Finding,
  { secrets, onEvent }: TargetRun,
  sessionsLeftOpen = 0,
): TargetReport {
  const pacts = selected.map(([{ pact, source }, chosen]): PactReport => {
    const ids = idsOf(pact.interactions);
    const interactions = chosen.map((one) => ({
      ...interactionTold(one, ids),
      ...{ status: 'unverifiable' as const, ...why, durationMs: 0 },
    }));
    const summary = summarize(interactions);
    return { consumer: pact.consumer.name, source, summary, exitCode: 2, interactions, checks: [] };
  });
  const name = nameOf(settings);
  const { definedAt } = settings;
  const about = {
    ...{ name, kind: settings.kind, baseUrl: settings.kind === 'live' ? settings.baseUrl : '' },
    ...{ flavour: 'unknown', version: null, siteUrl: null, sessionsLeftOpen, durationMs: 0 },
    ...(definedAt && { definedAt }),
  };
  const report = secrets.redactAll(reportTarget(about, pacts));
  onEvent({ type: 'target-done', target: report, durationMs: 0 });
  return report;
}
