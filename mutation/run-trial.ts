import { availableParallelism } from 'node:os';
import { means } from '../src/findings.ts';
import { HttpClient } from '../src/http/http-client.ts';
import { connectionTo } from '../src/jira/connection.ts';
import { statesOverHttp } from '../src/jira/provider-states.ts';
import { connectTo, mockedTarget } from '../src/jira/target.ts';
import { startMockedJira } from '../src/mock-jira/server.ts';
import type { PactFile } from '../src/pact/pact-file.ts';
import { type PactVerifier, startPactVerifier } from '../src/pact/pact-verifier.ts';
import { pactSaid, type Said } from '../src/recording/prove.ts';
import { Secrets } from '../src/redaction/secrets.ts';
import type { PactReport } from '../src/report/report.ts';
import type { TranscriptCheck } from '../src/verification/checks.ts';
import { verifyPact } from '../src/verification/verify-pact.ts';
import type { ChangedJira } from './changed-jira.ts';
import { startFront } from './front.ts';

const TIMEOUT_MS = 5000;

/** What became of a changed Jira in the verification. */
export interface TrialOutcome {
  readonly name: string;
  /** `broken`: the contract does not hold; `no answer`: it could not be found out; `warned`: it holds, but. */
  readonly verdict: 'broken' | 'no answer' | 'warned' | 'passed';
  readonly said: Said['pact'];
  /** What saw it first, and what it said. */
  readonly seenBy?: { readonly kind: 'interaction' | 'check'; readonly id: string; readonly name: string };
  readonly detail?: string;
  /** False where the change met no answer: the verdict then says nothing. */
  readonly changed: boolean;
  readonly durationMs: number;
}

/** A changed Jira, and the contract that it is held to. */
export interface Trial {
  readonly jira: ChangedJira;
  readonly pact: PactFile;
  /** The checks on the answers. Default: all. */
  readonly checks?: readonly TranscriptCheck[];
}

export interface TrialOptions {
  /** Told each outcome as it comes to be known. */
  readonly onOutcome?: (outcome: TrialOutcome) => void;
  /** When aborted, no more are begun. */
  readonly signal?: AbortSignal;
  /** Starts Pact's process: for who keeps one for several calls. */
  readonly startVerifier?: typeof startPactVerifier;
}

/**
 * Verifies changed Jiras, several at once, each on the way that every Jira goes: Pact, gateway, checks.
 *
 * @returns their outcomes, in the order of the trials
 */
export async function runTrials(
  trials: readonly Trial[],
  { onOutcome, signal, startVerifier = startPactVerifier }: TrialOptions,
): Promise<TrialOutcome[]> {
  const outcomes: TrialOutcome[] = [];
  const queue = trials.entries();
  const work = async () => {
    await using verifier = startVerifier();
    for (const [index, trial] of queue) {
      if (signal?.aborted) return;
      const outcome = await runTrial(trial, verifier);
      outcomes[index] = outcome;
      onOutcome?.(outcome);
    }
  };
  // Pact's processes and this one take turns: one more than the machine has keeps it busy.
  const workers = Math.min(trials.length, availableParallelism() + 1);
  await Promise.all(Array.from({ length: workers }, work));
  return outcomes;
}

async function runTrial(
  { jira: changed, pact, checks }: Trial,
  verifier: PactVerifier,
): Promise<TrialOutcome> {
  const startedAt = performance.now();
  const { name, change, whole, settings } = changed;
  await using jira = await startMockedJira(settings);
  await using front = await startFront(jira, change);
  const connection = connectTo(jira, new HttpClient({ baseUrl: front.baseUrl, timeoutMs: TIMEOUT_MS }));
  const target = mockedTarget(jira, connection);
  const behind = connectionTo({
    ...connection,
    http: new HttpClient({ baseUrl: jira.baseUrl, timeoutMs: TIMEOUT_MS }),
  });
  const seen = new AbortController();
  const report = await verifyPact({ pact, source: name }, pact.interactions, {
    target: whole ? target : { ...target, setUp: statesOverHttp(behind, target.credentials) },
    verifier,
    secrets: new Secrets(),
    checks,
    signal: seen.signal,
    // One interaction that fails is enough.
    emit: (event) => {
      if (event.type === 'interaction' && event.result.status === 'failed') seen.abort();
    },
  });
  return {
    name,
    ...trialVerdict(report),
    said: pactSaid(report),
    changed: front.changed || (settings !== undefined && changed.consumer === undefined),
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function trialVerdict({
  exitCode,
  interactions,
  checks,
}: PactReport): Pick<TrialOutcome, 'verdict' | 'seenBy' | 'detail'> {
  switch (exitCode) {
    case 1: {
      const interaction = interactions.find(({ status }) => status === 'failed');
      if (!interaction)
        return { verdict: 'broken', ...seenByCheck(checks.find(({ status }) => status === 'failed')) };
      const { mismatches, cause = '' } = interaction;
      return {
        verdict: 'broken',
        seenBy: seenByInteraction(interaction),
        detail: mismatches[0]?.text ?? cause,
      };
    }
    case 2: {
      const first = interactions.find(({ status }) => status === 'unverifiable');
      return {
        verdict: 'no answer',
        ...(first && { seenBy: seenByInteraction(first), detail: first.cause ?? '' }),
      };
    }
    case 0: {
      const warned = checks.find(({ status }) => status === 'warned');
      return warned ? { verdict: 'warned', ...seenByCheck(warned) } : { verdict: 'passed' };
    }
    default:
      return exitCode satisfies never;
  }
}

function seenByInteraction({ id, description }: PactReport['interactions'][number]) {
  return { kind: 'interaction' as const, id, name: description };
}

function seenByCheck(
  check: PactReport['checks'][number] | undefined,
): Pick<TrialOutcome, 'seenBy' | 'detail'> {
  if (!check) return {};
  const { id, name, findings } = check;
  const told = findings.find((one) => check.status !== 'failed' || means(one, 'broken'));
  return { seenBy: { kind: 'check', id, name }, detail: told?.text ?? '' };
}
