import { CommandError } from '../errors.ts';
import { shortageIn } from '../faults.ts';
import { type Finding, finding, inWords } from '../findings.ts';
import { endsAt, endsSoon } from '../jira/expiry.ts';
import { neededCookiesAt } from '../jira/needed-cookies.ts';
import { jiraOf } from '../jira/server-info.ts';
import { type OpenTarget, openLive, openMocked } from '../jira/target.ts';
import { idsOf, interactionTold } from '../pact/interactions.ts';
import { reportPact, reportTarget } from '../report/combine.ts';
import type { PactReport, TargetReport } from '../report/report.ts';
import { attemptsIn, planOf, planOfExpiry } from './plan.ts';
import type { Selected, TargetRun } from './target-run.ts';
import { type TargetToVerify, type TimedTarget, targetName } from './verify-options.ts';
import { verifyPact } from './verify-pact.ts';

export async function verifyTarget(
  settings: TimedTarget,
  selected: readonly Selected[],
  run: TargetRun,
): Promise<TargetReport> {
  const { secrets, isOneOfMany, alone, emit } = run;
  emit({ type: 'target-begun', name: targetName(settings) });
  const openingAt = performance.now();
  let opened: OpenTarget | undefined;
  let report: TargetReport;
  try {
    await using target = await open(settings, run);
    opened = target;
    const openedAfter = performance.now() - openingAt;
    const verifyIt = () => verifyOpened(target, settings, selected, run, openedAfter);
    // Awaited here, since the target stops on return.
    report =
      target.kind === 'live'
        ? await alone(jiraOf(target.facts.baseUrl, target.facts.siteUrl), verifyIt)
        : await verifyIt();
  } catch (error) {
    if (!isOneOfMany) throw error;
    report = reportWithout(settings, selected, whyNothing(error as Error), opened?.connection.leftOpen.count);
  }
  const redacted = secrets.redactAll(report);
  emit({ type: 'target-done', target: redacted, durationMs: redacted.durationMs });
  return redacted;
}

async function verifyOpened(
  target: OpenTarget,
  settings: TimedTarget,
  selected: readonly Selected[],
  run: TargetRun,
  openedAfter: number,
): Promise<TargetReport> {
  const started = performance.now() - openedAfter;
  const { name, kind, facts } = target;
  const { baseUrl, flavour, version = null, siteUrl = null } = facts;
  run.emit({ type: 'target', target: { name, kind, baseUrl, flavour, version } });
  const planned = selected.flatMap(([, chosen]) => planOf(chosen, target));
  const ofExpiry = target.kind === 'live' ? planOfExpiry(target.credentials, run.warnExpiryDays) : [];
  target.connection.accounts.allow(attemptsIn([...planned, ...ofExpiry]));
  const pacts: PactReport[] = [];
  for (const [pact, interactions] of selected) {
    pacts.push(await verifyPact(pact, interactions, { ...run, target }));
  }
  const isAsked = target.kind === 'live' && !run.signal?.aborted && !target.unreachable;
  const neededCookies = isAsked ? await neededCookiesAt(target.connection) : undefined;
  const token = ofExpiry.length > 0 ? target.credentials.personalAccessToken : undefined;
  const ends = isAsked ? await endsAt(target.connection, token) : {};
  const soon = endsSoon(ends, run.warnExpiryDays);
  await target.stop();
  const { count: sessionsLeftOpen, cause } = target.connection.leftOpen;
  const { definedAt } = settings;
  const durationMs = Math.round(performance.now() - started);
  const about = {
    ...{ name, kind, baseUrl, flavour, version, siteUrl, sessionsLeftOpen, durationMs },
    ...(sessionsLeftOpen > 0 && cause && { sessionsLeftOpenCause: inWords(cause) }),
    ...(neededCookies && { neededCookies }),
    ...(ends.certificate && { certificateEndsAt: ends.certificate.at.toISOString() }),
    ...(ends.token && { tokenEndsAt: ends.token.at.toISOString() }),
    ...(soon.length > 0 && { endsSoon: soon.map(inWords) }),
    ...(definedAt && { definedAt }),
  };
  return reportTarget(about, pacts);
}

function open(settings: TimedTarget, { signal, refusals, emit }: TargetRun): Promise<OpenTarget> {
  if (settings.kind === 'mocked')
    return openMocked(settings.flavour, { timeoutMs: settings.timeoutMs, signal });
  const onWait = (milliseconds: number, status: number) => emit({ type: 'waiting', milliseconds, status });
  return openLive({ ...settings, onWait, refusals, signal });
}

function whyNothing(error: NodeJS.ErrnoException): Finding {
  if (error instanceof CommandError) return finding('unusable-settings', error.message.replace(/\.$/, ''));
  return shortageIn(error) ?? finding('internal-error', error.message);
}

function reportWithout(
  settings: TargetToVerify,
  selected: readonly Selected[],
  why: Finding,
  sessionsLeftOpen = 0,
): TargetReport {
  const pacts = selected.map(([{ pact, source }, chosen]): PactReport => {
    const ids = idsOf(pact.interactions);
    const interactions = chosen.map((one) => ({
      ...interactionTold(one, ids),
      ...{ status: 'unverifiable' as const, ...inWords(why), durationMs: 0 },
    }));
    return reportPact({ consumer: pact.consumer.name, source, interactions, checks: [] });
  });
  const { kind, definedAt } = settings;
  const about = {
    ...{ name: targetName(settings), kind, baseUrl: kind === 'live' ? settings.baseUrl : '' },
    ...{ flavour: 'unknown', version: null, siteUrl: null, sessionsLeftOpen, durationMs: 0 },
    ...(definedAt && { definedAt }),
  };
  return reportTarget(about, pacts);
}
